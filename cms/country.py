"""What a network's country calls things, and what only France has: school zones, Muséofile."""

from django.conf import settings
from django.utils.functional import lazystr
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel

FRANCE = "FR"


def is_in_france() -> bool:
    """Whether what only France has means anything here."""
    return settings.COUNTRY == FRANCE


def area_word() -> str:
    """What one piece of the country's map is called, by which museums are listed."""
    words = {
        FRANCE: _("Department"),
        "BE": _("Province"),
        "CA": _("Province"),
        "CH": _("Canton"),
        "LU": _("Canton"),
    }
    return words.get(settings.COUNTRY) or _("Area")


class _AreaLabel:
    """Asked when it is shown: each page in its own language."""

    def __str__(self) -> str:
        return area_word()


AREA_LABEL = lazystr(_AreaLabel())


class FrenchPanel(FieldPanel):
    """A field that only a network in France fills in; elsewhere nobody is asked."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return is_in_france() and super().is_shown()
