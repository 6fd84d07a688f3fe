"""The feed of the whole network, or of what passes the filters of the agenda."""

from dataclasses import dataclass, field
from typing import ClassVar
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.template.defaultfilters import truncatechars
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.addresses import address_of
from cms.models import NetworkSettings
from events.feeds.base import Feed
from events.feeds.queries import FeedQuery
from events.models.entry import CalendarEntry
from events.models.feed_fetch import SELECTION_SCOPE
from events.models.occurrence import EventSeries, FeedVersion, Occurrence
from events.occurrences import NETWORK_SCOPE
from events.querysets import OccurrenceQuerySet, SeriesQuerySet

LONGEST_CHOICE = 120  # characters of the filters in a calendar's name


@dataclass
class NetworkFeed(Feed):
    """What is on in all the museums, or what passes the filters of the agenda."""

    query: FeedQuery = field(default_factory=lambda: FeedQuery(QueryDict()))

    with_museum: ClassVar[bool] = True

    @property
    def path(self) -> str:
        return reverse("network_feed", args=[self.form])

    def name(self) -> str:
        site = Site.objects.get(is_default_site=True)
        network = _("Agenda – %(name)s") % {"name": NetworkSettings.for_site(site).name}
        chosen = truncatechars(" · ".join(self.query.words(self.today)), LONGEST_CHOICE)
        return f"{network} ({chosen})" if chosen else network

    def page_url(self) -> str:
        """The agenda, in the language of the feed, with the same filters."""
        address = address_of("events.AgendaPage") or "/agenda/"
        query = urlencode(self.query.pairs())
        return f"{settings.BASE_URL}{address}" + (f"?{query}" if query else "")

    def parameters(self) -> list[tuple[str, str]]:
        return sorted([*super().parameters(), *self.query.pairs()])

    def asked(self) -> tuple[object, ...]:
        return (*super().asked(), self.query.key)

    @property
    def is_kept(self) -> bool:
        """Selections are without number: each is written anew."""
        return super().is_kept and not self.query

    @property
    def fetch_scope(self) -> str:
        return SELECTION_SCOPE if self.query else NETWORK_SCOPE

    def misread_labels(self) -> list[str]:
        return [*super().misread_labels(), *self.query.misread()]

    @property
    def tells_rules(self) -> bool:
        return super().tells_rules and not self.query.has_days

    @cached_property
    def version(self) -> FeedVersion | None:
        return FeedVersion.objects.of(NETWORK_SCOPE)

    def occurrences(self) -> OccurrenceQuerySet:
        found = Occurrence.objects.visible().filtered(**self.query.filters())
        found = found.during(*self.query.period())
        return found.spans() if self.query.has_only_spans else found

    def series(self) -> SeriesQuerySet:
        return EventSeries.objects.visible().filtered(**self.query.filters())

    def stored_entries(self) -> SeriesQuerySet:
        return CalendarEntry.objects.visible().filtered(**self.query.filters())
