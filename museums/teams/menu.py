"""The people of the museums in the admin: addresses, the ways there, what the history says."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page, PageLogEntry

from cms.models import User
from museums.actions import NETWORK_HOOK as NETWORK_ACTIONS
from museums.actions import Action
from museums.choices import Role
from museums.dashboard import MOST_LINES, Concern, Line, museum_at_hand
from museums.dashboard import NETWORK_HOOK as NETWORK_CONCERNS
from museums.imports.menu import NetworkMenuItem
from museums.models import Invitation, MuseumPage
from museums.network import is_network
from museums.teams.first_steps import first_steps_panels
from museums.teams.network_views import InviteListView, NewMemberView, PeopleView, PersonView
from museums.teams.people import museums_without_lead
from museums.teams.roles import CHANGED, JOINED, REMOVED, leads
from museums.teams.team_views import TeamView

LONG = timedelta(days=30)
"""So long without an answer, somebody had better telephone."""


@hooks.register("register_admin_urls")
def team_urls() -> list[URLPattern]:
    """A museum's team, for its leads; everybody, for the network."""
    return [
        path("museums/<int:museum_id>/team/", TeamView.as_view(), name="team"),
        path("museums/new/", NewMemberView.as_view(), name="new_member"),
        path("people/", PeopleView.as_view(), name="people"),
        path("people/invite/", InviteListView.as_view(), name="invite_list"),
        path("people/<int:pk>/", PersonView.as_view(), name="person"),
    ]


@hooks.register("register_admin_menu_item")
def people_menu_item() -> MenuItem:
    """The way to everybody who publishes."""
    return NetworkMenuItem(
        gettext_lazy("Accounts"),
        reverse("people"),
        name="people",
        icon_name="group",
        order=310,
    )


@hooks.register(NETWORK_ACTIONS)
def add_museum_action() -> list[Action]:
    """One more member takes one form."""
    return [Action(label=_("Add a museum"), url=reverse("new_member"), icon="home", order=5)]


@hooks.register("register_page_header_buttons")
def team_button(page: Page, user: User, **kwargs: object) -> Iterator[Button]:
    """From a member's page to its team, for those who look after it."""
    if page.specific_class is not MuseumPage:
        return
    museum = page.specific.member
    if is_network(user) or leads(user, museum):
        yield Button(_("Team"), reverse("team", args=[museum.pk]), icon_name="group", priority=59)


@hooks.register("construct_homepage_panels", order=1)
def add_first_steps(request: HttpRequest, panels: list[Component]) -> None:
    """A new lead is taken by the hand."""
    museum = museum_at_hand(request)
    if museum:
        panels += first_steps_panels(museum, request)


@hooks.register(NETWORK_CONCERNS)
def members_without_lead(now: datetime) -> Concern:
    """Museums that nobody answers for."""
    museums = museums_without_lead()[: MOST_LINES + 1]
    return Concern(
        heading=_("Museums without a lead"),
        lines=(Line(one.title, reverse("team", args=[one.pk]), one.town) for one in museums),
        order=12,
        url=reverse("people"),
    )


@hooks.register(NETWORK_CONCERNS)
def unanswered_invitations(now: datetime) -> Concern:
    """Invitations that reminders did not help."""
    invitations = Invitation.objects.waiting().filter(invited_at__lte=now - LONG)
    return Concern(
        heading=_("Invited a month ago, without an answer"),
        lines=(
            Line(one.email, reverse("people"), one.museum.title if one.museum else "")
            for one in invitations.select_related("museum")[: MOST_LINES + 1]
        ),
        order=14,
        url=reverse("people"),
    )


@hooks.register("register_log_actions")
def name_actions(actions: LogActionRegistry) -> None:
    """The history of a museum's page tells who came and went, as long as they have an account."""

    @actions.register_action(JOINED)
    class Joined(LogFormatter):
        label = gettext_lazy("Join the team")

        def format_message(self, log_entry: PageLogEntry) -> str:
            return _said(_("%(person)s joined the team (%(role)s)"), log_entry)

    @actions.register_action(CHANGED)
    class Changed(LogFormatter):
        label = gettext_lazy("Change a role")

        def format_message(self, log_entry: PageLogEntry) -> str:
            return _said(_("%(person)s has another role (%(role)s)"), log_entry)

    @actions.register_action(REMOVED)
    class Removed(LogFormatter):
        label = gettext_lazy("Leave the team")

        def format_message(self, log_entry: PageLogEntry) -> str:
            return _said(_("%(person)s left the team"), log_entry)


def _said(sentence: str, log_entry: PageLogEntry) -> str:
    """The sentence, with the name that somebody bears today."""
    person = User.objects.filter(pk=log_entry.data.get("person")).first()
    role = log_entry.data.get("role")
    return sentence % {
        "person": person.get_full_name() or person.email if person else _("somebody"),
        "role": Role(role).label if role else "",
    }


@hooks.register("insert_global_admin_css")
def teams_css() -> str:
    """How lists of people look."""
    return format_html('<link rel="stylesheet" href="{}">', static("museums/css/teams.css"))
