"""Counting who reads the feeds without making anybody wait: in memory first, then in one go."""

import logging
from collections import Counter
from threading import Lock
from time import monotonic

from django.core.signals import request_finished
from django.db import DatabaseError
from django.dispatch import receiver

from events.models.feed_fetch import FeedFetch, Fetch

SECONDS_IN_MEMORY = 60
MOST_IN_MEMORY = 2000
DAYS_KEPT = 400

logger = logging.getLogger(__name__)


class FetchTally:
    """The readings that one process has not written down yet; lost if it is stopped before."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: Counter[Fetch] = Counter()
        self._is_due_at = 0.0

    def add(self, fetch: Fetch) -> None:
        """One more reading; past a bound, of known kinds only."""
        with self._lock:
            if not self._counts:
                self._is_due_at = monotonic() + SECONDS_IN_MEMORY
            if fetch in self._counts or len(self._counts) < MOST_IN_MEMORY:
                self._counts[fetch] += 1

    def take(self) -> Counter[Fetch]:
        """All that was counted; it is counted here no longer."""
        with self._lock:
            taken, self._counts = self._counts, Counter()
            return taken

    @property
    def is_due(self) -> bool:
        """Whether something has waited for a minute."""
        return bool(self._counts) and monotonic() >= self._is_due_at


tally = FetchTally()


@receiver(request_finished)
def write_when_due(**kwargs: object) -> None:
    """Once a minute at most, after an answer has left: a 304 still costs one query."""
    if not tally.is_due:
        return
    try:
        FeedFetch.objects.add(tally.take())
    except DatabaseError:  # a minute of counts is worth less than the next answer
        logger.exception("A minute of readings of the feeds could not be written.")
