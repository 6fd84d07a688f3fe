"""What a calendar announces, whatever its format: one `Reading`, within the limits."""

from datetime import date

from events.imports.announced import Reading
from events.imports.limits import Budget
from events.imports.reading_ical import read_ical
from events.imports.reading_openagenda import is_openagenda, read_openagenda


def read(content: bytes, horizon: date, timezone: str, budget: Budget | None = None) -> Reading:
    """The events of an iCalendar file or of an OpenAgenda export, told apart by their first sign.

    `timezone` is for times that name none. Raises RefusedError where it is neither.
    """
    budget = budget or Budget()
    if is_openagenda(content):
        return read_openagenda(content, timezone, budget)
    return read_ical(content, horizon, timezone, budget)
