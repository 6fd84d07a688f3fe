"""The news as a feed reader reads it."""

from datetime import date
from xml.etree import ElementTree

import pytest
from wagtail.models import PageViewRestriction

from home.feeds import MOST_ENTRIES
from tests.factories.home import NewsPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

PATH = "/actualites/flux.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


def read(response):
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314 -- our own


def titles(feed):
    return [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]


def test_the_latest_news_first(network, client):
    first = NewsPageFactory(
        parent=network.news,
        title="Bois & fers",
        summary="Dix <outils> prêtés.",
        published_on=date(2026, 11, 3),
    )
    NewsPageFactory(parent=network.news, title="Plus tôt", published_on=date(2026, 10, 1))
    NewsPageFactory(parent=network.news, title="Pas encore", live=False)
    feed = read(client.get(PATH))
    assert feed.findtext(f"{ATOM}title") == "Actualités – Réseau des musées de Normandie"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Réseau des musées de Normandie"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "http://testserver/actualites/",
        "self": f"http://testserver{PATH}",
    }
    assert titles(feed) == ["Bois & fers", "Plus tôt"]
    entry = feed.find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}link").get("href") == f"http://testserver{first.url}"
    assert entry.findtext(f"{ATOM}published") == "2026-11-03T00:00:00+01:00"
    assert entry.findtext(f"{ATOM}summary") == "Dix &lt;outils&gt; prêtés."
    assert entry.find(f"{ATOM}summary").get("type") == "html"


def test_an_entry_keeps_its_name_when_its_address_changes(network, client):
    news = NewsPageFactory(parent=network.news)
    name = read(client.get(PATH)).findtext(f"{ATOM}entry/{ATOM}id")
    news.slug = "une-autre-adresse"
    news.save_revision().publish()
    feed = read(client.get(PATH))
    assert feed.findtext(f"{ATOM}entry/{ATOM}id") == name
    assert feed.findtext(f"{ATOM}entry/{ATOM}updated").startswith("2026-11-22T")


def test_each_language_has_its_feed(network, locale_en, client):
    news = NewsPageFactory(parent=network.news, title="En français")
    assert client.get(f"/en{PATH}").status_code == 404
    for page in (network.home, network.news, news):
        english = page.copy_for_translation(locale_en)
        if page == news:
            english.title = "In English"
        english.save_revision().publish()
    titles = [
        e.findtext(f"{ATOM}title") for e in read(client.get(f"/en{PATH}")).iter(f"{ATOM}entry")
    ]
    assert titles == ["In English"]
    titles = [e.findtext(f"{ATOM}title") for e in read(client.get(PATH)).iter(f"{ATOM}entry")]
    assert titles == ["En français"]


def test_private_news_are_in_no_feed(network, client):
    news = NewsPageFactory(parent=network.news)
    assert len(read(client.get(PATH)).findall(f"{ATOM}entry")) == 1
    restriction = PageViewRestriction.objects.create(page=news, restriction_type="login")
    assert read(client.get(PATH)).findall(f"{ATOM}entry") == []
    restriction.page = network.news
    restriction.save()
    assert client.get(PATH).status_code == 404


def test_who_has_it_already_gets_it_once(network, client):
    NewsPageFactory(parent=network.news)
    first = client.get(PATH)
    assert first["Cache-Control"] == "public, max-age=900"
    again = client.get(PATH, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_the_same_queries_whatever_its_length(
    network, client, number, django_assert_num_queries
):
    for _index in range(number):
        NewsPageFactory(parent=network.news)
    client.get(PATH)
    with django_assert_num_queries(4):
        assert len(read(client.get(PATH)).findall(f"{ATOM}entry")) == number


def test_it_ends_somewhere(network, client):
    for _index in range(MOST_ENTRIES + 1):
        NewsPageFactory(parent=network.news)
    assert len(read(client.get(PATH)).findall(f"{ATOM}entry")) == MOST_ENTRIES


def test_the_list_of_news_leads_to_it(network, client):
    text = client.get(network.news.url).content.decode()
    assert text.count(f'href="{PATH}"') == 2
