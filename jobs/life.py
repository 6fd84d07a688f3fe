"""What becomes of an offer once it is on line: it goes on for longer, closes, is published again.

Visitors see it at once, whatever draft somebody is working on.
"""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.actions.copy_page import CopyPageAction
from wagtail.coreutils import find_available_slug
from wagtail.locks import BasicLock

from cms.at_once import change_at_once
from cms.templatetags.components import calendar_day
from jobs.choices import DeadlineRule, Source
from jobs.models import JobDeadlineChange, JobPage

if TYPE_CHECKING:
    from cms.models import User

LONGEST = timedelta(days=366)
"""How far ahead a deadline may be put: beyond, somebody mistyped the year."""
USUALLY = timedelta(days=14)
"""What an offer is prolonged by where nobody says otherwise."""
# Said of the first publication alone.
LEFT_OUT = ("deadline_changes", "interviews")

# What a copy does not know yet.
NOT_YET: dict[str, Any] = {
    "deadline_on": None,
    "deadline_time": None,
    "deadline_text": "",
    "deadline_rule": DeadlineRule.INCLUSIVE,
    "source": Source.NETWORK,
    "source_url": "",
    "locked": False,
    "locked_by": None,
    "locked_at": None,
}


def refusal(offer: JobPage, user: "User") -> str:
    """Why somebody may not change the end of an offer; empty where they may."""
    if not offer.permissions_for_user(user).can_change_at_once():
        return _(
            "You may not publish this offer. Propose the change in its form: whoever may publish "
            "it decides."
        )
    if offer.locked and BasicLock(offer).for_user(user):
        return _("Somebody locked this offer: it cannot be changed until it is unlocked.")
    return ""


def proposed_end(offer: JobPage, today: date) -> date:
    """The day that a form proposes for a deadline that is moved."""
    return max(offer.last_day, today) + USUALLY


def check_new_end(offer: JobPage, day: date, now: datetime) -> None:
    """Refuse a day that would prolong nothing, or that nobody can have meant."""
    today = localdate(now)
    if day < today:
        raise ValidationError(_("This day is past: choose today or a later day."))
    if day > today + LONGEST:
        raise ValidationError(_("This day is more than a year ahead: check the year."))
    if offer.is_open(now) and day <= offer.last_day:
        raise ValidationError(
            _("The offer is open until %(day)s already: choose a later day, or close it.")
            % {"day": calendar_day(offer.last_day, "year")}
        )


def prolong(offer: JobPage, day: date, reason: str, user: "User | None", now: datetime) -> None:
    """The offer stays open until that day included; the earlier deadline is kept and told."""
    told = {
        "changed_on": localdate(now),
        "previous_deadline_on": offer.deadline_on if offer.has_deadline else None,
        "previous_text": offer.deadline_text,
        "reason": reason,
    }

    def change(version: JobPage) -> None:
        version.deadline_changes.add(JobDeadlineChange(**told))
        version.deadline_on, version.deadline_time = day, None
        version.deadline_rule, version.deadline_text = DeadlineRule.INCLUSIVE, ""
        version.closed_at, version.close_reason = None, ""

    change_at_once(offer, change, user, now)


def close(offer: JobPage, reason: str, user: "User | None", now: datetime) -> None:
    """Nobody may apply any more, for that reason; of a closed offer, why it is."""
    closing = now if offer.is_open(now) else None

    def change(version: JobPage) -> None:
        version.closed_at = closing or version.closed_at
        version.close_reason = reason

    change_at_once(offer, change, user, now)


def relist(offer: JobPage, by: "User", now: datetime) -> JobPage:
    """A draft beside a closed offer that says the same, to be published again; one at a time.

    It has no deadline yet, and no reference: both were those of the first publication.
    """
    parent = offer.get_parent()
    waiting = JobPage.objects.child_of(parent).filter(relisted_from=offer, first_published_at=None)
    if draft := waiting.filter(live=False).first():
        return draft
    latest = offer.get_latest_revision_as_object()
    begins_later = latest.starts_on is not None and latest.starts_on > localdate(now)
    start = {} if begins_later else {"starts_on": None, "start_text": ""}
    copying = CopyPageAction(
        latest,
        to=parent,
        update_attrs=NOT_YET
        | start
        | {
            "slug": find_available_slug(parent, latest.slug),
            "posted_on": localdate(now),
            "relisted_from": offer,
        },
        exclude_fields=list(LEFT_OUT),
        copy_revisions=False,
        keep_live=False,
        user=by,
    )
    with transaction.atomic():
        return copying.execute(skip_permission_checks=True)
