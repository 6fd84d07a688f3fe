"""The dates of one event as its page tells them."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from events.models.occurrence import Occurrence


SOON = 8  # dates that a page lists before it folds the rest


class EventDates:
    """An event's sittings, first to last, as seen at `now`."""

    def __init__(self, rows: "Iterable[Occurrence]", now: datetime) -> None:
        self.all, self.now = list(rows), now
        self.past = [row for row in self.all if self._is_over(row)]
        self.upcoming = [row for row in self.all if not self._is_over(row)]

    def _is_over(self, row: "Occurrence") -> bool:
        """Without a known end, a sitting is over when its day is."""
        if row.has_end:
            return row.ends_at <= self.now
        return row.starts_on < self.now.astimezone(row.local_start.tzinfo).date()

    @property
    def next(self) -> "Occurrence | None":
        """The next sitting that takes place, if any."""
        return next((row for row in self.upcoming if not row.is_cancelled), None)

    @property
    def soon(self) -> "list[Occurrence]":
        """The first of the dates to come."""
        return self.upcoming[:SOON]

    @property
    def later(self) -> "list[Occurrence]":
        """The dates to come after those."""
        return self.upcoming[SOON:]

    @property
    def is_over(self) -> bool:
        return bool(self.all) and not self.upcoming

    @property
    def is_cancelled(self) -> bool:
        """Whether nothing of what is ahead takes place."""
        return bool(self.upcoming) and all(row.is_cancelled for row in self.upcoming)
