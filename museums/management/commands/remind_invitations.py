from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from museums.teams.inviting import remind


class Command(BaseCommand):
    """Reminds those who were invited and have not answered; for a scheduler, daily."""

    help = "Remind people of their invitations, twice at most; forget those of three months ago."

    def handle(self, **options: Any) -> None:
        number = remind(timezone.now())
        self.stdout.write(f"{number} messages queued")
