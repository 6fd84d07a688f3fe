"""Changes that visitors see at once, whatever draft somebody is working on.

A change is made to what is on line and to each version still to come: the draft keeps all else
that it has, and is not published by it.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail.signals import page_published

if TYPE_CHECKING:
    from cms.models import User

Change = Callable[[Any], None]
"""Changes one version of a page, in memory."""


@transaction.atomic
def change_at_once(page: Page, change: Change, user: "User | None", now: datetime) -> None:
    """Make a change to what is on line and to the versions still to come, and to nothing else.

    A page that is not on line has it in its draft, and shows it once it is published.
    """
    page = type(page).objects.select_for_update(of=("self",)).get(pk=page.pk)
    drafts = _versions_to_come(page)
    if page.live:
        change(page)
        _put_on_line(page, user, now)
    elif not drafts:
        change(page)
        page.save_revision(user=user, clean=False, log_action=True)
    for revision in drafts:
        draft = revision.as_object()
        change(draft)
        draft.save_revision(
            user=user,
            approved_go_live_at=revision.approved_go_live_at,
            clean=False,
            log_action=not page.live,
        )
    Revision.objects.filter(pk__in=[draft.pk for draft in drafts]).update(approved_go_live_at=None)


def _versions_to_come(page: Page) -> list[Revision]:
    """What is planned to go on line, and the draft that somebody works on, the latest last."""
    planned = page.revisions.exclude(approved_go_live_at=None).order_by("created_at", "pk")
    found = {revision.pk: revision for revision in planned}
    draft = page.latest_revision
    if draft and (page.has_unpublished_changes or not page.live):
        found.pop(draft.pk, None)
        found[draft.pk] = draft
    return list(found.values())


def _put_on_line(page: Page, user: "User | None", now: datetime) -> None:
    """Publish what is on line already, with a change.

    Not by Wagtail's own action, which ends the review of a draft and forgets when it is planned.
    """
    page.last_published_at = now
    page.save(clean=False)
    page.live_revision = page.save_revision(user=user, changed=False, clean=False)
    page.save(update_fields=["live_revision"], clean=False)
    log(
        instance=page,
        action="wagtail.publish",
        user=user,
        revision=page.live_revision,
        content_changed=True,
    )
    page_published.send(sender=type(page), instance=page, revision=page.live_revision)
    page.update_aliases(revision=page.live_revision)
