"""What a calendar announces, as plain values, whatever its format was. Pure."""

from dataclasses import dataclass, field
from datetime import date, time

from events.imports.reasons import Reason
from events.recurrences import Rule, Schedule

MOST_TITLE, MOST_SUMMARY, MOST_SHORT, MOST_LINE = 255, 300, 200, 300


@dataclass(frozen=True)
class Timing:
    """When an event takes place: an `EventSchedule` before it is one.

    It begins on `start_date`, then by `rule` or on each of `other_dates`, at the same hours.
    """

    start_date: date
    start_time: time | None = None
    end_date: date | None = None
    end_time: time | None = None
    rule: Rule | None = None
    until_date: date | None = None
    timezone: str = "Europe/Paris"
    other_dates: tuple[date, ...] = ()

    def schedules(self) -> list[Schedule]:
        """The same dates for the calendar arithmetic: one schedule, or one for each day."""
        length = (self.end_date or self.start_date) - self.start_date
        return [
            Schedule(
                uid="",
                start_date=day,
                start_time=self.start_time,
                end_date=day + length if length else None,
                end_time=self.end_time,
                rule=self.rule,
                until_date=self.until_date,
                timezone=self.timezone,
            )
            for day in (self.start_date, *self.other_dates)
        ]


@dataclass(frozen=True)
class Change:
    """What is different on one date: an `OccurrenceException` before it is one."""

    day: date
    at: time | None
    kind: str  # cancelled, moved
    new_date: date | None = None
    new_start_time: time | None = None
    new_end_time: time | None = None


@dataclass(frozen=True)
class Remark:
    """One thing to say of a calendar or of one of its events.

    `line` counts the lines of an iCalendar file and the events of an OpenAgenda export from 1.
    """

    reason: Reason
    line: int = 0
    uid: str = ""
    title: str = ""
    is_skipped: bool = False
    details: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Announced:
    """One event as its museum's own calendar announces it.

    `story` is clean HTML; the picture is only named, because nobody knows its right.
    """

    uid: str
    title: str
    line: int
    timings: tuple[Timing, ...]
    changes: tuple[Change, ...] = ()
    is_cancelled: bool = False
    is_tentative: bool = False
    summary: str = ""
    story: str = ""
    place_name: str = ""
    place_address: str = ""
    is_free: bool = False
    price: str = ""
    booking: str = ""
    booking_url: str = ""
    min_age: int | None = None
    max_age: int | None = None
    keywords: tuple[str, ...] = ()
    image_url: str = ""


@dataclass(frozen=True)
class Reading:
    """All that was read of a calendar.

    `is_complete` is false where something may be missing, so that nothing may be said to have
    vanished; `counts_lines` tells numbers of lines from numbers of events; `named` are the
    identifiers that the calendar holds, those left out included.
    """

    events: tuple[Announced, ...] = ()
    remarks: tuple[Remark, ...] = ()
    is_complete: bool = True
    counts_lines: bool = True
    named: frozenset[str] = frozenset()
