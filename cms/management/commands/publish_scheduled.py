from datetime import timedelta
from typing import Any

from wagtail.management.commands.publish_scheduled import Command as PublishScheduled

from cms.timers import TimedCommand


class Command(TimedCommand, PublishScheduled):
    """Wagtail's own, by our timers."""

    every = timedelta(minutes=5)

    def is_whole(self, options: dict[str, Any]) -> bool:
        return not options["dryrun"]
