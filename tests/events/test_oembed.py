"""What other sites show of an address of ours."""

import re
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from wagtail.models import PageViewRestriction

from cms.translations import translate
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish
from tests.factories.schools import CreditedImageFactory
from tests.reading import parsed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

SITE = "http://testserver"
ABOUT_US = {
    "version": "1.0",
    "provider_name": "Réseau des musées de Normandie",
    "provider_url": f"{SITE}/",
    "cache_age": 3600,
}


@pytest.fixture
def event(museum):
    page = EventPageFactory(parent=museum, title="Fuseaux", image=CreditedImageFactory())
    return publish(page, EventScheduleFactory.build())


@pytest.fixture
def ask(client):
    def get(path, **options):
        return client.get("/oembed", {"url": f"{SITE}{path}", **options})

    return get


def test_the_agenda_with_its_filters_is_a_frame(ask, client, network):
    response = ask("/agenda/?gratuit=on&utm_source=ailleurs", maxwidth=400)
    src = f"{SITE}/embed/agenda/?gratuit=1"
    title = "Agenda – Réseau des musées de Normandie"
    assert response.json() == ABOUT_US | {
        "type": "rich",
        "title": title,
        "html": f'<iframe src="{src}" title="{title}" width="400" height="600" frameborder="0"'
        ' loading="lazy"></iframe>',
        "width": 400,
        "height": 600,
    }
    assert client.get(src.removeprefix(SITE)).status_code == 200
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies


def test_days_with_an_address_are_days_of_the_frame(ask, network):
    assert "du=2026-12-05&amp;au=2026-12-05" in ask("/agenda/2026-12-05/").json()["html"]
    assert "du=2026-12-01&amp;au=2026-12-31" in ask("/agenda/2026-12/?du=2027-01-01").json()["html"]
    for moving in ("ce-week-end/", "abonnement/"):
        assert ask(f"/agenda/{moving}").status_code == 404


def test_a_list_of_another_room_is_a_frame_too(ask, client, network):
    answer = ask("/emploi/?categorie=B&categorie=Z").json()
    assert answer["title"] == "Offres d’emploi – Réseau des musées de Normandie"
    assert f'src="{SITE}/embed/emploi/?categorie=B"' in answer["html"]
    shown = client.get("/emploi/?categorie=B").content.decode()
    assert "application/json+oembed" in shown


def test_no_frame_is_larger_than_asked_or_than_usual(ask, network):
    sizes = [ask("/agenda/", maxwidth=w, maxheight=h).json() for w, h in ((300, 200), (3000, 3000))]
    assert [(one["width"], one["height"]) for one in sizes] == [(300, 200), (600, 600)]


def test_a_museum_shows_its_own_agenda(ask, museum):
    html = ask(museum.url).json()["html"]
    assert f'src="{SITE}/embed/agenda/?musee={museum.slug}"' in html


def test_an_english_address_is_shown_in_english(ask, network, locale_en):
    translate(network.home, locale_en, {"title": "Home", "slug": "home"})
    agenda = translate(network.agenda, locale_en, {"title": "What’s on", "slug": "whats-on"})
    assert agenda.url == "/en/whats-on/"
    assert f'src="{SITE}/embed/agenda/?lang=en"' in ask(agenda.url).json()["html"]


def test_an_event_is_a_link_with_its_picture(ask, event, museum):
    answer = ask(event.url).json()
    picture = {name: answer.pop(f"thumbnail_{name}") for name in ("url", "width", "height")}
    assert picture["url"].startswith(f"{SITE}/media/images/")
    assert answer == ABOUT_US | {
        "type": "link",
        "title": "Fuseaux",
        "author_name": museum.title,
        "author_url": f"{SITE}{museum.url}",
    }
    small = ask(event.url, maxwidth=picture["width"] - 1).json()
    assert "thumbnail_url" not in small


def test_the_same_as_xml(ask, event):
    response = ask(event.url, format="xml")
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    tree = ElementTree.fromstring(response.content)  # noqa: S314 -- our own
    told = {element.tag: element.text for element in tree}
    assert told == {name: str(value) for name, value in ask(event.url).json().items()}


@pytest.mark.parametrize(
    "url",
    [
        "https://ailleurs.example/agenda/",
        "http://testserver.ailleurs.example/agenda/",
        "http://testserver@ailleurs.example/agenda/",
        "http://testserver:8080/agenda/",
        "//testserver/agenda/",
        "/agenda/",
        "file:///etc/passwd",
        "http://[",
        f"{SITE}/",
        f"{SITE}/musees/",
        f"{SITE}/admin/",
        f"{SITE}/nulle-part/",
    ],
)
def test_what_is_not_ours_or_shows_nothing_is_not_found(client, network, url):
    assert client.get("/oembed", {"url": url}).status_code == 404


def test_what_is_private_or_off_line_is_not_found(ask, event, museum):
    assert ask(event.url).status_code == ask(museum.url).status_code == 200
    restriction = PageViewRestriction.objects.create(page=museum, restriction_type="login")
    assert ask(event.url).status_code == ask(museum.url).status_code == 404
    restriction.delete()
    museum.unpublish()
    assert ask(event.url).status_code == ask(museum.url).status_code == 404


def test_a_wrong_question(client, ask, network):
    assert ask("/agenda/", format="html").status_code == 501
    assert ask("/agenda/", maxwidth="large").status_code == 400
    assert client.get("/oembed").status_code == 400
    assert client.post("/oembed").status_code == 405


def test_the_pages_say_where_to_ask(client, event, museum):
    for path in (event.url, museum.url, "/agenda/?gratuit=on&type=%22%3E"):
        links = [
            link
            for link in parsed(client.get(path)).iter("link")
            if link.get("type") == "application/json+oembed"
        ]
        (href,) = [link.get("href") for link in links]
        assert parse_qs(urlsplit(href).query) == {"url": [f"{SITE}{path}"], "format": ["json"]}
        assert client.get(href.removeprefix(SITE)).status_code == 200
    home = client.get("/").content.decode()
    assert not re.search("oembed", home)
