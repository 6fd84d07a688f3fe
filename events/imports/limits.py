"""How much of a calendar is read: so many events, for so long. Pure."""

import time
from dataclasses import dataclass, field

from events.imports.announced import Remark
from events.imports.reasons import Reason

MOST_EVENTS = 2000
MOST_SECONDS = 30  # of work, whatever else the machine does
MOST_DATES = 2000  # of one event, past ones included: every day for five years
MOST_PAGES = 50  # of an export that comes page by page
PAGES_TO_TRY = 3  # while somebody waits for an answer
SECONDS_TO_TRY = 10  # while somebody waits for an answer
LONGEST_TEXT = 20_000  # characters of one description


@dataclass
class Budget:
    """What one reading may still take; a calendar can be made to take for ever."""

    events: int = MOST_EVENTS
    seconds: float = MOST_SECONDS
    started: float = field(default_factory=time.thread_time)

    def spent(self, events: int, total: int) -> Remark | None:
        """Why the reading stops after so many of the events, if it has to."""
        if events >= self.events:
            return Remark(Reason.TOO_MANY_EVENTS, details={"total": total, "read": events})
        if time.thread_time() - self.started > self.seconds:
            return Remark(Reason.TOOK_TOO_LONG, details={"total": total, "read": events})
        return None
