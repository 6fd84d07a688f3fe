"""The list of the members in the admin."""

import pytest

from tests.factories.museums import DepartmentFactory, MuseumPageFactory
from tests.factories.schools import CreditedImageFactory
from tests.reading import listed

pytestmark = pytest.mark.django_db

URL = "/admin/explore/museumpage/"
QUERIES = 27  # and wagtail-localize asks two a museum, of those who may have it translated


@pytest.fixture
def team(network_member, client):
    client.force_login(network_member)
    return network_member


def test_members_by_name_town_and_department(team, network, museum, other_museum, client):
    orne = DepartmentFactory(code="61", name="Orne")
    flers = MuseumPageFactory(
        parent=network.museums, title="Blockhaus", town="Flers", department=orne
    )
    assert listed(client.get(URL + "?ordering=title")) == [
        flers.title,
        museum.title,
        other_museum.title,
    ]
    assert listed(client.get(URL + "?ordering=-town"))[0] == other_museum.title
    assert listed(client.get(URL + "?ordering=-department_name"))[0] == flers.title
    assert listed(client.get(URL + "?q=flers")) == [flers.title]
    assert listed(client.get(URL + f"?department={orne.pk}")) == [flers.title]


def test_those_without_a_picture_and_drafts(team, network, museum, other_museum, client):
    museum.image = CreditedImageFactory()
    museum.save()
    draft = MuseumPageFactory(parent=network.museums, live=False, image=museum.image)
    assert listed(client.get(URL + "?picture=none")) == [other_museum.title]
    assert listed(client.get(URL + "?status=draft")) == [draft.title]


def test_an_editor_finds_their_own_only(editor_of, museum, other_museum, client):
    client.force_login(editor_of(museum))
    assert listed(client.get(URL)) == [museum.title]


def test_the_menu_leads_there_for_the_network_only(team, editor_of, museum, client):
    assert URL in client.get("/admin/").content.decode()
    client.force_login(editor_of(museum))
    assert URL not in client.get("/admin/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_queries(team, network, client, number, django_assert_num_queries):
    for _n in range(number):
        MuseumPageFactory(parent=network.museums)
    team.user_permissions.clear()
    client.get(URL)
    with django_assert_num_queries(QUERIES + 2 * number):
        client.get(URL)
