"""Where else somebody may be followed: addresses one a line, each named after where it leads."""

from typing import NamedTuple
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

PLACES = {
    "bsky.app": "Bluesky",
    "facebook.com": "Facebook",
    "instagram.com": "Instagram",
    "linkedin.com": "LinkedIn",
    "tiktok.com": "TikTok",
    "vimeo.com": "Vimeo",
    "youtube.com": "YouTube",
}
is_address = URLValidator(schemes=["https", "http"])


class SocialLink(NamedTuple):
    """A link and the name of the place it leads to."""

    title: str
    url: str


def social_links(text: str) -> list[SocialLink]:
    """The links of a text of addresses; a place that nobody knows is named by its host."""
    addresses = text.split()
    hosts = [urlsplit(address).hostname.removeprefix("www.") for address in addresses]
    return [
        SocialLink(PLACES.get(host, host), address)
        for host, address in zip(hosts, addresses, strict=True)
    ]


def check_links(text: str) -> None:
    """Refuse a line that is no address, by its number."""
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            is_address(line.strip() or "https://empty.example")
        except ValidationError as error:
            raise ValidationError(
                _("Line %(number)s is no address: write it whole, beginning with https://.")
                % {"number": number}
            ) from error
