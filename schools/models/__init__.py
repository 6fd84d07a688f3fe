"""Class kits: their public list, the kits, what they hold, their versions, the vocabularies."""

from schools.models.document import KitDocument
from schools.models.index import ClassKitIndexPage
from schools.models.kit import ClassKitPage
from schools.models.links import KitAuthor, KitEvent, KitMuseum, KitOffer
from schools.models.offer import VisitOfferPage
from schools.models.pack import KitDownload, KitPack
from schools.models.release import KitRelease
from schools.models.request import VisitRequest
from schools.models.vocabulary import Discipline, EacDomain, SchoolLevel

__all__ = [
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
    "KitRelease",
    "SchoolLevel",
    "VisitOfferPage",
    "VisitRequest",
]
