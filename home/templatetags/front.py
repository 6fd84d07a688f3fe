"""The parts of the front page, of the news and of the pages of text."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.templatetags.components import long_day, thousands
from museums.templatetags.museum_cards import link

if TYPE_CHECKING:
    from cms.models import NetworkSettings
    from events.models import Occurrence
    from home.models import NewsPage, StandardPage

register = template.Library()

FEWEST_OPEN = 2  # below that the title is about events


@register.simple_tag
def headline(day_counts: list[tuple[date, int]], open_count: int) -> str:
    """The front page's title: how many museums open today, what is on, or when something is.

    A museum that gave no hours is not counted; where nearly none did, the events speak.
    """
    today, count = day_counts[0]
    if open_count >= FEWEST_OPEN:
        text = _("This {weekday}, <span>{count} museums open</span>")
        return format_html(text, weekday=date_format(today, "l"), count=thousands(open_count))
    if count:
        text = ngettext(
            "This {weekday}, <span>{count} event</span> in our museums",
            "This {weekday}, <span>{count} events</span> in our museums",
            count,
        )
        return format_html(text, weekday=date_format(today, "l"), count=thousands(count))
    following = next((day for day, number in day_counts if number), None)
    if following:
        return _("Next in our museums: %(day)s") % {"day": long_day(following)}
    return _("All our museums, one agenda")


@register.inclusion_tag("home/components/lead.html")
def lead(occurrence: "Occurrence") -> dict[str, Any]:
    """The first of the picks, large."""
    return {"item": occurrence}


@register.inclusion_tag("home/components/pick.html")
def pick(occurrence: "Occurrence") -> dict[str, Any]:
    """One of the other picks."""
    return {"item": occurrence}


@register.inclusion_tag("home/components/news_card.html")
def news_card(news: "NewsPage") -> dict[str, Any]:
    """News with its picture."""
    return {"news": news}


@register.inclusion_tag("home/components/news_item.html")
def news_item(news: "NewsPage") -> dict[str, Any]:
    """News in a few words."""
    return {"news": news}


@register.inclusion_tag("home/components/page_links.html")
def page_links(pages: Iterable["StandardPage"]) -> dict[str, Any]:
    """Pages of text to go on to, each in a sentence."""
    return {"pages": pages}


@register.inclusion_tag("components/facts.html")
def network_facts(network: "NetworkSettings") -> dict[str, Any]:
    """Where the network is, and how to reach it."""
    facts = [
        ("map-pin", _("Address"), linebreaksbr(network.postal_address)),
        ("phone", _("Telephone"), link(f"tel:{network.phone.replace(' ', '')}", network.phone)),
        ("mail", _("E-mail"), link(f"mailto:{network.contact_email}", network.contact_email)),
    ]
    return {"rows": [fact for fact in facts if fact[2]]}
