from typing import Any

from django.utils import timezone
from wagtail.management.commands.publish_scheduled import Command as PublishScheduled

from cms.models import TimerRun


class Command(PublishScheduled):
    """Wagtail's own, which also says that a scheduler starts it."""

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if not options["dryrun"]:
            TimerRun.note("publish_scheduled", timezone.now())
