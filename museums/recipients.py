"""Who answers for a museum: the people that the site writes to."""

from django.conf import settings

from cms.models import NetworkSettings, User
from museums.models import MuseumPage

Recipient = tuple[str, str]
"""(address, language in which they use the admin)."""


def recipients_of(museum: MuseumPage | None, network: NetworkSettings) -> list[Recipient]:
    """The museum's leads; else its editors; else the network."""
    for group in (museum.leads_id, museum.editors_id) if museum else ():
        people = User.objects.filter(groups=group, is_active=True)
        if group and people:
            return [(person.email, language_of(person)) for person in people]
    return [(network.contact_email, settings.LANGUAGE_CODE)] if network.contact_email else []


def language_of(person: User) -> str:
    """The language in which somebody uses the admin."""
    profile = getattr(person, "wagtail_userprofile", None)
    return (profile and profile.preferred_language) or settings.LANGUAGE_CODE
