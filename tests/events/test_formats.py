"""The same selection for feed readers and for spreadsheets."""

import csv
import json
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from io import StringIO
from uuid import UUID, uuid5
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.renditions import FALLBACK_SPEC
from events.feeds import FORMATS
from events.feeds.announcements import MOST_ITEMS
from events.feeds.spreadsheets import harmless
from events.models import EventPage, Occurrence, OccurrenceException
from tests.conftest import NOW
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish
from tests.factories.schools import CreditedImageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

ATOM = "{http://www.w3.org/2005/Atom}"
MEDIA = "{http://search.yahoo.com/mrss/}"
WEEKLY = {
    "start_date": date(2026, 11, 25),
    "recurrence": "RRULE:FREQ=WEEKLY",
    "until_date": date(2027, 1, 27),
}


@pytest.fixture
def events(museum, other_museum):
    """A weekly workshop with a picture, and a walk announced two days later."""
    weekly = EventPageFactory(
        parent=museum, title="Fils & fuseaux", image=CreditedImageFactory(), slug="fuseaux"
    )
    weekly = publish(weekly, EventScheduleFactory.build(**WEEKLY))
    walk = EventPageFactory(parent=other_museum, title="Balade", is_free=False, slug="balade")
    walk.price = "5 €"
    once = EventScheduleFactory.build(start_date=date(2026, 12, 6), end_time=None)
    walk = publish(walk, once)
    later = NOW + timedelta(days=2)
    EventPage.objects.filter(pk=weekly.pk).update(first_published_at=NOW)
    EventPage.objects.filter(pk=walk.pk).update(first_published_at=later)
    return [EventPage.objects.get(pk=event.pk) for event in (walk, weekly)]


def get(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def tree(text):
    return ElementTree.fromstring(text)  # noqa: S314 (our own words)


def test_json_announces_each_event_once_the_newest_first(events, client):
    walk, weekly = events
    feed = json.loads(get(client, "/agenda.json"))
    assert feed | {"items": []} == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Agenda – Réseau des musées de Normandie",
        "description": "Tenu à jour par http://testserver/agenda/",
        "home_page_url": "http://testserver/agenda/",
        "feed_url": "http://testserver/agenda.json",
        "language": "fr",
        "items": [],
    }
    first, second = feed["items"]
    assert first == {
        "id": uuid5(walk.event_key, "fr").urn,
        "url": "http://testserver/musees/musee-du-cidre-vire/balade/",
        "title": "Balade – Musée du Cidre",
        "summary": "Dimanche 6 décembre, à 14\u00a0h – On essaie, on se trompe, on recommence.",
        "content_html": (
            "<p><strong>Dimanche 6 décembre, à 14\u00a0h</strong><br>Musée du Cidre, Vire</p>"
            "<p>On essaie, on se trompe, on recommence.</p><p>5 €</p>"
            '<p><a href="http://testserver/musees/musee-du-cidre-vire/balade/">'
            "Tout sur cet événement</a></p>"
        ),
        "date_published": "2026-11-24T09:30:00+00:00",
        "date_modified": "2026-11-22T09:30:00+00:00",
        "authors": [{"name": "Musée du Cidre"}],
        "tags": ["Atelier"],
    }
    fallback = weekly.image.renditions.get(filter_spec=FALLBACK_SPEC)
    assert second["image"] == f"http://testserver{fallback.url}"
    assert second["summary"].startswith("Mercredi 25 novembre, de 14\u00a0h à 16\u00a0h – ")


def test_atom_and_rss_say_the_same(events, client):
    wanted = json.loads(get(client, "/agenda.json"))["items"]
    atom = tree(get(client, "/agenda.atom"))
    entries = atom.findall(f"{ATOM}entry")
    assert atom.find(f"{ATOM}link[@rel='self']").get("href") == "http://testserver/agenda.atom"
    assert atom.find(f"{ATOM}updated").text == "2026-11-22T09:30:00+00:00"
    rss = tree(get(client, "/agenda.rss")).find("channel")
    items = rss.findall("item")
    assert len(entries) == len(items) == len(wanted) == 2
    for item, entry, known in zip(items, entries, wanted, strict=True):
        assert entry.find(f"{ATOM}id").text == item.find("guid").text == known["id"]
        assert UUID(known["id"]).urn == known["id"]
        assert entry.find(f"{ATOM}title").text == item.find("title").text == known["title"]
        assert entry.find(f"{ATOM}link").get("href") == item.find("link").text == known["url"]
        assert entry.find(f"{ATOM}summary").text == known["content_html"]
        assert item.find("description").text == known["content_html"]
        assert entry.find(f"{ATOM}published").text == known["date_published"]
        assert entry.find(f"{ATOM}updated").text == known["date_modified"]
        published = parsedate_to_datetime(item.find("pubDate").text)
        assert published.isoformat() == known["date_published"]
        assert item.find("guid").get("isPermaLink") == "false"
        for picture in (entry.find(f"{MEDIA}content"), item.find(f"{MEDIA}content")):
            assert (picture.get("url") if picture is not None else None) == known.get("image")


def test_the_next_date_is_one_that_takes_place_where_there_is_one(museum, client):
    cancelled = OccurrenceException(date=date(2026, 11, 25), kind="cancelled")
    weekly = EventScheduleFactory.build(**WEEKLY)
    publish(EventPageFactory(parent=museum), weekly, exceptions=(cancelled,))
    once = EventScheduleFactory.build(start_date=date(2026, 11, 25))
    off = OccurrenceException(date=date(2026, 11, 25), kind="cancelled")
    publish(EventPageFactory(parent=museum), once, exceptions=(off,))
    past = EventScheduleFactory.build(start_date=date(2026, 11, 20))
    publish(EventPageFactory(parent=museum), past)
    items = json.loads(get(client, "/agenda.json"))["items"]
    assert sorted(item["summary"].partition(" – ")[0] for item in items) == [
        "Mercredi 2 décembre, de 14\u00a0h à 16\u00a0h",
        "Mercredi 25 novembre, de 14\u00a0h à 16\u00a0h (Annulé)",
    ]
    kept = json.loads(get(client, "/agenda.json?annules=masquer"))["items"]
    assert len(kept) == 1


def test_the_latest_events_alone_are_announced(museum, client):
    for number in range(MOST_ITEMS + 2):
        event = publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
        published_at = NOW - timedelta(days=number)
        EventPage.objects.filter(pk=event.pk).update(first_published_at=published_at)
    items = json.loads(get(client, "/agenda.json"))["items"]
    assert [item["date_published"] for item in items] == [
        (NOW - timedelta(days=number)).isoformat() for number in range(MOST_ITEMS)
    ]


def test_announcements_speak_english(events, client):
    items = json.loads(get(client, "/agenda.json?lang=en"))["items"]
    assert [item["summary"].partition(" – ")[0] for item in items] == [
        "Sunday 6 December, at 2\u00a0pm",
        "Wednesday 25 November, from 2\u00a0pm to 4\u00a0pm",
    ]
    french = json.loads(get(client, "/agenda.json"))["items"]
    assert not {item["id"] for item in items} & {item["id"] for item in french}


def lines_of(text, delimiter=";"):
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff")), delimiter=delimiter))


def test_a_table_has_one_line_a_date(events, client):
    text = get(client, "/agenda.csv")
    assert text.startswith("\ufeffÉvénement;Type;Musée;Commune;Département;Premier jour;")
    lines = lines_of(text)
    rows = Occurrence.objects.all()
    assert [line["Premier jour"] for line in lines] == [row.starts_on.isoformat() for row in rows]
    assert lines[2] == {
        "Événement": "Balade",
        "Type": "Atelier",
        "Musée": "Musée du Cidre",
        "Commune": "Vire",
        "Département": "Calvados (14)",
        "Premier jour": "2026-12-06",
        "De": "14:00",
        "Dernier jour": "2026-12-06",
        "À": "",
        "État": "Prévu",
        "Ce qui a changé": "",
        "Tarif": "5 €",
        "Réservation": "",
        "Lieu": "",
        "Page": "http://testserver/musees/musee-du-cidre-vire/balade/",
    }


def test_a_table_in_english_has_english_headings_and_commas(events, client):
    (first, *_others) = lines_of(get(client, "/agenda.csv?lang=en"), ",")
    assert list(first)[:7] == ["Event", "Type", "Museum", "Town", "Department", "First day", "From"]
    assert first["State"] == "Scheduled"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+33 2 31", "'+33 2 31"),
        ("-1", "'-1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("Une = deux", "Une = deux"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(cell, written):
    assert harmless(cell) == written


def test_a_title_that_looks_like_a_formula_is_text(museum, client):
    title = '=1+1;"a"\nb'
    publish(EventPageFactory(parent=museum, title=title), EventScheduleFactory.build())
    (line,) = lines_of(get(client, "/agenda.csv"))
    assert line["Événement"] == f"'{title}"


@pytest.mark.parametrize("form", sorted(FORMATS))
class TestEveryForm:
    def test_it_holds_what_passes_the_filters(self, events, client, form):
        names = ("Balade", "Fils")
        path = f"/agenda.{form}"
        assert [name in get(client, path) for name in names] == [True, True]
        assert [name in get(client, f"{path}?gratuit=1") for name in names] == [False, True]
        assert [name in get(client, f"{path}?du=2027-01-01") for name in names] == [False, True]

    def test_it_says_what_it_did_not_understand(self, events, client, form):
        text = get(client, f"/agenda.{form}?musee=inconnu&lang=xx")
        if form != "csv":  # a table has no room for a note
            assert "Langue\\, Musée" in text or "Langue, Musée" in text

    def test_it_is_stable_and_a_304_costs_one_query(self, events, client, form, time_machine_at):
        path = f"/agenda.{form}?gratuit=1"
        first = client.get(path)
        cache.clear()
        time_machine_at(NOW + timedelta(hours=12))
        assert client.get(path).content == first.content
        with CaptureQueriesContext(connection) as queries:
            known = client.get(path, headers={"if-none-match": first["ETag"]})
        assert (known.status_code, known.content, len(queries)) == (304, b"", 1)

    def test_what_a_reader_is_told_over_http(self, events, client, form):
        response = client.get(f"/agenda.{form}")
        kind = FORMATS[form]
        assert response["Content-Type"] == kind.content_type
        assert response["Content-Disposition"] == f'{kind.disposition}; filename="agenda.{form}"'
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Last-Modified"] == "Sun, 22 Nov 2026 09:30:00 GMT"
        assert "Vary" not in response
        assert not response.cookies
        head = client.head(f"/agenda.{form}")
        assert (head.status_code, head.content, head["ETag"]) == (200, b"", response["ETag"])

    def test_empty_it_is_a_feed(self, network, client, form):
        assert get(client, f"/agenda.{form}")

    @pytest.mark.parametrize("number", [1, 3])
    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_it_asks_the_same_queries_whatever_its_length(
        self, museum, client, form, number, language, django_assert_max_num_queries
    ):
        for _index in range(number):
            publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
        path = f"/agenda.{form}?gratuit=1&lang={language}"
        client.get(path)  # Wagtail then knows its site
        with django_assert_max_num_queries(10):
            client.get(path)


def test_an_unknown_form_is_not_found(network, client):
    assert client.get("/agenda.exe").status_code == 404
    assert client.get("/agenda.jsonx").status_code == 404
