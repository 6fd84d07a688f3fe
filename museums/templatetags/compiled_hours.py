"""What the hours that a museum typed amount to, shown below its form."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django import template
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import pgettext

from cms.templatetags.components import long_day
from museums.opening_hours import OpeningHours
from museums.opening_osm import osm_text
from museums.opening_sentences import (
    Season,
    changes_in_words,
    holidays_in_words,
    seasons_in_words,
    slots_in_words,
)
from museums.openings import hours_as_typed

if TYPE_CHECKING:
    from museums.models import MuseumPage

register = template.Library()

DAYS = 14


@dataclass(frozen=True)
class Compiled:
    """Some hours, said in every way that a museum may want to check."""

    hours: OpeningHours
    today: date

    @property
    def is_known(self) -> bool:
        return self.hours.is_known

    @property
    def seasons(self) -> list[Season]:
        return seasons_in_words(self.hours, self.today)

    @property
    def holidays(self) -> str:
        return holidays_in_words(self.hours, self.today)

    @property
    def changes(self) -> list[str]:
        return changes_in_words(self.hours, self.today)

    @property
    def days(self) -> list[tuple[str, str]]:
        """(day, its hours or that it is closed) of the coming fortnight."""
        closed = pgettext("of a museum", "closed")
        return [
            (capfirst(long_day(day)), slots_in_words(slots) or closed)
            for day, slots in self.hours.coming_days(self.today, DAYS)
        ]

    @property
    def osm(self) -> str:
        return osm_text(self.hours, self.today)


@register.simple_tag
def compiled_hours(museum: "MuseumPage") -> Compiled:
    """The hours as the form has them, which visitors may not see yet."""
    today = timezone.localdate()
    return Compiled(hours_as_typed(museum, today), today)
