"""Class kits: their public list, the kits, what they hold, their versions, the vocabularies."""

from schools.models.academy import (
    Academy,
    AcademyPartner,
    PartnershipAgreement,
    RelayTeacher,
)
from schools.models.document import KitDocument
from schools.models.harvest import OaiRecord
from schools.models.index import ClassKitIndexPage
from schools.models.kit import ClassKitPage
from schools.models.links import KitAuthor, KitEvent, KitMuseum, KitOffer
from schools.models.offer import VisitOfferPage
from schools.models.pack import KitDownload, KitPack
from schools.models.partnership import PartnershipPage
from schools.models.programme import KitProgrammeItem, ProgrammeItem
from schools.models.release import KitRelease
from schools.models.request import VisitRequest
from schools.models.validation import KitValidation
from schools.models.vocabulary import Discipline, EacDomain, SchoolLevel

__all__ = [
    "Academy",
    "AcademyPartner",
    "ClassKitIndexPage",
    "ClassKitPage",
    "Discipline",
    "EacDomain",
    "KitAuthor",
    "KitDocument",
    "KitDownload",
    "KitEvent",
    "KitMuseum",
    "KitOffer",
    "KitPack",
    "KitProgrammeItem",
    "KitRelease",
    "KitValidation",
    "OaiRecord",
    "PartnershipAgreement",
    "PartnershipPage",
    "ProgrammeItem",
    "RelayTeacher",
    "SchoolLevel",
    "VisitOfferPage",
    "VisitRequest",
]
