from datetime import time
from typing import Any

from django.utils import timezone

from cms.bin import throw_away
from cms.models import KEPT_FOR, DeletedPage
from cms.timers import TimedCommand


class Command(TimedCommand):
    """Throws away what nobody restored."""

    help = f"Delete for good the pages that were deleted {KEPT_FOR.days} days ago or more."
    at = time(3, 20)

    def handle(self, **options: Any) -> None:
        number = throw_away(DeletedPage.objects.deleted_before(timezone.now() - KEPT_FOR))
        self.stdout.write(f"{number} pages thrown away")
