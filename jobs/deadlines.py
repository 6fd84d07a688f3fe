"""When an offer closes, from what its editor typed; knows neither pages nor the clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from jobs.choices import DeadlineRule

OPEN_WITHOUT_DEADLINE = timedelta(days=90)


def closing_instant(
    *,
    deadline_on: date | None,
    deadline_time: time | None,
    rule: str,
    starts_on: date | None,
    posted_on: date,
    zone: ZoneInfo,
) -> datetime:
    """The first instant at which nobody may apply any more, in UTC.

    A time of day counts as it is. Otherwise the deadline is a whole day: included unless the rule
    says "before that day". Without a date the offer closes when the job begins, or 90 days after
    it was posted where that is not known or already past when it was posted.
    """
    if deadline_on and rule != DeadlineRule.UNTIL_FILLED:
        if deadline_time:
            return instant(deadline_on, deadline_time, zone)
        days_after = 0 if rule == DeadlineRule.EXCLUSIVE else 1
        return instant(deadline_on + timedelta(days=days_after), time.min, zone)
    is_start_ahead = starts_on is not None and starts_on > posted_on
    last = starts_on if is_start_ahead else posted_on + OPEN_WITHOUT_DEADLINE
    return instant(last, time.min, zone)


def instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """A local day and time as an instant in UTC.

    Where the clock changes, a time may be missing or come twice: the later reading holds, so
    that nobody is shut out by a change of the clock.
    """
    readings = (datetime.combine(day, clock.replace(fold=fold), zone) for fold in (0, 1))
    return max(reading.astimezone(UTC) for reading in readings)


def last_day(closes_at: datetime, zone: ZoneInfo) -> date:
    """The last day on which one may apply."""
    return (closes_at.astimezone(UTC) - timedelta(microseconds=1)).astimezone(zone).date()
