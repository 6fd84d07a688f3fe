"""When a museum is open: the arithmetic of its hours.

Pure: it knows no Django. Days and times of day are those of the museum's clock; a closing time
that is not after the opening time is on the next day. What is closed and what is not known are
two things: hours without a rule say nothing (`is_known`).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from typing import Self

DAY = timedelta(days=1)
MIDNIGHT = time(0)
A_LEAP_YEAR = 2000  # it has all the days that a year may have
DAYS_OF_A_LEAP_YEAR = 366
HORIZON_DAYS = 400
"""How far one looks for the next opening: past a whole winter, and past a leap year."""


class Precedence(IntEnum):
    """What a period gives way to: the more precise one holds alone on its days."""

    ALL_YEAR = 0
    EACH_YEAR = 1
    SCHOOL_HOLIDAYS = 2
    DATED = 3
    PUBLIC_HOLIDAYS = 4


@dataclass(frozen=True)
class Slot:
    """From when to when one may be inside, and until when one may still come in."""

    opens: time
    closes: time
    last_admission: time | None = None

    @property
    def is_past_midnight(self) -> bool:
        return self.closes <= self.opens

    @property
    def end(self) -> time:
        """The last instant of its own day that it takes."""
        return time.max if self.is_past_midnight else self.closes


@dataclass(frozen=True)
class Period:
    """The days of the year on which some hours hold; `first` and `last` are both in it."""

    precedence: Precedence = Precedence.ALL_YEAR
    first: date | None = None
    last: date | None = None

    @classmethod
    def each_year(cls, first: date, last: date) -> Self:
        """From one day of the year to another, perhaps past New Year, whatever year was typed."""
        return cls(Precedence.EACH_YEAR, in_year(first, A_LEAP_YEAR), in_year(last, A_LEAP_YEAR))

    def spans(self, day: date) -> bool:
        """Whether `day` lies from its first day to its last."""
        if self.first is None or self.last is None:
            return False
        if self.precedence is Precedence.DATED:
            return self.first <= day <= self.last
        first, last = _month_and_day(self.first), _month_and_day(self.last)
        if first <= last:
            return first <= _month_and_day(day) <= last
        return _month_and_day(day) >= first or _month_and_day(day) <= last

    @property
    def precision(self) -> tuple[int, int, date]:
        """What decides between two that hold on the same day: the greater one does, alone.

        Of two seasons it is the shorter one.
        """
        if self.first is None or self.last is None:
            return int(self.precedence), 0, date.min
        days = (self.last - self.first).days
        if days < 0:
            days += DAYS_OF_A_LEAP_YEAR
        return int(self.precedence), -days, self.first


def _month_and_day(day: date) -> tuple[int, int]:
    return day.month, day.day


@dataclass(frozen=True)
class Rule:
    """The slots of some weekdays (Monday is 0) within a period."""

    period: Period
    weekdays: frozenset[int]
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Change:
    """What holds on these days instead of the rules; closed where it has no slot."""

    first: date
    last: date
    slots: tuple[Slot, ...] = ()
    reason: str = ""

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Interval:
    """One stay of the doors open, as instants without a zone: the museum's clock."""

    opens: datetime
    closes: datetime


@dataclass(frozen=True)
class OpeningHours:
    """All that decides when a museum is open.

    `changes` go before everything, the first that holds wins; then the public holidays on which
    it is closed, by day with their names; then the rules. Before `reopens_on` it is closed.
    """

    rules: tuple[Rule, ...] = ()
    changes: tuple[Change, ...] = ()
    closed_holidays: Mapping[date, str] = field(default_factory=dict)
    public_holidays: Collection[date] = ()
    school_holidays: tuple[tuple[date, date], ...] = ()
    reopens_on: date | None = None

    @property
    def is_known(self) -> bool:
        """Whether anything is said at all."""
        return bool(self.rules or self.reopens_on)

    def change_on(self, day: date) -> Change | None:
        """What holds exceptionally on this day."""
        return next((change for change in self.changes if change.holds(day)), None)

    def rules_on(self, day: date) -> list[Rule]:
        """The rules of the most precise period that holds, whatever the weekday."""
        held = {rule.period for rule in self.rules if self._holds(rule.period, day)}
        chosen = max(held, key=lambda period: period.precision, default=None)
        return [rule for rule in self.rules if rule.period == chosen]

    def _holds(self, period: Period, day: date) -> bool:
        if period.precedence is Precedence.ALL_YEAR:
            return True
        if period.precedence is Precedence.SCHOOL_HOLIDAYS:
            return any(first <= day <= last for first, last in self.school_holidays)
        if period.precedence is Precedence.PUBLIC_HOLIDAYS:
            return day in self.public_holidays
        return period.spans(day)

    def slots_on(self, day: date) -> tuple[Slot, ...]:
        """When the doors open on this day, in order; nothing where they stay closed."""
        if self.reopens_on and day < self.reopens_on:
            return ()
        change = self.change_on(day)
        if change:
            return _in_order(change.slots)
        if day in self.closed_holidays:
            return ()
        slots = [
            slot
            for rule in self.rules_on(day)
            if day.weekday() in rule.weekdays
            for slot in rule.slots
        ]
        return _in_order(slots)

    def intervals(self, first: date, days: int = HORIZON_DAYS) -> Iterator[Interval]:
        """Each stay open from the night before `first` on, those that touch taken as one."""
        pending: Interval | None = None
        for number in range(-1, days):
            day = first + number * DAY
            for slot in self.slots_on(day):
                closing_day = day + DAY if slot.is_past_midnight else day
                opens = datetime.combine(day, slot.opens)
                closes = datetime.combine(closing_day, slot.closes)
                if pending and opens <= pending.closes:
                    pending = Interval(pending.opens, max(pending.closes, closes))
                    continue
                if pending:
                    yield pending
                pending = Interval(opens, closes)
        if pending:
            yield pending

    def is_open(self, moment: datetime) -> bool:
        """Whether one may be inside at this time of the museum's clock; not at the closing."""
        return any(
            interval.opens <= moment < interval.closes
            for interval in self.intervals(moment.date(), 2)
        )

    def next_change(self, moment: datetime) -> datetime | None:
        """When the doors next open or close; None where nothing is known for a year."""
        for interval in self.intervals(moment.date()):
            if moment < interval.opens:
                return interval.opens
            if moment < interval.closes:
                return interval.closes
        return None

    def next_opening(self, moment: datetime) -> datetime | None:
        """When the doors next open, whether they are open now or not."""
        openings = (interval.opens for interval in self.intervals(moment.date()))
        return next((opens for opens in openings if opens > moment), None)

    def coming_days(self, first: date, number: int) -> list[tuple[date, tuple[Slot, ...]]]:
        """(day, its slots) of as many days, those that are closed included."""
        return [(day, self.slots_on(day)) for day in (first + n * DAY for n in range(number))]

    def changes_between(self, first: date, last: date) -> list[Change]:
        """What is exceptional on these days, first to last, each change once."""
        found = [change for change in self.changes if change.first <= last and change.last >= first]
        return sorted(found, key=lambda change: (change.first, change.last))


def overlap(rules: Iterable[Rule]) -> Rule | None:
    """The first rule that opens, on a day of its own period, while an earlier one is still open."""
    taken: list[tuple[Period, int, Slot]] = []
    for rule in rules:
        stays = [(rule.period, weekday, slot) for slot in rule.slots for weekday in rule.weekdays]
        if any(_collide(stay, other) for stay in stays for other in taken):
            return rule
        taken += stays
    return None


def _collide(one: tuple[Period, int, Slot], other: tuple[Period, int, Slot]) -> bool:
    (period, weekday, slot), (other_period, other_weekday, other_slot) = one, other
    if period != other_period or weekday != other_weekday:
        return False
    return slot.opens < other_slot.end and other_slot.opens < slot.end


def _in_order(slots: tuple[Slot, ...] | list[Slot]) -> tuple[Slot, ...]:
    return tuple(sorted(set(slots), key=lambda slot: (slot.opens, slot.closes)))


# schema.org

SCHEMA_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SchemaRow = dict[str, str | list[str]]


def schema_specifications(hours: OpeningHours, today: date) -> list[SchemaRow]:
    """`openingHoursSpecification`: a row for each slot of each rule, with the days it is valid."""
    rows: list[SchemaRow] = []
    for rule in hours.rules:
        for first, last in _schema_periods(rule.period, hours, today):
            valid = {"validFrom": first, "validThrough": last} if first else {}
            days = [f"https://schema.org/{SCHEMA_DAYS[number]}" for number in sorted(rule.weekdays)]
            rows += [_schema_row({"dayOfWeek": days, **valid}, slot) for slot in rule.slots]
    return rows


def special_specifications(hours: OpeningHours, today: date, until: date) -> list[SchemaRow]:
    """`specialOpeningHoursSpecification`: exceptions and holidays; closed is 00:00 to 00:00."""
    rows: list[SchemaRow] = []
    for change in hours.changes_between(today, until):
        valid: SchemaRow = {
            "validFrom": change.first.isoformat(),
            "validThrough": change.last.isoformat(),
        }
        slots = change.slots or (Slot(MIDNIGHT, MIDNIGHT),)
        rows += [_schema_row(valid, slot) for slot in slots]
    for day in sorted({*hours.closed_holidays, *_with_own_hours(hours)}):
        if today <= day <= until and not hours.change_on(day):
            valid = {"validFrom": day.isoformat(), "validThrough": day.isoformat()}
            slots = hours.slots_on(day) or (Slot(MIDNIGHT, MIDNIGHT),)
            rows += [_schema_row(valid, slot) for slot in slots]
    return rows


def _with_own_hours(hours: OpeningHours) -> Collection[date]:
    """The public holidays, where the museum has hours that hold on them alone."""
    has_own = any(rule.period.precedence is Precedence.PUBLIC_HOLIDAYS for rule in hours.rules)
    return hours.public_holidays if has_own else ()


def _schema_row(days: Mapping[str, str | list[str]], slot: Slot) -> SchemaRow:
    return {
        "@type": "OpeningHoursSpecification",
        **days,
        "opens": f"{slot.opens:%H:%M}",
        "closes": f"{slot.closes:%H:%M}",
    }


def _schema_periods(period: Period, hours: OpeningHours, today: date) -> list[tuple[str, str]]:
    """(first, last) day of each time that a period comes within a year; empty days for always."""
    if period.precedence is Precedence.ALL_YEAR:
        return [("", "")]
    if period.precedence is Precedence.SCHOOL_HOLIDAYS:
        spans = [span for span in hours.school_holidays if span[1] >= today]
    elif period.first is None or period.last is None:  # public holidays are special days
        spans = []
    elif period.precedence is Precedence.DATED:
        spans = [(period.first, period.last)] if period.last >= today else []
    else:
        spans = [_next_time(period.first, period.last, today)]
    return [(first.isoformat(), last.isoformat()) for first, last in spans]


def _next_time(first: date, last: date, today: date) -> tuple[date, date]:
    """The time that a yearly period is under way, or comes next."""
    spans_new_year = _month_and_day(first) > _month_and_day(last)
    for year in (today.year - 1, today.year, today.year + 1):
        begin = in_year(first, year)
        end = in_year(last, year + 1 if spans_new_year else year)
        if end >= today:
            return begin, end
    return begin, end


def in_year(day: date, year: int) -> date:
    """The same day of another year; 28 February where there is no 29th."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
