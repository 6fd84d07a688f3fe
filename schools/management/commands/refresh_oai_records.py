from datetime import time
from typing import Any

from django.utils import timezone

from cms.timers import TimedCommand
from schools.oai.records import refresh_all


class Command(TimedCommand):
    """Brings what harvesters are told of kits in line."""

    help = "Tell harvesters of kits that changed, went off line, or are validated no longer."
    at = time(4, 50)

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{refresh_all(timezone.now())} records changed")
