"""The calendar of a season: the dates of many places, between two days."""

from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.functional import cached_property

from events.feeds.base import Feed
from events.models.occurrence import EventSeries, FeedVersion, Occurrence
from events.models.season import SeasonPage
from events.occurrences import season_scope
from events.querysets import OccurrenceQuerySet, SeriesQuerySet


@dataclass
class SeasonFeed(Feed):
    """What a season gathers, in museums and at partner venues, within its days.

    Its dates are told one by one: a rule would tell those before and after the season too.
    """

    slug: str = ""

    with_museum: ClassVar[bool] = True

    @property
    def tells_rules(self) -> bool:
        return False

    @property
    def path(self) -> str:
        return reverse("season_feed", args=[self.slug])

    @cached_property
    def season(self) -> SeasonPage | None:
        """The season of that address, on line or not; None where there is none."""
        return SeasonPage.objects.sources().filter(slug=self.slug).first()

    def name(self) -> str:
        return self.season.title

    def page_url(self) -> str:
        return f"{settings.BASE_URL}{self.season.url}"

    @cached_property
    def version(self) -> FeedVersion | None:
        scope = Concat(Value(season_scope("")), Cast("pk", CharField()))
        seasons = SeasonPage.objects.sources().live().filter(slug=self.slug)
        return FeedVersion.objects.filter(scope__in=seasons.values_list(scope)).first()

    def occurrences(self) -> OccurrenceQuerySet:
        return Occurrence.objects.visible().of_season(self.season.translation_key)

    def series(self) -> SeriesQuerySet:
        return EventSeries.objects.none()
