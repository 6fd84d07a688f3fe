"""When a museum is open: the arithmetic of its hours.

Pure: it knows no Django. Days and times of day are those of the museum's clock; a closing time
that is not after the opening time is on the next day. What is closed and what is not known are
two things: hours without a rule say nothing (`is_known`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import IntEnum

DAY = timedelta(days=1)
MIDNIGHT = time(0)
HORIZON_DAYS = 400
"""How far one looks for the next opening: past a whole winter, and past a leap year."""


class Precedence(IntEnum):
    """What a period gives way to: the more precise one holds alone on its days."""

    ALL_YEAR = 0
    EACH_YEAR = 1
    SCHOOL_HOLIDAYS = 2
    DATED = 3


@dataclass(frozen=True)
class Slot:
    """From when to when one may be inside, and until when one may still come in."""

    opens: time
    closes: time
    last_admission: time | None = None

    @property
    def is_past_midnight(self) -> bool:
        return self.closes <= self.opens


@dataclass(frozen=True)
class Period:
    """The days of the year on which some hours hold.

    `first` and `last` are both in it; each year only their month and day count, and they may
    span the turn of the year.
    """

    precedence: Precedence = Precedence.ALL_YEAR
    first: date | None = None
    last: date | None = None

    def holds(self, day: date, is_school_holiday: bool = False) -> bool:
        """Whether `day` is one of its days."""
        if self.precedence is Precedence.ALL_YEAR:
            return True
        if self.precedence is Precedence.SCHOOL_HOLIDAYS:
            return is_school_holiday
        if self.first is None or self.last is None:
            return False
        if self.precedence is Precedence.DATED:
            return self.first <= day <= self.last
        first, last = _month_and_day(self.first), _month_and_day(self.last)
        if first <= last:
            return first <= _month_and_day(day) <= last
        return _month_and_day(day) >= first or _month_and_day(day) <= last


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
    message: str = ""

    @property
    def is_closed(self) -> bool:
        return not self.slots

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
        is_school_holiday = any(first <= day <= last for first, last in self.school_holidays)
        held = [rule for rule in self.rules if rule.period.holds(day, is_school_holiday)]
        highest = max((rule.period.precedence for rule in held), default=None)
        return [rule for rule in held if rule.period.precedence == highest]

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

    def changes_between(self, first: date, last: date) -> list[Change]:
        """What is exceptional on these days, first to last, each change once."""
        found = [change for change in self.changes if change.first <= last and change.last >= first]
        return sorted(found, key=lambda change: (change.first, change.last))


def _in_order(slots: tuple[Slot, ...] | list[Slot]) -> tuple[Slot, ...]:
    return tuple(sorted(set(slots), key=lambda slot: (slot.opens, slot.closes)))


# OpenStreetMap's notation

OSM_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
OSM_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def osm_text(hours: OpeningHours, today: date) -> str:
    """The hours in OpenStreetMap's notation, from today on.

    Later rules win there, so the broad ones come first and exceptions last; each period begins
    by closing its days, or the broader hours would show through. School holidays are written out
    as days: no reader knows the French ones. Raises nothing; empty where nothing is known.
    """
    parts: list[str] = []
    for period in sorted({rule.period for rule in hours.rules}, key=_rank):
        rules = [rule for rule in hours.rules if rule.period == period]
        for days in _osm_periods(period, hours, today):
            if days:
                parts.append(f"{days} off")
            parts += [_osm_rule(days, rule) for rule in rules if rule.weekdays]
    parts += [f"{_osm_day(day)} off" for day in sorted(hours.closed_holidays) if day >= today]
    later = [change for change in hours.changes if change.last >= today]
    parts += [_osm_change(change) for change in reversed(later)]
    if hours.reopens_on and hours.reopens_on > today:
        parts.append(f"{_osm_span(today, hours.reopens_on - DAY)} off")
    return "; ".join(parts)


def _rank(period: Period) -> tuple[int, date]:
    return int(period.precedence), period.first or date.min


def _osm_periods(period: Period, hours: OpeningHours, today: date) -> list[str]:
    if period.precedence is Precedence.ALL_YEAR:
        return [""]
    if period.precedence is Precedence.SCHOOL_HOLIDAYS:
        return [_osm_span(first, last) for first, last in hours.school_holidays if last >= today]
    if period.first is None or period.last is None:
        return []
    if period.precedence is Precedence.DATED:
        return [_osm_span(period.first, period.last)] if period.last >= today else []
    first, last = (
        f"{OSM_MONTHS[day.month - 1]} {day.day:02}" for day in (period.first, period.last)
    )
    return [f"{first}-{last}"]


def _osm_day(day: date) -> str:
    return f"{day.year} {OSM_MONTHS[day.month - 1]} {day.day:02}"


def _osm_span(first: date, last: date) -> str:
    return _osm_day(first) if first == last else f"{_osm_day(first)}-{_osm_day(last)}"


def _osm_slots(slots: tuple[Slot, ...]) -> str:
    return ",".join(f"{slot.opens:%H:%M}-{slot.closes:%H:%M}" for slot in _in_order(slots))


def _osm_rule(days: str, rule: Rule) -> str:
    weekdays = ",".join(OSM_DAYS[number] for number in sorted(rule.weekdays))
    return f"{days} {weekdays} {_osm_slots(rule.slots)}".strip()


def _osm_change(change: Change) -> str:
    said = _osm_slots(change.slots) or "off"
    return f"{_osm_span(change.first, change.last)} {said}"


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
    for day in sorted(hours.closed_holidays):
        if today <= day <= until and not hours.change_on(day):
            valid = {"validFrom": day.isoformat(), "validThrough": day.isoformat()}
            rows.append(_schema_row(valid, Slot(MIDNIGHT, MIDNIGHT)))
    return rows


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
    elif period.first is None or period.last is None:
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
