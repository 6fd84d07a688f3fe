"""What a museum that does not publish freely waits for."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.locks import WorkflowLock
from wagtail.models import Page, Task, TaskState

from cms.models import User
from museums import approvals


class ApprovalLock(WorkflowLock):
    """Nobody changes what awaits approval, so that what is approved is what was asked for."""

    def get_message(self, user: User) -> str:
        return _(
            "This page awaits approval: nobody changes it meanwhile. To change it, withdraw the "
            "request first."
        )

    def get_description(self, user: User, can_lock: bool = False) -> str:
        return _("Nobody changes a page that awaits approval.")


class MuseumApproval(Task):
    """Finds who approves from the page's own museum: one task for the whole network."""

    lock_class = ApprovalLock

    class Meta:
        verbose_name = gettext_lazy("approval")
        verbose_name_plural = gettext_lazy("approvals")

    @classmethod
    def get_description(cls) -> str:
        return _("A lead of the museum or the network approves, as the network chose.")

    def locked_for_user(self, obj: Page, user: User) -> bool:
        return True

    def get_actions(self, obj: Page, user: User) -> list[tuple[str, str, bool]]:
        if not approvals.may_approve(user, obj.current_workflow_task_state):
            return []
        return [("reject", _("Send back"), True), ("approve", _("Approve"), False)]

    def get_task_states_user_can_moderate(
        self, user: User, **kwargs: Any
    ) -> models.QuerySet[TaskState]:
        waiting = approvals.awaiting(user)
        return self.task_states.filter(pk__in=[one.task_state.pk for one in waiting])

    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> None:
        if not approvals.may_approve(user, task_state):
            raise PermissionDenied
        super().on_action(task_state, user, action_name, **kwargs)
