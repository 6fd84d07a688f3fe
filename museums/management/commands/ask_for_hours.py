from datetime import time
from typing import Any

from django.utils import timezone

from cms.timers import TimedCommand
from museums.confirming import ask_for_confirmation


class Command(TimedCommand):
    """Asks museums once a year whether their hours are still right."""

    help = "Write to the museums whose opening hours nobody confirmed for a year."
    at = time(4, 30)

    def handle(self, **options: Any) -> None:
        number = ask_for_confirmation(timezone.now())
        self.stdout.write(f"{number} messages queued")
