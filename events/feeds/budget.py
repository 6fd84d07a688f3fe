"""How much of a feed calendar applications read: Google stops near 1 MB or 1,111 events."""

from datetime import datetime
from typing import NamedTuple

MOST_ENTRIES = 1000
MOST_BYTES = 895_000  # of entries; the calendar around them takes some more


class Entry(NamedTuple):
    """One VEVENT with the period it tells."""

    starts_at: datetime
    ends_at: datetime
    text: str


def within_budget(entries: list[Entry], now: datetime) -> list[Entry]:
    """What the strictest subscriber reads, first to last.

    The far past is left out first, then the far future.
    """
    past = sorted(entry for entry in entries if entry.ends_at < now)
    ahead = sorted(entry for entry in entries if entry.ends_at >= now)
    size = sum(len(entry.text.encode()) for entry in entries)
    first, last = 0, len(ahead)
    while len(past) - first + last > MOST_ENTRIES or size > MOST_BYTES:
        if first < len(past):
            dropped = past[first]
            first += 1
        else:
            last -= 1
            dropped = ahead[last]
        size -= len(dropped.text.encode())
    return past[first:] + ahead[:last]


class FeedSize(NamedTuple):
    """How much a feed holds; `since` and `until` are said only where it had to be cut there."""

    events: int
    entries: int
    octets: int
    left_out: int = 0
    since: datetime | None = None
    until: datetime | None = None

    @classmethod
    def of(cls, events: int, number: int, entries: list[Entry], kept: list[Entry]) -> "FeedSize":
        """The size of what is kept of `number` entries; `entries` are those nearest to today."""
        octets = sum(len(entry.text.encode()) for entry in kept)
        left_out = number - len(kept)
        if not left_out or not kept:
            return cls(events, len(kept), octets, left_out)
        starts = sorted(entry.starts_at for entry in kept)
        first, last = starts[0], starts[-1]
        is_cut_before = any(entry.starts_at < first for entry in entries)
        is_cut_after = any(entry.starts_at > last for entry in entries)
        return cls(
            events,
            len(kept),
            octets,
            left_out,
            first if is_cut_before else None,
            last if is_cut_after else None,
        )
