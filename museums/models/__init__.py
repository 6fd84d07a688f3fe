"""What the directory keeps."""

from museums.models.approval import MuseumApproval
from museums.models.departure import Departure
from museums.models.directory import MuseumIndexPage
from museums.models.hours import NetworkOpeningException, OpeningException, OpeningSlot
from museums.models.member import FormerSlug, MuseumPage
from museums.models.vocabulary import Department, Theme

__all__ = [
    "Department",
    "Departure",
    "FormerSlug",
    "MuseumApproval",
    "MuseumIndexPage",
    "MuseumPage",
    "NetworkOpeningException",
    "OpeningException",
    "OpeningSlot",
    "Theme",
]
