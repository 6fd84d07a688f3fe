"""How a season is shown: its days, its places, its programme on paper, its calendar."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from cms.templatetags.components import calendar_day, long_day, thousands, year_form
from events.seasons import by_day_and_town
from events.templatetags.agenda import in_language

if TYPE_CHECKING:
    from events.models import EventPage, Occurrence, PartnerVenue, SeasonPage
    from events.seasons import Gathering
    from museums.models import MuseumPage

register = template.Library()


@register.simple_tag
def days(first: date, last: date, today: date) -> str:
    """The days of a season: « du 3 décembre au 5 janvier », « le 22 mai 2027 »."""
    ends = calendar_day(last, year_form(last, today))
    if first == last:
        return _("on %(day)s") % {"day": ends}
    begins = calendar_day(first, year_form(first, last))
    return _("from %(first)s to %(last)s") % {"first": begins, "last": ends}


@register.inclusion_tag("events/components/season_line.html")
def season_line(season: "SeasonPage", today: date) -> dict[str, Any]:
    """A season under way or to come, in one line."""
    return {"season": season, "today": today, "has_begun": season.has_begun(today)}


@register.simple_tag
def gathering_count(gathering: "Gathering") -> str:
    """« 24 événements, 18 lieux, 11 communes »."""
    events, places, towns = gathering.events, gathering.places, len(gathering.towns)
    texts = [
        npgettext("announced", "%(count)s event", "%(count)s events", events)
        % {"count": thousands(events)},
        ngettext("%(count)s place", "%(count)s places", places) % {"count": places},
        ngettext("%(count)s town", "%(count)s towns", towns) % {"count": towns},
    ]
    return ", ".join(texts)


@register.inclusion_tag("events/components/season_places.html")
def season_places(gathering: "Gathering") -> dict[str, Any]:
    """The museums and partner venues of a season, town by town."""
    return {"towns": gathering.towns}


@register.inclusion_tag("events/components/programme.html")
def programme(occurrences: "Iterable[Occurrence]", today: date) -> dict[str, Any]:
    """Dates as on paper: by day, then by town."""
    return {
        "days": [
            (capfirst(long_day(one.day, year_form(one.day, today))), one.towns)
            for one in by_day_and_town(occurrences)
        ]
    }


@register.simple_tag
def programme_place(page: "EventPage", host: "MuseumPage | PartnerVenue") -> str:
    """Where to go, on one line of a programme whose heading says the town."""
    own = (page.place_name, page.place_address)
    parts = own if page.place_name else (host.title, host.street)
    return ", ".join(dict.fromkeys(filter(None, parts)))


@register.simple_tag
def season_calendar_path(season: "SeasonPage") -> str:
    """The address of a season's feed, in the language of the page."""
    return in_language(reverse("season_feed", args=[season.source.slug]))
