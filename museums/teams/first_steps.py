"""What a new lead does first: six steps, each done or not as the museum's page itself tells."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from cms.models import User
from museums.actions import museum_actions
from museums.choices import Role
from museums.models import Invitation, MuseumPage


@dataclass(frozen=True)
class Step:
    """One thing to do, whether it is done, and where one does it."""

    title: str
    is_done: bool
    url: str


def first_steps(museum: MuseumPage) -> list[Step]:
    """The six of them, in the order in which they are best done."""
    return list(_steps(museum))


def _steps(museum: MuseumPage) -> Iterator[Step]:
    edit = reverse("wagtailadmin_pages:edit", args=[museum.pk])
    actions = museum_actions(museum)
    yield Step(
        _("Say in a few sentences what one sees there"), bool(museum.summary and museum.body), edit
    )
    yield Step(_("Choose a picture of the museum"), museum.image_id is not None, edit)
    has_hours = museum.is_by_appointment or museum.opening_slots.exists()
    yield Step(_("Give its opening hours"), has_hours, edit)
    yield Step(_("Say how accessible it is"), museum.has_access_facts, edit)
    published = Page.objects.descendant_of(museum).live()
    yield Step(_("Publish a first event"), published.exists(), actions[0].url if actions else edit)
    groups = Group.objects.filter(pk__in=[museum.leads_id, museum.editors_id])
    is_shared = User.objects.filter(groups__in=groups).distinct().count() > 1
    is_shared = is_shared or Invitation.objects.waiting().filter(museum=museum).exists()
    yield Step(_("Invite somebody who helps you"), is_shared, reverse("team", args=[museum.pk]))


def shows_first_steps(museum: MuseumPage, person: User) -> bool:
    """Whether somebody is a lead who was invited, and has not yet said that they know the way."""
    return Invitation.objects.filter(
        museum=museum, person=person, role=Role.LEAD, shows_first_steps=True
    ).exists()


def settle(museum: MuseumPage, person: User) -> None:
    """They know the way: the steps are not shown any more."""
    Invitation.objects.filter(museum=museum, person=person).update(shows_first_steps=False)


class FirstStepsPanel(Component):
    """On the dashboard of a new lead, until all is done or they know the way."""

    order = 9
    template_name = "museums/admin/teams/first_steps.html"

    def __init__(self, museum: MuseumPage, steps: list[Step]) -> None:
        self.museum, self.steps = museum, steps

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {
            "heading": _("First steps"),
            "museum": self.museum,
            "steps": self.steps,
            "done": sum(step.is_done for step in self.steps),
            "request": parent_context["request"],
            "csrf_token": parent_context["csrf_token"],
        }


def first_steps_panels(museum: MuseumPage, request: HttpRequest) -> list[FirstStepsPanel]:
    """The panel, where there is still something to do."""
    if not shows_first_steps(museum, request.user):
        return []
    steps = first_steps(museum)
    return [] if all(step.is_done for step in steps) else [FirstStepsPanel(museum, steps)]
