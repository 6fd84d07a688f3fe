"""The feed of one museum."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from events.feeds.base import Feed
from events.models.entry import CalendarEntry
from events.models.occurrence import EventSeries, FeedVersion, Occurrence
from events.occurrences import museum_scope
from events.querysets import OccurrenceQuerySet, SeriesQuerySet
from museums.models import MuseumPage


@dataclass
class MuseumFeed(Feed):
    """What is on in one museum."""

    slug: str = ""

    @property
    def path(self) -> str:
        return reverse("museum_feed", args=[self.slug])

    @cached_property
    def museum(self) -> MuseumPage | None:
        """The member of that address, on line or not; None where there is none."""
        return MuseumPage.objects.sources().filter(slug=self.slug).first()

    def name(self) -> str:
        return _("Agenda – %(name)s") % {"name": self.museum.title}

    def page_url(self) -> str:
        return f"{settings.BASE_URL}{self.museum.url}"

    @cached_property
    def version(self) -> FeedVersion | None:
        return FeedVersion.objects.filter(museum__slug=self.slug, museum__live=True).first()

    @property
    def fetch_scope(self) -> str:
        return self.version.scope if self.version else museum_scope(self.museum.pk)

    def occurrences(self) -> OccurrenceQuerySet:
        return Occurrence.objects.visible().filter(museum=self.museum)

    def series(self) -> SeriesQuerySet:
        return EventSeries.objects.visible().filter(museum=self.museum)

    def stored_entries(self) -> SeriesQuerySet:
        return CalendarEntry.objects.visible().filter(museum=self.museum)
