"""The demo's academy: an agreement, three kits before it, two relay teachers that do not exist."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from cms.models import User
from cms.translations import translate
from museums.models import Department, MuseumPage
from museums.network import PARTNERS_GROUP
from schools.academy.states import State
from schools.models import (
    Academy,
    AcademyPartner,
    ClassKitIndexPage,
    ClassKitPage,
    Discipline,
    KitValidation,
    PartnershipAgreement,
    PartnershipPage,
    RelayTeacher,
)

DEPARTMENTS = ("14", "27", "50", "61", "76")
SIGNED_BY = {"validator_name": "Noor Petit", "validator_function": "IA-IPR d’histoire-géographie"}
TO_CORRECT = (
    "La démarche est bonne. Avant de valider : donner dans la fiche de l’enseignant la durée de "
    "chaque séance, et dire comment les élèves gardent une trace de la visite."
)
TEACHERS = (
    (
        "Claude Roussel",
        True,
        ["histoire-geographie"],
        ("le mercredi, de 14 h à 17 h", "Wednesdays, 2–5 p.m."),
    ),
    ("Maëlle Tessier", False, ["svt", "technologie"], ("le vendredi matin", "Friday mornings")),
)
ENGLISH_PAGE = {
    "title": "Working with the education authority",
    "slug": "education-authority",
    "summary": "The education authority reads the museums’ kits, and lends them teachers.",
}


def load_partnership(
    index: ClassKitIndexPage,
    kits: Iterable[ClassKitPage],
    museums: Iterable[MuseumPage],
    now: datetime,
) -> Academy:
    """An academy with whom reads for it, what it signed and what it said of kits."""
    today = localdate(now)
    academy = Academy.objects.create(
        name="académie de Normandie",
        name_en="Normandy education authority",
        website="https://www.ac-normandie.fr/",
    )
    academy.departments.set(Department.objects.filter(code__in=DEPARTMENTS))
    for user in User.objects.filter(groups__name=PARTNERS_GROUP):
        AcademyPartner.objects.create(
            academy=academy, user=user, function=SIGNED_BY["validator_function"]
        )
    agreement = _agreement(academy, today)
    for kit, values in zip(kits, _answers(academy, today, agreement), strict=False):
        KitValidation.objects.create(
            release=kit.current_release, agreement=agreement, requested_at=now, **values
        )
    for line, museum in zip(TEACHERS, museums, strict=False):
        _relay_teacher(academy, museum, today, *line)
    page = index.add_child(
        instance=PartnershipPage(
            title="Partenariat académique",
            slug="partenariat-academique",
            summary="L’académie relit les kits des musées et leur prête des enseignants.",
        )
    )
    for other in index.get_translations().filter(alias_of=None).select_related("locale"):
        translate(page, other.locale, ENGLISH_PAGE)
    return academy


def _agreement(academy: Academy, today: date) -> PartnershipAgreement:
    """For three school years, the running one first."""
    year = today.year if today.month >= 9 else today.year - 1
    return PartnershipAgreement.objects.create(
        number=f"DEMO-{year}-01",
        academy=academy,
        signatories="Sasha Delaunay, rectrice (personne inventée)\nCamille Lefèvre, réseau",
        starts_on=date(year, 9, 1),
        ends_on=date(year + 3, 8, 31),
        summary="L’académie relit les kits que les musées lui soumettent, et détache deux "
        "professeurs relais. Convention inventée pour la démonstration.",
        summary_en="The education authority reads the kits that museums submit to it, and "
        "seconds two teachers. Agreement invented for the demo.",
    )


def _answers(
    academy: Academy, today: date, agreement: PartnershipAgreement
) -> list[dict[str, Any]]:
    """What it said of three kits: yes, not yet, and it is being read."""
    partner = academy.partners.first()
    decided = SIGNED_BY | {"decided_on": today}
    return [
        decided | {"state": State.VALIDATED, "valid_until": agreement.ends_on},
        decided | {"state": State.TO_CORRECT, "comment": TO_CORRECT},
        {"state": State.READING, "validator": partner.user} if partner else {},
    ]


def _relay_teacher(
    academy: Academy,
    museum: MuseumPage,
    today: date,
    name: str,
    has_consented: bool,
    disciplines: list[str],
    presence: tuple[str, str],
) -> None:
    teacher = RelayTeacher.objects.create(
        academy=academy,
        name=name,
        has_consented=has_consented,
        email="relais@academie.example",
        presence=presence[0],
        presence_en=presence[1],
        starts_on=today.replace(day=1),
    )
    teacher.museums.add(museum)
    teacher.disciplines.set(Discipline.objects.filter(slug__in=disciplines))
