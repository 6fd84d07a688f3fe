import logging
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cms.models import TimerRun
from cms.timers import timed_commands

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Starts what is due; all that a scheduler need know, every five minutes.

    What fails is told and does not keep the others from running; it is tried again when it is
    due the next time.
    """

    help = "Run the commands that are due: publishing, mail, reminders, erasing what is old."

    def handle(self, **options: Any) -> None:
        failed = []
        for command in timed_commands():
            now, name = timezone.now(), command.name()
            if not TimerRun.claim(name, command.due_since(now), now):
                continue
            self.stdout.write(name)
            try:
                call_command(name, stdout=self.stdout, stderr=self.stderr)
            except Exception:
                logger.exception("%s failed", name)
                failed.append(name)
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}.")
