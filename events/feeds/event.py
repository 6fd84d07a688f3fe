"""The files that put one event, or one of its dates, into a calendar."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.functional import cached_property

from cms.visibility import unrestricted
from events.feeds.base import Feed
from events.models.event import EventPage
from events.models.feed_fetch import EVENT_SCOPE
from events.models.occurrence import EventSeries, FeedVersion, Occurrence
from events.occurrences import event_scope
from events.querysets import OccurrenceQuerySet, SeriesQuerySet


@dataclass
class EventFeed(Feed):
    """One event, with all its dates."""

    event_key: UUID | None = None

    is_rich: ClassVar[bool] = True

    @property
    def path(self) -> str:
        return reverse("event_feed", args=[self.event_key])

    @cached_property
    def event(self) -> EventPage | None:
        """The event of that key, where visitors may see it."""
        events = unrestricted(EventPage.objects.published())
        return events.filter(translation_key=self.event_key).first()

    @property
    def fetch_scope(self) -> str:
        """All events together: which one somebody took home is nobody's business."""
        return EVENT_SCOPE

    @property
    def is_gone(self) -> bool:
        """Whether what was announced is no longer."""
        return self.event is None

    @property
    def file_name(self) -> str:
        return f"{self.event.slug}.ics"

    def name(self) -> str:
        return self.event.title

    def page_url(self) -> str:
        return f"{settings.BASE_URL}{self.event.url}"

    @cached_property
    def version(self) -> FeedVersion | None:
        return FeedVersion.objects.of(event_scope(self.event_key))

    def occurrences(self) -> OccurrenceQuerySet:
        return Occurrence.objects.visible().filter(event_key=self.event_key)

    def series(self) -> SeriesQuerySet:
        return EventSeries.objects.visible().filter(event_key=self.event_key)


@dataclass
class OccurrenceFeed(EventFeed):
    """One date of an event, whenever that is or was."""

    schedule_uid: str = ""
    slot: str = ""

    @property
    def path(self) -> str:
        return reverse("occurrence_feed", args=[self.event_key, self.schedule_uid, self.slot])

    @cached_property
    def occurrence(self) -> Occurrence | None:
        """The row of that name, announced or taken back; None where there never was one."""
        return Occurrence.objects.filter(
            event_key=self.event_key, schedule_uid=self.schedule_uid, slot=self.slot
        ).first()

    @property
    def is_gone(self) -> bool:
        return super().is_gone or self.occurrence.removed_at is not None

    @property
    def file_name(self) -> str:
        return f"{self.event.slug}-{self.slot[:8]}.ics"

    def rows(self) -> OccurrenceQuerySet:
        return self.occurrences().filter(pk=self.occurrence.pk)

    @property
    def tells_rules(self) -> bool:
        return False
