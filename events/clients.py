"""Which calendar applications read the feeds: the family of one, never the person behind it."""

import re

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ClientFamily(TextChoices):
    """The applications that read feeds, told apart as far as helps to help people."""

    APPLE = "apple", _("Apple’s calendar (iPhone, iPad, Mac)")
    GOOGLE = "google", _("Google Calendar")
    MICROSOFT = "microsoft", _("Outlook and Microsoft 365")
    THUNDERBIRD = "thunderbird", _("Thunderbird")
    NEXTCLOUD = "nextcloud", _("Nextcloud and servers of its kind")
    ANDROID = "android", _("ICSx⁵ and DAVx⁵ (Android)")
    TERMINAL = "terminal", _("vdirsyncer and khal")
    BROWSER = "browser", _("a browser")
    OTHER = "other", _("other applications")


# The first that fits: Nextcloud calls itself a crawler, Thunderbird and Outlook a Mozilla.
SIGNS: list[tuple[str, ClientFamily | None]] = [
    (r"google-calendar", ClientFamily.GOOGLE),
    (r"nextcloud|owncloud|sabre", ClientFamily.NEXTCLOUD),
    (r"bot\b|crawl|spider|slurp|preview|facebookexternalhit|uptime|monitor", None),
    (r"thunderbird|betterbird", ClientFamily.THUNDERBIRD),
    (r"outlook|ms-?office|microsoft|exchange", ClientFamily.MICROSOFT),
    (r"dav(x5|x⁵|droid)|ics(x5|x⁵|droid)", ClientFamily.ANDROID),
    (r"vdirsyncer|\bkhal", ClientFamily.TERMINAL),
    (r"dataaccessd|calendaragent|calendarstore|^(ios|macos|mac[ +_]os[ +_]x)/", ClientFamily.APPLE),
    (r"^(mozilla|opera)/", ClientFamily.BROWSER),
]


def client_of(user_agent: str) -> ClientFamily | None:
    """The family of an application by what it calls itself; None for a robot."""
    for sign, family in SIGNS:
        if re.search(sign, user_agent, re.IGNORECASE):
            return family
    return ClientFamily.OTHER
