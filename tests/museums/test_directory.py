"""The list of the members: what one may ask of it, and the map of what was found."""

from datetime import time

import pytest
from wagtail.models import PageViewRestriction

from museums.models import Label, OpeningSlot
from tests.factories.cms import TownFactory
from tests.factories.museums import DepartmentFactory, MuseumPageFactory, ThemeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]  # a Sunday, 10:30


@pytest.fixture
def museums(network):
    """Three museums: in Caen, in Vire fifty kilometres away, somewhere unknown."""
    TownFactory(code="14118", name="Caen", latitude="49.18585", longitude="-0.35912")
    manche = DepartmentFactory(code="50", name="Manche")
    make = MuseumPageFactory
    lace = make(parent=network.museums, title="Musée de la Dentelle", town="Caen")
    cider = make(
        parent=network.museums,
        title="Écomusée du Cidre",
        town="Vire",
        latitude="48.83880",
        longitude="-0.88920",
    )
    tale = make(
        parent=network.museums,
        title="Maison du Conte",
        town="Saint-Lô",
        department=manche,
        latitude=None,
        longitude=None,
    )
    return {"lace": lace, "cider": cider, "tale": tale}


def found(client, query):
    """The titles on the page, in order."""
    response = client.get(f"/musees/{query}")
    assert response.status_code == 200
    return [card.museum.title for card in response.context["cards"]]


ALL = ["Musée de la Dentelle", "Maison du Conte", "Écomusée du Cidre"]  # by town


def test_all_are_listed_by_town(museums, client):
    assert found(client, "") == ALL


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("ecomusee", ["Écomusée du Cidre"]),
        ("dentelles", ["Musée de la Dentelle"]),
        ("saint lo", ["Maison du Conte"]),
        ("dentel", ["Musée de la Dentelle"]),
        ("manche", ["Maison du Conte"]),
        ("musée caen", ["Musée de la Dentelle"]),
        ("cidre caen", []),
        ("de la", ALL[:1]),
    ],
)
def test_words_find_whatever_the_accents(museums, client, words, titles):
    assert found(client, f"?q={words}") == titles


def test_a_question_without_a_word_is_refused(museums, client):
    response = client.get("/musees/?q=%3F%21")
    assert list(response.context["form"].errors) == ["q"]
    assert len(response.context["cards"]) == 3


def test_filters_add_up(museums, client):
    lace, cider, tale = museums.values()
    label = Label.objects.get(slug="monument-historique")
    lace.themes = [ThemeFactory(slug="dentelle", name="Dentelle")]
    lace.labels = [label]
    lace.has_level_entrance, lace.has_hearing_loop, lace.is_free = True, False, True
    cider.has_level_entrance = None
    tale.has_level_entrance, tale.has_hearing_loop = True, True
    for museum in museums.values():
        museum.save()
    assert found(client, "?dep=50") == ["Maison du Conte"]
    assert found(client, "?theme=dentelle") == ["Musée de la Dentelle"]
    assert found(client, "?label=monument-historique") == ["Musée de la Dentelle"]
    assert found(client, "?gratuit=on") == ["Musée de la Dentelle"]
    assert found(client, "?acces=plain-pied") == ["Musée de la Dentelle", "Maison du Conte"]
    assert found(client, "?acces=plain-pied&acces=boucle") == ["Maison du Conte"]
    assert found(client, "?acces=plain-pied&acces=boucle&dep=14") == []


def test_not_known_is_neither_yes_nor_found(museums, client):
    assert found(client, "?acces=lsf") == []
    museums["lace"].has_sign_language = True
    museums["lace"].save()
    assert found(client, "?acces=lsf") == ["Musée de la Dentelle"]


def test_near_a_town_the_nearest_comes_first(museums, client):
    assert found(client, "?pres=Caen") == ["Musée de la Dentelle"]
    assert found(client, "?pres=caen&rayon=50") == ["Musée de la Dentelle"]
    museums["cider"].latitude, museums["cider"].longitude = "49.0", "-0.6"
    museums["cider"].save()
    assert found(client, "?pres=caen&rayon=50") == ["Musée de la Dentelle", "Écomusée du Cidre"]
    response = client.get("/musees/?pres=Caen&rayon=50")
    assert "1\u00a0km" in response.content.decode()
    labels = [one.label for one in response.context["filters"]]
    assert labels == ["À moins de 50\u00a0km de Caen"]


def test_an_unknown_town_says_so_and_loses_nothing(museums, client):
    assert found(client, "?pres=Nulle-Part&dep=50") == ["Maison du Conte"]


def open_on(museum, weekdays, opens, closes):
    museum.opening_slots = [OpeningSlot(weekdays=weekdays, opens=opens, closes=closes)]
    museum.save()


def test_open_today_and_open_now(museums, client):
    open_on(museums["lace"], "6", time(10), time(18))
    open_on(museums["cider"], "6", time(14), time(18))
    open_on(museums["tale"], "0", time(10), time(18))
    assert found(client, "?ouvert=jour") == ["Musée de la Dentelle", "Écomusée du Cidre"]
    assert found(client, "?ouvert=maintenant") == ["Musée de la Dentelle"]
    text = client.get("/musees/").content.decode()
    assert text.count("open-state open") == 2
    assert text.count("open-state") == 3


def test_a_chip_adds_a_filter_and_takes_it_away(museums, client):
    response = client.get("/musees/?gratuit=on&dep=14")
    chips = {choice.label: choice for choice in response.context["selection"].shortcuts()}
    assert chips["Gratuit"].is_current
    assert chips["Gratuit"].url == "/musees/?dep=14"
    assert chips["Ouvert aujourd’hui"].url == "/musees/?gratuit=1&dep=14&ouvert=jour"


def test_many_filters_are_not_indexed(museums, client):
    assert 'content="noindex"' not in client.get("/musees/?dep=14&gratuit=on").content.decode()
    assert 'content="noindex"' in client.get("/musees/?dep=14&dep=50&gratuit=on").content.decode()


def test_nothing_found_says_what_to_do(museums, client):
    text = client.get("/musees/?gratuit=on").content.decode()
    assert "empty-state" in text
    assert 'href="/musees/"' in text


class TestMap:
    def test_it_has_what_was_found_and_is_somewhere(self, museums, client):
        data = client.get("/musees/carte/").json()
        assert [feature["properties"]["name"] for feature in data["features"]] == [
            "Musée de la Dentelle",
            "Écomusée du Cidre",
        ]
        assert data["features"][0] == {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [-0.37, 49.18]},
            "properties": {
                "name": "Musée de la Dentelle",
                "town": "Caen",
                "url": museums["lace"].url,
            },
        }
        data = client.get("/musees/carte/?q=cidre").json()
        assert [feature["properties"]["town"] for feature in data["features"]] == ["Vire"]

    def test_it_shows_no_private_museum(self, museums, client):
        assert len(client.get("/musees/carte/").json()["features"]) == 2
        PageViewRestriction.objects.create(page=museums["cider"], restriction_type="login")
        assert len(client.get("/musees/carte/").json()["features"]) == 1

    def test_the_map_server_is_allowed_on_this_page_only(self, museums, client, settings):
        settings.MAP_TILES_URL = "https://tiles.example/{z}/{x}/{y}.png"
        policy = client.get("/musees/")["Content-Security-Policy"]
        images = next(part for part in policy.split("; ") if part.startswith("img-src"))
        assert images == "img-src 'self' data: https://tiles.example"
        assert "tiles.example" not in client.get("/")["Content-Security-Policy"]
        assert "tiles.example" not in client.get(museums["lace"].url)["Content-Security-Policy"]

    def test_a_page_shown_again_keeps_its_exception(self, museums, client, settings):
        settings.MAP_TILES_URL = "https://tiles.example/{z}/{x}/{y}.png"
        settings.PAGE_CACHE_SECONDS = 60
        policies = {client.get("/musees/")["Content-Security-Policy"] for _time in range(2)}
        assert len(policies) == 1
        assert "tiles.example" in policies.pop()

    def test_without_a_map_server_there_is_no_map_on_demand(self, museums, client, settings):
        assert "map-on-demand" in client.get("/musees/").content.decode()
        settings.MAP_TILES_URL = ""
        response = client.get("/musees/")
        assert "map-on-demand" not in response.content.decode()
        assert "dot-map" in response.content.decode()
        assert "https" not in response["Content-Security-Policy"]
