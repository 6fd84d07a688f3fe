"""What the directory keeps."""

from museums.models.directory import MuseumIndexPage
from museums.models.hours import NetworkOpeningException, OpeningException, OpeningSlot
from museums.models.member import FormerSlug, MuseumPage
from museums.models.vocabulary import Department, Theme

__all__ = [
    "Department",
    "FormerSlug",
    "MuseumIndexPage",
    "MuseumPage",
    "NetworkOpeningException",
    "OpeningException",
    "OpeningSlot",
    "Theme",
]
