from datetime import datetime, time, timedelta
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from cms.timers import TimedCommand
from events.entries import stale_entries
from events.fetches import DAYS_KEPT
from events.models import EventPage, FeedFetch
from events.occurrences import drift_of, rebuild_event, withdraw_event
from events.records import changed_record


def is_adrift(event: EventPage, now: datetime) -> bool:
    """Whether its rows, or what other sites are told of it, are not what its page says."""
    stale = (drift_of(event, now), stale_entries(event.event_key), changed_record(event, now))
    return any(stale)


class Command(TimedCommand):
    """Brings the agenda in line with what is published.

    It does nothing on most nights: rules are told further when a quarter begins. What is too old
    of how often the feeds were read is dropped.
    """

    help = "Rebuild the dated rows of every published event."
    at = time(3, 5)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="report what differs, change nothing"
        )

    def handle(self, *, check: bool, **options: Any) -> None:
        now = timezone.now()
        changed = 0
        for event in EventPage.objects.published().iterator():
            if is_adrift(event, now) if check else rebuild_event(event, now):
                changed += 1
                self.stdout.write(f"{event.pk}  {event.title}")
        for event in EventPage.objects.withdrawn():
            changed += 1
            self.stdout.write(f"{event.pk}  {event.title}")
            if not check:
                withdraw_event(event, now)
        if not check:
            FeedFetch.objects.forget_before(timezone.localdate(now) - timedelta(days=DAYS_KEPT))
        if check and changed:
            raise CommandError(f"{changed} events differ from their rows.")
        self.stdout.write(f"{changed} events {'differ' if check else 'changed'}")

    def is_whole(self, options: dict[str, Any]) -> bool:
        return not options["check"]
