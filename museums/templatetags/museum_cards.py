"""How museums are shown: cards, practical facts."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from museums.models import MuseumPage

register = template.Library()


@register.inclusion_tag("museums/components/museum_card.html")
def museum_card(museum: "MuseumPage") -> dict[str, Any]:
    """A museum in a list of museums."""
    return {"museum": museum}


@register.inclusion_tag("components/facts.html")
def museum_facts(museum: "MuseumPage") -> dict[str, Any]:
    """Where it is, and how to reach it."""
    facts = [
        ("map-pin", _("Address"), address(museum)),
        ("phone", _("Telephone"), link(f"tel:{museum.phone.replace(' ', '')}", museum.phone)),
        ("mail", _("E-mail"), link(f"mailto:{museum.email}", museum.email)),
        ("globe", _("Web site"), link(museum.website, urlsplit(museum.website).netloc)),
    ]
    return {"rows": [fact for fact in facts if fact[2]]}


def link(url: str, text: str) -> SafeString:
    """A link, or nothing where there is nothing to name it by."""
    return format_html('<a href="{}">{}</a>', url, text) if text else SafeString("")


def address(museum: "MuseumPage") -> SafeString:
    """The address on its lines, with a way to a map that calls nobody before it is followed."""
    lines: Iterable[str] = (
        museum.street,
        f"{museum.postcode} {museum.town}".strip(),
        link(map_url(museum), _("See on a map")),
    )
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in lines if line))


def map_url(museum: "MuseumPage") -> str:
    """OpenStreetMap's page of the museum."""
    if museum.latitude is None:
        query = urlencode({"query": f"{museum.title}, {museum.full_address}"})
        return f"https://www.openstreetmap.org/search?{query}"
    latitude, longitude = museum.latitude, museum.longitude
    return (
        f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}"
        f"#map=17/{latitude}/{longitude}"
    )
