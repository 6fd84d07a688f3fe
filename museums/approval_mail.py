"""The mail about approval: to who is asked, and back to who asked."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.dispatch import receiver
from django.template.defaultfilters import truncatechars
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Site, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected

from cms.models import NetworkSettings, User
from cms.outbox import queue_message
from museums.approvals import Request, request_of
from museums.recipients import language_of

LONGEST_TITLE = 150  # in a subject

# The names under which Wagtail connects mails of its own, which leave at once and cannot be tried
# again. Ours take their place: what is connected under a name is not connected twice.
APPROVED_MAIL = "workflow_state_approved_email_notification"
REJECTED_MAIL = "workflow_state_rejected_email_notification"


@receiver(task_submitted, sender=TaskState, dispatch_uid="museums_approval_mail")
def tell_approvers(instance: TaskState, **kwargs: Any) -> None:
    """Those who may approve a page are asked to."""
    ask_approvers(instance)


def ask_approvers(task_state: TaskState) -> None:
    """Write to each person who may approve it; once for each way in which the museum publishes."""
    request = request_of(task_state)
    if request is None:
        return
    asked = [person for person in request.approvers() if _wants(person, "submitted")]
    _write("submitted", f"asked-{request.museum.moderation}", request, asked)


@receiver(workflow_approved, sender=WorkflowState, dispatch_uid=APPROVED_MAIL)
def tell_that_it_was_approved(instance: WorkflowState, user: User, **kwargs: Any) -> None:
    """Whoever asked learns that it is on line."""
    _answer("approved", instance, user)


@receiver(workflow_rejected, sender=WorkflowState, dispatch_uid=REJECTED_MAIL)
def tell_that_it_was_sent_back(instance: WorkflowState, user: User, **kwargs: Any) -> None:
    """Whoever asked learns what is to be changed."""
    _answer("rejected", instance, user)


def _answer(answer: str, workflow_state: WorkflowState, by: User) -> None:
    request = request_of(workflow_state.current_task_state)
    asker = workflow_state.requested_by
    if request and asker and asker != by and asker.is_active and _wants(asker, answer):
        _write(answer, answer, request, [asker], by=by)


def _wants(person: User, news: str) -> bool:
    """Whether somebody left this mail on, in their account."""
    profile = getattr(person, "wagtail_userprofile", None)
    return getattr(profile, f"{news}_notifications", True)


@transaction.atomic
def _write(
    news: str, key: str, request: Request, people: Iterable[User], by: User | None = None
) -> None:
    """Queue one message to each of these people, in their language."""
    network = NetworkSettings.for_site(Site.objects.get(is_default_site=True))
    for number, person in enumerate(people):
        with translation.override(language_of(person)):
            queue_message(
                key=f"approval-{request.task_state.pk}-{key}-{number}",
                recipient=person.email,
                subject=_subject(news, request),
                text=render_to_string(
                    f"museums/mail/approval_{news}.txt",
                    {
                        "request": request,
                        "title": request.page.get_admin_display_title(),
                        "asker": request.task_state.workflow_state.requested_by,
                        "by": by,
                        "comment": request.task_state.comment,
                        "network": network,
                        "base_url": settings.WAGTAILADMIN_BASE_URL,
                    },
                ),
                reply_to=network.contact_email,
            )


def _subject(news: str, request: Request) -> str:
    """What happened, and to which page."""
    sentence = {
        "submitted": _("To approve: “%(title)s”"),
        "approved": _("“%(title)s” was approved and is on line"),
        "rejected": _("“%(title)s” was sent back to you"),
    }[news]
    title = " ".join(request.page.get_admin_display_title().split())
    return sentence % {"title": truncatechars(title, LONGEST_TITLE)}
