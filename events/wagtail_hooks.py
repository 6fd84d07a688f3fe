"""The agenda in the admin, on museums' pages and at the foot of every page."""

from datetime import datetime
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.addresses import address_of
from cms.navigation import FOOTER_HOOK, FooterLink
from events.models import Audience, EventPage, EventType, Occurrence, PartnerVenue
from events.templatetags.agenda import calendar_path
from museums.actions import HOOK as MUSEUM_ACTIONS
from museums.actions import Action
from museums.models import MuseumPage
from museums.provisioning import NETWORK_MODELS_HOOK
from museums.sections import HOOK as MUSEUM_SECTIONS
from museums.sections import Section

MUSEUM_EVENTS = 6
MUSEUM_EXHIBITIONS = 3
PANEL_ROWS = 8


@hooks.register(MUSEUM_SECTIONS)
def museum_agenda(museum: MuseumPage, now: datetime) -> list[Section]:
    """A museum's exhibitions and its next events."""
    rows = Occurrence.objects.visible().at_museum(museum)
    upcoming = list(rows.next_of_each_event(now).for_list()[:MUSEUM_EVENTS])
    calendar_url = reverse("museum_feed", args=[museum.slug])
    return [
        Section(
            title=_("Exhibitions"),
            items=list(rows.spans().running(None, None, now=now).for_list()[:MUSEUM_EXHIBITIONS]),
            template="events/components/exhibition.html",
            order=10,
            calendar_url="" if upcoming else calendar_url,
        ),
        Section(
            title=_("Coming up"),
            items=upcoming,
            template="events/components/museum_event.html",
            order=20,
            url=address_of("events.AgendaPage", musee=museum.slug),
            url_label=_("All its events"),
            calendar_url=calendar_url,
        ),
    ]


@hooks.register(FOOTER_HOOK)
def subscribe_links() -> list[FooterLink]:
    """Where to subscribe to the agenda."""
    return [FooterLink(_("Subscribe"), _("The agenda in your calendar"), calendar_path(""))]


@hooks.register(MUSEUM_ACTIONS)
def add_event_action(museum: MuseumPage) -> Action:
    """One click from the dashboard to an empty event of one's own museum."""
    return Action(
        label=_("Add an event"),
        url=reverse("wagtailadmin_pages:add", args=["events", "eventpage", museum.pk]),
        icon="date",
        order=10,
    )


class MuseumEventsPanel(Component):
    """What comes next in the museums that somebody publishes for, and what is not finished."""

    order = 20
    template_name = "events/admin/events_panel.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        museums = MuseumPage.objects.published_by(parent_context["request"].user)
        rows = Occurrence.objects.standing().filter(museum__in=museums)
        drafts = EventPage.objects.sources().below(museums).filter(has_unpublished_changes=True)
        return {
            "upcoming": rows.not_over(timezone.now()).select_related("page")[:PANEL_ROWS],
            "drafts": drafts.order_by("-latest_revision_created_at")[:PANEL_ROWS],
        }


@hooks.register("construct_homepage_panels", order=1)
def add_events_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Below one's museum: its next dates and its drafts."""
    if MuseumPage.objects.published_by(request.user).exists():
        panels.append(MuseumEventsPanel())


@hooks.register("after_move_page")
def say_that_a_venue_is_missing(request: HttpRequest, page: Page) -> None:
    """An event that moved below a season is off line until it is known where it takes place."""
    event = EventPage.objects.filter(pk=page.pk).first()
    if event and not event.has_host:
        text = _("“%(title)s” is off line: choose its partner venue, then publish it again.")
        messages.warning(request, text % {"title": event.title})


class EventTypeViewSet(SnippetViewSet):
    """The network's types of events."""

    model = EventType
    icon = "tag"
    list_display = ["name", "name_en", "schema_type", "sort_order"]


class AudienceViewSet(SnippetViewSet):
    """The network's audiences."""

    model = Audience
    icon = "group"
    list_display = ["name", "name_en", "sort_order"]


class PartnerVenueViewSet(SnippetViewSet):
    """The places that take part in seasons without being members."""

    model = PartnerVenue
    icon = "home"
    list_display = ["title", "town", "department"]
    list_filter = ["department"]
    ordering = ["title"]


class AgendaVocabularies(SnippetViewSetGroup):
    """The words of the agenda, kept by the network's team."""

    menu_label = gettext_lazy("Agenda vocabulary")
    menu_icon = "list-ul"
    items = (EventTypeViewSet, AudienceViewSet, PartnerVenueViewSet)


register_snippet(AgendaVocabularies)


@hooks.register(NETWORK_MODELS_HOOK)
def network_models() -> list[type[Model]]:
    """What the network's team keeps of the agenda."""
    return [EventType, Audience, PartnerVenue]
