"""Inviting, as « Mon équipe » and « Comptes des musées » both do it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from museums.models import Invitation, MuseumPage
from museums.teams.forms import InviteForm
from museums.teams.inviting import AlreadyThereError, TooSoonError, invite, write_again
from museums.teams.roles import number


class InvitesPeople:
    """A view that invites, writes again and takes back what it offered."""

    request: HttpRequest
    already_there: Any
    """What is said of somebody who plays that role already."""

    def waiting(self) -> Any:
        """Those invited from here who have not answered."""
        raise NotImplementedError

    def show_invitations(self, form: InviteForm) -> HttpResponse:
        """The page, with what was typed."""
        raise NotImplementedError

    def back(self) -> HttpResponse:
        """To this page, where one still may look."""
        raise NotImplementedError

    def invite(self, form: InviteForm, museum: MuseumPage | None) -> HttpResponse:
        if not form.is_valid():
            return self.show_invitations(form)
        email, role = form.cleaned_data["email"], form.cleaned_data["role"]
        try:
            invite(email, museum, role, self.request.user, timezone.now())
        except AlreadyThereError:
            form.add_error("email", self.already_there)
            return self.show_invitations(form)
        except TooSoonError:
            return self.said_too_soon()
        return self.said_leaves(email)

    def remind(self) -> HttpResponse:
        invitation = self.named_invitation("remind")
        try:
            write_again(invitation, timezone.now())
        except TooSoonError:
            return self.said_too_soon()
        return self.said_leaves(invitation.email)

    def withdraw(self) -> HttpResponse:
        invitation = self.named_invitation("withdraw")
        invitation.delete()
        said = _("%(email)s is not invited any more: the link in the message is void.")
        messages.success(self.request, said % {"email": invitation.email})
        return self.back()

    def named_invitation(self, name: str) -> Invitation:
        return get_object_or_404(self.waiting(), pk=number(self.request.POST[name]))

    def said_leaves(self, email: str) -> HttpResponse:
        messages.success(self.request, _("A message leaves for %(email)s.") % {"email": email})
        return self.back()

    def said_too_soon(self) -> HttpResponse:
        messages.warning(self.request, _("A message left a moment ago: wait ten minutes."))
        return self.back()
