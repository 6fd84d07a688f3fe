from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from schools.models import VisitRequest
from schools.models.request import REQUESTS_ARE_KEPT


class Command(BaseCommand):
    """Erases what classes asked for long ago; for a scheduler, once a day."""

    help = "Erases visit requests that are older than 180 days."

    def handle(self, **options: Any) -> None:
        old = VisitRequest.objects.older_than(REQUESTS_ARE_KEPT, timezone.now())
        self.stdout.write(f"{old.delete()[0]} visit requests.")
