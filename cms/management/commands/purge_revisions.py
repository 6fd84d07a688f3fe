from datetime import time
from typing import Any

from wagtail.management.commands.purge_revisions import Command as PurgeRevisions

from cms.timers import TimedCommand

DAYS_KEPT = 90


class Command(TimedCommand, PurgeRevisions):
    """Wagtail's own, by our timers: the automatic saving makes many revisions."""

    at = time(3, 40)

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options | {"days": options["days"] or DAYS_KEPT})

    def is_whole(self, options: dict[str, Any]) -> bool:
        return not options["pages"] and not options["non_pages"]
