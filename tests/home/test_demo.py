"""The demo's network says who it is, in good French."""

import re
from datetime import date

import pytest

from home.demo import DATA, load_pages
from home.models import ContactPage, StandardPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def home(network):
    load_pages(network.home, date(2026, 11, 22))
    return network.home


def test_each_of_its_pages_opens(home, client):
    paths = [page.url for page in home.get_descendants().live()]
    assert paths == [
        "/agenda/",
        "/musees/",
        "/ecoles/",
        "/emploi/",
        "/actualites/",
        "/le-reseau/",
        "/le-reseau/qui-sommes-nous/",
        "/le-reseau/adherer/",
        "/le-reseau/l-equipe/",
        "/contact/",
        "/plan-du-site/",
        "/mentions-legales/",
        "/donnees-personnelles/",
        "/accessibilite/",
    ]
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)


def test_what_the_law_asks_is_to_be_completed_by_a_real_network(home):
    assert [page.slug for page in StandardPage.objects.to_complete().order_by("path")] == [
        "mentions-legales",
        "donnees-personnelles",
    ]


def test_the_form_leads_to_what_becomes_of_a_message(home):
    assert ContactPage.objects.get().data_page.slug == "donnees-personnelles"


def test_its_typography_is_french():
    text = re.sub(r"<[^>]+>", " ", (DATA / "pages.json").read_text())
    assert re.findall(r"\w'\w|\w [:;!?»](?=[ \"])|« \w", text) == []
