"""How much of a feed calendar applications read: Google stops near 1 MB or 1,111 events."""

from datetime import datetime
from typing import NamedTuple

MOST_ENTRIES = 1000
MOST_BYTES = 900_000


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
