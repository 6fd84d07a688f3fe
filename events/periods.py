"""Days of the agenda that have an address of their own: a day, the weekend, a month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from dateutil.relativedelta import relativedelta
from django.http import QueryDict
from django.utils.dateformat import format as date_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.templatetags.components import calendar_day, long_day
from events.recurrences import horizon_on

DAY = timedelta(days=1)
MONTH = relativedelta(months=1)
KEPT = timedelta(days=366)  # how long the days that are over have a page
SATURDAY = 5
WEEKEND_SLUGS = {"fr": "ce-week-end", "en": "this-weekend"}


@dataclass(frozen=True)
class Period:
    """Some days with the end of their address, and what stands before and after them."""

    first: date
    last: date
    slugs: Mapping[str, str]  # by language
    title: str
    before: tuple[str, str] | None = None  # (slug, title)
    after: tuple[str, str] | None = None
    is_month: bool = False

    @classmethod
    def of_day(cls, day: date, today: date) -> Self:
        """One day; the days beside it as far as the agenda reaches."""
        ahead = day + DAY if day + DAY <= horizon_on(today) else None
        back = day - DAY if day > today else None
        return cls(
            day,
            day,
            dict.fromkeys(WEEKEND_SLUGS, day.isoformat()),
            capfirst(long_day(day, "year")),
            before=back and (back.isoformat(), capfirst(long_day(back))),
            after=ahead and (ahead.isoformat(), capfirst(long_day(ahead))),
        )

    @classmethod
    def of_weekend(cls, today: date) -> Self:
        """The weekend to come, or what is left of it."""
        first, last = weekend(today)
        days = {"first": calendar_day(first), "last": calendar_day(last)}
        which = _("%(first)s and %(last)s") % days if first < last else days["last"]
        return cls(first, last, WEEKEND_SLUGS, _("This weekend: %(days)s") % {"days": which})

    @classmethod
    def of_month(cls, month: date, today: date) -> Self:
        """A month, by its first day; of the one that has begun, the days from today on."""
        ahead = month + MONTH if month + MONTH <= horizon_on(today) else None
        back = month - MONTH if month > today else None
        return cls(
            max(month, today) if (month.year, month.month) == (today.year, today.month) else month,
            month + MONTH - DAY,
            dict.fromkeys(WEEKEND_SLUGS, month_slug(month)),
            month_title(month),
            before=back and (month_slug(back), month_title(back)),
            after=ahead and (month_slug(ahead), month_title(ahead)),
            is_month=True,
        )

    @property
    def slug(self) -> str:
        """The end of its address in the language being spoken."""
        return self.slugs[get_language()]

    def asked(self, query: QueryDict) -> QueryDict:
        """What an address asks for, these days said by the filters of the agenda."""
        asked = query.copy()
        asked["du"], asked["au"] = self.first.isoformat(), self.last.isoformat()
        return asked

    def is_known(self, today: date) -> bool:
        """Whether the agenda tells these days: not long ago, not beyond what is stored."""
        return today - KEPT <= self.last and self.first <= horizon_on(today)


def weekend(today: date) -> tuple[date, date]:
    """The Saturday and the Sunday to come; what is left of them once they have begun."""
    first = today + timedelta(days=max(SATURDAY - today.weekday(), 0))
    return first, today + timedelta(days=SATURDAY + 1 - today.weekday())


def month_slug(month: date) -> str:
    return f"{month:%Y-%m}"


def month_title(month: date) -> str:
    """« Novembre 2026 »."""
    return capfirst(date_format(month, "F Y"))


def days_named(slug: str) -> tuple[date, date]:
    """The days of « 2026-12-05 » or « 2026-12 »; raises ValueError for any other word."""
    if len(slug) == len("2026-12"):
        first = date.fromisoformat(f"{slug}-01")
        return first, first + MONTH - DAY
    day = date.fromisoformat(slug)
    return day, day


def slug_of(first: date | None, last: date | None) -> str:
    """The end of the address of these days, where they are a day or a whole month."""
    if first is None or last is None:
        return ""
    if first == last:
        return first.isoformat()
    is_month = first.day == 1 and last == first + MONTH - DAY
    return month_slug(first) if is_month else ""
