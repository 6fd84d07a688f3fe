"""What the directory keeps."""

from museums.models.approval import MuseumApproval
from museums.models.departure import Departure
from museums.models.directory import MuseumIndexPage
from museums.models.hours import NetworkOpeningException, OpeningException, OpeningSlot
from museums.models.imports import ImportedField, MemberImport, MemberLineKind, Proposal
from museums.models.invitation import Invitation
from museums.models.member import FormerSlug, MuseumPage
from museums.models.visiting import ExternalIdentifier, MuseumPicture, MuseumPrice, SocialLink
from museums.models.vocabulary import Department, Label, Service, Theme

__all__ = [
    "Department",
    "Departure",
    "ExternalIdentifier",
    "FormerSlug",
    "ImportedField",
    "Invitation",
    "Label",
    "MemberImport",
    "MemberLineKind",
    "MuseumApproval",
    "MuseumIndexPage",
    "MuseumPage",
    "MuseumPicture",
    "MuseumPrice",
    "NetworkOpeningException",
    "OpeningException",
    "OpeningSlot",
    "Proposal",
    "Service",
    "SocialLink",
    "Theme",
]
