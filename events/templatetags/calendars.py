"""How feeds and dates are handed over to calendar applications."""

import math
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import template
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from cms.templatetags.components import calendar_day, thousands
from events.calendar_links import SUBSCRIBE_PATH, date_links
from events.templatetags.agenda import when

if TYPE_CHECKING:
    from events.feeds.budget import FeedSize
    from events.models import EventPage, Occurrence
    from events.selections import AgendaSelection
    from events.subscribing import Subscription

register = template.Library()


@register.simple_tag
def subscribe_address(selection: "AgendaSelection") -> str:
    """The page that offers a selection of the agenda as a calendar."""
    query = f"?{selection.query}" if selection.query else ""
    return f"{selection.url}{SUBSCRIBE_PATH}{query}"


@register.simple_tag
def feed_size(size: "FeedSize") -> str:
    """« 117 événements, 123 entrées dans votre calendrier, 116 ko. »"""
    events = npgettext("of a feed", "%(count)s event", "%(count)s events", size.events)
    entries = ngettext(
        "%(count)s entry in your calendar", "%(count)s entries in your calendar", size.entries
    )
    counts = [
        events % {"count": thousands(size.events)},
        entries % {"count": thousands(size.entries)},
        _("%(count)s kB") % {"count": thousands(math.ceil(size.octets / 1000))},
    ]
    return ", ".join(counts) + "."


@register.inclusion_tag("events/components/feed_guard.html")
def feed_guard(subscription: "Subscription") -> dict[str, Any]:
    """What a calendar too long leaves out, and shorter ones; nothing where all of it is told."""
    size = subscription.size
    sentences = []
    if size.since:
        day = _local_day(size.since)
        sentences.append(_("Nothing before %(day)s is in it.") % {"day": day})
    if size.until:
        day = _local_day(size.until)
        sentences.append(_("Nothing that begins after %(day)s is in it.") % {"day": day})
    return {
        "subscription": subscription,
        "size": size,
        "left_out": thousands(size.left_out),
        "sentences": sentences,
        "narrower": subscription.narrower(),
    }


def _local_day(moment: datetime) -> str:
    return calendar_day(timezone.localdate(moment), "year")


@register.inclusion_tag("events/components/copied_address.html")
def copied_address(id: str, label: str, url: str) -> dict[str, Any]:  # noqa: A002 (HTML's word)
    """An address to copy, which one can read and select without JavaScript."""
    return {"id": id, "label": label, "url": url}


@register.inclusion_tag("events/components/add_to_calendar.html")
def add_to_calendar(
    page: "EventPage", occurrence: "Occurrence", path: str, today: date
) -> dict[str, Any]:
    """The file at `path`, of the event or of one date, and other ways for that one date."""
    return {
        "path": path,
        "day": capfirst(when(occurrence, today)),
        "links": date_links(page, occurrence),
    }
