"""Readings of the feeds are counted, late and for nobody in particular."""

from datetime import date, timedelta
from io import StringIO
from itertools import count

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.transaction import atomic
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from events import fetches
from events.fetches import FetchTally, tally
from events.models import FeedFetch, FeedLink
from events.models.feed_fetch import Fetch
from tests.conftest import NOW
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

TODAY = NOW.date()
APPLE = {"user-agent": "iOS/17.5.1 (21F90) dataaccessd/1.0"}
GOOGLE = {"user-agent": "Google-Calendar-Importer"}
ROBOT = {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}


@pytest.fixture
def event(museum):
    return publish(EventPageFactory(parent=museum), EventScheduleFactory.build())


@pytest.fixture
def a_minute_passes(monkeypatch):
    """Between any two looks at the clock."""
    clock = count(step=60)
    monkeypatch.setattr(fetches, "monotonic", lambda: next(clock))


def test_each_feed_is_counted_under_its_name(museum, event, client):
    FeedLink.objects.create(code="2345678", query="gratuit=oui", created_at=NOW)
    paths = {
        "/agenda.ics": "network",
        "/agenda.ics?gratuit=oui": "selection",
        "/agenda/s/2345678.ics": "link",
        f"/agenda/m/{museum.slug}.ics": f"museum:{museum.pk}",
        f"/agenda/e/{event.event_key}.ics": "event",
    }
    for path, scope in paths.items():
        assert client.get(path, headers=APPLE).status_code == 200
        assert tally.take() == {Fetch(TODAY, scope, "apple"): 1}


def test_a_museum_without_an_event_is_counted_too(museum, client):
    client.get(f"/agenda/m/{museum.slug}.ics", headers=APPLE)
    assert list(tally.take()) == [Fetch(TODAY, f"museum:{museum.pk}", "apple")]


def test_a_304_counts_as_much_and_a_robot_a_head_or_an_error_does_not(museum, event, client):
    path = f"/agenda/m/{museum.slug}.ics"
    etag = client.get(path, headers=GOOGLE)["ETag"]
    assert client.get(path, headers=GOOGLE | {"if-none-match": etag}).status_code == 304
    assert tally.take() == {Fetch(TODAY, f"museum:{museum.pk}", "google"): 2}
    client.get(path, headers=ROBOT)
    client.head(path, headers=GOOGLE)
    client.get("/agenda/m/personne.ics", headers=GOOGLE)
    PageViewRestriction.objects.create(page=event, restriction_type="login")
    assert client.get(f"/agenda/e/{event.event_key}.ics", headers=GOOGLE).status_code == 410
    assert tally.take() == {}


def test_counts_are_written_after_a_minute_in_one_go(museum, event, client, a_minute_passes):
    tally.add(Fetch(TODAY, "network", "apple"))
    tally.add(Fetch(TODAY, "network", "apple"))
    client.get("/agenda.ics", headers=ROBOT)
    assert list(FeedFetch.objects.values_list("scope", "client", "number")) == [
        ("network", "apple", 2)
    ]
    assert tally.take() == {}


def test_a_304_costs_one_query_and_the_writing_waits(museum, event, client):
    path = f"/agenda/m/{museum.slug}.ics"
    etag = client.get(path, headers=APPLE)["ETag"]
    with CaptureQueriesContext(connection) as queries:
        client.get(path, headers=APPLE | {"if-none-match": etag})
    assert len(queries) == 1
    assert not FeedFetch.objects.exists()


def test_what_two_processes_count_is_added_up():
    apple, google = Fetch(TODAY, "network", "apple"), Fetch(TODAY, "network", "google")
    FeedFetch.objects.add({apple: 2})
    FeedFetch.objects.add({google: 1, apple: 3})
    assert dict(FeedFetch.objects.values_list("client", "number")) == {"apple": 5, "google": 1}


def test_a_tally_never_grows_without_end(monkeypatch):
    monkeypatch.setattr(fetches, "MOST_IN_MEMORY", 1)
    own = FetchTally()
    for _time in range(2):
        own.add(Fetch(TODAY, "network", "apple"))
        own.add(Fetch(TODAY, "network", "google"))
    assert own.take() == {Fetch(TODAY, "network", "apple"): 2}


def test_a_site_whose_database_refuses_goes_on_answering(a_minute_passes, caplog):
    tally.add(Fetch(TODAY, "network", None))  # no column takes that
    with atomic():
        fetches.write_when_due()
    assert "could not be written" in caplog.text
    assert not FeedFetch.objects.exists()


def test_what_is_older_than_four_hundred_days_is_forgotten_at_night():
    for days in (400, 401):
        FeedFetch.objects.add({Fetch(TODAY - timedelta(days=days), "network", "apple"): 1})
    call_command("rebuild_occurrences", "--check", stdout=StringIO())
    assert FeedFetch.objects.count() == 2
    call_command("rebuild_occurrences", stdout=StringIO())
    assert list(FeedFetch.objects.values_list("day", flat=True)) == [date(2025, 10, 18)]
