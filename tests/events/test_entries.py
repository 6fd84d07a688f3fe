"""What feeds say is stored when it is published, and joined when it is asked for."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.entries import stale_entries, store_entries
from events.feeds import MuseumFeed, NetworkFeed
from events.models import CalendarEntry, EventFragment, EventPage, FeedVersion, OccurrenceException
from events.occurrences import rebuild_event
from tests.conftest import NOW
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

TODAY = NOW.date()


def texts(museum):
    """What the feeds of a museum and of the network say, in each language, one by one or not."""
    return [
        feed(today=TODAY, language=language, is_expanded=is_expanded, **names).text()
        for feed, names in ((NetworkFeed, {}), (MuseumFeed, {"slug": museum.slug}))
        for language in ("fr", "en")
        for is_expanded in (False, True)
    ]


@pytest.fixture
def weekly(museum):
    schedule = EventScheduleFactory.build(
        start_date=date(2026, 12, 2), recurrence="RRULE:FREQ=WEEKLY", until_date=date(2027, 1, 6)
    )
    return publish(EventPageFactory(parent=museum), schedule)


def test_what_is_stored_is_what_would_be_written(busy_museum):
    joined = texts(busy_museum)
    assert CalendarEntry.objects.count() == 2 * 44
    CalendarEntry.objects.all().delete()
    assert texts(busy_museum) == joined


def test_a_feed_that_is_joined_reads_no_text(busy_museum):
    with CaptureQueriesContext(connection) as queries:
        NetworkFeed(today=TODAY).text()
    asked = " ".join(query["sql"] for query in queries)
    assert CalendarEntry._meta.db_table in asked
    assert EventFragment._meta.db_table not in asked


def test_a_date_that_a_rule_tells_is_not_stored_for_itself(weekly):
    (entry,) = CalendarEntry.objects.filter(language="fr")
    assert entry.series
    publish(weekly, exceptions=(OccurrenceException(date=date(2026, 12, 9), kind="cancelled"),))
    entries = CalendarEntry.objects.filter(language="fr").order_by("series")
    assert {entry.series is None for entry in entries} == {False, True}
    assert entries.get(series=None).title_line.startswith("SUMMARY:ANNULÉ – ")


def test_an_event_that_went_takes_its_entries_along(museum, weekly):
    once = publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
    once.unpublish()
    weekly.unpublish()
    assert not CalendarEntry.objects.exists()
    publish(EventPage.objects.get(pk=weekly.pk))
    assert CalendarEntry.objects.count() == 2


def test_what_was_never_stored_is_stored_without_a_word_to_subscribers(weekly):
    before = NetworkFeed(today=TODAY).etag
    CalendarEntry.objects.all().delete()
    assert len(stale_entries(weekly.event_key).missing) == 2
    assert rebuild_event(weekly, NOW) is False
    assert CalendarEntry.objects.count() == 2
    assert NetworkFeed(today=TODAY).etag == before


def test_what_was_stored_otherwise_is_told_anew(weekly):
    CalendarEntry.objects.filter(language="en").update(title_line="SUMMARY:Once\r\n")
    before = FeedVersion.objects.get(scope="network").number
    assert rebuild_event(weekly, NOW) is True
    assert FeedVersion.objects.get(scope="network").number == before + 1
    assert not stale_entries(weekly.event_key)
    assert store_entries(weekly.event_key) is False
