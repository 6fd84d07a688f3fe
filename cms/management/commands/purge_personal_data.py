from datetime import time
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from cms.models import OutgoingMessage
from cms.outbox import CONTENT_IS_KEPT
from cms.timers import TimedCommand


class Command(TimedCommand):
    """Throws away what the site need not know of people any more."""

    help = "Throws away failed log-ins, finished sessions and what old messages said."
    at = time(3, 15)

    def handle(self, **options: Any) -> None:
        now = timezone.now()
        tries = AccessAttempt.objects.filter(attempt_time__lt=now - settings.AXES_COOLOFF_TIME)
        sessions = Session.objects.filter(expire_date__lt=now)
        messages = OutgoingMessage.objects.erase_content(now - CONTENT_IS_KEPT)
        self.stdout.write(
            f"{tries.delete()[0]} failed log-ins, {sessions.delete()[0]} sessions, "
            f"{messages} messages."
        )
