"""Calendar arithmetic: from a schedule to its dated sittings. Pure: it knows no Django.

Local wall-clock time is expanded first and given its zone after, so that a 14:00 event stays at
14:00 across a clock change. An hour that does not exist is moved forward by the gap; an hour
that exists twice is the first one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from typing import Literal
from zoneinfo import ZoneInfo

from dateutil import rrule

MIDNIGHT = time()
DAY = timedelta(days=1)
FREQUENCIES: dict[str, Literal[0, 1, 2, 3]] = {
    "DAILY": rrule.DAILY,
    "WEEKLY": rrule.WEEKLY,
    "MONTHLY": rrule.MONTHLY,
    "YEARLY": rrule.YEARLY,
}
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

Predicate = Callable[[date], bool]


def never(day: date) -> bool:
    """The predicate of a schedule that skips no day."""
    return False


@dataclass(frozen=True)
class Rule:
    """How a schedule repeats, in RFC 5545's terms, without any time.

    `weekdays` holds (0 for Monday … 6 for Sunday, nth or None): (6, 1) is the first Sunday,
    (4, -1) the last Friday. Empty parts follow the first day.
    """

    frequency: str
    interval: int = 1
    weekdays: tuple[tuple[int, int | None], ...] = ()
    monthdays: tuple[int, ...] = ()
    months: tuple[int, ...] = ()

    def days(self, start: date, until: date) -> Iterator[date]:
        """The days of the rule from `start` to `until`, both included if the rule has them."""
        expanded = rrule.rrule(
            FREQUENCIES[self.frequency],
            dtstart=datetime.combine(start, MIDNIGHT),
            interval=self.interval,
            byweekday=[rrule.weekday(number, nth) for number, nth in self.weekdays] or None,
            bymonthday=self.monthdays or None,
            bymonth=self.months or None,
            until=datetime.combine(until, MIDNIGHT),
        )
        return (moment.date() for moment in expanded)

    def anchored(self, start: date) -> "Rule":
        """The same rule with what it takes from its first day written out.

        Some calendar applications read a bare FREQ=MONTHLY in ways of their own.
        """
        if self.weekdays or self.monthdays or self.frequency == "DAILY":
            return self
        if self.frequency == "WEEKLY":
            return replace(self, weekdays=((start.weekday(), None),))
        months = self.months or ((start.month,) if self.frequency == "YEARLY" else ())
        return replace(self, monthdays=(start.day,), months=months)

    def for_calendars(self, start: date) -> "Rule | None":
        """The rule that calendar applications are told; None where they would misread any.

        It may have more days than this one: those are told as exceptions. ical.js, which
        Thunderbird and Nextcloud read with, misreads FREQ=MONTHLY with BYMONTH and never comes
        back from FREQ=DAILY;BYMONTHDAY=-1.
        """
        rule = self.anchored(start)
        has_rank = {nth is not None for _number, nth in rule.weekdays}
        if rule.frequency in ("DAILY", "WEEKLY"):
            is_plain = True not in has_rank and not rule.monthdays
            return rule if is_plain else None
        if len(has_rank) > 1 or (rule.weekdays and rule.monthdays):
            return None
        if rule.frequency == "MONTHLY":
            return replace(rule, months=())
        return rule if len(rule.months) == 1 else None

    def text(self) -> str:
        """The rule as the value of an RRULE property, without its end."""
        parts = [f"FREQ={self.frequency}"]
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.weekdays:
            days = (f"{nth or ''}{WEEKDAYS[number]}" for number, nth in self.weekdays)
            parts.append(f"BYDAY={','.join(days)}")
        if self.monthdays:
            parts.append(f"BYMONTHDAY={','.join(map(str, self.monthdays))}")
        if self.months:
            parts.append(f"BYMONTH={','.join(map(str, self.months))}")
        return ";".join(parts)


@dataclass(frozen=True)
class Schedule:
    """When something takes place: once, on several dates, over several days, or by a rule.

    No `start_time` means all day; no `end_time` means that the end is not known. `end_date` is
    the last day of one sitting (not of the series: that is `until_date`, inclusive). Each of the
    `other_dates` has the hours and the length of the first day; a rule takes their place.
    """

    uid: str
    start_date: date
    start_time: time | None = None
    end_date: date | None = None
    end_time: time | None = None
    rule: Rule | None = None
    until_date: date | None = None
    timezone: str = "Europe/Paris"
    other_dates: tuple[date, ...] = ()

    @property
    def is_all_day(self) -> bool:
        return self.start_time is None

    @property
    def typed_days(self) -> list[date]:
        """The days on which it begins where no rule says them, first to last, each once."""
        return sorted({self.start_date, *self.other_dates})

    @property
    def has_end(self) -> bool:
        return self.is_all_day or self.end_time is not None or self.end_date is not None


@dataclass(frozen=True)
class Sitting:
    """One dated sitting of a schedule.

    `start` and `end` are local wall-clock times without zone; `end` is exclusive (the midnight
    after the last day when all day) and equals `start` where the end is not known.
    """

    schedule_uid: str
    slot: str
    day: date
    start: datetime
    end: datetime
    is_all_day: bool
    has_end: bool
    timezone: str

    @property
    def starts_at(self) -> datetime:
        return to_utc(self.start, self.timezone)

    @property
    def ends_at(self) -> datetime:
        """Never before the start, even where that was moved out of a missing hour."""
        return max(to_utc(self.end, self.timezone), self.starts_at)

    @property
    def is_span(self) -> bool:
        """Whether it is an exhibition rather than a date: more than a day long."""
        return self.end - self.start > DAY


def to_utc(local: datetime, timezone: str) -> datetime:
    """The instant of a wall-clock time; a missing hour moves forward, a doubled one is the first.

    >>> to_utc(datetime(2026, 3, 29, 2, 30), "Europe/Paris").isoformat()
    '2026-03-29T01:30:00+00:00'
    """
    return local.replace(tzinfo=ZoneInfo(timezone), fold=0).astimezone(UTC)


@lru_cache(maxsize=4096)
def is_doubled(local: datetime, timezone: str) -> bool:
    """Whether the clock shows this time twice, because it goes back that night.

    >>> is_doubled(datetime(2026, 10, 25, 2, 30), "Europe/Paris")
    True
    """
    first, second = (local.replace(tzinfo=ZoneInfo(timezone), fold=fold) for fold in (0, 1))
    return second.astimezone(UTC) > first.astimezone(UTC)


def slot_of(day: date, start_time: time | None) -> str:
    """The name of a sitting in its schedule: its original local start, 20261025T140000."""
    return day.strftime("%Y%m%d") + (start_time.strftime("T%H%M%S") if start_time else "")


def sitting_on(schedule: Schedule, day: date) -> Sitting:
    """The sitting of `schedule` that begins on `day`."""
    length = (schedule.end_date or schedule.start_date) - schedule.start_date
    start = datetime.combine(day, schedule.start_time or MIDNIGHT)
    if schedule.start_time is None:
        end = datetime.combine(day + length + DAY, MIDNIGHT)
    elif schedule.end_time is None:
        end = start if not length else datetime.combine(day + length + DAY, MIDNIGHT)
    else:
        end = datetime.combine(day + length, schedule.end_time)
        if end <= start and not length:
            end += DAY  # past midnight: the Nuit des musées ends the next day
    return Sitting(
        schedule_uid=schedule.uid,
        slot=slot_of(day, schedule.start_time),
        day=day,
        start=start,
        end=end,
        is_all_day=schedule.is_all_day,
        has_end=schedule.has_end,
        timezone=schedule.timezone,
    )


def days_of(schedule: Schedule, horizon: date) -> Iterator[date]:
    """The days on which sittings begin, whatever is skipped; a rule stops at `horizon`."""
    if schedule.rule is None:
        return iter(schedule.typed_days)
    last = min(horizon, schedule.until_date or horizon)
    return schedule.rule.days(schedule.start_date, last)


def expand(
    schedule: Schedule, horizon: date, is_skipped: Predicate = never, at_most: int | None = None
) -> list[Sitting]:
    """The sittings of `schedule`, first to last, without the skipped days.

    A rule is expanded up to `horizon` (inclusive). `at_most` stops the expansion early: a caller
    that refuses more than N asks for N + 1. A schedule without a rule takes place on its days even
    if they would be skipped: somebody typed each.
    """
    days = (
        day for day in days_of(schedule, horizon) if schedule.rule is None or not is_skipped(day)
    )
    return [sitting_on(schedule, day) for day in islice(days, at_most)]


def horizon_on(today: date) -> date:
    """How far sittings are stored: 24 months after the quarter that `today` is in began.

    By quarters and not by days: an extension is a change of content for every subscriber.

    >>> horizon_on(date(2026, 11, 22))
    datetime.date(2028, 9, 30)
    """
    first_month = 3 * ((today.month - 1) // 3) + 1
    return date(today.year + 2, first_month, 1) - DAY
