"""Academies, their agreements and their people."""

from datetime import UTC, date, datetime

import factory
import wagtail_factories

from cms.models import User
from schools.academy.group import provision_academy_group
from schools.models import (
    Academy,
    AcademyPartner,
    KitValidation,
    PartnershipAgreement,
    PartnershipPage,
    RelayTeacher,
)
from tests.factories.museums import DepartmentFactory
from tests.factories.schools import KitReleaseFactory


class AcademyFactory(factory.django.DjangoModelFactory):
    """The academy of Calvados, where museums of the tests stand."""

    class Meta:
        model = Academy
        django_get_or_create = ("name",)
        skip_postgeneration_save = True

    name = "académie de Normandie"

    @factory.post_generation
    def departments(self, create, codes):
        self.departments.set([DepartmentFactory(code=code) for code in codes or ["14"]])


class PartnershipAgreementFactory(factory.django.DjangoModelFactory):
    """An agreement that runs for three school years."""

    class Meta:
        model = PartnershipAgreement

    number = factory.Sequence(lambda n: f"2025-{n:03}")
    academy = factory.SubFactory(AcademyFactory)
    signatories = "Claude Morel, rectrice\nCamille Lefèvre, présidente du réseau"
    starts_on = date(2025, 9, 1)
    ends_on = date(2028, 8, 31)


class RelayTeacherFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RelayTeacher

    academy = factory.SubFactory(AcademyFactory)
    name = factory.Sequence(lambda n: f"Ada Lemoine {n}")
    has_consented = True
    email = factory.Sequence(lambda n: f"relais{n}@academie.example")
    presence = "le mercredi, de 14 h à 17 h"
    starts_on = date(2026, 9, 1)
    ends_on = date(2027, 8, 31)


class KitValidationFactory(factory.django.DjangoModelFactory):
    """A version that an academy was asked about and nobody reads yet."""

    class Meta:
        model = KitValidation

    class Params:
        validated = factory.Trait(
            state="validated",
            validator_name="Noor Petit",
            validator_function="IA-IPR d’histoire",
            decided_on=date(2026, 10, 12),
            valid_until=date(2028, 8, 31),
        )
        to_correct = factory.Trait(
            state="to-correct",
            validator_name="Noor Petit",
            decided_on=date(2026, 11, 12),
            comment="Le corrigé de la fiche 2 manque.",
        )

    release = factory.SubFactory(KitReleaseFactory)
    agreement = factory.SubFactory(PartnershipAgreementFactory)
    requested_at = datetime(2026, 11, 20, 10, tzinfo=UTC)


class PartnershipPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = PartnershipPage

    title = "Partenariat académique"
    slug = "partenariat-academique"
    summary = "Ce que l’académie et les musées font ensemble."


def a_partner(academy: Academy, email: str = "ipr@academie.example", function: str = "") -> User:
    """Somebody who reads kits for an academy."""
    person = User.objects.create_user(email, "secret", first_name="Noor", last_name="Petit")
    person.groups.add(provision_academy_group())
    AcademyPartner.objects.create(academy=academy, user=person, function=function)
    return person
