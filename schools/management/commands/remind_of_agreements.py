from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from schools.academy.reminding import remind


class Command(BaseCommand):
    """Reminds of agreements and validations that end soon; for a scheduler, once a day."""

    help = "Write to those whom the end of an agreement or of a validation concerns, 90 days ahead."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{remind(timezone.now())} messages queued")
