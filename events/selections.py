"""A selection of the agenda as addresses: the same list with a filter more, or one less."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.nearby import PLACE, NearbySelection
from cms.selections import Choice, FilterAtWork, pairs
from cms.templatetags.components import calendar_day, long_day, year_form
from events.periods import Period, slug_of

if TYPE_CHECKING:
    from cms.models import SchoolHoliday
    from events.filters import AgendaFilterForm
    from events.models import Audience

PERIOD = ("du", "au")
STRIP_DAYS = 14
# What makes one question of several keys.
TOGETHER = {"du": PERIOD, "pres": (*PLACE, "ville"), "ville": (*PLACE, "ville")}


class Day(NamedTuple):
    """A day that visitors may choose, with how many events it has."""

    day: date
    count: int
    url: str
    is_current: bool


class Widening(NamedTuple):
    """The filter whose removal finds most, and how many events that makes."""

    label: str  # empty for the days
    url: str
    count: int


@dataclass(frozen=True)
class AgendaSelection(NearbySelection):
    """What an address of the agenda asks for; `days_named` where its path names the days."""

    days_named: Period | None = None

    @property
    def has_days(self) -> bool:
        """Whether only some days are asked for."""
        return any(self.period)

    @property
    def own_address(self) -> str:
        """Where this selection is, in its plainest form."""
        return self.in_days(self.days_named) if self.days_named else self.address()

    @property
    def own_query(self) -> str:
        """What the address asks for after its path."""
        return urlencode(pairs(self._beside_days())) if self.days_named else self.query

    def address(self, **changes: Any) -> str:
        """The selection with other values; a day or a month alone has an address of its own."""
        kept = {name: value for name, value in (self.values | changes).items() if value}
        slug = slug_of(kept["du"], kept["au"]) if set(kept) == set(PERIOD) else ""
        return f"{self.url}{slug}/" if slug else super().address(**changes)

    def in_days(self, period: Period) -> str:
        """The same filters in days that have an address of their own."""
        return self.at_slug(period.slug)

    def at_slug(self, slug: str) -> str:
        query = urlencode(pairs(self._beside_days()))
        return f"{self.url}{slug}/" + (f"?{query}" if query else "")

    @property
    def printed_url(self) -> str:
        """The same as a programme to print."""
        url = self.own_address
        return f"{url}{'&' if '?' in url else '?'}imprimer=1"

    def steps(self) -> list[Choice]:
        """To the days before those named, and to those after them."""
        if not self.days_named:
            return []
        beside = (self.days_named.before, self.days_named.after)
        return [Choice(step[1], self.at_slug(step[0])) for step in beside if step]

    def _beside_days(self) -> dict[str, Any]:
        return {name: value for name, value in self.values.items() if name not in PERIOD}

    @property
    def period(self) -> tuple[date | None, date | None]:
        return self.values.get("du"), self.values.get("au")

    @property
    def museum(self) -> str:
        """The slug of its museum, where it has exactly one."""
        slugs = self.values.get("musee", [])
        return slugs[0] if len(slugs) == 1 else ""

    @property
    def exhibitions_url(self) -> str:
        """The exhibitions alone."""
        return self.address(expos=True)

    def on_days(self, label: str, first: date, last: date) -> Choice:
        """The same filters on other days."""
        return Choice(label, self.address(du=first, au=last), self.period == (first, last))

    def on_days_named(self, label: str, period: Period) -> Choice:
        """The same filters in days that have an address of their own."""
        is_current = self.period == (period.first, period.last)
        return Choice(label, self.in_days(period), is_current)

    def days(self, counts: list[tuple[date, int]]) -> list[Day]:
        """The coming days, from today on, as links, each with its number of events."""
        today = counts[0][0]
        shown = self.period if any(self.period) else (today, today)
        return [
            Day(day, count, self.address(du=day, au=day, expos=None), (day, day) == shown)
            for day, count in counts
        ]

    def days_shown(self, today: date) -> tuple[date, int]:
        """The days that one may choose from, as the first and their number: soon, or a month."""
        if self.days_named and self.days_named.is_month:
            last = self.days_named.last
            return last.replace(day=1), last.day
        return today, STRIP_DAYS

    def weeks(self, counts: list[tuple[date, int]], today: date) -> list[list[Day | None]]:
        """The days of a month, week by week from Monday on; None beside the month."""
        first = counts[0][0]
        days: list[Day | None] = [None] * first.weekday()
        days += [
            Day(day, count, self.address(du=day, au=day, expos=None), day == today)
            for day, count in counts
        ]
        days += [None] * (-len(days) % 7)
        return [days[start : start + 7] for start in range(0, len(days), 7)]

    def shortcuts(
        self,
        today: date,
        holiday: "SchoolHoliday | None" = None,
        audience: "Audience | None" = None,
    ) -> list[Choice]:
        """What most people ask for: near days, school holidays, one audience, what is free."""
        tomorrow = today + timedelta(days=1)
        choices = [
            self.on_days(_("Today"), today, today),
            self.on_days(_("Tomorrow"), tomorrow, tomorrow),
            self.on_days_named(_("This weekend"), Period.of_weekend(today)),
            self.on_days_named(_("This month"), Period.of_month(today.replace(day=1), today)),
        ]
        if holiday:
            days = max(holiday.starts_on, today), holiday.ends_on
            choices.append(self.on_days(holiday.label, *days))
        if audience:
            choices.append(Choice(str(audience), self.address(public=[audience.slug])))
        is_free = "gratuit" in self.values
        return [*choices, Choice(_("Free of charge"), self.address(gratuit=not is_free), is_free)]

    @property
    def beyond_form(self) -> list[tuple[str, str]]:
        """What the form of the page has no box for, and must not lose."""
        kept = {name: self.values[name] for name in ("ville", "scolaire") if name in self.values}
        return pairs(kept | {"musee": self.values.get("musee", [])[1:]})

    def without_each_by(self, form: "AgendaFilterForm", today: date) -> list[FilterAtWork]:
        """Each filter, a period and a place said as people say them."""
        others = [name for name in self.values if name not in PERIOD + PLACE]
        filters = [one for name in others for one in self.without(name, form)]
        return [*self._without_period(today), *self.without_place(form.nearby), *filters]

    def widest(self, form: "AgendaFilterForm", counts: dict[str, int]) -> Widening | None:
        """The filter to drop first, from how much there is without each."""
        key = max(counts, key=counts.__getitem__, default="")
        if not key or not counts[key]:
            return None
        dropped = {"du": PERIOD, "pres": (*PLACE, "ville"), "ville": (*PLACE, "ville")}.get(
            key, (key,)
        )
        values = [value for name, value in pairs(self.values) if name == key and key != "du"]
        label = ", ".join(form.label(key, value) for value in values)
        if key == "pres" and form.nearby:
            label = form.nearby.town.name
        return Widening(label, self.address(**dict.fromkeys(dropped)), counts[key])

    def _without_period(self, today: date) -> list[FilterAtWork]:
        first, last = self.period
        if self.days_named:
            return [FilterAtWork(self.days_named.title, self.address(du=None, au=None))]
        if first and first == last:
            label = long_day(first, year_form(first, today))
            return [FilterAtWork(capfirst(label), self.address(du=None, au=None))]
        labels = {"du": _("from %(day)s"), "au": _("until %(day)s")}
        return [
            FilterAtWork(
                capfirst(labels[name] % {"day": calendar_day(day, year_form(day, today))}),
                self.address(**{name: None}),
            )
            for name, day in zip(PERIOD, self.period, strict=True)
            if day
        ]
