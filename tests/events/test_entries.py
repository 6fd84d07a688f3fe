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


class WrittenNetworkFeed(NetworkFeed):
    is_stored = False


class WrittenMuseumFeed(MuseumFeed):
    is_stored = False


@pytest.fixture
def weekly(museum):
    schedule = EventScheduleFactory.build(
        start_date=date(2026, 12, 2), recurrence="RRULE:FREQ=WEEKLY", until_date=date(2027, 1, 6)
    )
    return publish(EventPageFactory(parent=museum), schedule)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("hides_cancelled", [False, True])
def test_what_is_stored_is_what_would_be_written(busy_museum, language, hides_cancelled):
    asked = {"today": TODAY, "language": language, "hides_cancelled": hides_cancelled}
    assert NetworkFeed(**asked).text() == WrittenNetworkFeed(**asked).text()
    asked["slug"] = busy_museum.slug
    assert MuseumFeed(**asked).text() == WrittenMuseumFeed(**asked).text()


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


@pytest.mark.parametrize("change", ["missing", "changed", "left"])
def test_what_was_stored_otherwise_is_told_anew(weekly, change):
    """As after an update of the code that writes entries."""
    entries = CalendarEntry.objects.filter(language="en")
    if change == "missing":
        entries.delete()
    elif change == "changed":
        entries.update(title_line="SUMMARY:Once\r\n")
    else:
        entries.update(language="de")
    assert stale_entries(weekly.event_key)
    before = FeedVersion.objects.get(scope="network").number
    assert rebuild_event(weekly, NOW) is True
    assert FeedVersion.objects.get(scope="network").number == before + 1
    assert not stale_entries(weekly.event_key)
    assert store_entries(weekly.event_key) is False
