"""What each date of an event is to be: as announced, or as an exception says, or cancelled.

The past is announced as it was: what a rule says today does not change it. What somebody says of
one date holds, over or not, and so does the day that somebody typed: both may be corrected.
"""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING

from events.choices import OccurrenceStatus
from events.models.occurrence import Occurrence
from events.recurrences import DAY, Sitting, to_utc

if TYPE_CHECKING:
    from events.models import EventPage, OccurrenceException

INSTANT = timedelta(microseconds=1)

Identity = tuple[str, str]


def identity(date: "Sitting | Occurrence") -> Identity:
    """A schedule has one sitting a day at most: an edit of the time keeps the date's slot."""
    return date.schedule_uid, date.slot[:8]


def match_exception(exception: "OccurrenceException", sittings: Iterable[Sitting]) -> list[Sitting]:
    """The sittings that an exception may mean: one, or the editor must say more.

    It follows its date: when the event's time was changed since, the day alone is enough.
    """
    that_day = [sitting for sitting in sittings if sitting.day == exception.date]
    own = [sitting for sitting in that_day if sitting.schedule_uid == exception.schedule_uid]
    if own or exception.time is None or len(that_day) < 2:
        return own or that_day
    return [s for s in that_day if not s.is_all_day and s.start.time() == exception.time]


def exceptions_by_date(
    exceptions: "Iterable[OccurrenceException]", sittings: Sequence[Sitting]
) -> "tuple[dict[Identity, OccurrenceException], list[OccurrenceException]]":
    """What each date has of its own, and the exceptions that mean no date, or several."""
    found, left = {}, []
    for exception in exceptions:
        matches = match_exception(exception, sittings)
        if len(matches) == 1:
            found[identity(matches[0])] = exception
        else:
            left.append(exception)
    return found, left


def announced(
    page: "EventPage", sittings: Iterable[Sitting], rows: Iterable[Occurrence], now: datetime
) -> list[Sitting]:
    """The sittings of today's schedules, with the past as it was told in `rows`.

    No past is made up for a rule that is known already. A typed day is followed even when over:
    it takes the place of the nearest past date that its schedule has no more.
    """
    rows = {identity(row): row for row in rows}
    past = {key: row for key, row in rows.items() if is_past(row, now)}
    known = {row.schedule_uid for row in rows.values()}
    typed = _typed(page)
    told: dict[Identity, Sitting] = {}
    corrections: list[Sitting] = []
    for sitting in sittings:
        key = identity(sitting)
        if sitting.schedule_uid in typed:
            told[key] = sitting
            if key not in rows and sitting.ends_at < now:
                corrections.append(sitting)
        elif key in past:
            told[key] = _as_it_was(past[key], sitting)
        elif key in rows or sitting.ends_at >= now or sitting.schedule_uid not in known:
            told[key] = sitting
    gone = {key: _as_it_was(row) for key, row in past.items() if key not in told}
    for sitting in corrections:
        replaced = [key for key in gone if key[0] == sitting.schedule_uid]
        if replaced:
            del gone[min(replaced, key=lambda key: abs(gone[key].day - sitting.day))]
    return [*told.values(), *gone.values()]


def _typed(page: "EventPage") -> set[str]:
    """The schedules whose days somebody typed, one by one."""
    return {schedule.uid for schedule in page.schedules.all() if schedule.has_typed_days}


def is_past(row: Occurrence, now: datetime) -> bool:
    """Whether a date was told and is over."""
    return row.removed_at is None and row.ends_at < now


def _as_it_was(row: Occurrence, today: Sitting | None = None) -> Sitting:
    """A past date as it was announced; `today` is what its schedule says of that day now."""
    start = (row.previous_local_start or row.local_start).replace(tzinfo=None)
    if today and row.previous_starts_at == today.starts_at:
        return today
    length = row.local_end.replace(tzinfo=None) - row.local_start.replace(tzinfo=None)
    is_all_day = "T" not in row.slot if row.previous_starts_at else row.is_all_day
    if is_all_day and not length:
        length = DAY  # it was moved to an hour
    return Sitting(
        schedule_uid=row.schedule_uid,
        slot=row.slot,
        day=datetime.strptime(row.slot[:8], "%Y%m%d").date(),  # noqa: DTZ007 -- a day
        start=start,
        end=start + length,
        is_all_day=is_all_day,
        has_end=row.has_end or is_all_day,
        timezone=row.timezone,
    )


@dataclass(frozen=True)
class Plan:
    """One dated sitting as it is to be: when, and what is different from what was announced."""

    announced: Sitting
    exception: "OccurrenceException | None" = None
    cancellation: str | None = None  # why the whole event is cancelled; None where it is not

    @property
    def is_off_with_event(self) -> bool:
        """Whether it is cancelled for no reason of its own."""
        return self.cancellation is not None and self._kind != OccurrenceStatus.CANCELLED

    @property
    def status(self) -> str:
        if self.is_off_with_event:
            return OccurrenceStatus.CANCELLED
        is_elsewhere_only = self._kind == OccurrenceStatus.MOVED and not self.is_moved
        return OccurrenceStatus.SCHEDULED if is_elsewhere_only else self._kind

    @property
    def note(self) -> str:
        if self.is_off_with_event:
            return self.cancellation
        return self.exception.reason if self.exception else ""

    @property
    def place(self) -> str:
        """Where it is, if elsewhere than its event; what is cancelled is nowhere."""
        is_cancelled = self.status == OccurrenceStatus.CANCELLED
        return self.exception.new_place if self.exception and not is_cancelled else ""

    @property
    def _kind(self) -> str:
        return self.exception.kind if self.exception else OccurrenceStatus.SCHEDULED

    @property
    def is_moved(self) -> bool:
        """Whether it has a day or an hour of its own; it may be full or cancelled besides."""
        change = self.exception
        return change is not None and bool(change.new_date or change.new_start_time)

    def period(self) -> tuple[datetime, datetime]:
        """The local start and (exclusive) end."""
        announced, change = self.announced, self.exception
        if change is None or not self.is_moved:
            return announced.start, announced.end
        start = datetime.combine(
            change.new_date or announced.day, change.new_start_time or announced.start.time()
        )
        if change.new_end_time:
            end = datetime.combine(start.date(), change.new_end_time)
            return start, end + (timedelta(days=1) if end <= start else timedelta())
        if announced.is_all_day and change.new_start_time:
            return start, start  # it now has an hour, and nobody said until when
        return start, start + (announced.end - announced.start)

    def is_over(self, now: datetime) -> bool:
        _start, end = self.period()
        return to_utc(end, self.announced.timezone) < now

    def occurrence(self, page: "EventPage") -> Occurrence:
        """The row that says it, not saved."""
        sitting = self.announced
        start, end = self.period()
        has_end = end > start if self.is_moved else sitting.has_end
        starts_at = to_utc(start, sitting.timezone)
        return Occurrence(
            event_key=page.event_key,
            schedule_uid=sitting.schedule_uid,
            slot=sitting.slot,
            page_id=page.pk,
            museum=page.museum,
            starts_at=starts_at,
            ends_at=max(to_utc(end, sitting.timezone), starts_at),
            starts_on=start.date(),
            ends_on=max((end - INSTANT).date(), start.date()),
            timezone=sitting.timezone,
            is_all_day=sitting.is_all_day and not (self.is_moved and self.exception.new_start_time),
            has_end=has_end,
            is_span=end - start > timedelta(days=1),
            status=self.status,
            previous_starts_at=sitting.starts_at if self.is_moved else None,
            is_off_with_event=self.is_off_with_event,
            place=self.place,
            note=self.note,
        )


def planned_rows(
    page: "EventPage", sittings: Iterable[Sitting], rows: Iterable[Occurrence], now: datetime
) -> list[Occurrence]:
    """What `page` says of each of its dates, as unsaved rows, first to last.

    `rows` are those it has already: a past one stays cancelled with its event, whatever becomes
    of the event later, and an event that is cancelled leaves the past alone.
    """
    rows = list(rows)
    past = {identity(row): row for row in rows if is_past(row, now)}
    typed, told = _typed(page), announced(page, sittings, rows, now)
    exceptions, _left = exceptions_by_date(page.exceptions.all(), told)
    planned = []
    for sitting in told:
        row, exception = past.get(identity(sitting)), exceptions.get(identity(sitting))
        if row and (row.is_off_with_event or _is_left_alone(row, exception, typed)):
            planned.append(_kept(row, page))
            continue
        plan = Plan(sitting, exception)
        if page.is_cancelled and not plan.is_over(now):
            plan = replace(plan, cancellation=page.cancellation_reason)
        planned.append(plan.occurrence(page))
    return sorted(planned, key=attrgetter("starts_at", "schedule_uid"))


def _is_left_alone(
    row: Occurrence, exception: "OccurrenceException | None", typed: set[str]
) -> bool:
    """Whether nobody corrects a past date that a rule told."""
    is_as_announced = row.status == OccurrenceStatus.SCHEDULED and exception is None
    return is_as_announced and row.schedule_uid not in typed


def _kept(row: Occurrence, page: "EventPage") -> Occurrence:
    """A past date as it is, on the page and in the museum of today."""
    kept = copy(row)
    kept.page_id, kept.museum = page.pk, page.museum
    return kept
