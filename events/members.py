"""The agenda of a museum that merges, leaves, or takes its content home."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils import timezone
from wagtail import hooks

from events.feeds import EventFeed
from events.models import (
    CalendarEntry,
    CalendarSource,
    EventPage,
    EventRecord,
    EventSeries,
    ImportedEvent,
    Occurrence,
)
from events.occurrences import bump_versions
from museums.exporting import HOOK as MUSEUM_EXPORT
from museums.leaving import HOOK as MUSEUM_LEFT
from museums.merging import HOOK as MUSEUM_MERGED
from museums.models import MuseumPage


@hooks.register(MUSEUM_MERGED)
def follow_museum(museum: MuseumPage, into: MuseumPage) -> None:
    """What was ever told of its dates, and its imported calendars, are the other museum's.

    Its events moved already, and were rebuilt; what is left are dates that were taken back.
    """
    for model in (Occurrence, EventSeries, CalendarEntry, EventRecord):
        model.objects.filter(museum=museum).update(museum=into)
    sources = CalendarSource.objects.filter(museum=into).values("url")
    CalendarSource.objects.filter(museum=museum).exclude(url__in=sources).update(museum=into)
    known = ImportedEvent.objects.filter(museum=into).values("uid")
    ImportedEvent.objects.filter(museum=museum).exclude(uid__in=known).update(museum=into)
    bump_versions(timezone.now(), into)


@hooks.register(MUSEUM_LEFT)
def stop_imports(museum: MuseumPage) -> None:
    """Nothing is read any more for a museum that left."""
    CalendarSource.objects.filter(museum=museum).update(is_active=False)


@dataclass
class WholeEvent(EventFeed):
    """An event with all the dates that it ever had."""

    def window(self) -> tuple[datetime, datetime]:
        return datetime(1970, 1, 1, tzinfo=UTC), super().window()[1]


@hooks.register(MUSEUM_EXPORT)
def calendars_of(museum: MuseumPage, now: datetime) -> Iterator[tuple[str, bytes]]:
    """Each of its events on line as a calendar that any application reads."""
    today = timezone.localdate(now)
    for event in EventPage.objects.published().descendant_of(museum):
        feed = WholeEvent(today=today, event_key=event.event_key)
        if feed.version:
            yield f"agenda/{event.pk}-{feed.file_name}", feed.text().encode()
