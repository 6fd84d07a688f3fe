"""Whatever a museum writes, a calendar application lists exactly the planned rows."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from cms.models import SchoolHoliday
from events.feeds import EventFeed
from events.feeds.base import CANCELLED_STAYS
from events.ical import LONGEST_DESCRIPTION
from events.models import EventSchedule, Occurrence, OccurrenceException
from events.occurrences import planned_occurrences
from tests.conftest import NOW
from tests.events.readers import (
    as_text,
    entries_of,
    listed_by_every_reading,
    listed_by_home_assistant,
    listed_by_recurring_ical_events,
    must_be_listed,
    whole_period,
)
from tests.events.strategies import announcements, stored, times
from tests.events.unsaved import HORIZON, TITLE, feed_of, unsaved_event
from tests.factories.events import EventPageFactory, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "school_holidays")]

TODAY = NOW.date()
FEW = hypothesis_settings(
    max_examples=max(6, hypothesis_settings().max_examples // 10),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def school_holidays(network):
    """A few holidays of the network's zone, known until the summer of 2028."""
    for first, last in (
        (date(2026, 10, 17), date(2026, 11, 1)),
        (date(2026, 12, 19), date(2027, 1, 3)),
        (date(2027, 4, 10), date(2027, 4, 25)),
        (date(2028, 7, 8), date(2028, 8, 31)),
    ):
        SchoolHoliday.objects.create(zone="B", name=f"{first}", starts_on=first, ends_on=last)


def line(**values):
    """One schedule, as an editor types it."""
    return EventSchedule(uid="uid00000", **values)


def through_the_night(**values):
    return line(start_time=time(22), end_time=time(4), recurrence="RRULE:FREQ=WEEKLY", **values)


# Each of these was once told wrong, in a series, one by one or by an application.
A_NIGHT_THAT_IS_SHORTER = ([through_the_night(start_date=date(2027, 3, 20))], [])
A_SERIES_THAT_BEGINS_IN_A_LONGER_NIGHT = ([through_the_night(start_date=date(2026, 10, 24))], [])
AN_END_BEFORE_A_MISSING_HOUR = (
    [line(start_date=date(2027, 3, 28), start_time=time(2, 30), end_time=time(3, 15))],
    [],
)
AN_END_IN_A_DOUBLED_HOUR = (
    [
        line(
            start_date=date(2026, 10, 18),
            start_time=time(0),
            end_time=time(2, 30),
            recurrence="RRULE:FREQ=WEEKLY",
            until_date=date(2026, 11, 8),
        )
    ],
    [],
)
A_SERIES_IN_A_MISSING_HOUR = (
    [
        line(
            start_date=date(2027, 3, 21),
            start_time=time(2, 30),
            recurrence="RRULE:FREQ=WEEKLY",
            until_date=date(2027, 4, 11),
        )
    ],
    [],
)
A_LONG_REASON = (
    [line(start_date=date(2026, 12, 5), start_time=time(14))],
    [OccurrenceException(date=date(2026, 12, 5), kind="cancelled", reason="x" * 200)],
)
A_WHOLE_DAY_MOVED_WITH_A_NEW_END = (
    [line(start_date=date(2026, 12, 5))],
    [
        OccurrenceException(
            date=date(2026, 12, 5),
            kind="moved",
            new_date=date(2026, 12, 6),
            new_end_time=time(18),
        )
    ],
)


@example(A_NIGHT_THAT_IS_SHORTER)
@example(A_SERIES_THAT_BEGINS_IN_A_LONGER_NIGHT)
@example(AN_END_BEFORE_A_MISSING_HOUR)
@example(AN_END_IN_A_DOUBLED_HOUR)
@example(A_SERIES_IN_A_MISSING_HOUR)
@example(A_LONG_REASON)
@example(A_WHOLE_DAY_MOVED_WITH_A_NEW_END)
@given(announcements(HORIZON))
def test_every_reading_of_an_event_lists_its_planned_rows(announced):
    page = unsaved_event(*announced)
    rows = planned_occurrences(page, NOW)
    wanted = sorted(must_be_listed(row, TITLE) for row in rows)
    for is_expanded in (False, True):
        text = feed_of(page, rows, is_expanded=is_expanded)
        assert listed_by_recurring_ical_events(text, *whole_period(text)) == wanted
        assert listed_by_home_assistant(text, *whole_period(text)) == wanted
        assert listed_by_every_reading(text) == [wanted] * 4
        for entry in (entries := entries_of(text)):
            assert "DTEND" not in entry or entry["DTEND"].dt > entry["DTSTART"].dt
            assert len(entry["DESCRIPTION"]) <= LONGEST_DESCRIPTION
        assert len({entry["UID"] for entry in entries}) == len(entries)


@st.composite
def edits(draw):
    """What an event announces, and what it announces after an edit."""
    before = draw(announcements(HORIZON, most_schedules=1))
    if draw(st.booleans()):
        return before, draw(announcements(HORIZON, most_schedules=1))
    start_time, end_time = draw(times), draw(times)
    schedules = [
        replace(one.value(), start_time=start_time, end_time=end_time) for one in before[0]
    ]
    return before, ([stored(one) for one in schedules], before[1])


def well_inside(listed, feed):
    """What is on between the second day of the feed's window and the last but one."""
    first, last = feed.window()
    first, last = as_text(first + timedelta(days=2)), as_text(last - timedelta(days=2))
    return [one for one in listed if one.start < last and one.end > first]


def stored_rows(feed):
    """What the feed must list, asked of the table without the feed's own queries."""
    rows = Occurrence.objects.filter(event_key=feed.event_key, removed_at=None)
    gone = datetime.combine(feed.today, time(), UTC) - CANCELLED_STAYS
    kept = [row for row in rows if row.status != "cancelled" or row.ends_at >= gone]
    return sorted(must_be_listed(row, TITLE) for row in kept)


A_NEW_DAY = (
    ([line(start_date=date(2026, 12, 2), start_time=time(14), recurrence="RRULE:FREQ=WEEKLY")], []),
    ([line(start_date=date(2026, 12, 3), start_time=time(14), recurrence="RRULE:FREQ=WEEKLY")], []),
)


@FEW
@example(A_NEW_DAY, 20)
@given(edits(), st.integers(0, 100))
def test_feeds_list_the_stored_rows_after_an_edit_too(museum, edit, days):
    """Past rows stay as they were announced: an event has rows that its schedules do not say."""
    before, after = edit
    with transaction.atomic():
        page = EventPageFactory(parent=museum, title=TITLE)
        publish(page, *before[0], exceptions=tuple(before[1]))
        with time_machine.travel(NOW + timedelta(days=days), tick=False):
            publish(page, *after[0], exceptions=tuple(after[1]))
        for is_expanded in (False, True):
            feed = EventFeed(
                TODAY + timedelta(days=days), event_key=page.event_key, is_expanded=is_expanded
            )
            text, wanted = feed.text(), well_inside(stored_rows(feed), feed)
            period = whole_period(text)
            assert well_inside(listed_by_recurring_ical_events(text, *period), feed) == wanted
            for listed in listed_by_every_reading(text):
                assert well_inside(listed, feed) == wanted
        transaction.set_rollback(True)
