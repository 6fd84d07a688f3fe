"""The list of class kits in the admin."""

import re
from datetime import date

import pytest

from schools.models import SchoolLevel
from tests.factories.academy import KitValidationFactory, PartnershipAgreementFactory
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


def released(museum, title, **values):
    return KitReleaseFactory(kit__parent=museum, kit__title=title, **values)


def states(response):
    rows = response.context["object_list"]
    return {kit.title: kit.validation_state for kit in rows}


@pytest.fixture
def read_kits(museum, now):
    """Kits as an academy left them, one in each state; the last was asked of nobody."""
    KitValidationFactory(release=released(museum, "Demandé"))
    KitValidationFactory(release=released(museum, "En relecture"), state="reading")
    KitValidationFactory(release=released(museum, "Validé"), validated=True)
    KitValidationFactory(release=released(museum, "À corriger"), to_correct=True)
    KitValidationFactory(
        release=released(museum, "Refusé"),
        state="refused",
        validator_name="Noor Petit",
        decided_on=date(2026, 11, 12),
        comment="Hors programme.",
    )
    KitValidationFactory(
        release=released(museum, "Échu"),
        validated=True,
        agreement=PartnershipAgreementFactory(ends_on=date(2026, 11, 21)),
    )
    KitValidationFactory(release=released(museum, "Retiré"), state="withdrawn")


def test_how_far_an_academy_has_come(editor, read_kits, client):
    response = client.get(URL)
    assert states(response) == {
        "Demandé": "requested",
        "En relecture": "reading",
        "Validé": "validated",
        "À corriger": "to-correct",
        "Refusé": "refused",
        "Échu": "ended",
        "Retiré": None,
    }
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", response.content.decode())
    words = {
        "Demandée",
        "En relecture",
        "Validée",
        "À corriger",
        "Refusée",
        "N’est plus en vigueur",
    }
    assert {cell.strip() for cell in cells} & words == words


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ("requested", "Demandé"),
        ("reading", "En relecture"),
        ("validated", "Validé"),
        ("to-correct", "À corriger"),
        ("refused", "Refusé"),
        ("ended", "Échu"),
        ("none", "Retiré"),
    ],
)
def test_kits_of_one_state(editor, read_kits, client, value, title):
    assert listed(client.get(f"{URL}?validation={value}")) == [title]


def test_only_the_version_that_teachers_have_counts(editor, museum, client, now):
    kit = released(museum, "Fuseaux", number=1).kit
    KitValidationFactory(release=kit.releases.get(), validated=True)
    assert states(client.get(URL)) == {"Fuseaux": "validated"}
    second = KitReleaseFactory(kit=kit, number=2, changelog="Une fiche de plus.")
    assert states(client.get(URL)) == {"Fuseaux": None}
    second.withdrawn_at, second.withdrawal_reason = now, "Erreur."
    second.save()
    assert states(client.get(URL)) == {"Fuseaux": "validated"}


def test_a_mention_in_force_counts_before_what_was_asked_later(editor, museum, client, now):
    release = released(museum, "Fuseaux")
    KitValidationFactory(release=release, validated=True)
    later = KitValidationFactory(
        release=release, requested_at=now, agreement=PartnershipAgreementFactory()
    )
    assert states(client.get(URL)) == {"Fuseaux": "validated"}
    release.validations.exclude(pk=later.pk).delete()
    assert states(client.get(URL)) == {"Fuseaux": "requested"}


@pytest.mark.parametrize("number", [1, 3])
def test_queries(editor, museum, client, number, django_assert_num_queries):
    for _n in range(number):
        KitValidationFactory(release=KitReleaseFactory(kit__parent=museum))
    client.get(URL)
    with django_assert_num_queries(QUERIES):
        client.get(URL)


def test_a_day_to_come_is_written_as_one(museum, editor_of, client, now):
    client.force_login(editor_of(museum))
    ClassKitPageFactory(parent=museum, review_due_on=date(2028, 2, 28))
    content = client.get("/admin/explore/classkitpage/").content.decode()
    assert "28/02/2028" in content
    assert "0\u00a0minute" not in content
