"""The order of the dashboard, which every room adds to."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

LAST = 1000


@hooks.register("construct_homepage_panels", order=LAST)
def order_panels(request: HttpRequest, panels: list[Component]) -> None:
    """One's own museum first, Wagtail's panels after."""
    panels.sort(key=lambda panel: getattr(panel, "order", LAST))
