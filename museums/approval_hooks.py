"""Approval in the admin: a page's buttons, what awaits one's approval, the network's choice."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.action_menu import (
    ActionMenuItem,
    CancelWorkflowMenuItem,
    RestartWorkflowMenuItem,
    SubmitForModerationMenuItem,
)
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from cms.models import User
from museums.approval_views import ApprovalView, ModerationView
from museums.approvals import awaiting, may_approve
from museums.models import MuseumPage
from museums.network import is_network
from museums.provisioning import MODERATION_CHANGED


class AskItem(SubmitForModerationMenuItem):
    """Asks for approval, in the network's words."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        page = parent_context.get("page")
        state = page.current_workflow_state if page else None
        is_asked_again = state and state.status == state.STATUS_NEEDS_CHANGES
        label = _("Ask for approval again") if is_asked_again else _("Ask for approval")
        return super().get_context_data(parent_context) | {"label": label}


class WithdrawItem(CancelWorkflowMenuItem):
    """Takes the request back, so that the page can be changed."""

    label = gettext_lazy("Withdraw the request")


class ApproveItem(ActionMenuItem):
    """Leads to where one approves the page, which is locked here."""

    name = "action-approve"
    label = gettext_lazy("Approve or send back")
    icon_name = "check"

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        state = page.current_workflow_task_state if page else None
        return bool(state) and may_approve(context["request"].user, state)

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("approval", args=[parent_context["page"].current_workflow_task_state.pk])


@hooks.register("construct_page_action_menu")
def name_approval(
    menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """What one does about approval, in plain words; approving comes first."""
    words = {SubmitForModerationMenuItem: AskItem, CancelWorkflowMenuItem: WithdrawItem}
    menu_items[:] = [
        words[type(item)](item.order) if type(item) in words else item
        for item in menu_items
        if not isinstance(item, RestartWorkflowMenuItem)  # one asks again, or withdraws
    ]
    approve = ApproveItem(0)
    if approve.is_shown(context):
        menu_items.insert(0, approve)


class AwaitingApprovalPanel(Component):
    """What somebody is asked to approve, the longest waiting first; nothing for all others."""

    order = 8
    template_name = "museums/admin/awaiting_panel.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {"requests": awaiting(parent_context["request"].user)}


@hooks.register("construct_homepage_panels", order=1)
def add_awaiting_panel(request: HttpRequest, panels: list[Component]) -> None:
    """In the place of Wagtail's own, which does not know whose museum a page is of."""
    panels[:] = [one for one in panels if not isinstance(one, WorkflowObjectsToModeratePanel)]
    panels.append(AwaitingApprovalPanel())


@hooks.register("register_admin_urls")
def approval_urls() -> list[URLPattern]:
    """Where one approves; where the network chooses."""
    return [
        path("museums/approvals/<int:pk>/", ApprovalView.as_view(), name="approval"),
        path(
            "museums/<int:museum_id>/moderation/",
            ModerationView.as_view(),
            name="museum_moderation",
        ),
    ]


@hooks.register("register_page_header_buttons")
def moderation_button(page: Page, user: User, **kwargs: Any) -> Iterator[Button]:
    """From a member's page to how it publishes, for the network's team."""
    if page.specific_class is MuseumPage and is_network(user):
        url = reverse("museum_moderation", args=[page.pk])
        yield Button(_("How it publishes"), url, icon_name="upload", priority=60)


@hooks.register("register_log_actions")
def name_change_of_moderation(actions: LogActionRegistry) -> None:
    """The history of a museum's page tells it."""
    actions.register_action(
        MODERATION_CHANGED, _("Change how it publishes"), _("How the museum publishes was changed")
    )
