"""The state of one feed, and of many at a glance."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Count
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from events.clients import ClientFamily
from events.feeds import Feed, MuseumFeed, NetworkFeed
from events.feeds.budget import MOST_BYTES, MOST_ENTRIES, FeedSize
from events.health.checking import faults
from events.health.left_out import Reason, hidden, outside
from events.models import EventPage, FeedFetch, Occurrence
from events.models.feed_fetch import (
    EVENT_SCOPE,
    LINK_SCOPE,
    SELECTION_SCOPE,
    FeedFetchQuerySet,
)
from events.occurrences import museum_scope, season_scope
from events.page_querysets import EventQuerySet
from events.querysets import OccurrenceQuerySet
from museums.models import MuseumPage

DAYS = 7
NEARLY_FULL = 0.8


class Client(NamedTuple):
    """A family of applications that read a feed."""

    label: str
    total: int
    last_on: date


class Fill(NamedTuple):
    """How much of what applications read of a calendar it takes."""

    value: int
    most: int

    @property
    def is_high(self) -> bool:
        return self.value >= self.high

    @property
    def high(self) -> int:
        """From here on somebody should know."""
        return int(self.most * NEARLY_FULL)


@dataclass
class FeedHealth:
    """One feed, whichever: it is written once, and all that is said of it comes from that.

    `events` and `dates` are all that might be told in it, on line or not.
    """

    feed: Feed
    events: EventQuerySet
    dates: OccurrenceQuerySet
    is_on_line: bool = True

    @cached_property
    def size(self) -> FeedSize:
        return self.feed.size()

    @cached_property
    def faults(self) -> list[str]:
        """What is wrong with its bytes, a sentence each."""
        return faults(self.feed.text())

    @property
    def entries(self) -> Fill:
        return Fill(self.size.entries, MOST_ENTRIES)

    @property
    def kilobytes(self) -> Fill:
        return Fill(round(self.size.octets / 1000), MOST_BYTES // 1000)

    @property
    def room(self) -> str:
        """How far it is from what applications stop reading at."""
        if self.size.left_out:
            return _("The calendar is full: what does not fit in is left out.")
        if self.entries.is_high or self.kilobytes.is_high:
            return _("The calendar is nearly full.")
        return _("There is room left.")

    def left_out(self) -> list[Reason]:
        """What it does not tell, and why; what somebody can change comes first."""
        rules = outside(self.feed, self.size) if self.is_on_line else ()
        return [*hidden(self.events, self.dates), *rules]

    def clients(self) -> list[Client]:
        """The applications that read it this week, those that read most in front."""
        read = read_since(first_day(self.feed.today)).of([self.feed.fetch_scope])
        return [
            Client(ClientFamily(row["client"]).label, row["total"], row["last_on"])
            for row in read.by_client()
        ]


def network_health(today: date) -> FeedHealth:
    """The feed of the whole network."""
    return FeedHealth(NetworkFeed(today), EventPage.objects.sources(), Occurrence.objects.all())


def museum_health(museum: MuseumPage, today: date) -> FeedHealth:
    """The feed of one museum; off line it answers nobody."""
    branch = MuseumPage.objects.filter(pk=museum.pk)
    return FeedHealth(
        MuseumFeed(today, slug=museum.slug),
        EventPage.objects.sources().below(branch),
        Occurrence.objects.at_museum(museum),
        is_on_line=museum.live,
    )


class MuseumLine(NamedTuple):
    """One museum's feed among the others."""

    museum: MuseumPage
    entries: Fill
    read: int
    drafts: int


def museum_lines(museums: Iterable[MuseumPage], today: date) -> Iterator[MuseumLine]:
    """The feeds of these museums at a glance, in the same queries however many they are."""
    entries, drafts = _entries_by_museum(today), list(_draft_paths())
    read = read_since(first_day(today)).totals()
    for museum in museums:
        yield MuseumLine(
            museum,
            Fill(min(entries[museum.pk], MOST_ENTRIES), MOST_ENTRIES),
            read.get(museum_scope(museum.pk), 0),
            sum(path.startswith(museum.path) for path in drafts),
        )


def other_readings(today: date) -> list[tuple[str, int]]:
    """How often what has no line of its own was read this week."""
    read = read_since(first_day(today)).totals()
    kinds = {
        SELECTION_SCOPE: _("Selections of the agenda"),
        LINK_SCOPE: _("Short links"),
        EVENT_SCOPE: _("Files of one event or one date"),
    }
    seasons = sum(number for scope, number in read.items() if scope.startswith(season_scope("")))
    others = [(label, read.get(scope, 0)) for scope, label in kinds.items()]
    return [(_("Seasons"), seasons), *others]


def first_day(today: date) -> date:
    """The first of the last seven days, today included."""
    return today - timedelta(days=DAYS - 1)


def read_since(day: date) -> FeedFetchQuerySet:
    return FeedFetch.objects.since(day)


def _entries_by_museum(today: date) -> Counter[int]:
    """How many entries each museum's feed would have without a budget."""
    feed = NetworkFeed(today)
    alone = feed.rows().filter(is_in_series=False)
    by_rule = feed.series().overlapping(*feed.window())
    counts: Counter[int] = Counter()
    for rows in (alone, by_rule):
        counts.update(dict(rows.order_by().values_list("museum").annotate(Count("pk"))))
    return counts


def _draft_paths() -> Iterable[str]:
    return EventPage.objects.sources().not_live().values_list("path", flat=True)
