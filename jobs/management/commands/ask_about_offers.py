from datetime import time
from typing import Any

from django.utils import timezone

from cms.timers import TimedCommand
from jobs.ending import ask_about_offers


class Command(TimedCommand):
    """Asks what is to become of offers, and what became of them."""

    help = (
        "Write to those who answer for offers that end within five days, or ended a fortnight ago."
    )
    at = time(5)

    def handle(self, **options: Any) -> None:
        number = ask_about_offers(timezone.now())
        self.stdout.write(f"{number} messages queued")
