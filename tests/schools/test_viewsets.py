"""The list of class kits in the admin."""

from datetime import date

import pytest

from schools.models import SchoolLevel
from tests.factories.schools import ClassKitPageFactory, KitReleaseFactory
from tests.reading import listed

pytestmark = pytest.mark.django_db

URL = "/admin/explore/classkitpage/"
QUERIES = 31


@pytest.fixture
def editor(museum, editor_of, client):
    person = editor_of(museum)
    client.force_login(person)
    return person


def test_the_version_that_teachers_have(editor, museum, other_museum, client, now):
    kit = KitReleaseFactory(kit__parent=museum, kit__title="Fuseaux", number=1).kit
    KitReleaseFactory(kit=kit, number=2, changelog="Une fiche de plus.")
    KitReleaseFactory(
        kit=kit, number=3, changelog="Fausse.", withdrawn_at=now, withdrawal_reason="Erreur."
    )
    ClassKitPageFactory(parent=museum, title="Sans version")
    ClassKitPageFactory(parent=other_museum, title="Cidre")
    response = client.get(URL + "?ordering=release_number")
    assert listed(response) == ["Fuseaux", "Sans version"]
    assert [kit.release_number for kit in response.context["object_list"]] == [2, None]


def test_those_to_be_read_again_and_those_of_a_class(editor, museum, client, now):
    ClassKitPageFactory(parent=museum, title="Ancien", review_due_on=date(2026, 11, 22))
    ClassKitPageFactory(
        parent=museum, title="Récent", review_due_on=date(2026, 11, 23), levels=["6e"]
    )
    sixth = SchoolLevel.objects.get(code="6e")
    assert listed(client.get(URL + "?review=due")) == ["Ancien"]
    for level in (sixth, sixth.parent):
        assert "Récent" in listed(client.get(f"{URL}?level={level.pk}"))
    assert listed(client.get(f"{URL}?level={sixth.pk}")) == ["Récent"]


@pytest.mark.parametrize("number", [1, 3])
def test_queries(editor, museum, client, number, django_assert_num_queries):
    for _n in range(number):
        ClassKitPageFactory(parent=museum)
    client.get(URL)
    with django_assert_num_queries(QUERIES):
        client.get(URL)
