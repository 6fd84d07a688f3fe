from datetime import time
from typing import Any

from django.utils import timezone

from cms.timers import TimedCommand
from museums.teams.inviting import remind


class Command(TimedCommand):
    """Reminds those who were invited and have not answered."""

    help = "Remind people of their invitations, twice at most; forget those of three months ago."
    at = time(4, 40)

    def handle(self, **options: Any) -> None:
        number = remind(timezone.now())
        self.stdout.write(f"{number} messages queued")
