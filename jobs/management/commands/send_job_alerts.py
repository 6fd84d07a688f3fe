from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from jobs.alerts import forget_unconfirmed
from jobs.digests import send_digests


class Command(BaseCommand):
    """Sends new offers to those who asked for them; for a scheduler, once a day or more often."""

    help = "Mail new job offers to alerts and relays, each once; forget alerts never confirmed."

    def handle(self, **options: Any) -> None:
        now = timezone.now()
        number, forgotten = send_digests(now), forget_unconfirmed(now)
        self.stdout.write(f"{number} messages queued, {forgotten} unconfirmed alerts forgotten")
