"""Ninety days before an end, once for each end."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command

from cms.models import OutgoingMessage
from schools.academy.reminding import remind
from schools.models import ClassKitPage, KitDocument, PartnershipAgreement
from schools.wagtail_hooks import rights_to_prolong
from tests.factories.academy import (
    AcademyFactory,
    KitValidationFactory,
    PartnershipAgreementFactory,
    a_partner,
)
from tests.factories.schools import ClassKitPageFactory, KitDocumentFactory

pytestmark = pytest.mark.django_db
END = date(2027, 2, 20)  # ninety days after the 22nd of November


def sent():
    return sorted(OutgoingMessage.objects.values_list("recipient", flat=True))


def test_the_network_and_the_partners_are_told_once(network, now):
    agreement = PartnershipAgreementFactory(ends_on=END)
    a_partner(agreement.academy)
    assert remind(now) == 2
    remind(now)
    assert sent() == ["contact@musees.example", "ipr@academie.example"]


@pytest.mark.parametrize("end", [date(2026, 11, 21), date(2027, 2, 21)])
def test_not_before_and_not_after(network, now, end):
    PartnershipAgreementFactory(ends_on=end)
    assert remind(now) == 0


def test_not_where_another_agreement_follows(network, now):
    first = PartnershipAgreementFactory(ends_on=END)
    PartnershipAgreementFactory(starts_on=END, ends_on=date(2030, 1, 1))
    assert remind(now) == 0
    PartnershipAgreement.objects.exclude(pk=first.pk).update(
        academy=AcademyFactory(name="académie de Rennes")
    )
    assert remind(now) == 1


def test_a_prolonged_agreement_is_told_again_in_its_time(network, now):
    agreement = PartnershipAgreementFactory(ends_on=END)
    remind(now)
    agreement.ends_on = date(2027, 12, 31)
    agreement.save()
    assert remind(now) == 0
    assert remind(datetime(2027, 11, 1, tzinfo=UTC)) == 1


def test_the_museum_is_told_of_its_badge(network, museum, editor_of, now):
    editor_of(museum)
    KitValidationFactory(release__kit__parent=museum, validated=True, valid_until=END)
    assert remind(now) == 1
    assert sent() == ["redaction@musee.example"]


def test_not_of_the_badge_of_an_old_version(network, museum, now):
    validation = KitValidationFactory(release__kit__parent=museum, validated=True, valid_until=END)
    validation.kit.releases.create(
        number=2, changelog="Mieux.", built_at=now, size=1, sha256="0" * 64
    )
    assert remind(now) == 0


def test_the_command(network, now, capsys):
    PartnershipAgreementFactory(ends_on=END)
    call_command("remind_of_agreements")
    assert capsys.readouterr().out == "1 messages queued\n"


class TestRights:
    @pytest.fixture
    def document(self, museum):
        kit = ClassKitPageFactory(parent=museum)
        return KitDocumentFactory(kit=kit, title="La roue", valid_until=END)

    def test_a_museum_is_told_before_and_once_it_has_ended(self, document, now):
        assert remind(now) == 1
        assert remind(now + timedelta(days=1)) == 1
        assert remind(datetime(2027, 2, 21, 9, tzinfo=UTC)) == 1
        first, second = OutgoingMessage.objects.order_by("pk")
        assert "autorisé jusqu’au 20 février 2027" in first.text
        assert "ne peut plus être présenté" in second.text

    def test_not_of_a_draft_or_of_what_lasts_longer(self, document, now):
        KitDocument.objects.update(valid_until=date(2027, 2, 21))
        assert remind(now) == 0
        KitDocument.objects.update(valid_until=END)
        ClassKitPage.objects.update(live=False)
        assert remind(now) == 0

    def test_the_dashboard_names_it(self, document, museum, now):
        (line,) = rights_to_prolong(museum, now).lines
        assert (line.title, line.note) == (
            f"La roue – {document.kit.title}",
            "samedi 20 février 2027",
        )
