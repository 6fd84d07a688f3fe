from datetime import time
from typing import Any

from django.utils import timezone

from cms.timers import TimedCommand
from events.ending import warn_of_ending_rules


class Command(TimedCommand):
    """Tells museums which of their events run out of dates in a month."""

    help = "Write to the museums of which an event soon has no more dates."
    at = time(4)

    def handle(self, **options: Any) -> None:
        number = warn_of_ending_rules(timezone.now())
        self.stdout.write(f"{number} messages queued")
