"""A museum asks, an academy reads and answers; each step is taken once, by who may."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cms.bin import restore
from cms.models import DeletedPage, OutgoingMessage
from schools.academy.states import State
from schools.academy.validating import (
    Decision,
    NotAllowedError,
    agreements_for,
    ask,
    decide,
    give_back,
    take,
    withdraw,
)
from schools.members import follow_museum
from schools.models import KitMuseum, KitValidation
from tests.factories.academy import (
    AcademyFactory,
    KitValidationFactory,
    PartnershipAgreementFactory,
    RelayTeacherFactory,
    a_partner,
)
from tests.factories.schools import ClassKitPageFactory, KitReleaseFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)
YES = Decision(State.VALIDATED, "Très clair.", "IA-IPR d’histoire")


@pytest.fixture
def agreement(db):
    return PartnershipAgreementFactory()


@pytest.fixture
def release(museum):
    return KitReleaseFactory(kit__parent=museum, kit__title="La dentelle")


@pytest.fixture
def editor(editor_of, museum):
    return editor_of(museum)


@pytest.fixture
def partner(agreement):
    return a_partner(agreement.academy)


@pytest.fixture
def asked(release, agreement, editor, partner, now):
    return ask(release, agreement, editor, now)


def mails():
    return list(OutgoingMessage.objects.order_by("pk").values_list("recipient", "subject"))


def test_the_academy_of_the_department_is_asked(release, agreement):
    PartnershipAgreementFactory(
        academy=AcademyFactory(name="académie de Rennes", departments=["35"])
    )
    PartnershipAgreementFactory(starts_on=date(2020, 1, 1), ends_on=date(2026, 11, 21))
    assert list(agreements_for(release.kit, DAY)) == [agreement]


def test_a_kit_of_the_network_is_for_all_of_them(network, agreement):
    other = PartnershipAgreementFactory(
        academy=AcademyFactory(name="académie de Rennes", departments=["35"])
    )
    kit = ClassKitPageFactory(parent=network.schools)
    assert set(agreements_for(kit, DAY)) == {agreement, other}


def test_from_the_request_to_the_badge(asked, partner, museum, now):
    assert mails() == [("ipr@academie.example", "Kit à relire\xa0: «\u202fLa dentelle\u202f»")]
    take(asked, partner, now)
    assert (asked.state, asked.validator) == (State.READING, partner)
    decide(asked, YES, partner, now)
    asked.refresh_from_db()
    assert asked.state == State.VALIDATED
    assert (asked.validator_name, asked.validator_function) == ("Noor Petit", "IA-IPR d’histoire")
    assert (asked.decided_on, asked.valid_until) == (DAY, date(2028, 8, 31))
    assert mails()[1:] == [
        (
            "redaction@musee.example",
            "«\u202fLa dentelle\u202f» est validé\xa0: académie de Normandie",
        )
    ]
    text = OutgoingMessage.objects.order_by("pk").last().text
    assert "\n\nAcadémie de Normandie\xa0: la version 1 de ce kit" in text


def test_whoever_asked_learns_the_answer_once(
    asked, release, editor, partner, museum, now, django_user_model
):
    lead = django_user_model.objects.create_user("referente@musee.example", "secret")
    lead.groups.add(museum.leads)
    take(asked, partner, now)
    decide(asked, YES, partner, now)
    told = [recipient for recipient, _subject in mails()[1:]]
    assert told == ["referente@musee.example", "redaction@musee.example"]


def test_a_version_is_asked_about_once(asked, release, agreement, editor, now):
    with pytest.raises(NotAllowedError):
        ask(release, agreement, editor, now)
    with pytest.raises(IntegrityError), transaction.atomic():
        KitValidationFactory(release=release, agreement=agreement)


def test_withdrawn_it_may_be_asked_again(asked, release, agreement, editor, now):
    withdraw(asked, editor, now)
    assert asked.state == State.WITHDRAWN
    assert ask(release, agreement, editor, now).state == State.REQUESTED


def test_the_request_for_the_next_version_takes_the_place_of_the_one_before(
    asked, release, agreement, editor, now
):
    second = KitReleaseFactory(kit=release.kit, number=2, changelog="Une fiche de plus.")
    ask(second, agreement, editor, now)
    states = KitValidation.objects.order_by("release__number").values_list("state", flat=True)
    assert list(states) == [State.WITHDRAWN, State.REQUESTED]


def test_a_museum_never_validates_its_own_kit(asked, partner, museum, now):
    partner.groups.add(museum.editors)
    with pytest.raises(NotAllowedError):
        take(asked, partner, now)
    assert KitValidation.objects.get().state == State.REQUESTED


def test_a_museum_that_made_it_with_another_does_not_either(
    asked, partner, other_museum, release, now
):
    take(asked, partner, now)
    KitMuseum.objects.create(kit=release.kit, museum=other_museum)
    partner.groups.add(other_museum.leads)
    with pytest.raises(NotAllowedError):
        decide(asked, YES, partner, now)


def test_another_academy_does_not_answer(asked, now):
    stranger = a_partner(AcademyFactory(name="académie de Rennes"), "ipr@rennes.example")
    with pytest.raises(NotAllowedError):
        take(asked, stranger, now)


def test_whoever_left_the_group_does_not_answer(asked, partner, now):
    partner.groups.clear()
    with pytest.raises(NotAllowedError):
        take(asked, partner, now)


def test_nothing_is_signed_after_the_agreement(asked, partner, agreement, now):
    take(asked, partner, now)
    agreement.ends_on = date(2026, 11, 21)
    agreement.save()
    asked.refresh_from_db()
    with pytest.raises(NotAllowedError):
        decide(asked, YES, partner, now)
    assert KitValidation.objects.get().state == State.READING


@pytest.mark.parametrize("last", [date(2026, 11, 21), date(2028, 9, 1)])
def test_a_validation_ends_with_its_agreement_at_the_latest(asked, partner, last, now):
    take(asked, partner, now)
    with pytest.raises(NotAllowedError):
        decide(asked, Decision(State.VALIDATED, valid_until=last), partner, now)


@pytest.mark.parametrize("state", [State.REFUSED, State.TO_CORRECT])
def test_no_is_said_with_a_reason(asked, partner, state, now):
    take(asked, partner, now)
    with pytest.raises(NotAllowedError):
        decide(asked, Decision(state, "  "), partner, now)
    decide(asked, Decision(state, "Il manque un corrigé."), partner, now)
    assert (asked.state, asked.valid_until) == (state, None)


def test_two_who_answer_at_once(asked, partner, now):
    take(asked, partner, now)
    same = KitValidation.objects.get(pk=asked.pk)
    decide(asked, Decision(State.REFUSED, "Hors programme."), partner, now)
    with pytest.raises(NotAllowedError):
        decide(same, YES, partner, now)
    assert KitValidation.objects.get().state == State.REFUSED


def test_left_to_somebody_else(asked, partner, now):
    take(asked, partner, now)
    give_back(asked, partner, now)
    assert (asked.state, asked.validator) == (State.REQUESTED, None)


def test_the_database_keeps_decisions_whole(release, agreement):
    for values in (
        {"state": "validated"},
        {"state": "requested", "validator_name": "Noor"},
        {"validated": True, "valid_until": date(2026, 10, 11)},
        {"to_correct": True, "comment": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            KitValidationFactory(release=release, agreement=agreement, **values)
    assert KitValidationFactory(release=release, agreement=agreement, validated=True).pk


def test_a_restored_kit_has_its_validations(release, agreement, network_member, now):
    validation = KitValidationFactory(release=release, agreement=agreement, validated=True)
    release.kit.delete()
    assert not KitValidation.objects.exists()
    restore(DeletedPage.objects.get(), network_member)
    assert KitValidation.objects.get() == validation


def test_the_network_withdraws_a_request_too(asked, network_member, now):
    withdraw(asked, network_member, now)
    assert asked.state == State.WITHDRAWN


def test_relay_teachers_follow_a_museum_that_merges(museum, other_museum):
    teacher = RelayTeacherFactory()
    teacher.museums.add(museum)
    follow_museum(museum, other_museum)
    assert list(teacher.museums.all()) == [other_museum]
