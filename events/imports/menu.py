"""The imports in the admin: their addresses, their place in the menu, what one is told of them."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from events.imports import views
from events.imports.rights import managed_sources
from events.models import EventPage, ImportedEvent
from museums.explorers import ExplorerMenuItem

PANEL_ROWS = 8


@hooks.register("register_admin_urls")
def import_urls() -> list[URLPattern | URLResolver]:
    """Where the imports are in the admin."""
    patterns = [
        path("", views.SourcesView.as_view(), name="index"),
        path("new/", views.AddSourceView.as_view(), name="add"),
        path("<int:pk>/", views.SourceView.as_view(), name="source"),
        path("<int:pk>/edit/", views.EditSourceView.as_view(), name="edit"),
        path("<int:pk>/reports/<int:report>/", views.ReportView.as_view(), name="report"),
    ]
    return [path("imports/", include((patterns, "imports")))]


@hooks.register("insert_global_admin_css")
def imports_css() -> str:
    """How reports look."""
    return format_html('<link rel="stylesheet" href="{}">', static("events/css/imports.css"))


@hooks.register("register_admin_menu_item")
def imports_menu_item() -> MenuItem:
    """The way to one's calendars."""
    return ExplorerMenuItem(
        gettext_lazy("Imports"),
        reverse("imports:index"),
        name="imports",
        icon_name="download",
        order=310,
    )


class ImportsPanel(Component):
    """What somebody has to look at: calendars that cannot be read, events no longer announced."""

    order = 25
    template_name = "events/admin/imports/panel.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        sources = managed_sources(parent_context["request"].user)
        vanished = ImportedEvent.objects.filter(
            source__in=sources, vanished_at__isnull=False, page__isnull=False
        )
        return {
            "failing": sources.active().exclude(failure="")[:PANEL_ROWS],
            "vanished": vanished.select_related("page")[:PANEL_ROWS],
        }


@hooks.register("construct_homepage_panels", order=1)
def add_imports_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Below one's events: what their calendars have come to."""
    if managed_sources(request.user).exists():
        panels.append(ImportsPanel())


@hooks.register("before_edit_page")
def say_where_it_comes_from(request: HttpRequest, page: Page) -> None:
    """An editor learns that the event is imported, and that what they change stays."""
    if request.method != "GET" or not isinstance(page, EventPage):
        return
    imported = page.imported.exclude(source=None).select_related("source").first()
    if imported is None:
        return
    source = {"source": imported.source.host}
    if imported.vanished_at:
        said = _("%(source)s no longer announces this event: cancel it if it does not take place.")
        messages.warning(request, said % source)
    else:
        said = _("This event comes from %(source)s. What you change here stays as you write it.")
        messages.info(request, said % source)
