"""What every room builds on: people, files, mail, towns, the network, the base of pages."""

from cms.models.mail import MessageState, OutgoingMessage
from cms.models.media import (
    Credit,
    CreditedImage,
    CreditedRendition,
    Licence,
    LicensedDocument,
    RightsStatus,
)
from cms.models.network import NetworkSettings, SchoolHoliday, Term
from cms.models.pages import BasePage
from cms.models.people import User, UserManager
from cms.models.places import Town

__all__ = [
    "BasePage",
    "Credit",
    "CreditedImage",
    "CreditedRendition",
    "Licence",
    "LicensedDocument",
    "MessageState",
    "NetworkSettings",
    "OutgoingMessage",
    "RightsStatus",
    "SchoolHoliday",
    "Term",
    "Town",
    "User",
    "UserManager",
]
