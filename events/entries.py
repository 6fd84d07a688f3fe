"""The entries of an event as calendars are told them, stored at publication for feeds to join.

A feed that wrote its thousand entries anew after each publication would take fifty times as long.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import translation

from events.ical import Telling, other_lines, title_line
from events.models.entry import CalendarEntry
from events.models.occurrence import EventFragment, EventSeries, Occurrence

PLAIN = Telling()
WITH_MUSEUM = Telling(with_museum=True)
TEXTS = ("title_line", "title_line_with_museum", "lines")

Key = tuple[int | None, int | None, str]  # of a date, of a series, in which language


@dataclass
class StaleEntries:
    """How what is stored of an event's entries differs from what its rows and texts say."""

    missing: list[CalendarEntry]
    changed: list[CalendarEntry]
    left: list[CalendarEntry]  # of dates that are withdrawn, or told by a rule now

    def __bool__(self) -> bool:
        return bool(self.missing or self.changed or self.left)


def stale_entries(event_key: object) -> StaleEntries:
    """What `store_entries` would do for an event."""
    stored = {_key(entry): entry for entry in _stored(event_key)}
    stale = StaleEntries([], [], [])
    for wanted in _wanted(event_key):
        entry = stored.pop(_key(wanted), None)
        if entry is None:
            stale.missing.append(wanted)
        elif any(getattr(entry, name) != getattr(wanted, name) for name in TEXTS):
            wanted.pk = entry.pk
            stale.changed.append(wanted)
    stale.left = list(stored.values())
    return stale


def store_entries(event_key: object) -> bool:
    """Write what feeds say of an event; True if they said something else before.

    A feed writes itself what is not stored: to store it for the first time changes nothing.
    """
    stale = stale_entries(event_key)
    CalendarEntry.objects.filter(pk__in=[entry.pk for entry in stale.left]).delete()
    CalendarEntry.objects.bulk_create(stale.missing, batch_size=200)
    CalendarEntry.objects.bulk_update(stale.changed, TEXTS, batch_size=50)
    return bool(stale.changed)


def _key(entry: CalendarEntry) -> Key:
    return entry.occurrence_id, entry.series_id, entry.language


def _stored(event_key: object) -> Iterator[CalendarEntry]:
    yield from CalendarEntry.objects.filter(occurrence__event_key=event_key)
    yield from CalendarEntry.objects.filter(series__event_key=event_key)


def _wanted(event_key: object) -> Iterator[CalendarEntry]:
    """Each date that no rule tells, and each series, in each language."""
    rows = Occurrence.objects.of_event(event_key).filter(is_in_series=False)
    series = EventSeries.objects.filter(event_key=event_key)
    dates, rules = list(rows), list(series)
    for fragment in EventFragment.objects.filter(event_key=event_key):
        with translation.override(fragment.language):
            for row in dates:
                yield _entry(fragment, occurrence=row)
            for rule in rules:
                yield _entry(fragment, series=rule)


def _entry(fragment: EventFragment, **item: Occurrence | EventSeries) -> CalendarEntry:
    """The entry of a date or of a series. The language is the active one."""
    (one,) = item.values()
    return CalendarEntry(
        **item,
        language=fragment.language,
        title_line=title_line(one, fragment, PLAIN),
        title_line_with_museum=title_line(one, fragment, WITH_MUSEUM),
        lines=other_lines(one, fragment, PLAIN),
    )
