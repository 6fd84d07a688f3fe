from datetime import time
from typing import Any

from django.utils import timezone

from cms.timers import TimedCommand
from schools.academy.reminding import remind


class Command(TimedCommand):
    """Reminds of agreements and validations that end soon."""

    help = "Write to those whom the end of an agreement or of a validation concerns, 90 days ahead."
    at = time(4, 40)

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{remind(timezone.now())} messages queued")
