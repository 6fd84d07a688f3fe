"""The way to what the network's team does with a member."""

from collections.abc import Iterator

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from cms.models import User
from museums.leaving import CAME_BACK, LEFT
from museums.life_views import ExportView, LeaveView, MergeView
from museums.merging import MERGED
from museums.models import MuseumPage
from museums.network import is_network


@hooks.register("register_admin_urls")
def life_urls() -> list[URLPattern]:
    """Merge, leave and come back, take the content home."""
    museum = "museums/<int:museum_id>/"
    return [
        path(f"{museum}merge/", MergeView.as_view(), name="museum_merge"),
        path(f"{museum}leave/", LeaveView.as_view(), name="museum_leave"),
        path(f"{museum}export/", ExportView.as_view(), name="museum_export"),
    ]


@hooks.register("register_page_header_buttons")
def life_buttons(page: Page, user: User, **kwargs: object) -> Iterator[Button]:
    """From a member's page, for the network's team."""
    if page.specific_class is MuseumPage and is_network(user):
        for label, name, icon, priority in (
            (_("Merge into another museum"), "museum_merge", "group", 61),
            (_("Leave the network"), "museum_leave", "logout", 62),
        ):
            yield Button(label, reverse(name, args=[page.pk]), icon_name=icon, priority=priority)


@hooks.register("register_log_actions")
def name_actions(actions: LogActionRegistry) -> None:
    """The history of a museum's page tells them."""
    actions.register_action(LEFT, _("Leave the network"), _("The museum left the network"))
    actions.register_action(CAME_BACK, _("Come back"), _("The museum came back to the network"))
    actions.register_action(MERGED, _("Merge"), _("Another museum was merged into this one"))
