"""What the directory keeps."""

from museums.models.directory import MuseumIndexPage
from museums.models.hours import NetworkOpeningException, OpeningException, OpeningSlot
from museums.models.member import FormerSlug, MuseumPage
from museums.models.visiting import ExternalIdentifier, MuseumPicture, MuseumPrice, SocialLink
from museums.models.vocabulary import Department, Label, Service, Theme

__all__ = [
    "Department",
    "ExternalIdentifier",
    "FormerSlug",
    "Label",
    "MuseumIndexPage",
    "MuseumPage",
    "MuseumPicture",
    "MuseumPrice",
    "NetworkOpeningException",
    "OpeningException",
    "OpeningSlot",
    "Service",
    "SocialLink",
    "Theme",
]
