"""The network's own pages, one role a module."""

from home.models.accessibility import (
    AccessibilityStatementPage,
    AuditEnvironment,
    InaccessibleContent,
    VerifiedPage,
)
from home.models.contact import ContactPage
from home.models.front import HomePage
from home.models.news import NewsIndexPage, NewsPage
from home.models.site_map import SiteMapPage
from home.models.standard import StandardPage

__all__ = [
    "AccessibilityStatementPage",
    "AuditEnvironment",
    "ContactPage",
    "HomePage",
    "InaccessibleContent",
    "NewsIndexPage",
    "NewsPage",
    "SiteMapPage",
    "StandardPage",
    "VerifiedPage",
]
