"""The mention belongs to a version, and says when it is no longer in force."""

from datetime import date

import pytest
from django.utils import translation

from schools.academy.badges import badges_of
from schools.models import Academy, ClassKitPage
from tests.factories.academy import KitValidationFactory, PartnershipAgreementFactory
from tests.factories.schools import KitReleaseFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
TODAY = date(2026, 11, 22)


@pytest.fixture
def validation(museum):
    return KitValidationFactory(release__kit__parent=museum, validated=True)


def next_version(kit):
    return KitReleaseFactory(kit=kit, number=2, changelog="Une fiche de plus.")


def sentences(kit, day=TODAY):
    kit = ClassKitPage.objects.get(pk=kit.pk)
    badges = badges_of(kit.all_releases, day)
    return {r.number: [badge.sentence for badge in badges.get(r.pk, [])] for r in kit.all_releases}


def badge(kit, day=TODAY):
    return ClassKitPage.objects.with_badge(day).get(pk=kit.pk).badge_academy


def is_validated(kit, day=TODAY):
    return ClassKitPage.objects.validated(day).filter(pk=kit.pk).exists()


def test_in_force(validation):
    kit = validation.kit
    assert sentences(kit) == {1: ["Validé par l’académie de Normandie le 12 octobre 2026"]}
    assert badge(kit) == "académie de Normandie"
    assert is_validated(kit)


def test_a_new_version_bears_none(validation):
    kit = validation.kit
    next_version(kit)
    assert sentences(kit) == {
        2: [],
        1: ["Validé par l’académie de Normandie le 12 octobre 2026"],
    }
    assert badge(kit) is None
    assert not is_validated(kit)


def test_where_the_new_version_is_withdrawn_the_one_before_counts(validation, now):
    release = next_version(validation.kit)
    release.withdrawn_at, release.withdrawal_reason = now, "Une erreur."
    release.save()
    assert is_validated(validation.kit)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"agreement__ends_on": date(2026, 11, 21)}, "convention échue"),
        ({"valid_until": date(2026, 11, 21)}, "validation échue"),
    ],
)
def test_no_longer_in_force(museum, values, words):
    validation = KitValidationFactory(
        release__kit__parent=museum, validated=True, decided_on=date(2025, 10, 1), **values
    )
    said = f"Validé en 2025 par l’académie de Normandie ({words})"
    assert sentences(validation.kit) == {1: [said]}
    assert badge(validation.kit) is None
    assert not is_validated(validation.kit)


@pytest.mark.parametrize("values", [{}, {"to_correct": True}])
def test_what_is_not_validated_bears_none(museum, values):
    validation = KitValidationFactory(release__kit__parent=museum, **values)
    assert sentences(validation.kit) == {1: []}
    assert not is_validated(validation.kit)


def test_a_prolonged_agreement_brings_the_mention_back(museum):
    agreement = PartnershipAgreementFactory(ends_on=date(2026, 11, 21))
    validation = KitValidationFactory(
        release__kit__parent=museum, agreement=agreement, validated=True
    )
    assert not is_validated(validation.kit)
    agreement.ends_on = date(2027, 11, 21)
    agreement.save()
    assert is_validated(validation.kit)


def test_the_page_and_the_list_say_it_in_words(validation, network, client):
    validation.kit.get_latest_revision()
    page = client.get(validation.kit.url).content.decode()
    assert "Validé par l’académie de Normandie le 12 octobre 2026" in page
    assert "À reporter dans ADAGE" in page
    listed = client.get(network.schools.url).content.decode()
    assert "Validé par l’académie de Normandie" in listed


def test_the_list_of_kits_is_filtered_by_it(client, museum, validation):
    KitReleaseFactory(kit__parent=museum, kit__title="Sans mention")
    everything = client.get("/ecoles/").content.decode()
    assert "Sans mention" in everything
    assert "Validé par une académie" in everything
    only = client.get("/ecoles/?valide=on")
    assert [kit.pk for kit in only.context["kits"]] == [validation.kit.pk]
    assert [one.label for one in only.context["filters"]] == ["Validé par une académie"]
    assert list(client.get("/ecoles/?valide=on&quoi=offres").context["kits"]) == []


def test_in_english_an_academy_has_its_english_name(validation):
    kit = validation.kit
    with translation.override("en"):
        assert badge(kit) == "académie de Normandie"
        Academy.objects.update(name_en="Normandy education authority")
        assert badge(kit) == "Normandy education authority"
        (said,) = sentences(kit)[1]
        assert said.startswith("Validated by the Normandy education authority on")
    assert badge(kit) == "académie de Normandie"
