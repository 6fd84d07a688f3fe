"""The public list of kits: what is found, what is offered instead."""

import pytest
from django.core.cache import cache

from cms.models import Town
from tests.factories.academy import KitValidationFactory
from tests.factories.schools import (
    ClassKitPageFactory,
    KitReleaseFactory,
    VisitOfferPageFactory,
)
from tests.reading import parsed, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]


@pytest.fixture
def listing(client):
    """The list at an address."""
    return lambda query="": client.get(f"/ecoles/{query}")


def names(response):
    return [kit.title for kit in response.context["kits"]]


def status(response):
    """What is told to a screen reader when the list changes."""
    tree = parsed(response)
    return " ".join(tree.find(".//*[@role='status']").text.split())


def test_an_empty_list_says_so(listing):
    response = listing()
    assert names(response) == []
    assert status(response) == "0 kit pédagogique"
    assert "Les musées n’ont pas encore publié de kit pédagogique." in response.content.decode()


def test_a_card_says_what_one_chooses_by(listing, museum):
    kit = ClassKitPageFactory(parent=museum, title="Fuseaux", levels=["cm1", "cm2", "6e", "5e"])
    KitReleaseFactory(kit=kit)
    response = listing()
    assert status(response) == "1 kit pédagogique"
    tree = parsed(response)
    (card,) = (li for li in tree.iter("li") if li.get("class") == "event-card")
    assert [words(p) for p in card.iter("p")] == [
        "CM1, CM2, 6e (cycle 3), 5e (cycle 4)",
        "Musée de la Dentelle, Caen Histoire-géographie",
        "1 h 30 · 1 document · ZIP, 3,2 Mo",
    ]


def test_a_cycle_is_one_click_away_and_one_click_back(listing, museum):
    ClassKitPageFactory(parent=museum, levels=["6e"])
    shortcuts = {choice.label: choice for choice in listing().context["shortcuts"]}
    assert list(shortcuts)[:4] == ["Cycle 1", "Cycle 2", "Cycle 3", "Cycle 4"]
    assert shortcuts["Cycle 3"].url == "/ecoles/?classe=cycle-3"
    chosen = {choice.label: choice for choice in listing("?classe=cycle-3").context["shortcuts"]}
    assert chosen["Cycle 3"] == ("Cycle 3", "/ecoles/", True)
    assert not chosen["Cycle 2"].is_current


def test_each_filter_at_work_can_be_dropped_alone(listing, museum):
    ClassKitPageFactory(parent=museum, levels=["cm2"])
    response = listing("?classe=cm2&classe=ce2&duree=120")
    assert len(names(response)) == 1
    assert [(choice.label, choice.url) for choice in response.context["filters"]] == [
        ("CM2", "/ecoles/?classe=ce2&duree=120"),
        ("CE2", "/ecoles/?classe=cm2&duree=120"),
        ("2\xa0h au plus", "/ecoles/?classe=cm2&classe=ce2"),
    ]


def test_where_nothing_is_found_the_rarest_filter_is_offered_to_be_dropped(listing, museum):
    ClassKitPageFactory(parent=museum, levels=["cm2"], total_minutes=30)
    ClassKitPageFactory(parent=museum, levels=["cm2"], total_minutes=30)
    ClassKitPageFactory(parent=museum, levels=["ce2"], total_minutes=180)
    response = listing("?classe=ce2&duree=60")
    assert names(response) == []
    widest = response.context["widest"]
    assert widest == ("CE2", "/ecoles/?duree=60", 2)
    assert "Sans «\u202fCE2\u202f»\xa0: 2 kits" in response.content.decode()


def test_where_no_filter_alone_is_to_blame_the_fewest_are_offered_to_be_dropped(listing, museum):
    ClassKitPageFactory(parent=museum, levels=["cm2"], total_minutes=30)
    ClassKitPageFactory(parent=museum, levels=["cm2"], total_minutes=30)
    ClassKitPageFactory(parent=museum, levels=["ce2"], total_minutes=180)
    ClassKitPageFactory(parent=museum, levels=["cm2"], total_minutes=180)
    response = listing("?classe=ce2&duree=60&discipline=svt&acces=lsf")
    assert names(response) == []
    dropped = "CE2, Sciences de la vie et de la Terre, Langue des signes (LSF)"
    assert response.context["widest"] == (dropped, "/ecoles/?duree=60", 2)
    said = f"Sans «\u202f{dropped}\u202f»\xa0: 2 kits"
    assert said in response.content.decode()


def test_where_all_filters_must_go_one_button_says_so(listing, museum):
    ClassKitPageFactory(parent=museum, levels=["cm2"], total_minutes=180)
    response = listing("?classe=ce2&duree=60")
    assert response.context["widest"] == ("CE2, 1\xa0h au plus", "/ecoles/", 1)
    results = next(div for div in parsed(response).iter("div") if div.get("id") == "results")
    links = [a.get("href") for a in results.iter("a") if "button" in a.get("class", "")]
    assert links == ["/ecoles/"]


def test_a_town_is_dropped_with_its_radius(listing, museum):
    Town.objects.create(
        code="14118", name="Caen", postcodes=["14000"], latitude=49.18, longitude=-0.37
    )
    museum.latitude, museum.longitude = "48.8", "-0.9"
    museum.save()
    ClassKitPageFactory(parent=museum, levels=["cm2"])
    response = listing("?classe=ce2&pres=Caen&rayon=10")
    assert response.context["widest"] == ("CE2, À moins de 10\xa0km de Caen", "/ecoles/", 1)


@pytest.mark.parametrize("key", ["acces=fauteuil", "classe=cm2"])
def test_what_the_other_kind_has_is_offered_where_this_one_has_nothing(listing, museum, key):
    ClassKitPageFactory(parent=museum, levels=["ce2"])
    assert listing(f"?{key}").context["other_kind"] is None
    VisitOfferPageFactory(parent=museum, levels=["cm2"], is_motor_disability_compliant=True)
    response = listing(f"?{key}")
    assert names(response) == []
    first, *_others = (a for a in parsed(response).iter("a") if "primary" in a.get("class", ""))
    assert (words(first), first.get("href")) == (
        "Visites et ateliers (1)",
        f"/ecoles/?{key}&quoi=offres",
    )


def test_kits_are_offered_to_who_asks_for_validated_visits(listing, museum):
    VisitOfferPageFactory(parent=museum)
    KitValidationFactory(release__kit__parent=museum, validated=True)
    response = listing("?quoi=offres&valide=1")
    assert names(response) == []
    other = response.context["other_kind"]
    assert (other.label, other.url) == ("Kits pédagogiques (1)", "/ecoles/?valide=1")


def test_a_long_list_has_pages_that_keep_the_filters(listing, museum):
    for _number in range(19):
        ClassKitPageFactory(parent=museum)
    response = listing("?classe=cm2")
    assert len(names(response)) == 18
    assert 'href="?classe=cm2&amp;p=2"' in response.content.decode()
    assert len(names(listing("?classe=cm2&p=2"))) == 1


def test_what_is_not_understood_is_said(listing, museum):
    ClassKitPageFactory(parent=museum)
    response = listing("?classe=ce9")
    assert len(names(response)) == 1
    assert "Certains filtres n’ont pas été compris" in response.content.decode()


def test_search_engines_get_few_filters(listing):
    assert b"noindex" not in listing("?classe=ce2&discipline=svt").content
    assert b"noindex" in listing("?classe=ce2&discipline=svt&duree=60").content


@pytest.mark.indexed
@pytest.mark.parametrize("number", [1, 3])
def test_words_cost_the_same_queries_whatever_the_number_of_kits(
    client, museum, number, django_assert_num_queries
):
    for _number in range(number):
        KitReleaseFactory(kit__parent=museum)
    url = "/ecoles/?q=dentelliere"
    cache.clear()
    client.get(url)  # what pages show alike is kept then, the page itself is not
    with django_assert_num_queries(20):
        assert len(client.get(url).context["kits"]) == number


@pytest.mark.indexed
def test_words_are_called_what_they_are(listing, museum):
    ClassKitPageFactory(parent=museum, title="Une épingle, dix-huit gestes")
    response = listing("?q=EPINGLES")
    assert names(response) == ["Une épingle, dix-huit gestes"]
    assert '<label for="id_q">Mots</label>' in " ".join(response.content.decode().split())
    assert "Écrivez un mot." in listing("?q=%3F").content.decode()
