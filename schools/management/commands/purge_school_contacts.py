from datetime import time
from typing import Any

from django.utils import timezone

from cms.timers import TimedCommand
from schools.models import RelayTeacher, VisitRequest
from schools.models.academy import RELAY_TEACHERS_ARE_KEPT
from schools.models.request import REQUESTS_ARE_KEPT


class Command(TimedCommand):
    """Erases whom the site need not know any more of schools."""

    help = "Erases old visit requests, and relay teachers whose mandate ended long ago."
    at = time(3, 25)

    def handle(self, **options: Any) -> None:
        now = timezone.now()
        requests = VisitRequest.objects.older_than(REQUESTS_ARE_KEPT, now)
        last_day = timezone.localdate(now - RELAY_TEACHERS_ARE_KEPT)
        teachers = RelayTeacher.objects.out_of_office_before(last_day)
        of_teachers = teachers.delete()[1].get("schools.RelayTeacher", 0)
        self.stdout.write(f"{requests.delete()[0]} visit requests, {of_teachers} relay teachers.")
