"""The dashboard, which every room adds to, and the network's pages at the foot of every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import RecentEditsPanel
from wagtail.permissions import page_permission_policy

from cms.navigation import FOOTER_HOOK
from home.footer import footer_links
from home.help import help_page
from home.models import NewsIndexPage, StandardPage
from home.starting import menu  # noqa: F401 -- its hooks register themselves
from museums.actions import NETWORK_HOOK as NETWORK_ACTIONS
from museums.actions import Action
from museums.dashboard import museum_at_hand
from museums.network import is_network

LAST = 1000

hooks.register(FOOTER_HOOK, footer_links)


@hooks.register(NETWORK_ACTIONS)
def add_news_action() -> list[Action]:
    """The network's team has news to tell."""
    lists = NewsIndexPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    return [
        Action(
            label=_("Add news"),
            url=reverse("wagtailadmin_pages:add", args=["home", "newspage", news.pk]),
            icon="doc-full",
            order=10,
        )
        for news in lists[:1]
    ]


class PagesToCompletePanel(Component):
    """The network's pages that do not say yet all they must, and what they lack."""

    order = 30
    template_name = "home/admin/pages_to_complete_panel.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        editable = page_permission_policy.instances_user_has_permission_for(user, "change")
        return {"pages": StandardPage.objects.to_complete().filter(pk__in=editable.values("pk"))}


@hooks.register("construct_homepage_panels", order=1)
def add_pages_to_complete(request: HttpRequest, panels: list[Component]) -> None:
    """Until the mentions that the law asks for are there, nobody forgets them."""
    panels.append(PagesToCompletePanel())


@hooks.register("construct_homepage_panels", order=LAST)
def order_panels(request: HttpRequest, panels: list[Component]) -> None:
    """One's own museum first, Wagtail's panels after; its drafts stand for “recent edits”."""
    if museum_at_hand(request):
        panels[:] = [panel for panel in panels if not isinstance(panel, RecentEditsPanel)]
    panels.sort(key=lambda panel: getattr(panel, "order", LAST))


@hooks.register("construct_homepage_summary_items", order=LAST)
def leave_counts_to_the_network(request: HttpRequest, items: list[SummaryItem]) -> None:
    """How many pages the whole network has tells a museum nothing."""
    if not is_network(request.user):
        items.clear()


@hooks.register("register_admin_urls")
def help_url() -> list[URLPattern]:
    """Where the help is."""
    return [path("help/", help_page, name="help")]


@hooks.register("register_help_menu_item")
def help_item() -> MenuItem:
    """Our own help, in front of Wagtail's."""
    return MenuItem(
        gettext_lazy("Publish step by step"), reverse("help"), icon_name="help", order=1
    )


@hooks.register("construct_help_menu")
def keep_own_help(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's news and guide are on other sites, and speak English."""
    foreign = ("editor-guide", "whats-new-in-wagtail")
    menu_items[:] = [item for item in menu_items if not item.name.startswith(foreign)]
