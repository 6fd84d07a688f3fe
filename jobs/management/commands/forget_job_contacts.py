from datetime import time
from typing import Any

from django.utils import timezone

from cms.timers import TimedCommand
from jobs.contacts import forget_contacts


class Command(TimedCommand):
    """Forgets whom to write to about offers long closed."""

    help = "Forget the contacts of the offers that closed 180 days ago."
    at = time(3, 25)

    def handle(self, **options: Any) -> None:
        number = forget_contacts(timezone.now())
        self.stdout.write(f"the contacts of {number} offers forgotten")
