"""One event as a start for the next: the same words, other dates."""

from typing import Any

from modelcluster.models import ClusterableModel
from wagtail.actions.copy_page import CopyPageAction
from wagtail.coreutils import find_available_slug

from cms.models import User
from events.models import EventPage, EventSchedule
from events.models.event import new_schedule_uid

# Said of the dates of the original, or of the original itself.
LEFT_OUT = ("exceptions", "is_cancelled", "cancellation_reason")
NOT_YET: dict[str, Any] = {
    "go_live_at": None,
    "expire_at": None,
    "locked": False,
    "locked_by": None,
    "locked_at": None,
}


def may_duplicate(event: EventPage, user: User) -> bool:
    """Whether somebody may edit the event, and add another one beside it."""
    may_add = event.get_parent().specific.permissions_for_user(user).can_add_subpage()
    return may_add and event.permissions_for_user(user).can_edit()


def duplicate(event: EventPage, by: User) -> EventPage:
    """A draft beside the event that says the same, as last edited, in the main language.

    Its schedules bear names of their own, so that no calendar takes it for the original. It keeps
    the days of the original: nobody but its editor knows the new ones.
    """
    latest = event.source.get_latest_revision_as_object()
    parent = latest.get_parent()
    copying = CopyPageAction(
        latest,
        to=parent,
        update_attrs=NOT_YET | {"slug": find_available_slug(parent, latest.slug)},
        exclude_fields=list(LEFT_OUT),
        copy_revisions=False,
        keep_live=False,
        user=by,
        process_child_object=_rename,
    )
    return copying.execute(skip_permission_checks=True)


def _rename(
    original: EventPage, copy: EventPage, relation: Any, child: ClusterableModel | EventSchedule
) -> None:
    if isinstance(child, EventSchedule):
        child.uid = new_schedule_uid()
