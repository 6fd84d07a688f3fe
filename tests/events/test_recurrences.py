"""The calendar arithmetic, against a slow reading of the same rules day by day."""

from calendar import monthrange
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import example, given
from hypothesis import strategies as st

from cms.ical import TIMEZONES
from events.recurrences import (
    Rule,
    Schedule,
    days_of,
    expand,
    horizon_on,
    is_doubled,
    sitting_on,
    slot_of,
    to_utc,
)
from tests.events.strategies import rules, schedules, start_days, times, zones

DAY = timedelta(days=1)
HORIZON = date(2029, 6, 30)
PARIS = "Europe/Paris"
CLOCKS_GO_FORWARD, CLOCKS_GO_BACK = date(2027, 3, 28), date(2027, 10, 31)


# The days of a rule


def each_day(first, last):
    return [first + number * DAY for number in range((last - first).days + 1)]


def is_day_of(rule, start, day):
    """Whether RFC 5545 has `day` among the days of `rule` from `start` on."""
    return (
        (not rule.months or day.month in rule.months)
        and is_in_step(rule, start, day)
        and all(day_conditions(rule, start, day))
    )


def is_in_step(rule, start, day):
    steps = {
        "DAILY": (day - start).days,
        "WEEKLY": (monday(day) - monday(start)).days // 7,
        "MONTHLY": 12 * (day.year - start.year) + day.month - start.month,
        "YEARLY": day.year - start.year,
    }
    return steps[rule.frequency] % rule.interval == 0


def monday(day):
    return day - day.weekday() * DAY


def day_conditions(rule, start, day):
    if rule.monthdays:
        length = monthrange(day.year, day.month)[1]
        yield day.day in rule.monthdays or day.day - length - 1 in rule.monthdays
    if rule.weekdays:
        yield any(
            day.weekday() == number and (nth is None or nth in ranks(rule, day))
            for number, nth in rule.weekdays
        )
    if rule.monthdays or rule.weekdays or rule.frequency == "DAILY":
        return
    if rule.frequency == "WEEKLY":
        yield day.weekday() == start.weekday()
    else:
        yield day.day == start.day
        yield rule.frequency == "MONTHLY" or bool(rule.months) or day.month == start.month


def ranks(rule, day):
    """Which one of its weekday `day` is, from the front and from the back."""
    if rule.frequency == "YEARLY" and not rule.months:
        first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    else:
        first, last = day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    return (day - first).days // 7 + 1, -((last - day).days // 7) - 1


@given(rules(), start_days, st.integers(0, 900))
@example(Rule("MONTHLY"), date(2027, 1, 31), 400)
@example(Rule("YEARLY"), date(2028, 2, 29), 900)
@example(Rule("WEEKLY", 2, weekdays=((0, None), (6, None))), date(2026, 12, 2), 60)
@example(Rule("MONTHLY", weekdays=((6, 1),), months=(11, 12, 1)), date(2026, 10, 4), 400)
@example(Rule("MONTHLY", weekdays=((4, None),), monthdays=(13,)), date(2026, 11, 1), 900)
@example(Rule("YEARLY", weekdays=((0, -1),)), date(2026, 11, 1), 900)
def test_the_days_of_a_rule_are_those_that_it_says(rule, start, length):
    until = start + length * DAY
    wanted = [day for day in each_day(start, until) if is_day_of(rule, start, day)]
    assert list(rule.days(start, until)) == wanted


@given(rules(), start_days)
def test_writing_out_what_a_rule_takes_from_its_first_day_keeps_its_days(rule, start):
    anchored = rule.anchored(start)
    days = list(rule.days(start, HORIZON))
    assert list(anchored.days(start, HORIZON)) == days
    assert anchored.anchored(start + DAY) == anchored
    for number, day in enumerate(days[:5]):
        assert list(anchored.days(day, HORIZON)) == days[number:]


@pytest.mark.parametrize(
    ("rule", "anchored"),
    [
        (Rule("DAILY", 2), "FREQ=DAILY;INTERVAL=2"),
        (Rule("WEEKLY"), "FREQ=WEEKLY;BYDAY=SA"),
        (Rule("WEEKLY", months=(7, 8)), "FREQ=WEEKLY;BYDAY=SA;BYMONTH=7,8"),
        (Rule("MONTHLY"), "FREQ=MONTHLY;BYMONTHDAY=5"),
        (Rule("MONTHLY", months=(6,)), "FREQ=MONTHLY;BYMONTHDAY=5;BYMONTH=6"),
        (Rule("YEARLY"), "FREQ=YEARLY;BYMONTHDAY=5;BYMONTH=12"),
        (Rule("YEARLY", months=(6,)), "FREQ=YEARLY;BYMONTHDAY=5;BYMONTH=6"),
        (Rule("MONTHLY", weekdays=((6, 1), (4, -1))), "FREQ=MONTHLY;BYDAY=1SU,-1FR"),
        (Rule("MONTHLY", monthdays=(1, -1)), "FREQ=MONTHLY;BYMONTHDAY=1,-1"),
    ],
)
def test_a_rule_is_written_as_rfc_5545_says(rule, anchored):
    assert rule.anchored(date(2026, 12, 5)).text() == anchored


@given(rules(), start_days)
def test_the_text_of_a_rule_says_its_days(rule, start):
    until = start + 400 * DAY
    text = f"{rule.text()};UNTIL={until:%Y%m%d}"
    read_back = rrulestr(text, dtstart=datetime.combine(start, time()))
    assert [moment.date() for moment in read_back] == list(rule.days(start, until))


@given(rules(), start_days)
def test_calendars_are_told_every_day_of_a_rule(rule, start):
    told = rule.for_calendars(start)
    if told:
        days = list(rule.days(start, HORIZON))
        told_days = list(told.days(days[0], HORIZON)) if days else []
        assert [day for day in told_days if day in set(days)] == days


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (Rule("DAILY", weekdays=((1, None),)), "FREQ=DAILY;BYDAY=TU"),
        (Rule("WEEKLY", months=(7,)), "FREQ=WEEKLY;BYDAY=SA;BYMONTH=7"),
        (Rule("MONTHLY", weekdays=((6, 1),), months=(11, 12)), "FREQ=MONTHLY;BYDAY=1SU"),
        (Rule("MONTHLY", months=(11, 12)), "FREQ=MONTHLY;BYMONTHDAY=5"),
        (Rule("YEARLY"), "FREQ=YEARLY;BYMONTHDAY=5;BYMONTH=12"),
        (Rule("YEARLY", weekdays=((6, 1),), months=(6,)), "FREQ=YEARLY;BYDAY=1SU;BYMONTH=6"),
        (Rule("DAILY", monthdays=(-1,)), None),
        (Rule("WEEKLY", weekdays=((1, 1),)), None),
        (Rule("WEEKLY", monthdays=(13,)), None),
        (Rule("MONTHLY", weekdays=((4, None),), monthdays=(13,)), None),
        (Rule("MONTHLY", weekdays=((6, 1), (6, None))), None),
        (Rule("YEARLY", weekdays=((6, 1),)), None),
        (Rule("YEARLY", monthdays=(31,), months=(7, 9)), None),
    ],
)
def test_calendars_are_told_only_rules_that_all_of_them_read(rule, told):
    found = rule.for_calendars(date(2026, 12, 5))
    assert (found and found.text()) == told


@given(schedules())
def test_every_sitting_is_on_a_day_of_its_schedule(schedule):
    days = [sitting.day for sitting in expand(schedule, HORIZON)]
    if schedule.rule is None:
        assert days == sorted({schedule.start_date, *schedule.other_dates})
    else:
        last = min(schedule.until_date or HORIZON, HORIZON)
        every_day = each_day(schedule.start_date, last)
        assert days == [d for d in every_day if is_day_of(schedule.rule, schedule.start_date, d)]


@given(schedules(), st.sets(st.integers(0, 6)))
def test_skipped_days_are_left_out_of_a_rule_only(schedule, weekdays):
    days = [s.day for s in expand(schedule, HORIZON, lambda day: day.weekday() in weekdays)]
    all_days = list(days_of(schedule, HORIZON))
    if schedule.rule:
        assert days == [day for day in all_days if day.weekday() not in weekdays]
    else:
        assert days == all_days == schedule.typed_days


@given(schedules(), st.lists(start_days, max_size=8))
def test_other_dates_are_sittings_like_the_first(schedule, days):
    """In any order, as often as one likes, past the horizon too; a rule takes their place."""
    with_dates = replace(schedule, other_dates=tuple(days))
    if schedule.rule:
        assert expand(with_dates, HORIZON) == expand(schedule, HORIZON)
        return
    length = (schedule.end_date or schedule.start_date) - schedule.start_date
    alone = (
        replace(
            schedule,
            start_date=day,
            end_date=day + length if length else None,
            other_dates=(),
        )
        for day in {schedule.start_date, *days}
    )
    wanted = sorted((one for each in alone for one in expand(each, HORIZON)), key=lambda s: s.day)
    assert expand(with_dates, date(2020, 1, 1), lambda _day: True) == wanted


@given(schedules(), st.integers(0, 20))
def test_an_expansion_may_stop_early(schedule, at_most):
    assert expand(schedule, HORIZON, at_most=at_most) == expand(schedule, HORIZON)[:at_most]


def test_an_expansion_that_stops_early_asks_no_more_days():
    asked = []
    daily = Schedule("a", date(2026, 1, 1), rule=Rule("DAILY"))
    expand(daily, HORIZON, lambda day: asked.append(day) or False, at_most=3)
    assert asked == [date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3)]


@given(schedules())
def test_a_schedule_has_one_slot_a_day(schedule):
    slots = [sitting.slot for sitting in expand(schedule, HORIZON)]
    assert len({slot[:8] for slot in slots}) == len(slots)
    pattern = "%Y%m%d" if schedule.is_all_day else "%Y%m%dT%H%M%S"
    for sitting in expand(schedule, HORIZON, at_most=50):
        assert (
            sitting.slot
            == sitting.start.strftime(pattern)
            == slot_of(sitting.day, schedule.start_time)
        )


# The clock


def utc(*values):
    return datetime(*values, tzinfo=UTC)


def wall(year, month, day, *clock, fold=0):
    """What a clock on the wall shows, in no zone."""
    return datetime.combine(date(year, month, day), time(*clock, fold=fold))


def daily(start_date, start_time, end_time, timezone=PARIS):
    """Three days in a row."""
    return Schedule(
        "a",
        start_date,
        start_time,
        end_time=end_time,
        rule=Rule("DAILY"),
        until_date=start_date + 2 * DAY,
        timezone=timezone,
    )


@pytest.mark.parametrize(
    ("change", "hours"), [(CLOCKS_GO_FORWARD, [13, 12, 12]), (CLOCKS_GO_BACK, [12, 13, 13])]
)
def test_an_afternoon_stays_one_when_the_clock_changes(change, hours):
    sittings = expand(daily(change - DAY, time(14), time(16)), HORIZON)
    assert [s.start.time() for s in sittings] == [time(14)] * 3
    assert [s.starts_at.hour for s in sittings] == hours
    assert {s.ends_at - s.starts_at for s in sittings} == {timedelta(hours=2)}


@pytest.mark.parametrize("change", [CLOCKS_GO_FORWARD, CLOCKS_GO_BACK])
@pytest.mark.parametrize(
    ("timezone", "hours"),
    [
        ("America/Cayenne", -3),
        ("America/Guadeloupe", -4),
        ("America/Martinique", -4),
        ("Indian/Mayotte", 3),
        ("Indian/Reunion", 4),
        ("Pacific/Noumea", 11),
        ("Pacific/Tahiti", -10),
    ],
)
def test_the_clock_never_changes_overseas(change, timezone, hours):
    for sitting in expand(daily(change - DAY, time(2, 30), None, timezone), HORIZON):
        assert sitting.starts_at == sitting.start.replace(tzinfo=UTC) - timedelta(hours=hours)


@given(start_days, times, zones)
def test_the_wall_clock_of_a_sitting_is_what_was_typed_unless_that_hour_is_missing(
    day, start_time, timezone
):
    local = to_utc(datetime.combine(day, start_time), timezone).astimezone(ZoneInfo(timezone))
    is_last_sunday_of_march = day.month == 3 and day.weekday() == 6 and day.day > 24
    is_missing = timezone == PARIS and is_last_sunday_of_march and start_time.hour == 2
    moved = timedelta(hours=1) if is_missing else timedelta()
    assert local.replace(tzinfo=None, fold=0) == datetime.combine(day, start_time) + moved
    assert local.fold == 0


def test_a_missing_hour_moves_forward_and_a_doubled_one_is_the_first():
    assert to_utc(wall(2027, 3, 28, 1, 59), PARIS) == utc(2027, 3, 28, 0, 59)
    assert to_utc(wall(2027, 3, 28, 2, 0), PARIS) == utc(2027, 3, 28, 1, 0)
    assert to_utc(wall(2027, 3, 28, 2, 30), PARIS) == utc(2027, 3, 28, 1, 30)
    assert to_utc(wall(2027, 3, 28, 3, 0), PARIS) == utc(2027, 3, 28, 1, 0)
    assert to_utc(wall(2027, 10, 31, 2, 30), PARIS) == utc(2027, 10, 31, 0, 30)
    assert to_utc(wall(2027, 10, 31, 2, 30, fold=1), PARIS) == utc(2027, 10, 31, 0, 30)
    assert to_utc(wall(2027, 10, 31, 3, 0), PARIS) == utc(2027, 10, 31, 2, 0)


def test_an_hour_comes_twice_in_the_night_the_clock_goes_back():
    doubled = [
        wall(2027, month, day, hour, minute)
        for month, day in ((3, 28), (10, 30), (10, 31))
        for hour in range(5)
        for minute in (0, 30, 59)
        if is_doubled(wall(2027, month, day, hour, minute), PARIS)
    ]
    assert doubled == [wall(2027, 10, 31, 2, minute) for minute in (0, 30, 59)]
    assert not any(is_doubled(one, name) for one in doubled for name in TIMEZONES if name != PARIS)


def test_a_sitting_moved_out_of_a_missing_hour_does_not_end_before_it_starts():
    sitting = sitting_on(
        Schedule("a", CLOCKS_GO_FORWARD, time(2, 30), end_time=time(3, 15)), CLOCKS_GO_FORWARD
    )
    assert sitting.starts_at == sitting.ends_at == utc(2027, 3, 28, 1, 30)


# The length of a sitting


def sitting(**values):
    """The first sitting of a schedule of 5 December 2026."""
    schedule = Schedule("a", **({"start_date": date(2026, 12, 5)} | values))
    return sitting_on(schedule, schedule.start_date)


@pytest.mark.parametrize(
    ("values", "end"),
    [
        ({"end_time": time(16)}, wall(2026, 12, 5, 16)),
        ({"end_time": time(1)}, wall(2026, 12, 6, 1)),
        ({"end_time": time(0)}, wall(2026, 12, 6)),
        ({"end_time": time(14)}, wall(2026, 12, 6, 14)),
        ({"end_date": date(2026, 12, 6), "end_time": time(12)}, wall(2026, 12, 6, 12)),
        ({"end_date": date(2026, 12, 6), "end_time": time(16)}, wall(2026, 12, 6, 16)),
        ({"end_date": date(2026, 12, 6)}, wall(2026, 12, 7)),
        ({}, wall(2026, 12, 5, 14)),
    ],
    ids=[
        "afternoon",
        "past midnight",
        "until midnight",
        "round the clock",
        "until the next noon",
        "until the next afternoon",
        "until some time of the next day",
        "end not known",
    ],
)
def test_a_sitting_ends_when_its_schedule_says(values, end):
    found = sitting(start_time=time(14), **values)
    assert found.start == wall(2026, 12, 5, 14)
    assert found.end == end
    assert found.has_end is bool(values)


@given(start_days, st.integers(0, 200), zones)
def test_a_whole_day_ends_at_the_midnight_after_it(day, length, timezone):
    last = day + length * DAY
    found = sitting(start_date=day, end_date=last if length else None, timezone=timezone)
    assert (found.is_all_day, found.has_end) == (True, True)
    assert (found.start, found.end) == (
        datetime.combine(day, time()),
        datetime.combine(last + DAY, time()),
    )
    local_end = found.ends_at.astimezone(ZoneInfo(timezone))
    assert local_end.replace(tzinfo=None) == found.end


@given(schedules())
def test_a_sitting_never_ends_before_it_starts(schedule):
    for found in expand(schedule, HORIZON, at_most=200):
        assert found.end >= found.start
        assert found.ends_at >= found.starts_at
        assert found.has_end or found.end == found.start


@given(schedules())
def test_every_sitting_of_a_schedule_lasts_as_long_on_the_clock(schedule):
    sittings = expand(schedule, HORIZON, at_most=200)
    assert len({s.end - s.start for s in sittings}) <= 1
    assert {s.start.time() for s in sittings} <= {schedule.start_time or time()}


@pytest.mark.parametrize(
    ("values", "is_span"),
    [
        ({}, False),
        ({"end_date": date(2026, 12, 5)}, False),
        ({"end_date": date(2026, 12, 6)}, True),
        ({"start_time": time(14), "end_time": time(14)}, False),
        ({"start_time": time(14), "end_date": date(2026, 12, 6), "end_time": time(14)}, False),
        ({"start_time": time(14), "end_date": date(2026, 12, 6), "end_time": time(15)}, True),
        ({"start_date": CLOCKS_GO_BACK}, False),
    ],
)
def test_what_lasts_more_than_a_day_is_a_span(values, is_span):
    assert sitting(**values).is_span is is_span


# The horizon


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(0, 500))
def test_the_horizon_moves_forward_by_quarters(day, later):
    horizon = horizon_on(day)
    first_of_quarter = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    assert horizon_on(first_of_quarter) == horizon
    assert horizon_on(day + later * DAY) >= horizon
    months_ahead = 12 * (horizon.year - day.year) + horizon.month - day.month
    assert months_ahead in (21, 22, 23)
    assert (horizon + DAY).day == 1


def test_a_rule_without_end_reaches_the_horizon_and_no_further():
    endless = Schedule("a", date(2026, 1, 1), rule=Rule("DAILY"))
    assert expand(endless, date(2028, 9, 30))[-1].day == date(2028, 9, 30)
    ends_later = Schedule("a", date(2026, 1, 1), rule=Rule("DAILY"), until_date=date(2030, 1, 1))
    assert expand(ends_later, date(2028, 9, 30))[-1].day == date(2028, 9, 30)
    ends_before = Schedule("a", date(2026, 1, 1), rule=Rule("DAILY"), until_date=date(2026, 1, 3))
    assert [s.day.day for s in expand(ends_before, date(2028, 9, 30))] == [1, 2, 3]


def test_a_date_beyond_the_horizon_is_kept_where_somebody_typed_it():
    once = Schedule("a", date(2035, 1, 1))
    assert [s.day for s in expand(once, HORIZON)] == [date(2035, 1, 1)]


def test_each_zone_that_a_schedule_may_have_is_known():
    assert [ZoneInfo(name).key for name in TIMEZONES] == list(TIMEZONES)
