"""How opening hours are shown: today, the week, what is exceptional."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import template

from cms.templatetags.components import calendar_day
from museums.opening_sentences import (
    changes_in_words,
    holidays_in_words,
    next_in_words,
    seasons_in_words,
    today_in_words,
)
from museums.openings import hours_of_spaces, is_stale

if TYPE_CHECKING:
    from museums.models import MuseumPage
    from museums.openings import Opening

register = template.Library()


@register.inclusion_tag("museums/components/open_today.html")
def open_today(opening: "Opening") -> dict[str, Any]:
    """Whether it is open today, in one line; nothing where nobody knows."""
    return {
        "is_open_today": bool(opening.today),
        "today": today_in_words(opening),
        "following": next_in_words(opening),
    }


@register.inclusion_tag("museums/components/opening_hours.html")
def opening_hours(museum: "MuseumPage", opening: "Opening", today: date) -> dict[str, Any]:
    """All the hours of a museum, season by season, and of its garden or shop."""
    member = museum.member
    confirmed_on = member.hours_confirmed_on
    return {
        "museum": member,
        "opening": opening,
        "seasons": seasons_in_words(opening.hours, today),
        "holidays": holidays_in_words(opening.hours, today),
        "changes": changes_in_words(opening.hours, today),
        "spaces": [
            (label, seasons_in_words(hours, today))
            for label, hours in hours_of_spaces(member, today)
        ],
        "confirmed_on": confirmed_on and calendar_day(confirmed_on, "year"),
        "is_stale": is_stale(member, today),
    }
