"""The offers as feed readers and calendars fetch them; none that is closed."""

import json
from datetime import date, datetime, time, timedelta
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import icalendar
import pytest
import time_machine
from django.core.cache import cache

from jobs.models import JobContact, JobEmployer
from tests.factories.jobs import JobPageFactory
from tests.reading import links, parsed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

ATOM = "{http://www.w3.org/2005/Atom}"
PARIS = ZoneInfo("Europe/Paris")
SECOND = timedelta(seconds=1)
KINDS = ("atom", "rss", "json", "ics")


def xml(response):
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)  # noqa: S314 -- our own


def told(client, kind, query=""):
    """The titles that a feed holds, in its order."""
    response = client.get(f"/emploi.{kind}?{query}")
    assert response.status_code == 200
    if kind == "ics":
        entries = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
        return [
            str(entry["SUMMARY"]).removeprefix("Clôture des candidatures\u00a0: ")
            for entry in entries
        ]
    if kind == "json":
        return [item["title"].partition(" – ")[0] for item in json.loads(response.content)["items"]]
    path = f"{ATOM}entry/{ATOM}title" if kind == "atom" else "channel/item/title"
    return [title.text.partition(" – ")[0] for title in xml(response).findall(path)]


@pytest.fixture
def offer(museum):
    return JobPageFactory(
        parent=museum,
        title="Régie & accueil",
        slug="regie",
        contracts=("cdd",),
        employers=[JobEmployer(museum=museum)],
        deadline_on=date(2026, 12, 4),
        contacts=[JobContact(name="Sacha Lemoine", email="sacha@dentelle.example")],
        sections=[("missions", "", '<p>Ranger. <a href="/musees/">Lire</a></p>')],
        first_published_at=datetime(2026, 11, 16, 9, tzinfo=PARIS),
        last_published_at=datetime(2026, 11, 17, 9, tzinfo=PARIS),
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_feed_passes_the_filters_of_the_list(client, offer, other_museum, kind):
    published = {
        "first_published_at": datetime(2026, 11, 18, tzinfo=PARIS),
        "last_published_at": datetime(2026, 11, 18, tzinfo=PARIS),
    }
    JobPageFactory(
        parent=other_museum, title="Pressoir", contracts=("stage",), deadline_on=date(2026, 12, 3),
        posted_on=date(2026, 11, 18), **published
    )  # fmt: skip
    JobPageFactory(parent=other_museum, title="Close", deadline_on=date(2026, 11, 21), **published)
    JobPageFactory(parent=other_museum, title="Brouillon", live=False, **published)
    assert told(client, kind) == ["Pressoir", "Régie & accueil"]
    assert told(client, kind, "contrat=cdd") == ["Régie & accueil"]
    assert told(client, kind, "q=pressoir&tri=cloture&p=3") == ["Pressoir"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("query", ["musee=parti", "contrat=cdd&dep=99", "pres=Nullepart", "q=%00"])
def test_what_is_not_understood_is_nothing_and_never_everything(client, offer, kind, query):
    assert told(client, kind) == ["Régie & accueil"]
    assert told(client, kind, query) == []


def test_an_offer_is_told_whole_but_for_whom_to_write_to(client, offer, museum):
    feed = json.loads(client.get("/emploi.json?contrat=cdd").content)
    assert feed["title"] == "Offres d’emploi – Réseau des musées de Normandie (CDD)"
    assert feed["home_page_url"] == "http://testserver/emploi/?contrat=cdd"
    assert feed["feed_url"] == "http://testserver/emploi.json?contrat=cdd"
    (item,) = feed["items"]
    facts = "CDD · Musée de la Dentelle · Caen (Calvados)"
    assert item == {
        "id": offer.translation_key.urn,
        "url": f"http://testserver{offer.url}",
        "title": "Régie & accueil – Musée de la Dentelle",
        "summary": f"{facts} · Date limite\u00a0: vendredi 4 décembre 2026 inclus",
        "content_html": f"<p><strong>{facts}</strong><br>"
        "Date limite\u00a0: vendredi 4 décembre 2026 inclus</p>"
        '<h2>Missions</h2><p>Ranger. <a href="http://testserver/musees/">Lire</a></p>',
        "date_published": "2026-11-16T08:00:00+00:00",
        "date_modified": "2026-11-17T08:00:00+00:00",
        "authors": [{"name": "Musée de la Dentelle"}],
        "tags": ["CDD"],
    }
    for kind in KINDS:
        assert "sacha" not in client.get(f"/emploi.{kind}").content.decode().casefold()


def test_atom_and_rss_have_what_their_readers_ask_for(client, offer):
    atom = xml(client.get("/emploi.atom"))
    assert atom.findtext(f"{ATOM}id") == "http://testserver/emploi.atom"
    assert atom.findtext(f"{ATOM}updated") == "2026-11-17T08:00:00+00:00"
    assert {link.get("rel"): link.get("href") for link in atom.findall(f"{ATOM}link")} == {
        "alternate": "http://testserver/emploi/",
        "self": "http://testserver/emploi.atom",
    }
    entry = atom.find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == offer.translation_key.urn
    assert entry.findtext(f"{ATOM}published") == "2026-11-16T08:00:00+00:00"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Musée de la Dentelle"
    channel = xml(client.get("/emploi.rss")).find("channel")
    assert channel.findtext("link") == "http://testserver/emploi/"
    assert channel.findtext("description") == "Offres auxquelles on peut encore candidater."
    item = channel.find("item")
    assert item.find("guid").attrib == {"isPermaLink": "false"}
    assert item.findtext("pubDate") == "Mon, 16 Nov 2026 08:00:00 +0000"


def test_the_calendar_holds_the_deadlines_that_employers_gave(client, offer, museum):
    published = {"last_published_at": datetime(2026, 11, 18, tzinfo=PARIS)}
    JobPageFactory(parent=museum, title="Sans date", deadline_on=None, **published)
    JobPageFactory(
        parent=museum,
        title="Jusqu’à pourvu",
        deadline_on=date(2026, 12, 1),
        deadline_rule="until_filled",
        **published,
    )
    JobPageFactory(
        parent=museum, title="Avant", deadline_on=date(2026, 12, 2), deadline_rule="exclusive",
        **published
    )  # fmt: skip
    JobPageFactory(
        parent=museum, title="À midi", deadline_on=date(2026, 12, 3), deadline_time=time(12),
        **published
    )  # fmt: skip
    response = client.get("/emploi.ics")
    calendar = icalendar.Calendar.from_ical(response.content)
    starts = {
        str(entry["SUMMARY"]).partition("\u00a0: ")[2]: entry["DTSTART"].dt
        for entry in calendar.walk("VEVENT")
    }
    assert starts == {
        "Avant": date(2026, 12, 1),
        "À midi": datetime(2026, 12, 3, 11, tzinfo=ZoneInfo("UTC")),
        "Régie & accueil": date(2026, 12, 4),
    }
    uids = {str(entry["UID"]) for entry in calendar.walk("VEVENT")}
    assert f"offre-{offer.translation_key}@agenda.example.org" in uids
    assert calendar.walk("VALARM") == []


# Time passes


CLOSINGS = [
    ({"deadline_on": date(2026, 12, 4)}, datetime(2026, 12, 5, tzinfo=PARIS)),
    (
        {"deadline_on": date(2027, 3, 28), "deadline_rule": "exclusive"},
        datetime(2027, 3, 28, tzinfo=PARIS),
    ),
    ({"deadline_on": date(2027, 3, 28)}, datetime(2027, 3, 29, tzinfo=PARIS)),
    (  # the hour that is missing, then the one that comes twice
        {"deadline_on": date(2027, 3, 28), "deadline_time": time(2, 30)},
        datetime(2027, 3, 28, 3, 30, tzinfo=PARIS),
    ),
    (
        {"deadline_on": date(2027, 10, 31), "deadline_time": time(2, 30)},
        datetime(2027, 10, 31, 2, 30, fold=1, tzinfo=PARIS),
    ),
]


@pytest.mark.parametrize(("values", "closes_at"), CLOSINGS)
@pytest.mark.parametrize("kept", [0, 60])
def test_a_closed_offer_is_nowhere_one_second_after(
    client, museum, settings, values, closes_at, kept
):
    """Nor in what anybody was allowed to keep: pages of ours, answers of theirs."""
    settings.PAGE_CACHE_SECONDS = kept
    JobPageFactory(
        parent=museum,
        title="Régie",
        last_published_at=datetime(2026, 11, 18, tzinfo=PARIS),
        **values,
    )
    utc = closes_at.astimezone(ZoneInfo("UTC"))
    pages = ("/emploi/", "/", museum.url)
    with time_machine.travel(utc - 30 * SECOND, tick=False):
        for kind in KINDS:
            assert told(client, kind) == ["Régie"]
            assert client.get(f"/emploi.{kind}")["Cache-Control"] == "public, max-age=30"
        for page in pages:
            assert "Régie" in client.get(page).content.decode()
    with time_machine.travel(utc - SECOND, tick=False):
        assert [told(client, kind) for kind in KINDS] == [["Régie"]] * 4
        assert client.get("/emploi.atom")["Cache-Control"] == "public, max-age=1"
    with time_machine.travel(utc + SECOND, tick=False):
        assert [told(client, kind) for kind in KINDS] == [[]] * 4
        for page in pages:
            assert "Régie" not in client.get(page).content.decode()


def test_a_page_is_kept_as_usual_while_nothing_closes(client, offer, settings):
    settings.PAGE_CACHE_SECONDS = 60
    client.get("/emploi/")
    assert [key for key in cache._cache if "page:" in key]


@pytest.mark.parametrize("kind", KINDS)
def test_who_has_it_already_is_told_so(client, offer, kind):
    first = client.get(f"/emploi.{kind}?contrat=cdd")
    again = client.get(f"/emploi.{kind}?contrat=cdd", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again["Cache-Control"] == "public, max-age=900"
    offer.title = "Autre titre"
    offer.save_revision().publish()
    changed = client.get(f"/emploi.{kind}?contrat=cdd", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200


def test_the_list_says_where_its_feeds_are(client, offer):
    response = client.get("/emploi/?contrat=cdd&tri=cloture")
    alternates = [
        (link.get("type"), link.get("href"))
        for link in parsed(response).iter("link")
        if link.get("rel") == "alternate" and "oembed" not in link.get("type", "oembed")
    ]
    assert alternates == [
        ("application/atom+xml", "http://testserver/emploi.atom?contrat=cdd"),
        ("application/rss+xml", "http://testserver/emploi.rss?contrat=cdd"),
        ("application/feed+json", "http://testserver/emploi.json?contrat=cdd"),
        ("text/calendar", "http://testserver/emploi.ics?contrat=cdd"),
    ]
    shown = links(response)
    assert (
        shown["Les dates limites dans mon agenda"] == "webcal://testserver/emploi.ics?contrat=cdd"
    )
    assert (
        shown["RSS, pour les lecteurs de flux plus anciens"]
        == "http://testserver/emploi.rss?contrat=cdd"
    )


def test_a_feed_speaks_english_where_asked(client, offer):
    feed = json.loads(client.get("/emploi.json?lang=en").content)
    assert (feed["language"], feed["feed_url"]) == ("en", "http://testserver/emploi.json?lang=en")
    assert feed["title"] == "Job offers – Réseau des musées de Normandie"
    assert json.loads(client.get("/emploi.json?lang=xx").content)["language"] == "fr"


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("kind", "budget"), [("atom", 13), ("ics", 13)])
def test_a_feed_asks_the_same_queries_whatever_its_length(
    client, museum, number, kind, budget, django_assert_num_queries
):
    for _index in range(number):
        JobPageFactory(
            parent=museum,
            employers=[JobEmployer(museum=museum)],
            last_published_at=datetime(2026, 11, 18, tzinfo=PARIS),
            first_published_at=datetime(2026, 11, 18, tzinfo=PARIS),
        )
    client.get(f"/emploi.{kind}")
    with django_assert_num_queries(budget):
        client.get(f"/emploi.{kind}")
