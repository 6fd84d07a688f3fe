"""The site on one page."""

import pytest
from wagtail.models import PageViewRestriction

from tests.factories.events import EventPageFactory
from tests.factories.home import NewsPageFactory, SiteMapPageFactory, StandardPageFactory
from tests.factories.museums import DepartmentFactory, MuseumPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def site_map(network):
    return SiteMapPageFactory(parent=network.home)


def shown(client, site_map):
    context = client.get(site_map.url).context_data
    pages = [(top.title, [page.title for page in below]) for top, below in context["pages"]]
    museums = [
        (str(department), [museum.title for museum in museums])
        for department, museums in context["departments"]
    ]
    return pages, museums


def test_the_main_pages_and_the_pages_of_text_below_them(site_map, network, museum, client):
    section = StandardPageFactory(parent=network.home, title="Le réseau", slug="le-reseau")
    below = StandardPageFactory(parent=section, title="Adhérer", slug="adherer")
    StandardPageFactory(parent=below, title="Charte", slug="charte")
    StandardPageFactory(parent=section, title="Brouillon", slug="brouillon", live=False)
    NewsPageFactory(parent=network.news)
    EventPageFactory(parent=museum)
    pages, _museums = shown(client, site_map)
    assert pages == [
        ("Agenda", []),
        ("Musées", []),
        ("Écoles", []),
        ("Emploi", []),
        ("Actualités", []),
        ("Le réseau", ["Adhérer", "Charte"]),
    ]


def test_museums_by_department_then_town_whatever_the_accents(site_map, network, client):
    manche = DepartmentFactory(code="50", name="Manche")
    for title, town, values in (
        ("Le Galet", "Étretat", {}),
        ("Le Cidre", "Vire", {}),
        ("Le Tissu", "Caen", {}),
        ("Le Granit", "Barfleur", {"department": manche}),
        ("Fermé", "Caen", {"live": False}),
    ):
        MuseumPageFactory(parent=network.museums, title=title, town=town, **values)
    _pages, museums = shown(client, site_map)
    assert museums == [
        ("Calvados (14)", ["Le Tissu", "Le Galet", "Le Cidre"]),
        ("Manche (50)", ["Le Granit"]),
    ]


def test_private_pages_are_not_on_it(site_map, network, museum, client):
    page = StandardPageFactory(parent=network.home, title="Conseil", slug="conseil")
    assert ("Conseil", []) in shown(client, site_map)[0]
    for private in (page, museum):
        PageViewRestriction.objects.create(page=private, restriction_type="login")
    pages, museums = shown(client, site_map)
    assert ("Conseil", []) not in pages
    assert museums == []
