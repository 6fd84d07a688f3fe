from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from events.ending import warn_of_ending_rules


class Command(BaseCommand):
    """Tells museums which of their events run out of dates in a month; for a scheduler, daily."""

    help = "Write to the museums of which an event soon has no more dates."

    def handle(self, **options: Any) -> None:
        number = warn_of_ending_rules(timezone.now())
        self.stdout.write(f"{number} messages queued")
