"""The agenda in the admin, on museums' pages and at the foot of every page."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.addresses import address_of
from cms.bin import ROWS_HOOK
from cms.columns import YesNoColumn
from cms.embedding import HOOK as FRAME_HOOK
from cms.embedding import frame_of
from cms.menus import SHARING, VOCABULARIES
from cms.models import User
from cms.navigation import ALTERNATE_HOOK, FOOTER_HOOK, AlternateLink, FooterLink
from events import dashboard, members  # noqa: F401 -- their hooks register themselves
from events.admin_views import duplicate_event
from events.calendar_links import SUBSCRIBE_PATH
from events.change_views import (
    EventCancellationView,
    EventClosureView,
    EventDatesView,
    EventDateView,
    EventExceptionView,
    MuseumClosureView,
)
from events.doubles import days_from, probable_doubles
from events.embed import EmbedForm
from events.embed_composer import AgendaComposer
from events.forthcoming import forthcoming_dates
from events.health import menu as health_menu  # noqa: F401 -- its hooks register themselves
from events.imports import menu as imports_menu  # noqa: F401 -- its hooks register themselves
from events.models import (
    AccessFeature,
    AgendaPage,
    Audience,
    EventFragment,
    EventPage,
    EventType,
    Occurrence,
    PartnerVenue,
)
from events.occurrences import exceptions_left, planned_occurrences
from events.oembed import oembed_address
from events.rows import drawn_cards
from museums.actions import HOOK as MUSEUM_ACTIONS
from museums.actions import Action
from museums.models import MuseumPage
from museums.provisioning import NETWORK_MODELS_HOOK
from museums.sections import HOOK as MUSEUM_SECTIONS
from museums.sections import Section

MUSEUM_EVENTS = 6
MUSEUM_EXHIBITIONS = 3


@hooks.register("register_admin_urls")
def forthcoming_url() -> list[URLPattern]:
    """What an event's form asks while its schedules are typed."""
    return [path("events/forthcoming/", forthcoming_dates, name="forthcoming_dates")]


@hooks.register(MUSEUM_SECTIONS)
def museum_agenda(museum: MuseumPage, now: datetime, request: HttpRequest) -> list[Section]:
    """A museum's exhibitions and its next events."""
    rows = Occurrence.objects.visible().at_museum(museum)
    running = rows.spans().running(None, None, now=now)[:MUSEUM_EXHIBITIONS]
    coming = rows.next_of_each_event(now)[:MUSEUM_EVENTS]
    upcoming = drawn_cards(request, coming, "events/components/museum_event.html")
    calendar_url = reverse("museum_feed", args=[museum.slug])
    return [
        Section(
            title=_("Exhibitions"),
            items=drawn_cards(
                request, running, "events/components/exhibition.html", today=localdate(now)
            ),
            order=10,
            calendar_url="" if upcoming else calendar_url,
        ),
        Section(
            title=_("Coming up"),
            items=upcoming,
            order=20,
            url=address_of("events.AgendaPage", musee=museum.slug),
            url_label=_("All its events"),
            calendar_url=calendar_url,
        ),
    ]


@hooks.register("register_admin_urls")
def embed_composer_url() -> list[URLPattern]:
    """Where one composes what to paste into another site."""
    return [path("agenda/embed/", AgendaComposer.as_view(), name="compose_embed")]


@hooks.register(SHARING)
def embed_composer_item() -> MenuItem:
    """For all who may open the admin: it shows what is public only."""
    return MenuItem(
        gettext_lazy("Agenda on your site"),
        reverse("compose_embed"),
        name="compose-embed",
        icon_name="code",
        order=10,
    )


@hooks.register(FOOTER_HOOK)
def subscribe_links() -> list[FooterLink]:
    """Where to subscribe to the agenda."""
    agenda = address_of("events.AgendaPage")
    title = _("The agenda in your calendar")
    return [FooterLink(_("Subscribe"), title, agenda + SUBSCRIBE_PATH)] if agenda else []


@hooks.register(FRAME_HOOK)
def agenda_frame(page: Page) -> type[EmbedForm] | None:
    """The agenda, or that of a museum, in a frame."""
    is_member = isinstance(page, MuseumPage) and page.member.live
    return EmbedForm if is_member or isinstance(page, AgendaPage) else None


@hooks.register(ALTERNATE_HOOK)
def oembed_link(page: Page, request: HttpRequest) -> list[AlternateLink]:
    """How another site shows what this page is about, from its address alone."""
    is_one = isinstance(page, EventPage | MuseumPage) or frame_of(page)
    if not is_one or request.path != page.get_url(request):  # pages below it have no frame
        return []
    url = oembed_address(request.get_full_path())
    return [AlternateLink("application/json+oembed", page.title, url)]


@hooks.register(MUSEUM_ACTIONS)
def add_event_action(museum: MuseumPage) -> Action:
    """One click from the dashboard to an empty event of one's own museum."""
    return Action(
        label=_("Add an event"),
        url=reverse("wagtailadmin_pages:add", args=["events", "eventpage", museum.pk]),
        icon="date",
        order=10,
    )


@hooks.register(MUSEUM_ACTIONS)
def closure_action(museum: MuseumPage) -> Action:
    """The museum is closed for some days: its dates are cancelled in one go."""
    return Action(
        label=_("Closed from … to …"),
        url=reverse("museum_closure", args=[museum.pk]),
        icon="date",
        order=60,
    )


@hooks.register("register_admin_urls")
def date_urls() -> list[URLPattern]:
    """The dates of an event; the closure of a museum."""
    event = "events/<int:event_id>/dates/"
    return [
        path(event, EventDatesView.as_view(), name="event_dates"),
        path(f"{event}closure/", EventClosureView.as_view(), name="event_closure"),
        path(f"{event}cancellation/", EventCancellationView.as_view(), name="event_cancellation"),
        path(
            f"{event}exceptions/<int:number>/",
            EventExceptionView.as_view(),
            name="event_exception",
        ),
        path(f"{event}<str:schedule_uid>/<str:slot>/", EventDateView.as_view(), name="event_date"),
        path(
            "museums/<int:museum_id>/closure/", MuseumClosureView.as_view(), name="museum_closure"
        ),
    ]


@hooks.register("register_page_listing_more_buttons")
@hooks.register("register_page_header_buttons")
def dates_button(page: Page, user: User, **kwargs: Any) -> Iterator[Button]:
    """From the explorer and from the head of an event's form to its dates."""
    if page.specific_class is not EventPage or page.specific.source.pk != page.pk:
        return
    if page.permissions_for_user(user).can_edit():
        url = reverse("event_dates", args=[page.pk])
        yield Button(_("The dates"), url, icon_name="date", priority=12)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_doubles(request: HttpRequest, page: Page) -> None:
    """Tell whoever saved an event that it may be there already; the automatic saving is silent."""
    if not isinstance(page, EventPage) or not request.accepts("text/html"):
        return
    now = timezone.now()
    saved = page.source.get_latest_revision_as_object()
    to_come = {day for day in days_from(planned_occurrences(saved, now)) if day >= localdate(now)}
    for double in probable_doubles(saved, to_come, now):
        if double.permissions_for_user(request.user).can_edit():
            messages.warning(
                request,
                _("“%(title)s” takes place on the same day: is this event entered twice?")
                % {"title": double.get_admin_display_title()},
                buttons=[
                    messages.button(
                        reverse("wagtailadmin_pages:edit", args=[double.pk]), _("See the other one")
                    )
                ],
            )


@hooks.register("after_edit_page")
def warn_of_exceptions_left(request: HttpRequest, page: Page) -> None:
    """Tell whoever moved a schedule that some exceptions mean no date of it any more."""
    if not isinstance(page, EventPage) or not request.accepts("text/html"):
        return
    saved = page.source.get_latest_revision_as_object()
    if number := len(exceptions_left(saved, timezone.now())):
        messages.warning(
            request,
            ngettext(
                "%(count)s exception no longer means any date: say what becomes of it.",
                "%(count)s exceptions no longer mean any date: say what becomes of them.",
                number,
            )
            % {"count": number},
            buttons=[
                messages.button(reverse("event_dates", args=[page.source.pk]), _("The dates"))
            ],
        )


@hooks.register("register_admin_urls")
def event_urls() -> list[URLPattern]:
    """What one does with an event in the admin."""
    return [path("evenements/<int:pk>/dupliquer/", duplicate_event, name="duplicate_event")]


@hooks.register("register_page_listing_more_buttons")
@hooks.register("register_page_header_buttons")
def duplicate_buttons(page: Page, user: User, **kwargs: Any) -> Iterator[Button]:
    """One click from an event, wherever it is listed or edited, to a copy of it.

    Asked of each page of a list: who may edit it sees the button, and the rest is for its view.
    """
    if page.specific_class is EventPage and page.permissions_for_user(user).can_edit():
        yield Button(
            _("Duplicate"),
            icon_name="copy",
            attrs={
                "data-controller": "w-action",
                "data-action": "w-action#post",
                "data-w-action-url-value": reverse("duplicate_event", args=[page.pk]),
            },
            priority=11,  # below “Edit”
        )


@hooks.register(ROWS_HOOK)
def calendar_texts(page: Page) -> Iterable[EventFragment]:
    """A restored event goes on counting what it tells calendars: no entry of it grows younger."""
    return EventFragment.objects.filter(page_id=page.pk)


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
    menu_hook = VOCABULARIES
    menu_order = 200
    list_display = ["name", "name_en", "schema_type", "sort_order"]


class AudienceViewSet(SnippetViewSet):
    """The network's audiences."""

    model = Audience
    icon = "group"
    menu_hook = VOCABULARIES
    menu_order = 210
    list_display = [
        "name",
        "name_en",
        YesNoColumn("is_for_schools", label=gettext_lazy("For schools")),
        "sort_order",
    ]


class AccessFeatureViewSet(SnippetViewSet):
    """What makes events accessible, in the network's words."""

    model = AccessFeature
    icon = "user"
    menu_hook = VOCABULARIES
    menu_order = 220
    list_display = ["name", "name_en", "sort_order"]


class PartnerVenueViewSet(SnippetViewSet):
    """The places that take part in seasons without being members."""

    model = PartnerVenue
    icon = "home"
    menu_hook = VOCABULARIES
    menu_order = 230
    list_display = ["title", "town", "department"]
    list_filter = ["department"]
    ordering = ["title"]


for viewset in (EventTypeViewSet, AudienceViewSet, AccessFeatureViewSet, PartnerVenueViewSet):
    register_snippet(viewset)


@hooks.register(NETWORK_MODELS_HOOK)
def network_models() -> list[type[Model]]:
    """What the network's team keeps of the agenda."""
    return [EventType, Audience, AccessFeature, PartnerVenue]
