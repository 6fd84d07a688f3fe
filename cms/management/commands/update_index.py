from datetime import time
from typing import Any

from wagtail.search.management.commands.update_index import Command as UpdateIndex

from cms.timers import TimedCommand


class Command(TimedCommand, UpdateIndex):
    """Wagtail's own, by our timers: the search's index, should a page have missed it."""

    at = time(3, 30)

    def is_whole(self, options: dict[str, Any]) -> bool:
        return not options["schema_only"] and not options["backend_name"]
