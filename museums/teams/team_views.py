"""« Mon équipe »: the people of a museum, looked after by its leads."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.models import User
from museums.choices import Role
from museums.models import Invitation, MuseumPage
from museums.network import is_network
from museums.teams.first_steps import settle
from museums.teams.forms import InviteForm
from museums.teams.invitation_views import InvitesPeople
from museums.teams.roles import LastLeadError, give_role, leads, number, remove, team_of

MOST_WAITING = 30
"""How many people a museum may have invited who have not answered: nobody floods letter boxes."""


def led_museum(user: User, pk: int) -> MuseumPage:
    """The museum whose team somebody looks after; for all others it does not exist."""
    museums = MuseumPage.objects.sources()
    if not is_network(user):
        museums = MuseumPage.objects.led_by(user)
    return get_object_or_404(museums, pk=pk)


class TeamView(InvitesPeople, WagtailAdminTemplateMixin, View):
    """Who works for a museum, who is invited; whom to invite, to make a lead, to let go."""

    template_name = "museums/admin/teams/team.html"
    header_icon = "group"
    page_title = gettext_lazy("My team")
    already_there = gettext_lazy("This person is of the team already: see the list above.")

    def dispatch(self, request: HttpRequest, museum_id: int) -> HttpResponseBase:
        self.museum = led_museum(request.user, museum_id)
        return super().dispatch(request)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show_invitations(InviteForm())

    def show_invitations(self, form: InviteForm) -> HttpResponse:
        """The page, with what was typed."""
        return self.render_to_response(
            self.get_context_data(
                museum=self.museum,
                team=team_of(self.museum),
                waiting=self.waiting().select_related("invited_by"),
                form=form,
            )
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        actions: dict[str, Callable[[], HttpResponse]] = {
            "invite": self.invite_here,
            "remind": self.remind,
            "withdraw": self.withdraw,
            "lead": self.make_lead,
            "editor": self.make_editor,
            "remove": self.remove,
            "settled": self.settled,
        }
        name = next((name for name in actions if name in request.POST), None)
        if name is None:
            raise Http404
        return actions[name]()

    def invite_here(self) -> HttpResponse:
        form = InviteForm(self.request.POST)
        if form.is_valid() and self.waiting().count() >= MOST_WAITING:
            said = _("%(number)s people have not answered yet: withdraw an invitation first.")
            form.add_error(None, said % {"number": MOST_WAITING})
        return self.invite(form, self.museum)

    def make_lead(self) -> HttpResponse:
        return self.change(self.named_person("lead"), Role.LEAD)

    def make_editor(self) -> HttpResponse:
        return self.change(self.named_person("editor"), Role.EDITOR)

    def change(self, person: User, role: Role) -> HttpResponse:
        try:
            give_role(person, self.museum, role, self.request.user)
        except LastLeadError:
            return self.said_last_lead()
        said = {
            Role.LEAD: _("%(person)s looks after the team too."),
            Role.EDITOR: _("%(person)s is an editor now."),
        }[role]
        return self.done(said % {"person": person})

    def remove(self) -> HttpResponse:
        person = self.named_person("remove")
        try:
            remove(person, self.museum, self.request.user)
        except LastLeadError:
            return self.said_last_lead()
        return self.done(_("%(person)s is no longer of the team.") % {"person": person})

    def settled(self) -> HttpResponse:
        settle(self.museum, self.request.user)
        return redirect("wagtailadmin_home")

    def waiting(self) -> Any:
        """Those who were invited and have not answered."""
        return Invitation.objects.waiting().filter(museum=self.museum)

    def named_person(self, name: str) -> User:
        """Somebody of this very team; anybody else does not exist."""
        people = User.objects.filter(groups__in=[self.museum.leads_id, self.museum.editors_id])
        return get_object_or_404(people.distinct(), pk=number(self.request.POST[name]))

    def said_last_lead(self) -> HttpResponse:
        messages.error(
            self.request,
            _("A museum keeps one lead at least: make somebody else a lead first."),
        )
        return self.back()

    def done(self, said: str) -> HttpResponse:
        messages.success(self.request, said)
        return self.back()

    def back(self) -> HttpResponse:
        """Who let themselves go has nothing to look at here: they go to their own dashboard."""
        user = User.objects.get(pk=self.request.user.pk)
        if not user.is_active:
            return redirect("wagtailadmin_login")
        if is_network(user) or leads(user, self.museum):
            return redirect("team", self.museum.pk)
        return redirect("wagtailadmin_home")
