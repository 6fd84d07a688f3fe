"""What the directory keeps."""

from museums.models.directory import MuseumIndexPage
from museums.models.imports import ImportedField, MemberImport, MemberLineKind, Proposal
from museums.models.member import FormerSlug, MuseumPage
from museums.models.vocabulary import Department, Theme

__all__ = [
    "Department",
    "FormerSlug",
    "ImportedField",
    "MemberImport",
    "MemberLineKind",
    "MuseumIndexPage",
    "MuseumPage",
    "Proposal",
    "Theme",
]
