"""The first steps in the admin: their address, their place in the menu and on the dashboard."""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from home.starting.steps import steps_left
from home.starting.views import FirstStepsView
from museums.network import is_network

SHOWN = 3  # on the dashboard: the next ones
# Every page of the admin asks for the menu; the steps take some twenty queries.
CACHE_SECONDS = 300


@hooks.register("register_admin_urls")
def first_steps_urls() -> list[URLPattern]:
    """Where the first steps are in the admin."""
    return [path("first-steps/", FirstStepsView.as_view(), name="first_steps")]


class FirstStepsMenuItem(MenuItem):
    """In the network's menu as long as something is left, and five minutes more."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_network(request.user) and cache.get_or_set(
            "first-steps-are-left", lambda: bool(steps_left(timezone.now())), CACHE_SECONDS
        )


@hooks.register("register_admin_menu_item")
def first_steps_menu_item() -> MenuItem:
    """The way to what is left."""
    return FirstStepsMenuItem(
        gettext_lazy("First steps"),
        reverse("first_steps"),
        name="first-steps",
        icon_name="tasks",
        order=10,
    )


class FirstStepsPanel(Component):
    """What is left, on the dashboard of the network's team; nothing once all is done."""

    order = 8
    template_name = "home/admin/first_steps_panel.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        left = steps_left(timezone.now())
        return {"count": len(left), "steps": left[:SHOWN]}


@hooks.register("construct_homepage_panels")
def add_first_steps_panel(request: HttpRequest, panels: list[Component]) -> None:
    """A network's team that has just started sees what comes next."""
    if is_network(request.user):
        panels.append(FirstStepsPanel())
