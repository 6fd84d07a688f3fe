"""The dashboard, which every room adds to, and the network's pages at the foot of every page."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from cms.navigation import FOOTER_HOOK
from home.footer import footer_links
from home.models import StandardPage
from home.starting import menu  # noqa: F401 -- its hooks register themselves

LAST = 1000

hooks.register(FOOTER_HOOK, footer_links)


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
    """One's own museum first, Wagtail's panels after."""
    panels.sort(key=lambda panel: getattr(panel, "order", LAST))
