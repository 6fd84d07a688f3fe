"""The imports of members in the admin: their addresses, their place in the menu, the panel."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from museums.imports import views
from museums.imports.proposals import waiting_for
from museums.provisioning import is_network


@hooks.register("register_admin_urls")
def member_import_urls() -> list[URLPattern | URLResolver]:
    """Where the imports of members are in the admin."""
    patterns = [
        path("", views.IndexView.as_view(), name="index"),
        path("template/", views.TemplateFileView.as_view(), name="template"),
        path("proposals/", views.ProposalsView.as_view(), name="proposals"),
        path("<int:pk>/", views.ImportView.as_view(), name="import"),
    ]
    return [path("member-imports/", include((patterns, "member_imports")))]


class NetworkMenuItem(MenuItem):
    """In the menu of the network's team."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_network(request.user)


@hooks.register("register_admin_menu_item")
def member_imports_menu_item() -> MenuItem:
    """The way to the imports of members."""
    return NetworkMenuItem(
        gettext_lazy("Museums from a file"),
        reverse("member_imports:index"),
        name="member-imports",
        icon_name="upload",
        order=320,
    )


@hooks.register("insert_global_admin_css")
def member_imports_css() -> str:
    """How reports and proposals look."""
    return format_html(
        '<link rel="stylesheet" href="{}">', static("museums/css/member-imports.css")
    )


class ProposalsPanel(Component):
    """How much somebody has to decide about their museum's page."""

    order = 26
    template_name = "museums/admin/imports/panel.html"

    def __init__(self, number: int) -> None:
        self.number = number

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {"number": self.number}


@hooks.register("construct_homepage_panels", order=1)
def add_proposals_panel(request: HttpRequest, panels: list[Component]) -> None:
    """A lead, and the network's team, learn that there is something to decide."""
    number = waiting_for(request.user).count()
    if number:
        panels.append(ProposalsPanel(number))
