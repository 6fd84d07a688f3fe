"""The delta API as a consumer meets it."""

import json
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.cache import cache
from wagtail.models import PageViewRestriction

from cms.translations import translate
from events.api import Cursor, openapi_schema
from events.models import EventPage, EventRecord, OccurrenceException
from events.schemas import Event
from tests.conftest import NOW
from tests.events.consumer import API, CopyByCursor
from tests.factories.events import (
    AudienceFactory,
    EventPageFactory,
    EventScheduleFactory,
    publish,
)
from tests.factories.schools import CreditedImageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

GOLDEN = Path(__file__).parent / "golden"
KEY = "0b5e7c1e-4b0e-4d6c-9d53-6a1b5a2f9c77"
RESTRICTED = {"restriction_type": "login"}


def golden(name, content):
    """What stands in a golden file; `WRITE_GOLDEN=1` writes it anew, for a human to compare."""
    file = GOLDEN / name
    if os.environ.get("WRITE_GOLDEN"):
        file.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")
    return json.loads(file.read_text())


def announce(museum, number=1, **values):
    """Some events, each on a day of its own."""
    return [
        publish(
            EventPageFactory(parent=museum, **values),
            EventScheduleFactory.build(start_date=date(2026, 12, 5) + timedelta(days=index)),
        )
        for index in range(number)
    ]


@pytest.fixture
def full_event(network, museum, locale_en):
    """An event of which everything is known, in both languages."""
    for index in (network.home, network.museums):
        translate(index, locale_en, {"title": f"English {index.pk}", "slug": f"en-{index.pk}"})
    museum.phone, museum.email = "02 31 00 00 00", "contact@dentelle.example"
    museum.website = "https://dentelle.example/"
    museum.translation_key = "7d1c9f0e-2c57-4a39-8a3c-2b4c3f3d8a11"
    museum.save()
    page = EventPageFactory(
        parent=museum,
        title="Des fuseaux et des épingles",
        slug="des-fuseaux",
        translation_key=KEY,
        image=CreditedImageFactory(title="fuseaux", credit="Musée de la Dentelle"),
        image_alt="Un carreau et ses fuseaux.",
        min_age=8,
        max_age=12,
        is_free=False,
        price="5 €, réduit 3 €",
        booking="Au 02 31 00 00 00, jusqu’à la veille.",
        booking_url="https://reservation.example/dentelle",
        body=[
            ("paragraph", '<p>Une <b>heure</b>. <a href="/contact/">Écrire</a></p>'),
            ("quote", {"text": "C’est <beau> !", "source": ""}),
        ],
    )
    page.audiences = [AudienceFactory()]
    publish(
        page,
        EventScheduleFactory.build(
            uid="0a1b2c3d",
            start_date=date(2026, 12, 2),
            recurrence="RRULE:FREQ=WEEKLY",
            until_date=date(2026, 12, 23),
        ),
        exceptions=(
            OccurrenceException(date=date(2026, 12, 9), kind="cancelled", reason="Grève"),
            OccurrenceException(date=date(2026, 12, 16), kind="full"),
            OccurrenceException(date=date(2026, 12, 23), kind="moved", new_date=date(2026, 12, 24)),
        ),
    )
    page = EventPage.objects.get(pk=page.pk)
    translate(museum, locale_en, {"title": "Lace Museum", "slug": "lace-museum"})
    words = {"title": "Bobbins", "slug": "bobbins", "summary": "We try, we fail, we try again."}
    translate(page, locale_en, words)
    return page


class TestWhatItSays:
    def test_the_openapi_of_the_golden_file(self, client):
        response = client.get("/api/agenda/v1/openapi.json")
        assert response.json() == golden("openapi.json", openapi_schema())

    def test_the_event_of_the_golden_file(self, client, full_event):
        said = client.get(f"{API}/{KEY}").json()
        said["image"]["filename"] = "fuseaux.jpg"  # its real name ends in a digest of the file
        assert said == golden("event.json", said)

    def test_every_event_is_what_the_schema_describes(self, client, full_event, busy_museum):
        events = client.get(f"{API}?size=100").json()["events"]
        assert len(events) == EventPage.objects.sources().count()
        for event in events:
            read = Event.model_validate(event)
            assert read.model_dump(mode="json", by_alias=True, exclude_unset=True).keys() == {
                *event
            }

    def test_a_cancelled_event_keeps_its_dates_and_says_so(self, client, museum):
        exception = OccurrenceException(date=date(2026, 12, 5), kind="cancelled", reason="Neige")
        publish(
            EventPageFactory(parent=museum),
            EventScheduleFactory.build(),
            exceptions=(exception,),
        )
        (event,) = client.get(API).json()["events"]
        assert event["status"] == 6
        assert event["timings"] == event["cancelledTimings"]
        assert [timing["note"] for timing in event["timings"]] == ["Neige"]

    def test_drafts_and_private_pages_are_not_told(self, client, museum, other_museum):
        announce(other_museum)
        PageViewRestriction.objects.create(page=other_museum, **RESTRICTED)
        (event,) = announce(museum)
        event.title = "Brouillon"
        event.save_revision()
        EventPageFactory(parent=museum, live=False)
        events = client.get(API).json()["events"]
        live = EventPage.objects.get(pk=event.pk).title
        assert [told["title"] for told in events] == [{"fr": live}]

    def test_nothing_private_leaks_while_a_record_lags(self, client, museum):
        (event,) = announce(museum)
        restrictions = [PageViewRestriction(page=museum, **RESTRICTED)]
        PageViewRestriction.objects.bulk_create(restrictions)  # no signal
        assert client.get(API).json()["events"] == []
        assert client.get(f"{API}/{event.event_key}").status_code == 410


class TestFilters:
    def test_those_of_the_agenda(self, client, museum, other_museum):
        (here,) = announce(museum)
        (there,) = announce(other_museum, is_free=False, price="3 €")

        def told(query):
            return {event["uid"] for event in client.get(f"{API}?{query}").json()["events"]}

        both = {str(here.event_key), str(there.event_key)}
        assert told("") == told("du=2026-12-05&au=2026-12-05") == both
        assert told(f"musee={museum.slug}") == told("gratuit=on") == {str(here.event_key)}
        assert told(f"musee={museum.slug}&musee={other_museum.slug}") == both
        assert told("du=2026-12-06") == told("expos=on") == set()

    def test_what_leaves_a_filter_is_a_tombstone(self, client, museum, other_museum):
        (event,) = announce(museum)
        copy = CopyByCursor(client, [("musee", museum.slug)])
        copy.update()
        assert list(copy.events) == [str(event.event_key)]
        event.move(other_museum, pos="last-child")
        copy.update()
        assert copy.events == {}

    @pytest.mark.parametrize(
        ("query", "name"),
        [
            ("size=0", "size"),
            ("size=101", "size"),
            ("updated_since=hier", "updated_since"),
            ("updated_since=2026-11-22", "updated_since"),
            ("updated_since=9999-12-31T23:59:59-23:00", "updated_since"),
            ("gratuit=peut-etre", "gratuit"),
            ("after=ailleurs", "after"),
            ("after=é", "after"),
            ("removed=peut-etre", "removed"),
            ("musee=nulle-part", "musee"),
            ("du=2026-13-01", "du"),
            ("du=2026-12-02&au=2026-12-01", "au"),
            ("museum=ailleurs", "museum"),
        ],
    )
    def test_a_wrong_parameter_is_named(self, client, network, query, name):
        response = client.get(f"{API}?{query}")
        assert response.status_code == 422
        assert [problem["loc"] for problem in response.json()["detail"]] == [["query", name]]
        assert response["Access-Control-Allow-Origin"] == "*"


class TestTombstones:
    def test_a_deleted_event_is_told_for_sixty_days(self, client, museum):
        (event,) = announce(museum)
        uid = str(event.event_key)
        event.delete()
        tombstone = {"uid": uid, "removed": True, "updatedAt": "2026-11-22T09:30:00Z"}
        response = client.get(f"{API}/{uid}")
        assert (response.status_code, response.json()) == (410, tombstone)
        for days, told in ((59, [tombstone]), (61, [])):
            with time_machine.travel(NOW + timedelta(days=days)):
                assert client.get(f"{API}?removed=1").json()["events"] == told
        assert client.get(API).json()["events"] == []

    def test_whoever_was_away_for_longer_must_start_again(self, client, museum):
        announce(museum)
        after = client.get(API).json()["after"]
        for days, status in ((60, 200), (61, 410)):
            with time_machine.travel(NOW + timedelta(days=days)):
                assert client.get(f"{API}?after={after}").status_code == status

    def test_an_event_that_comes_back_is_an_event_again(self, client, museum):
        (event,) = announce(museum)
        event.unpublish()
        publish(EventPage.objects.get(pk=event.pk))
        assert [one["uid"] for one in client.get(API).json()["events"]] == [str(event.event_key)]
        assert EventRecord.objects.get().removed_at is None


class TestChanges:
    def test_publishing_the_same_again_is_no_change(self, museum):
        (event,) = announce(museum)
        before = EventRecord.objects.values().get()
        with time_machine.travel(NOW + timedelta(hours=1)):
            publish(event)
        assert EventRecord.objects.values().get() == before

    def test_pages_of_any_size_hold_everything_once(self, client, museum):
        announce(museum, 5)
        for size in (1, 2, 5, 100):
            copy = CopyByCursor(client, size=size)
            copy.update()
            assert len(copy.events) == 5

    def test_a_cursor_survives_its_text(self):
        cursor = Cursor(12, NOW.date())
        assert Cursor.read(str(cursor)) == cursor


class TestOverHttp:
    @pytest.mark.parametrize("path", ["", f"/{KEY}"])
    def test_any_site_may_read_and_caches_may_keep(self, client, full_event, path):
        response = client.get(API + path)
        assert response.headers["Content-Type"] == "application/json"
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cache-Control"] == "public, max-age=60, stale-while-revalidate=60"
        assert response["Last-Modified"] == "Sun, 22 Nov 2026 09:30:00 GMT"
        assert "Vary" not in response
        assert not response.cookies
        head = client.head(API + path)
        assert (head.content, head["ETag"]) == (b"", response["ETag"])
        assert client.post(API + path).status_code == 405

    def test_304_until_something_changes(self, client, museum, django_assert_num_queries):
        (event,) = announce(museum)
        query = f"{API}?musee={museum.slug}&removed=1"
        headers = {"If-None-Match": client.get(query)["ETag"]}
        with django_assert_num_queries(1):
            assert client.get(query, headers=headers).status_code == 304
        event.title = "Autrement"
        publish(event)
        assert client.get(query, headers=headers).status_code == 200

    @pytest.mark.parametrize("number", [1, 3, 101])
    def test_the_same_queries_whatever_the_number(
        self, client, museum, number, django_assert_num_queries
    ):
        (event,) = announce(museum)
        record = EventRecord.objects.get()
        EventRecord.objects.bulk_create(
            EventRecord(
                event_key=f"00000000-0000-4000-8000-{index:012}",
                page=event,
                museum=museum,
                content=record.content,
                number=record.number + index,
                updated_at=NOW,
            )
            for index in range(1, number)
        )
        cache.clear()
        with django_assert_num_queries(2):
            answer = client.get(f"{API}?size=100&removed=1").json()
        assert len(answer["events"]) == min(number, 100)
        with django_assert_num_queries(3):
            client.get(f"{API}?size=100&musee={museum.slug}")

    def test_a_wrong_uid_and_an_unknown_one(self, client, network):
        assert client.get(f"{API}/12").status_code == 422
        assert client.get(f"{API}/{KEY}").json() == {"detail": "There is no such event."}
        assert client.get(f"{API}/{KEY}").status_code == 404

    def test_no_page_of_another_site(self, client, network):
        assert client.get("/api/agenda/v1/docs").status_code == 301  # Wagtail's, then
        assert client.get("/api/agenda/v1/docs/").status_code == 404
