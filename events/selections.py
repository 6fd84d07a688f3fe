"""A selection of the agenda as addresses: the same list with a filter more, or one less."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.selections import Choice, FilterAtWork, Selection, pairs
from cms.templatetags.components import calendar_day, long_day, year_form

if TYPE_CHECKING:
    from cms.models import SchoolHoliday, Town
    from events.filters import AgendaFilterForm
    from events.hosts import Nearby
    from events.models import Audience

PERIOD = ("du", "au")
PLACE = ("pres", "rayon")
SATURDAY = 5


class Day(NamedTuple):
    """A day that visitors may choose, with how many events it has."""

    day: date
    count: int
    url: str
    is_current: bool


class AgendaSelection(Selection):
    """What an address of the agenda asks for."""

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

    def days(self, counts: list[tuple[date, int]]) -> list[Day]:
        """The coming days, from today on, as links, each with its number of events."""
        today = counts[0][0]
        shown = self.period if any(self.period) else (today, today)
        return [
            Day(day, count, self.address(du=day, au=day, expos=None), (day, day) == shown)
            for day, count in counts
        ]

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
            self.on_days(_("This weekend"), *weekend(today)),
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

    def proposals(self, towns: "list[Town]") -> list[Choice]:
        """The same filters near each town that may be meant."""
        return [Choice(str(town), self.address(pres=town)) for town in towns]

    def without_each_by(self, form: "AgendaFilterForm", today: date) -> list[FilterAtWork]:
        """Each filter, a period and a place said as people say them."""
        others = [name for name in self.values if name not in PERIOD + PLACE]
        filters = [one for name in others for one in self.without(name, form)]
        return [*self._without_period(today), *self._without_place(form.nearby), *filters]

    def _without_place(self, nearby: "Nearby | None") -> list[FilterAtWork]:
        if not nearby:
            return []
        place = {"town": nearby.town.name, "radius": nearby.radius}
        label = _("At most %(radius)s km from %(town)s") % place
        return [FilterAtWork(label, self.address(pres=None, rayon=None))]

    def _without_period(self, today: date) -> list[FilterAtWork]:
        first, last = self.period
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


def weekend(today: date) -> tuple[date, date]:
    """The Saturday and the Sunday to come; what is left of them once they have begun."""
    first = today + timedelta(days=max(SATURDAY - today.weekday(), 0))
    return first, today + timedelta(days=SATURDAY + 1 - today.weekday())
