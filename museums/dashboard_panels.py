"""The panels of the dashboard of somebody who writes for a museum."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page, PageQuerySet

from museums.actions import museum_actions, network_actions
from museums.dashboard import CHOICE, museum_concerns, network_concerns, own_museums
from museums.models import MuseumPage
from museums.teams.roles import leads

PANEL_ROWS = 6
WEEK = timedelta(days=7)


class MuseumPanel(Component):
    """The museum at hand, with what can be added in one click and the way to the others."""

    order = 10
    template_name = "museums/admin/museum_panel.html"

    def __init__(self, museum: MuseumPage) -> None:
        self.museum = museum

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        request: HttpRequest = parent_context["request"]
        return {
            "museum": self.museum,
            "museums": own_museums(request),
            "choice": CHOICE,
            "actions": museum_actions(self.museum),
            "is_lead": leads(request.user, self.museum),
        }


class ConcernsPanel(Component):
    """What a museum has to look after, as the rooms tell it."""

    order = 15
    template_name = "museums/admin/concerns_panel.html"

    def __init__(self, museum: MuseumPage) -> None:
        self.museum = museum

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {
            "heading": _("To look after"),
            "concerns": museum_concerns(self.museum, timezone.now()),
        }


class NetworkPanel(Component):
    """What the network's team adds itself in one click."""

    order = 10
    template_name = "museums/admin/network_panel.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {"actions": network_actions()}


class MembersPanel(Component):
    """The members that the network's team has to look after."""

    order = 15
    template_name = "museums/admin/concerns_panel.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {
            "heading": _("Members to look after"),
            "concerns": network_concerns(timezone.now()),
        }


class PagesPanel(Component):
    """A few pages of a museum, of whatever type."""

    template_name = "museums/admin/pages_panel.html"

    def __init__(
        self, *, name: str, heading: str, icon: str, pages: PageQuerySet, order: int
    ) -> None:
        self.name, self.heading, self.icon = name, heading, icon
        self.pages, self.order = pages, order

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {
            "name": self.name,
            "heading": self.heading,
            "icon": self.icon,
            "pages": self.newest(),
        }

    def newest(self) -> Iterable[Page]:
        return self.pages[:PANEL_ROWS]


def drafts_panel(museum: MuseumPage) -> PagesPanel:
    """What the museum has begun and not put on line, the latest first."""
    pages = Page.objects.descendant_of(museum, inclusive=True).filter(has_unpublished_changes=True)
    return PagesPanel(
        name="drafts",
        heading=_("Drafts"),
        icon="draft",
        pages=pages.order_by("-latest_revision_created_at", "-pk"),
        order=30,
    )


def on_line_panel(museum: MuseumPage) -> PagesPanel:
    """What the museum put on line in the last seven days, new or changed."""
    pages = Page.objects.descendant_of(museum, inclusive=True).live()
    return PagesPanel(
        name="on-line",
        heading=_("Put on line this week"),
        icon="globe",
        pages=pages.filter(last_published_at__gte=timezone.now() - WEEK).order_by(
            "-last_published_at", "-pk"
        ),
        order=40,
    )
