"""When an offer closes: whole days, times, changes of the clock, no deadline at all."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from jobs.deadlines import closing_instant, last_day

PARIS = ZoneInfo("Europe/Paris")
NOTHING = {
    "deadline_on": None,
    "deadline_time": None,
    "rule": "inclusive",
    "starts_on": None,
    "posted_on": date(2026, 11, 16),
    "zone": PARIS,
}


def closes(**values):
    """The instant on the clock of Paris."""
    instant = closing_instant(**NOTHING | values)
    assert instant.tzinfo is UTC
    return instant.astimezone(PARIS).isoformat()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"deadline_on": date(2024, 11, 14)}, "2024-11-15T00:00:00+01:00"),
        ({"deadline_on": date(2024, 12, 31)}, "2025-01-01T00:00:00+01:00"),
        ({"deadline_on": date(2027, 2, 22), "rule": "exclusive"}, "2027-02-22T00:00:00+01:00"),
        (
            {"deadline_on": date(2027, 2, 22), "deadline_time": time(12)},
            "2027-02-22T12:00:00+01:00",
        ),
        (
            {"deadline_on": date(2027, 2, 22), "deadline_time": time(17, 30), "rule": "exclusive"},
            "2027-02-22T17:30:00+01:00",
        ),
    ],
    ids=["included", "end of the year", "excluded", "noon", "a time says it all"],
)
def test_a_deadline_is_a_whole_day_or_a_time(values, expected):
    assert closes(**values) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"deadline_on": date(2027, 3, 28)}, "2027-03-29T00:00:00+02:00"),
        ({"deadline_on": date(2027, 3, 28), "rule": "exclusive"}, "2027-03-28T00:00:00+01:00"),
        ({"deadline_on": date(2027, 10, 31)}, "2027-11-01T00:00:00+01:00"),
        ({"deadline_on": date(2027, 10, 31), "rule": "exclusive"}, "2027-10-31T00:00:00+02:00"),
        (
            {"deadline_on": date(2027, 3, 28), "deadline_time": time(2, 30)},
            "2027-03-28T03:30:00+02:00",
        ),
        (
            {"deadline_on": date(2027, 10, 31), "deadline_time": time(2, 30)},
            "2027-10-31T02:30:00+01:00",
        ),
    ],
    ids=["spring", "spring excluded", "autumn", "autumn excluded", "hour missing", "hour twice"],
)
def test_nobody_is_shut_out_when_the_clock_changes(values, expected):
    assert closes(**values) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"starts_on": date(2027, 1, 4)}, "2027-01-04T00:00:00+01:00"),
        ({}, "2027-02-14T00:00:00+01:00"),
        ({"starts_on": date(2026, 11, 2)}, "2027-02-14T00:00:00+01:00"),
        (
            {
                "deadline_on": date(2026, 12, 1),
                "rule": "until_filled",
                "starts_on": date(2027, 1, 4),
            },
            "2027-01-04T00:00:00+01:00",
        ),
    ],
    ids=["when it begins", "after 90 days", "begun before it was posted", "until filled"],
)
def test_without_a_deadline_it_closes_all_the_same(values, expected):
    assert closes(**values) == expected


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2027, 2, 22, 23, tzinfo=UTC), date(2027, 2, 22)),
        (datetime(2027, 2, 22, 11, tzinfo=UTC), date(2027, 2, 22)),
        (datetime(2027, 3, 28, 22, tzinfo=UTC), date(2027, 3, 28)),
    ],
    ids=["midnight", "noon", "the day of 23 hours"],
)
def test_the_last_day_is_the_one_before_midnight(instant, day):
    assert last_day(instant, PARIS) == day
