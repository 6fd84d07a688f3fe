"""Changes of dates that visitors see at once, whatever draft somebody is working on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.locks import BasicLock

from cms.at_once import Change, change_at_once
from events.choices import ExceptionKind
from events.models import EventPage, Occurrence, OccurrenceException
from events.plans import identity

if TYPE_CHECKING:
    from cms.models import User

MOVED = ("new_date", "new_start_time", "new_end_time", "new_place")


@dataclass(frozen=True)
class DateName:
    """A date as exceptions name it: the day announced, and its time where there are several."""

    day: date
    time: time | None
    schedule_uid: str

    @classmethod
    def of(cls, row: Occurrence, rows: Iterable[Occurrence]) -> "DateName":
        """The name of `row` among all the dates of its event."""
        day = datetime.strptime(row.slot[:8], "%Y%m%d").date()  # noqa: DTZ007 -- a day
        has_others = any(
            other.slot[:8] == row.slot[:8] and identity(other) != identity(row) for other in rows
        )
        start = (row.previous_local_start or row.local_start).time()
        return cls(day, start if has_others and not row.is_all_day else None, row.schedule_uid)

    def is_meant_by(self, exception: OccurrenceException) -> bool:
        if exception.date != self.day:
            return False
        if self.time is None or exception.schedule_uid == self.schedule_uid:
            return True
        return not exception.schedule_uid and exception.time == self.time


def refusal(event: EventPage, user: "User") -> str:
    """Why somebody may not change the dates of an event; empty where they may.

    A review or a planned publication holds the draft, not what is on line: it is in nobody's way.
    """
    if not event.permissions_for_user(user).can_change_at_once():
        return _(
            "You may not publish this event. Propose the change in its form: whoever may publish "
            "it decides."
        )
    if event.locked and BasicLock(event).for_user(user):
        return _("Somebody locked this event: its dates cannot be changed until it is unlocked.")
    return ""


# What can be changed


def marked(dates: Iterable[DateName], kind: str, reason: str | None = None, **moved: Any) -> Change:
    """These dates cancelled, moved or full; what is not given stays as it was."""
    dates = list(dates)

    def change(version: EventPage) -> None:
        for name in dates:
            before = _forget(version, name)
            values = {field: getattr(before, field) for field in MOVED} if before else {}
            told = getattr(before, "reason", "") if reason is None else reason
            version.exceptions.add(
                OccurrenceException(
                    date=name.day,
                    time=name.time,
                    schedule_uid=name.schedule_uid,
                    kind=kind,
                    reason=told,
                    **values | moved,
                )
            )

    return change


def as_announced(name: DateName) -> Change:
    """A date without anything of its own."""

    def change(version: EventPage) -> None:
        _forget(version, name)

    return change


def without(exception: OccurrenceException) -> Change:
    """The event without an exception that means no date."""
    said = ("date", "time", "schedule_uid", "kind", *MOVED)

    def change(version: EventPage) -> None:
        for other in version.exceptions.all():
            if all(getattr(other, name) == getattr(exception, name) for name in said):
                version.exceptions.remove(other)

    return change


def wholly_cancelled(reason: str) -> Change:
    """The event with every date to come cancelled."""

    def change(version: EventPage) -> None:
        version.is_cancelled, version.cancellation_reason = True, reason

    return change


def not_cancelled(version: EventPage) -> None:
    """The event as its dates say."""
    version.is_cancelled, version.cancellation_reason = False, ""


def _forget(version: EventPage, name: DateName) -> OccurrenceException | None:
    """Take away what a date had of its own, and give it."""
    meant = [e for e in version.exceptions.all() if name.is_meant_by(e)]
    for exception in meant:
        version.exceptions.remove(exception)
    return meant[-1] if meant else None


# Making it so


def restore(event: EventPage, row: Occurrence, name: DateName, user: "User", now: datetime) -> None:
    """A date as it was announced; a past one even if it went with its whole event."""
    with transaction.atomic():
        Occurrence.objects.filter(pk=row.pk).update(is_off_with_event=False)
        change_at_once(event, as_announced(name), user, now)


@transaction.atomic
def close(rows: Iterable[Occurrence], reason: str, user: "User", now: datetime) -> None:
    """Cancel dates, of one event or of many, for one reason."""
    for event_key, dates in groupby(
        sorted(rows, key=attrgetter("event_key")), key=attrgetter("event_key")
    ):
        event = EventPage.objects.published().get(translation_key=event_key)
        siblings = list(Occurrence.objects.of_event(event_key))
        names = [DateName.of(row, siblings) for row in dates]
        change_at_once(event, marked(names, ExceptionKind.CANCELLED, reason), user, now)
