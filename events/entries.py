"""The entries of an event as calendars are told them, stored at publication for feeds to join.

A feed that wrote its thousand entries anew after each publication would take five times as long.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils import translation

from events.ical import Telling, other_lines, title_line
from events.models.entry import CalendarEntry
from events.models.occurrence import EventFragment, EventSeries, Occurrence

PLAIN = Telling()
WITH_MUSEUM = Telling(with_museum=True)
DERIVED_FIELDS = (
    "page_id",
    "museum_id",
    "starts_at",
    "ends_at",
    "timezone",
    "is_cancelled",
    "title_line",
    "title_line_with_museum",
    "lines",
)

Key = tuple[int | None, int | None, str]  # of a date, of a series, in which language


@dataclass
class StaleEntries:
    """How what is stored of an event's entries differs from what its rows and texts say."""

    missing: list[CalendarEntry]
    changed: list[CalendarEntry]
    left: list[CalendarEntry]  # of dates that are withdrawn, or told by a rule now

    def __bool__(self) -> bool:
        return bool(self.missing or self.changed or self.left)


def stale_entries(event_key: UUID) -> StaleEntries:
    """What `store_entries` would do for an event."""
    stored = {_key(entry): entry for entry in CalendarEntry.objects.filter(event_key=event_key)}
    stale = StaleEntries([], [], [])
    for wanted in _wanted(event_key):
        entry = stored.pop(_key(wanted), None)
        if entry is None:
            stale.missing.append(wanted)
        elif any(getattr(entry, name) != getattr(wanted, name) for name in DERIVED_FIELDS):
            wanted.pk = entry.pk
            stale.changed.append(wanted)
    stale.left = list(stored.values())
    return stale


def store_entries(event_key: UUID) -> bool:
    """Write what feeds say of an event; True if they said something else before."""
    stale = stale_entries(event_key)
    if stale.left:
        CalendarEntry.objects.filter(pk__in=[entry.pk for entry in stale.left]).delete()
    CalendarEntry.objects.bulk_create(stale.missing, batch_size=200)
    CalendarEntry.objects.bulk_update(stale.changed, DERIVED_FIELDS, batch_size=50)
    return bool(stale)


def _key(entry: CalendarEntry) -> Key:
    return entry.occurrence_id, entry.series_id, entry.language


def _wanted(event_key: UUID) -> Iterator[CalendarEntry]:
    """Each date that no rule tells, and each series, in each language."""
    dates = list(Occurrence.objects.of_event(event_key).filter(is_in_series=False))
    rules = list(EventSeries.objects.filter(event_key=event_key))
    for fragment in EventFragment.objects.filter(event_key=event_key):
        with translation.override(fragment.language):
            for row in dates:
                yield _entry(row, fragment, occurrence=row, is_cancelled=row.is_cancelled)
            for rule in rules:
                yield _entry(rule, fragment, series=rule, is_cancelled=False)


def _entry(
    item: Occurrence | EventSeries, fragment: EventFragment, **values: object
) -> CalendarEntry:
    """The entry of a date or of a series. The language is the active one."""
    return CalendarEntry(
        **values,
        event_key=item.event_key,
        page_id=item.page_id,
        museum_id=item.museum_id,
        starts_at=item.starts_at,
        ends_at=item.ends_at,
        timezone=item.timezone,
        language=fragment.language,
        title_line=title_line(item, fragment, PLAIN),
        title_line_with_museum=title_line(item, fragment, WITH_MUSEUM),
        lines=other_lines(item, fragment, PLAIN),
    )
