"""Random rules, schedules and exceptions, thick where the calendar is tricky."""

from datetime import date, time, timedelta
from itertools import islice

from hypothesis import strategies as st

from cms.ical import TIMEZONES
from events.models import EventSchedule, OccurrenceException
from events.recurrences import Rule, Schedule, days_of

# Around both clock changes of Europe/Paris, midnight, and plain afternoons.
TIMES = (
    time(0),
    time(1),
    time(1, 30),
    time(2),
    time(2, 30),
    time(3),
    time(3, 30),
    time(9, 15),
    time(14),
    time(18, 45),
    time(23, 59),
)

times = st.sampled_from(TIMES)
zones = st.one_of(st.just("Europe/Paris"), st.sampled_from(TIMEZONES))
weekday_numbers = st.integers(0, 6)
months = st.one_of(st.just(()), st.lists(st.integers(1, 12), min_size=1, unique=True).map(tuple))
monthdays = st.lists(
    st.integers(1, 31) | st.integers(-3, -1), min_size=1, max_size=3, unique=True
).map(tuple)
plain_weekdays = st.lists(
    weekday_numbers.map(lambda number: (number, None)), min_size=1, max_size=7, unique=True
).map(tuple)
nth_weekdays = st.lists(
    st.tuples(weekday_numbers, st.sampled_from((1, 2, 3, 4, 5, -1, -2))),
    min_size=1,
    max_size=2,
    unique=True,
).map(tuple)


@st.composite
def rules(draw):
    """A rule as RFC 5545 allows it."""
    frequency = draw(st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")))
    interval = draw(st.sampled_from((1, 1, 1, 2, 3)))
    parts = {"months": draw(months)}
    if frequency == "WEEKLY":
        parts["weekdays"] = draw(st.just(()) | plain_weekdays)
    elif frequency == "DAILY":
        parts["weekdays"] = draw(st.just(()) | plain_weekdays)
        parts["monthdays"] = draw(st.just(()) | st.just(()) | monthdays)
    else:
        parts |= draw(
            st.one_of(
                st.just({}),
                monthdays.map(lambda days: {"monthdays": days}),
                nth_weekdays.map(lambda days: {"weekdays": days}),
                plain_weekdays.map(lambda days: {"weekdays": days}),
                st.tuples(plain_weekdays, monthdays).map(
                    lambda both: {"weekdays": both[0], "monthdays": both[1]}
                ),
            )
        )
    return Rule(frequency, interval, **parts)


CLOCK_CHANGES = (date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31))
start_days = st.one_of(
    st.dates(date(2025, 12, 1), date(2027, 12, 31)),
    st.builds(
        lambda change, days: change - timedelta(days=days),
        st.sampled_from(CLOCK_CHANGES),
        st.integers(0, 9),
    ),
    st.sampled_from((date(2026, 1, 31), date(2026, 12, 31), date(2028, 2, 29))),
)


@st.composite
def schedules(draw, uid="0a1b2c3d"):
    """A schedule as the form accepts it, three times in four with a rule, or with other dates."""
    start_date = draw(start_days)
    start_time = draw(st.none() | times)
    end_time = draw(st.none() | times) if start_time else None
    length = draw(st.sampled_from((0, 0, 0, 0, 1, 2, 40)))
    end_date = start_date + timedelta(days=length) if length else None
    if end_time == start_time and not end_date:
        end_time = None
    rule = draw(st.one_of(st.none(), rules(), rules(), rules()))
    other_dates = () if rule else draw(st.lists(start_days, max_size=6).map(tuple))
    is_rare = rule and rule.frequency in ("MONTHLY", "YEARLY")
    lasts = draw(st.none() | st.integers(0, 1200 if is_rare else 120))
    return Schedule(
        uid=uid,
        start_date=start_date,
        start_time=start_time,
        end_date=end_date,
        end_time=end_time,
        rule=rule,
        until_date=None if lasts is None else start_date + timedelta(days=lasts),
        timezone=draw(zones),
        other_dates=other_dates,
    )


@st.composite
def exceptions(draw, schedule, horizon):
    """What an editor says of one date of `schedule`, as its form accepts it."""
    first_days = list(islice(days_of(schedule, horizon), 60))
    day = draw(st.sampled_from(first_days))
    kind = draw(st.sampled_from(("cancelled", "full", "moved", "moved")))
    values = {}
    if kind == "moved":
        by_days = draw(st.none() | st.integers(-10, 10))
        new_times = st.none() | times
        values = {
            "new_date": None if by_days is None else day + timedelta(days=by_days),
            "new_start_time": draw(times if by_days is None else new_times),
            "new_end_time": draw(new_times),
        }
    reason = draw(st.sampled_from(("", "Grève", "x" * 200)))
    return OccurrenceException(date=day, kind=kind, reason=reason, **values)


@st.composite
def announcements(draw, horizon, most_schedules=2):
    """The schedules of one event, what holidays do to them, and exceptions on some dates."""
    lines, changes = [], []
    for number in range(draw(st.integers(1, most_schedules))):
        schedule = draw(schedules(uid=f"uid0000{number}"))
        if not any(days_of(schedule, horizon)):
            continue
        lines.append(
            stored(
                schedule,
                skip_public_holidays=draw(st.booleans()),
                school_holidays=draw(st.sampled_from(("any", "any", "never", "only"))),
            )
        )
        changes += draw(st.lists(exceptions(schedule, horizon), max_size=3))
    return lines, changes


def stored(schedule, **values):
    """The editor's line that says `schedule`."""
    return EventSchedule(
        uid=schedule.uid,
        start_date=schedule.start_date,
        start_time=schedule.start_time,
        end_date=schedule.end_date,
        end_time=schedule.end_time,
        recurrence=f"RRULE:{schedule.rule.text()}" if schedule.rule else "",
        until_date=schedule.until_date,
        timezone=schedule.timezone,
        other_dates=[day.isoformat() for day in schedule.other_dates],
        **values,
    )
