from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.bin import throw_away
from cms.models import KEPT_FOR, DeletedPage


class Command(BaseCommand):
    """Throws away what nobody restored; for a scheduler, once a day."""

    help = f"Delete for good the pages that were deleted {KEPT_FOR.days} days ago or more."

    def handle(self, **options: Any) -> None:
        number = throw_away(DeletedPage.objects.deleted_before(timezone.now() - KEPT_FOR))
        self.stdout.write(f"{number} pages thrown away")
