"""What our own feed tells, expanded or by rules, comes back as the same dates."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from events.imports.reading import read
from events.occurrences import planned_occurrences
from events.recurrences import expand
from tests.conftest import NOW
from tests.events.strategies import announcements
from tests.events.unsaved import HORIZON, feed_of, unsaved_event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "network")]

SETTINGS = hypothesis_settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@SETTINGS
@given(st.data(), st.booleans())
def test_the_dates_of_our_own_feed_come_back(data, is_expanded):
    schedules, exceptions = data.draw(announcements(HORIZON))
    page = unsaved_event(schedules, exceptions)
    rows = [row for row in planned_occurrences(page, NOW) if row.status != "cancelled"]
    if not rows:
        return
    text = feed_of(page, rows, is_expanded=is_expanded)
    found = read(text.encode(), HORIZON, "Europe/Paris")
    assert found.remarks == ()
    assert sorted(read_back(found.events)) == sorted(map(start_of, rows))


def start_of(dated):
    """When a row or a sitting begins: a day, or an instant.

    Its end is not compared: applications differ on what a series makes of it when the clock
    changes in between.
    """
    if dated.is_all_day:
        return f"{dated.starts_on if hasattr(dated, 'starts_on') else dated.day}"
    return f"{dated.starts_at:%Y-%m-%dT%H:%MZ}"


def read_back(events):
    """When each sitting begins that the importer makes of the feed."""
    for announced in events:
        for timing in announced.timings:
            for schedule in timing.schedules():
                yield from map(start_of, expand(schedule, HORIZON))
