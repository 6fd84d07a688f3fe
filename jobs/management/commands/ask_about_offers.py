from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from jobs.ending import ask_about_offers


class Command(BaseCommand):
    """Asks what is to become of offers, and what became of them; for a scheduler, daily."""

    help = (
        "Write to those who answer for offers that end within five days, or ended a fortnight ago."
    )

    def handle(self, **options: Any) -> None:
        number = ask_about_offers(timezone.now())
        self.stdout.write(f"{number} messages queued")
