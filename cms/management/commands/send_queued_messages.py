from datetime import timedelta
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from cms.models import MessageState, OutgoingMessage
from cms.outbox import CONTENT_IS_KEPT, MESSAGES_A_RUN, send_queued
from cms.timers import TimedCommand


class Command(TimedCommand):
    """Sends what waits in the outbox and erases what finished messages said."""

    help = "Send the queued messages, try again those that are due, erase what old ones said."
    every = timedelta(minutes=5)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=int, default=MESSAGES_A_RUN, metavar="N")

    def handle(self, **options: Any) -> None:
        now = timezone.now()
        erased = OutgoingMessage.objects.erase_content(before=now - CONTENT_IS_KEPT)
        try:
            outcome = send_queued(now, options["limit"])
        except OSError as error:
            raise CommandError(f"The mail server cannot be reached: {error}") from error
        counts = [f"{outcome[state]} {state}" for state in MessageState.values if outcome[state]]
        self.stdout.write(", ".join([*counts, f"{erased} erased"]))
