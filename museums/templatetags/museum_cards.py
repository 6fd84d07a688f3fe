"""How museums are shown: cards, practical facts, prices, accessibility."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cms.nearby import km_away
from cms.templatetags.components import is_french
from cms.templatetags.languages import lang_of_source

if TYPE_CHECKING:
    from museums.cards import MuseumCard
    from museums.models import MuseumPage

register = template.Library()

Fact = tuple[str, str, SafeString | str]


@register.inclusion_tag("museums/components/museum_card.html")
def museum_card(card: "MuseumCard", heading: str, with_picture: bool) -> dict[str, Any]:
    """A museum in a list of museums; `heading` is the element of its name, h2 or h3."""
    return {
        "museum": card.museum,
        "opening": card.opening,
        "way": km_away(card.km),
        "heading": heading,
        "with_picture": with_picture,
    }


@register.inclusion_tag("components/facts.html")
def museum_facts(museum: "MuseumPage") -> dict[str, Any]:
    """Where it is, how to reach it, what it costs, what one finds there."""
    facts = [*_place(museum), *_visit(museum), *_elsewhere(museum)]
    return {"rows": [fact for fact in facts if fact[2]]}


@register.inclusion_tag("museums/components/accessibility.html")
def museum_accessibility(museum: "MuseumPage") -> dict[str, Any]:
    """What is known of its accessibility; what nobody said is told apart, never as a "no"."""
    groups = [
        (group.title, [state for state in group.states if state.is_there is not None])
        for group in museum.access_groups()
    ]
    states = [state for group in museum.access_groups() for state in group.states]
    return {
        "groups": [(title, known) for title, known in groups if known],
        "unknown": [state.label for state in states if state.is_there is None],
        "note": museum.access_note,
        "phone": museum.phone,
    }


@register.filter
def euros(amount: Decimal) -> str:
    """« 5,50 € », « 5 € », « gratuit »; in English "€5.50", "free"."""
    if not amount:
        return pgettext("of a price", "free of charge")
    number = number_format(amount, 0 if amount == int(amount) else 2)
    return f"{number}\u00a0€" if is_french() else f"€{number}"


def _place(museum: "MuseumPage") -> list[Fact]:
    return [
        ("map-pin", _("Address"), address(museum)),
        ("phone", _("Telephone"), link(f"tel:{museum.phone.replace(' ', '')}", museum.phone)),
        ("mail", _("E-mail"), link(f"mailto:{museum.email}", museum.email)),
        ("globe", _("Web site"), link(museum.website, urlsplit(museum.website).netloc)),
    ]


def _visit(museum: "MuseumPage") -> list[Fact]:
    ways = (
        (_("By public transport:"), museum.by_transport),
        (_("By car:"), museum.by_car),
        (_("By bike:"), museum.by_bike),
    )
    known = ((name, linebreaksbr(text)) for name, text in ways if text)
    services = ", ".join(str(service) for service in museum.member.services.all())
    access = link("#accessibility", _("What is known of it")) if museum.has_access_facts else ""
    return [
        ("ticket", _("Prices"), prices(museum)),
        ("arrow-right", _("How to come"), format_html_join("", "<p><b>{}</b> {}</p>", known)),
        ("check", _("Services"), services),
        ("accessibility", _("Accessibility"), access),
    ]


def _elsewhere(museum: "MuseumPage") -> list[Fact]:
    networks = museum.member.social_links.all()
    links = format_html_join(SafeString(", "), "{}", ((link(n.url, n.network),) for n in networks))
    collections = link(museum.collections_url, _("Look at its collections"))
    return [
        ("eye", _("Collections on line"), collections if museum.collections_url else ""),
        ("share-2", _("Social networks"), links),
    ]


def prices(museum: "MuseumPage") -> SafeString:
    """What one pays, a line for each price; "always free" where that is so."""
    if museum.is_free:
        lines = [SafeString(_("Always free of charge"))]
    else:
        lines = [
            format_html(
                "{}{} <b>{}</b>{}",
                price.get_kind_display(),
                "\u00a0:" if is_french() else ":",
                euros(price.amount),
                format_html(' <span class="muted" {}>({})</span>', lang_of_source(), price.note)
                if price.note
                else "",
            )
            for price in museum.member.prices.all()
        ]
    if museum.free_days:
        lines.append(format_html(_("Free of charge: {}"), museum.free_days))
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in lines))


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
