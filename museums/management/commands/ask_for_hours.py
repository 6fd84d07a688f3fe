from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from museums.confirming import ask_for_confirmation


class Command(BaseCommand):
    """Asks museums once a year whether their hours are still right; for a scheduler, daily."""

    help = "Write to the museums whose opening hours nobody confirmed for a year."

    def handle(self, **options: Any) -> None:
        number = ask_for_confirmation(timezone.now())
        self.stdout.write(f"{number} messages queued")
