"""What happens to a page that was approved; imports no model, since Wagtail's own import it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wagtail.models import WorkflowState

    from cms.models import User


def publish_approved(workflow_state: "WorkflowState", user: "User | None" = None) -> None:
    """Put it on line: whoever approves may not publish it otherwise, and need not."""
    page = workflow_state.content_object
    page.get_latest_revision().publish(user=user, skip_permission_checks=True)
