"""Calendar feeds: which entries a feed holds, joined from stored pieces."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from itertools import chain
from typing import ClassVar, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.ical import Calendar, clean
from cms.models import NetworkSettings
from events.choices import OccurrenceStatus
from events.ical import occurrence_vevent, series_vevent
from events.models import EventFragment, EventPage, EventSeries, FeedVersion, Occurrence
from events.occurrences import NETWORK_SCOPE, event_scope
from events.querysets import OccurrenceQuerySet, SeriesQuerySet
from museums.models import MuseumPage

# Raised when the bytes of a feed change for the same content, so that every ETag changes.
CODE_VERSION = 1
MOST_ENTRIES = 1000
MOST_BYTES = 900_000
PAST = timedelta(days=90)
FUTURE = relativedelta(months=13)
CANCELLED_STAYS = timedelta(days=7)
MOST_KEYS = 500  # beyond that a list of keys costs a query more than it saves


class Entry(NamedTuple):
    """One VEVENT with the period it tells."""

    starts_at: datetime
    ends_at: datetime
    text: str


@dataclass
class Feed:
    """A calendar feed, as asked for on one day, in one language."""

    today: date
    language: str = settings.LANGUAGE_CODE
    is_expanded: bool = False

    with_museum: ClassVar[bool] = False

    @property
    def path(self) -> str:
        """Its address on the site, without the options."""
        raise NotImplementedError

    def name(self) -> str:
        """What subscribers see in their list of calendars."""
        raise NotImplementedError

    def page_url(self) -> str:
        """The page that says the same to people."""
        raise NotImplementedError

    @cached_property
    def version(self) -> FeedVersion | None:
        """How often its content changed; None where there never was any."""
        raise NotImplementedError

    def occurrences(self) -> OccurrenceQuerySet:
        """The dates that it may hold."""
        raise NotImplementedError

    def series(self) -> SeriesQuerySet:
        """The series that it may hold."""
        raise NotImplementedError

    @property
    def tells_rules(self) -> bool:
        """Whether a weekly visit is one entry with a rule, or as many as it has dates."""
        return not self.is_expanded

    @property
    def url(self) -> str:
        """Its own address, as subscribers keep it, options in a fixed order."""
        query = {"expand": "1"} if self.is_expanded else {}
        if self.language != settings.LANGUAGE_CODE:
            query["lang"] = self.language
        suffix = f"?{urlencode(query)}" if query else ""
        return f"{settings.BASE_URL}{self.path}{suffix}"

    def etag(self) -> str:
        """The name of these bytes, known before they are written."""
        number = self.version.number if self.version else 0
        parts = (CODE_VERSION, self.url, number, self.today.isoformat())
        return f'"{sha256(repr(parts).encode()).hexdigest()[:32]}"'

    def updated_at(self) -> datetime:
        """When its content last changed; the epoch where there never was any."""
        return self.version.updated_at if self.version else datetime.fromtimestamp(0, UTC)

    def window(self) -> tuple[datetime, datetime]:
        """The period told: ninety days back, thirteen months ahead."""
        start = self._midnight()
        return start - PAST, start + FUTURE

    def text(self) -> str:
        """The whole calendar, within what the strictest subscribers accept."""
        with translation.override(self.language):
            rows, series = self._rows(), self._series()
            fragments = self._fragments(chain(rows, series))
            entries = self._dated(rows, fragments) + self._told(series, fragments)
            kept = within_budget(entries, self._midnight())
            calendar = Calendar(
                name=clean(self.name()),
                description=self._description(is_cut=len(kept) < len(entries)),
                url=self.url,
                page_url=self.page_url(),
                updated_at=self.updated_at(),
                timezone=settings.TIME_ZONE,
            )
            zones = {settings.TIME_ZONE, *(item.timezone for item in chain(rows, series))}
            return calendar.text((entry.text for entry in kept), sorted(zones))

    def _midnight(self) -> datetime:
        return datetime.combine(self.today, time(), UTC)

    def _description(self, *, is_cut: bool) -> str:
        description = _("Kept up to date by %(url)s") % {"url": self.page_url()}
        if is_cut:
            description += " " + _(
                "This calendar is too long for some applications: its most distant dates are "
                "left out. Subscribe to the museums you like to have them all."
            )
        return description

    def _rows(self) -> list[Occurrence]:
        """The dates that are entries of their own."""
        since_cancelled = self._midnight() - CANCELLED_STAYS
        rows = self.occurrences().overlapping(*self.window())
        rows = rows.exclude(status=OccurrenceStatus.CANCELLED, ends_at__lt=since_cancelled)
        return list(rows.filter(is_in_series=False) if self.tells_rules else rows)

    def _series(self) -> list[EventSeries]:
        return list(self.series().overlapping(*self.window())) if self.tells_rules else []

    def _fragments(self, items: Iterable[Occurrence | EventSeries]) -> dict[UUID, EventFragment]:
        keys = {item.event_key for item in items}
        found = EventFragment.objects.filter(language=self.language)
        if len(keys) < MOST_KEYS:
            found = found.filter(event_key__in=keys)
        return {fragment.event_key: fragment for fragment in found}

    def _dated(self, rows: list[Occurrence], fragments: dict[UUID, EventFragment]) -> list[Entry]:
        return [
            Entry(
                row.starts_at,
                row.ends_at,
                occurrence_vevent(row, fragments[row.event_key], with_museum=self.with_museum),
            )
            for row in rows
        ]

    def _told(self, series: list[EventSeries], fragments: dict[UUID, EventFragment]) -> list[Entry]:
        return [
            Entry(
                one.starts_at,
                one.ends_at,
                series_vevent(one, fragments[one.event_key], with_museum=self.with_museum),
            )
            for one in series
        ]


def within_budget(entries: list[Entry], now: datetime) -> list[Entry]:
    """What the strictest subscriber reads, first to last.

    The far past is left out first, then the far future.
    """
    past = sorted(entry for entry in entries if entry.ends_at < now)
    ahead = sorted(entry for entry in entries if entry.ends_at >= now)
    size = sum(len(entry.text.encode()) for entry in entries)
    first, last = 0, len(ahead)
    while len(past) - first + last > MOST_ENTRIES or size > MOST_BYTES:
        if first < len(past):
            dropped = past[first]
            first += 1
        else:
            last -= 1
            dropped = ahead[last]
        size -= len(dropped.text.encode())
    return past[first:] + ahead[:last]


@dataclass
class NetworkFeed(Feed):
    """What is on in all the museums."""

    with_museum: ClassVar[bool] = True

    @property
    def path(self) -> str:
        return reverse("network_feed")

    def name(self) -> str:
        site = Site.objects.get(is_default_site=True)
        return _("Agenda – %(name)s") % {"name": NetworkSettings.for_site(site).name}

    def page_url(self) -> str:
        return f"{settings.BASE_URL}/agenda/"

    @cached_property
    def version(self) -> FeedVersion | None:
        return FeedVersion.objects.filter(scope=NETWORK_SCOPE).first()

    def occurrences(self) -> OccurrenceQuerySet:
        return Occurrence.objects.visible()

    def series(self) -> SeriesQuerySet:
        return EventSeries.objects.visible()


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

    def occurrences(self) -> OccurrenceQuerySet:
        return Occurrence.objects.visible().filter(museum=self.museum)

    def series(self) -> SeriesQuerySet:
        return EventSeries.objects.visible().filter(museum=self.museum)


@dataclass
class EventFeed(Feed):
    """One event, with all its dates."""

    event_key: UUID | None = None

    @property
    def path(self) -> str:
        return reverse("event_feed", args=[self.event_key])

    @cached_property
    def event(self) -> EventPage | None:
        """The event of that key, on line or not; None where there is none."""
        return EventPage.objects.sources().filter(translation_key=self.event_key).first()

    def name(self) -> str:
        return self.event.title

    def page_url(self) -> str:
        return f"{settings.BASE_URL}{self.event.url}"

    @cached_property
    def version(self) -> FeedVersion | None:
        return FeedVersion.objects.filter(scope=event_scope(self.event_key)).first()

    def occurrences(self) -> OccurrenceQuerySet:
        return Occurrence.objects.visible().filter(event_key=self.event_key)

    def series(self) -> SeriesQuerySet:
        return EventSeries.objects.visible().filter(event_key=self.event_key)
