from datetime import time
from typing import Any

from django.utils import timezone

from cms.timers import TimedCommand
from jobs.alerts import forget_unconfirmed
from jobs.digests import send_digests


class Command(TimedCommand):
    """Sends new offers to those who asked for them."""

    help = "Mail new job offers to alerts and relays, each once; forget alerts never confirmed."
    at = time(7)

    def handle(self, **options: Any) -> None:
        now = timezone.now()
        number, forgotten = send_digests(now), forget_unconfirmed(now)
        self.stdout.write(f"{number} messages queued, {forgotten} unconfirmed alerts forgotten")
