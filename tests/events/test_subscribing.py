"""One page offers a selection of the agenda to every application, and says what each does."""

import re
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import html5lib
import pytest
from django.test import Client
from django.utils import timezone

from cms.public_forms import MOST_SENDINGS, SENDINGS_PERIOD
from events.calendar_links import date_links, subscribe_links
from events.feed_links import ALPHABET, feed_codes
from events.feeds import base
from events.models import FeedLink, Occurrence
from events.subscribing import ShortLinkForm
from tests.events.readers import entries_of
from tests.factories.events import (
    AudienceFactory,
    EventPageFactory,
    EventScheduleFactory,
    EventTypeFactory,
    publish,
)
from tests.keeping import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

PAGE = "/agenda/abonnement/"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
@kept
def programme(museum, other_museum):
    """A weekly workshop in one museum, a walk in another."""
    weekly = EventScheduleFactory.build(
        start_date=date(2026, 11, 25), recurrence="RRULE:FREQ=WEEKLY", until_date=date(2027, 3, 31)
    )
    publish(EventPageFactory(parent=museum, title="Atelier"), weekly)
    walk = EventTypeFactory(slug="balade", name="Balade")
    AudienceFactory()
    once = EventScheduleFactory.build(start_date=date(2026, 12, 6))
    publish(EventPageFactory(parent=other_museum, title="Balade", event_type=walk), once)


def page_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    parser = html5lib.HTMLParser(html5lib.treebuilders.getTreeBuilder("etree"))
    tree = parser.parse(response.content.decode())
    assert parser.errors == []
    return tree


def texts(tree, name):
    found = tree.iter(f"{XHTML}{name}")
    return [" ".join("".join(element.itertext()).split()) for element in found]


def links(tree):
    """The addresses of the page's main part, by their text."""
    (main,) = tree.iter(f"{XHTML}main")
    return {" ".join("".join(a.itertext()).split()): a.get("href") for a in main.iter(f"{XHTML}a")}


def values(tree):
    return {i.get("id"): i.get("value") for i in tree.iter(f"{XHTML}input") if i.get("id")}


def test_every_way_to_subscribe_leads_to_the_same_selection(programme, client):
    tree = page_of(client, f"{PAGE}?type=balade&utm_source=x&rappel=60")
    address = "http://testserver/agenda.ics?rappel=60&type=balade"
    found = links(tree)
    assert values(tree)["calendar-address"] == address
    assert found["S’abonner"] == "webcal://testserver/agenda.ics?rappel=60&type=balade"
    google = urlsplit(found["Google Agenda"])
    assert google.geturl().startswith("https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2F")
    assert parse_qs(google.query) == {"cid": [found["S’abonner"]]}
    name = ["Agenda – Réseau des musées de Normandie (Balade)"]
    for label, host in (
        ("Outlook.com", "outlook.live.com"),
        ("Microsoft 365", "outlook.office.com"),
    ):
        outlook = urlsplit(found[label])
        assert (outlook.netloc, outlook.path) == (host, "/calendar/0/addfromweb")
        assert parse_qs(outlook.query) == {"url": [address], "name": name}
        assert "+" not in outlook.query
    assert found["Outlook pour Windows"] == f"webcal:{address}"
    for label, form in (("Atom", "atom"), ("RSS", "rss"), ("JSON Feed", "json"), ("CSV", "csv")):
        (url,) = [url for text, url in found.items() if text.startswith(f"{label}, ")]
        assert url == address.replace(".ics", f".{form}")
        assert client.get(url.removeprefix("http://testserver")).status_code == 200
    alternates = {
        link.get("type"): link.get("href")
        for link in tree.iter(f"{XHTML}link")
        if link.get("rel") == "alternate"
    }
    assert alternates == {
        "text/calendar": address,
        "application/atom+xml": address.replace(".ics", ".atom"),
        "application/feed+json": address.replace(".ics", ".json"),
    }
    assert found["Voir ou modifier la sélection"] == "/agenda/?type=balade"
    assert found["Retirer ce filtre : Balade"] == PAGE


def test_it_says_what_is_chosen_and_how_much_that_is(programme, client):
    text = " ".join(texts(page_of(client, f"{PAGE}?type=balade"), "main"))
    assert re.search(r"1 événement, 1 entrée dans votre calendrier, 1\sko\.", text)
    everything = " ".join(texts(page_of(client, PAGE), "main"))
    assert "Tous les événements de tous les musées." in everything
    assert "2 événements, 2 entrées dans votre calendrier" in everything
    assert "trop longue" not in everything


def test_the_agenda_leads_there_with_its_filters(programme, client):
    found = links(page_of(client, "/agenda/?type=balade&dep=14"))
    address = urlsplit(found["S’abonner à cette sélection"])
    assert address.path == PAGE
    assert parse_qs(address.query) == {"type": ["balade"], "dep": ["14"]}
    assert links(page_of(client, "/agenda/"))["S’abonner à cette sélection"] == PAGE


def test_a_wrong_filter_is_an_error_on_the_page(programme, client):
    tree = page_of(client, f"{PAGE}?musee=inconnu&type=balade&du=hier&lang=de")
    assert values(tree)["calendar-address"] == "http://testserver/agenda.ics?type=balade"
    assert "Certains filtres n’ont pas été compris" in " ".join(texts(tree, "main"))


def test_in_english_the_feed_is_english(programme, client, agenda, locale_en):
    for page in (agenda.get_parent(), agenda):
        page.specific.copy_for_translation(locale_en, alias=False).save_revision().publish()
    tree = page_of(client, f"/en{PAGE}?type=balade")
    assert values(tree)["calendar-address"] == "http://testserver/agenda.ics?lang=en&type=balade"
    hreflangs = {
        link.get("hreflang"): link.get("href")
        for link in tree.iter(f"{XHTML}link")
        if link.get("hreflang")
    }
    assert hreflangs["fr"] == f"http://testserver{PAGE}"
    assert hreflangs["en"] == f"http://testserver/en{PAGE}"


def test_a_selection_too_long_is_told_so_with_shorter_ones(programme, client, monkeypatch):
    monkeypatch.setattr(
        base, "within_budget", lambda entries, now: sorted(entries)[: len(entries) - 5]
    )
    tree = page_of(client, f"{PAGE}?du=2026-11-22")
    text = " ".join(texts(tree, "main"))
    assert "trop longue pour certains calendriers" in text
    assert "5 entrées n’y figurent pas" in text
    assert "Rien de ce qui commence après le 24 février 2027 n’y figure." in text
    found = links(tree)
    assert found["Atelier · 1"] == f"{PAGE}?du=2026-11-22&type=atelier"
    assert found["Calvados (14) · 2"] == f"{PAGE}?du=2026-11-22&dep=14"


def test_the_page_is_public_and_leaves_no_cookie(programme, client):
    response = client.get(PAGE)
    assert not response.cookies
    assert "Vary" not in response
    assert "noindex" not in response.content.decode()
    assert "noindex" in client.get(f"{PAGE}?type=balade").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_same_queries_whatever_it_holds(
    museum, client, number, django_assert_num_queries
):
    for _index in range(number):
        publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
    client.get(PAGE)  # Wagtail then knows its site
    with django_assert_num_queries(16):
        client.get(PAGE)


# Short links


@pytest.fixture
def visitor():
    headers = {"Sec-Fetch-Site": "same-origin"}
    return Client(enforce_csrf_checks=True, headers=headers, REMOTE_ADDR="81.2.69.142")


@pytest.fixture
def shorten(visitor, time_machine_at):
    """Asks for the short link of a selection, as the button does."""

    def ask(query, **sent):
        path = f"{PAGE}?{query}"
        page = visitor.get(path).content.decode()
        stamp = re.search(rf'name="{ShortLinkForm.STAMP}" value="([^"]+)"', page)
        time_machine_at(timezone.now() + timedelta(seconds=20))
        return visitor.post(path, {ShortLinkForm.STAMP: stamp[1] if stamp else ""} | sent)

    return ask


def test_a_short_link_is_the_feed_itself_for_ever(programme, client, shorten):
    query = "type=balade&dep=14&rappel=60&utm_source=x"
    response = shorten(query)
    assert response.status_code == 302
    assert response["Location"] == f"{PAGE}?{query}#short-link"
    assert not response.cookies
    link = FeedLink.objects.get()
    assert link.query == "dep=14&rappel=60&type=balade"
    assert len(link.code) == 7
    assert set(link.code) <= set(ALPHABET)
    tree = page_of(client, f"{PAGE}?{query}")
    short = f"http://testserver/agenda/s/{link.code}.ics"
    assert values(tree)["short-address"] == short
    by_link = client.get(f"{short}?type=atelier&lang=en&x=y")
    long = client.get("/agenda.ics?dep=14&type=balade&rappel=60")
    assert by_link.content == long.content
    assert (by_link["ETag"], by_link.status_code) == (long["ETag"], 200)
    assert len(entries_of(by_link.content)) == 1
    for form in ("atom", "rss", "json", "csv"):
        assert client.get(short.replace("ics", form)).status_code == 200


def test_the_same_selection_is_the_same_link(programme, shorten):
    shorten("type=balade&dep=14")
    shorten("dep=14&type=balade&dep=14&p=2")
    assert FeedLink.objects.count() == 1
    shorten("type=balade")
    assert FeedLink.objects.count() == 2


def test_two_selections_never_share_a_link(now, db, monkeypatch):
    codes = {"a": ["aaaaaaa", "bbbbbbb"], "b": ["aaaaaaa", "ccccccc"]}
    monkeypatch.setattr("events.feed_links.feed_codes", lambda query: iter(codes[query]))
    links = [FeedLink.objects.shorten(query, now) for query in ("a", "b", "a", "b")]
    assert [link.code for link in links] == ["aaaaaaa", "ccccccc", "aaaaaaa", "ccccccc"]


def test_codes_are_spread_over_all_their_letters():
    codes = {next(feed_codes(f"type={number}")) for number in range(2000)}
    assert len(codes) == 2000
    for place in range(7):
        assert {code[place] for code in codes} == set(ALPHABET)


@pytest.mark.parametrize("query", ["", "utm_source=x", "musee=inconnu", "du=hier", "lang=fr"])
def test_there_is_no_link_of_nothing(programme, shorten, query):
    assert "Créer une adresse courte" not in shorten(query).content.decode()
    assert FeedLink.objects.count() == 0


def test_junk_does_not_come_into_a_link(programme, shorten):
    junk = "&".join(f"musee=m{number}" for number in range(50))
    shorten(f"type=balade&{junk}&q{'x' * 900}=1")
    assert [link.query for link in FeedLink.objects.all()] == ["type=balade"]


def test_another_site_makes_no_link(programme, shorten, visitor):
    path = f"{PAGE}?type=balade"
    response = visitor.post(path, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert visitor.get("/agenda/s/2345678.ics").status_code == 404
    assert FeedLink.objects.count() == 0


def test_a_robot_makes_few_links(programme, shorten):
    days = [date(2026, 12, 1) + timedelta(days=number) for number in range(MOST_SENDINGS + 2)]
    assert timedelta(seconds=20) * len(days) < SENDINGS_PERIOD
    for day in days:
        shorten(f"du={day}")
    assert FeedLink.objects.count() == MOST_SENDINGS
    shorten("type=balade", **{ShortLinkForm.TRAP: "http://spam.example"})
    assert FeedLink.objects.count() == MOST_SENDINGS


def test_a_short_link_known_already_costs_one_query(
    programme, client, shorten, django_assert_num_queries
):
    shorten("type=balade")
    path = f"/agenda/s/{FeedLink.objects.get().code}.ics"
    first = client.get(path)
    with django_assert_num_queries(1):
        known = client.get(path, headers={"if-none-match": first["ETag"]})
    assert known.status_code == 304


# One date


def queries_of(links):
    return [(urlsplit(link.url), parse_qs(urlsplit(link.url).query)) for link in links]


def test_one_date_is_handed_over_filled_in(museum):
    event = EventPageFactory(parent=museum, title="Fils & fuseaux", slug="fuseaux")
    event = publish(event, EventScheduleFactory.build())
    (google, asked), *outlooks = queries_of(date_links(event, Occurrence.objects.get()))
    assert (google.netloc, google.path) == ("calendar.google.com", "/calendar/render")
    url = "http://testserver/musees/musee-de-la-dentelle-caen/fuseaux/"
    details = f"On essaie, on se trompe, on recommence.\n\n{url}"
    place = "Musée de la Dentelle, 1, rue du Musée, 14000 Caen"
    assert asked == {
        "action": ["TEMPLATE"],
        "text": ["Fils & fuseaux"],
        "dates": ["20261205T140000/20261205T160000"],
        "ctz": ["Europe/Paris"],
        "details": [details],
        "location": [place],
    }
    assert [outlook.netloc for outlook, _asked in outlooks] == [
        "outlook.live.com",
        "outlook.office.com",
    ]
    for outlook, asked in outlooks:
        assert outlook.path == "/calendar/0/deeplink/compose"
        assert asked == {
            "path": ["/calendar/action/compose"],
            "rru": ["addevent"],
            "subject": ["Fils & fuseaux"],
            "startdt": ["2026-12-05T14:00:00+01:00"],
            "enddt": ["2026-12-05T16:00:00+01:00"],
            "body": [details],
            "location": [place],
        }


def test_whole_days_end_on_the_day_after_the_last(museum):
    days = EventScheduleFactory.build(
        start_date=date(2026, 12, 5), end_date=date(2026, 12, 7), start_time=None, end_time=None
    )
    event = publish(EventPageFactory(parent=museum), days)
    (_google, google), (_outlook, outlook), _office = queries_of(
        date_links(event, Occurrence.objects.get())
    )
    assert google["dates"] == ["20261205/20261208"]
    assert (outlook["startdt"], outlook["enddt"]) == (["2026-12-05"], ["2026-12-08"])
    assert outlook["allday"] == ["true"]


def test_an_event_page_offers_its_file_and_its_next_date(museum, client):
    event = publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
    found = links(page_of(client, event.url))
    assert found["Ajouter à mon calendrier"] == f"/agenda/e/{event.event_key}.ics"
    assert found["Google Agenda"].startswith("https://calendar.google.com/calendar/render?")
    assert [link.label for link in subscribe_links("https://a.example/x.ics", "A")] == [
        "Google Agenda",
        "Outlook.com",
        "Microsoft 365",
        "Outlook pour Windows",
    ]
