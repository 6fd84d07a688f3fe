"""The search page, as visitors see it."""

from datetime import date, timedelta

import html5lib
import pytest
from django.utils import translation
from wagtail.models import PageViewRestriction

from museums.models import MuseumPage
from search import views
from tests.factories.jobs import JobPageFactory
from tests.factories.museums import MuseumPageFactory
from tests.factories.schools import ClassKitPageFactory, VisitOfferPageFactory
from tests.search.conftest import TOMORROW

pytestmark = [pytest.mark.django_db, pytest.mark.indexed, pytest.mark.usefixtures("now", "network")]

ADDRESS = "/recherche/"


@pytest.fixture
def ask(client):
    """What the page shows for a question: texts by class of element."""

    def get(question, address=ADDRESS, **more):
        response = client.get(address, {"q": question} | more)
        assert response.status_code == 200
        return Shown(response)

    return get


class Shown:
    """The parts of the page that tests read."""

    def __init__(self, response):
        self.response = response
        parser = html5lib.HTMLParser(html5lib.treebuilders.getTreeBuilder("etree"))
        tree = parser.parse(response.content.decode())
        assert [
            error for error in parser.errors if error[1] != "expected-doctype-but-got-eof"
        ] == []
        self.main = next(tree.iter("{http://www.w3.org/1999/xhtml}main"))

    def elements(self, name, kind=""):
        found = self.main.iter(f"{{http://www.w3.org/1999/xhtml}}{name}")
        return [
            element for element in found if kind in element.get("class", "").split() or not kind
        ]

    def texts(self, name, kind=""):
        return [" ".join("".join(e.itertext()).split()) for e in self.elements(name, kind)]

    @property
    def titles(self):
        return [
            " ".join("".join(heading.itertext()).split())
            for result in self.elements("li", "result")
            for heading in result.iter("{http://www.w3.org/1999/xhtml}h2")
        ]


def test_results_say_what_they_are(museum, announce, tell, ask):
    announce("Dentelle au fuseau", summary="Une après-midi.")
    tell("La dentelle", "Une dentelière raconte la dentelle.", published_on=date(2026, 11, 2))
    shown = ask("DENTELLES")
    assert shown.titles == ["Musée de la Dentelle", "Dentelle au fuseau", "La dentelle"]
    assert shown.texts("p", "kind") == [
        "Musée · Caen",
        "Atelier · lundi 23 novembre, de 14 h à 16 h",
        "2 novembre 2026",
    ]
    assert shown.texts("mark") == ["Dentelle", "Dentelle", "dentelle", "dentelle"]
    assert shown.texts("p", "meta") == ["Musée de la Dentelle, Caen"]
    assert shown.texts("a", "chip") == ["Tout (3)", "Musées (1)", "Événements (1)", "Pages (1)"]


def test_a_visit_for_classes_is_a_kind_of_its_own(museum, ask):
    offer = VisitOfferPageFactory(parent=museum, title="Aux fuseaux", levels=["cm2"])
    offer.save_revision().publish()
    hidden = VisitOfferPageFactory(parent=museum, title="Aux fuseaux, plus tard", live=False)
    shown = ask("fuseaux")
    assert shown.titles == ["Aux fuseaux"] != [hidden.title]
    assert shown.texts("p", "kind") == ["Offre pour les classes · CM2 (cycle 3)"]
    assert shown.texts("a", "chip") == ["Tout (1)", "Visites et ateliers (1)"]


def test_one_kind_alone(museum, announce, ask):
    announce("Dentelle au fuseau")
    shown = ask("dentelle", type="evenements")
    assert shown.titles == ["Dentelle au fuseau"]
    assert [chip.get("aria-current") for chip in shown.elements("a", "chip")] == [
        None,
        None,
        "true",
    ]
    assert ask("dentelle", type="pages").texts("h2") == ["Rien de ce genre"]
    assert ask("dentelle", type="n’importe quoi").titles == [
        "Musée de la Dentelle",
        "Dentelle au fuseau",
    ]


def test_results_come_page_by_page(network, ask, monkeypatch):
    monkeypatch.setattr(views, "RESULTS_A_PAGE", 2)
    for number in range(3):
        MuseumPageFactory(parent=network.museums, title=f"Dentelle {number}")
    assert ask("dentelle", p="2").titles == ["Dentelle 2"]
    assert ask("dentelle", p="2").elements("ol")[0].get("start") == "3"
    assert "?q=dentelle&p=2" in ask("dentelle").elements("a")[-1].get("href")


@pytest.mark.parametrize("question", ["a", "!", "d’", "?!;", "Ж"])
def test_what_holds_no_word_is_said_so(ask, question):
    shown = ask(question)
    assert shown.texts("p", "error") == ["Écrivez un mot d’au moins deux lettres."]
    assert shown.titles == []


def test_a_whole_essay_is_refused(ask):
    shown = ask("musée " * 100)
    assert len(shown.texts("p", "error")) == 1
    assert shown.titles == []


def test_two_letters_are_a_word(network, ask):
    MuseumPageFactory(parent=network.museums, title="Musée Louis-Philippe", town="Eu")
    assert ask("Eu").titles == ["Musée Louis-Philippe"]


def test_nobody_asks_anything_yet(client):
    shown = Shown(client.get(ADDRESS))
    assert shown.texts("h1") == ["Rechercher"]
    assert shown.titles == []


def test_where_nothing_is_found_something_else_is_proposed(museum, ask):
    shown = ask("Musee de la dentele")
    assert shown.texts("h2") == ["Aucun résultat"]
    links = {link.get("href") for link in shown.elements("a")}
    assert "?q=Musee%20de%20la%20dentelle" in links
    assert "/agenda/" in links


def test_a_proposal_finds_something(museum, tell, ask):
    tell("Fuseaux")
    shown = ask("dentelle fuseaux")
    assert shown.texts("a", "chip")[:2] == ["dentelle", "fuseaux"]
    assert "?q=dentelle%20fuseaux" not in {link.get("href") for link in shown.elements("a")}


def test_no_proposal_tells_what_is_private(museum, ask):
    assert "dentelle" in ask("dentele").texts("a")
    PageViewRestriction.objects.create(page=museum, restriction_type="login")
    assert "dentelle" not in ask("dentele").texts("a")


def test_a_question_is_no_markup(ask):
    shown = ask("<script>alert(1)</script>")
    assert shown.elements("script") == []


def test_it_is_neither_indexed_nor_tied_to_a_visitor(ask):
    response = ask("dentelle").response
    assert response["X-Robots-Tag"] == "noindex"
    assert b'<meta name="robots" content="noindex">' in response.content
    assert not response.cookies
    assert "Vary" not in response


def test_english_visitors_find_french_pages_marked_as_such(museum, locale_en, ask):
    with translation.override("en"):
        shown = ask("dentelle", address="/en/search/")
    assert shown.texts("h1") == ["Search"]
    assert shown.titles == ["Musée de la Dentelle"]
    assert [title.get("lang") for title in shown.elements("h2")] == ["fr"]


def test_the_same_question_has_an_address_in_each_language(museum, locale_en, ask):
    page = ask("dentelle", type="musees").response.content.decode()
    assert 'href="http://testserver/en/search/?q=dentelle&amp;type=musees"' in page


def test_every_page_has_the_way_to_it(client):
    page = client.get("/musees/").content.decode()
    assert 'action="/recherche/"' in page
    assert 'href="/recherche/"' in page


# The number of queries is that of kinds, not of results


def make(museum, network, announce, tell, number):
    for index in range(number):
        MuseumPageFactory(parent=network.museums, title=f"Dentelle {index}")
        announce(f"Dentelle {index}", TOMORROW + timedelta(days=index))
        tell(f"Dentelle {index}")
        for page in (
            JobPageFactory(parent=museum, title=f"Dentelle {index}"),
            ClassKitPageFactory(parent=museum, title=f"Dentelle {index}"),
        ):
            page.save_revision().publish()


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_the_same_queries_whatever_it_finds(
    museum, network, announce, tell, client, number, django_assert_num_queries
):
    make(museum, network, announce, tell, number)
    client.get(ADDRESS, {"q": "dentelle"})
    with django_assert_num_queries(21):
        response = client.get(ADDRESS, {"q": "dentelle"})
    assert len(Shown(response).titles) == 5 * number + 1
    assert MuseumPage.objects.count() == number + 1


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_the_same_queries_where_it_finds_nothing(
    museum, network, announce, tell, client, number, django_assert_num_queries
):
    make(museum, network, announce, tell, number)
    client.get(ADDRESS, {"q": "dentele"})
    with django_assert_num_queries(17):
        assert "dentelle" in Shown(client.get(ADDRESS, {"q": "dentele"})).texts("a")
