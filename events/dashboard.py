"""What the agenda adds to a museum's dashboard: what comes next, what wants a picture, the list."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Site

from cms.templatetags.components import long_day
from events.models import EventPage, Occurrence
from events.viewsets import EventViewSet
from museums.actions import NETWORK_HOOK as NETWORK_ACTIONS
from museums.actions import Action
from museums.dashboard import HOOK as CONCERNS
from museums.dashboard import MOST_LINES, Concern, Line, museum_at_hand
from museums.models import MuseumPage

PANEL_ROWS = 8


class ComingEventsPanel(Component):
    """What comes next in the museum at hand."""

    order = 20
    template_name = "events/admin/events_panel.html"

    def __init__(self, museum: MuseumPage) -> None:
        self.museum = museum

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        rows = Occurrence.objects.standing().filter(museum=self.museum).not_over(timezone.now())
        return {"upcoming": rows.select_related("page")[:PANEL_ROWS]}


@hooks.register("construct_homepage_panels", order=1)
def add_events_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Below one's museum: its next dates."""
    museum = museum_at_hand(request)
    if museum:
        panels.append(ComingEventsPanel(museum))


@hooks.register(CONCERNS)
def events_without_picture(museum: MuseumPage, now: datetime) -> Concern:
    """Events to come that the agenda shows without a picture."""
    events = EventPage.objects.descendant_of(museum).wanting_picture(now)
    return Concern(
        heading=_("Events without a picture"),
        lines=(
            Line(
                event.get_admin_display_title(),
                reverse("wagtailadmin_pages:edit", args=[event.pk]),
                long_day(event.next_on),
            )
            for event in events[: MOST_LINES + 1]
        ),
        order=20,
        url=reverse("event_explorer:index") + "?picture=none&when=coming",
    )


@hooks.register(NETWORK_ACTIONS)
def add_season_action() -> list[Action]:
    """The network's team makes the seasons and festivals."""
    site = Site.objects.get(is_default_site=True)
    url = reverse("wagtailadmin_pages:add", args=["events", "seasonpage", site.root_page_id])
    return [Action(label=_("Add a season or festival"), url=url, icon="date", order=20)]


@hooks.register("register_admin_viewset")
def event_viewset() -> EventViewSet:
    """The list of events."""
    return EventViewSet("event_explorer")
