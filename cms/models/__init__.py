"""What every room builds on: people, files, mail, towns, the network, pages and their bin."""

from cms.models.bin import KEPT_FOR, DeletedPage
from cms.models.mail import MessageState, OutgoingMessage
from cms.models.media import (
    Credit,
    CreditedImage,
    CreditedRendition,
    Illustrated,
    Licence,
    LicensedDocument,
    RightsStatus,
)
from cms.models.network import NetworkSettings, SchoolHoliday, Term
from cms.models.pages import BasePage
from cms.models.people import User, UserManager
from cms.models.places import Town
from cms.models.timers import TimerRun
from cms.models.version import SiteVersion

__all__ = [
    "KEPT_FOR",
    "BasePage",
    "Credit",
    "CreditedImage",
    "CreditedRendition",
    "DeletedPage",
    "Illustrated",
    "Licence",
    "LicensedDocument",
    "MessageState",
    "NetworkSettings",
    "OutgoingMessage",
    "RightsStatus",
    "SchoolHoliday",
    "SiteVersion",
    "Term",
    "TimerRun",
    "Town",
    "User",
    "UserManager",
]
