from datetime import time
from typing import Any

from django.utils import timezone

from cms.timers import TimedCommand
from schools.models import VisitRequest
from schools.models.request import REQUESTS_ARE_KEPT


class Command(TimedCommand):
    """Erases what classes asked for long ago."""

    help = "Erases visit requests that are older than 180 days."
    at = time(3, 25)

    def handle(self, **options: Any) -> None:
        old = VisitRequest.objects.older_than(REQUESTS_ARE_KEPT, timezone.now())
        self.stdout.write(f"{old.delete()[0]} visit requests.")
