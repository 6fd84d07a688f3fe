"""What a museum's page does not say yet."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from museums.models import MuseumPage


def missing_from(museum: MuseumPage) -> Iterator[str]:
    """In a few words each, what visitors look for on the page and do not find."""
    wanted = {
        _("a sentence that says what one sees there"): museum.summary,
        _("a picture"): museum.image_id,
        _("a presentation"): museum.body,
        _("a street"): museum.street,
        _("its place on the map"): museum.latitude is not None,
        _("a telephone number or an e-mail address"): museum.phone or museum.email,
        _("its themes"): museum.themes.all(),
    }
    return (name for name, value in wanted.items() if not value)
