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
    def named(self) -> "Occurrence | None":
        """The sitting that the page tells first: the next one, or the only one there ever was.

        Who holds a leaflet wants to read that this very day is cancelled, or over.
        """
        return self.next or (self.all[0] if len(self.all) == 1 else None)

    def at(self, slot: str) -> "Occurrence | None":
        """The sitting that an address names by its slot; see `Occurrence.get_absolute_url()`."""
        return next((row for row in self.all if slot and slot_in_address(row.slot) == slot), None)

    def beside(self, row: "Occurrence") -> "list[Occurrence]":
        """The sittings just before and just after one, those that there are."""
        place = self.all.index(row)
        return [*self.all[max(place - 1, 0) : place], *self.all[place + 1 : place + 2]]

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


def slot_in_address(slot: str) -> str:
    """A slot as addresses write it: "20261202T140000" is "2026-12-02-14h00"."""
    day = f"{slot[:4]}-{slot[4:6]}-{slot[6:8]}"
    return f"{day}-{slot[9:11]}h{slot[11:13]}" if "T" in slot else day


def stored_slot(written: str) -> str:
    """The slot that an address writes so."""
    digits = written.replace("-", "").replace("h", "")
    return f"{digits[:8]}T{digits[8:]}00" if "h" in written else digits
