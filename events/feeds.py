"""Calendar feeds: which entries a feed holds, joined from stored pieces."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from itertools import chain
from typing import ClassVar, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.http import QueryDict
from django.template.defaultfilters import truncatechars
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.addresses import address_of
from cms.ical import Calendar, clean
from cms.models import NetworkSettings
from cms.visibility import unrestricted
from events.choices import OccurrenceStatus
from events.feed_queries import FeedOptionsForm, FeedQuery
from events.ical import Telling, occurrence_vevent, series_vevent
from events.models import EventFragment, EventPage, EventSeries, FeedVersion, Occurrence
from events.occurrences import NETWORK_SCOPE, event_scope
from events.querysets import OccurrenceQuerySet, SeriesQuerySet
from museums.models import MuseumPage

# Raised when the bytes of a feed change for the same content, so that every ETag changes.
CODE_VERSION = 2
MOST_ENTRIES = 1000
MOST_BYTES = 900_000
PAST = timedelta(days=90)
FUTURE = relativedelta(months=13)
CANCELLED_STAYS = timedelta(days=7)
LONGEST_CHOICE = 120  # characters of the filters in a calendar's name
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
    reminder: int = 0  # minutes before each date; none where 0
    hides_cancelled: bool = False
    misread: tuple[str, ...] = ()  # the options that were not understood

    with_museum: ClassVar[bool] = False
    is_rich: ClassVar[bool] = False

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
    def url(self) -> str:
        """Its own address, as subscribers keep it, what it asks for in a fixed order."""
        query = urlencode(self.parameters())
        return f"{settings.BASE_URL}{self.path}" + (f"?{query}" if query else "")

    def parameters(self) -> list[tuple[str, str]]:
        """What its address asks for, in a fixed order, without what is so by itself."""
        options = {
            "annules": "masquer" if self.hides_cancelled else "",
            "expand": "1" if self.is_expanded else "",
            "lang": self.language if self.language != settings.LANGUAGE_CODE else "",
            "rappel": str(self.reminder or ""),
        }
        return [(name, value) for name, value in options.items() if value]

    def asked(self) -> tuple[object, ...]:
        """All that makes these bytes differ from those of the same feed asked otherwise."""
        return (tuple(Feed.parameters(self)), self.misread)

    @property
    def is_kept(self) -> bool:
        """Whether many ask for the same bytes, so that they are worth keeping once written."""
        return not self.reminder and not self.misread

    def etag(self) -> str:
        """The name of these bytes, known before they are written."""
        number = self.version.number if self.version else 0
        parts = (CODE_VERSION, self.path, self.asked(), number, self.today.isoformat())
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
            entries, zones = self.entries()
            kept = within_budget(entries, self._midnight())
            calendar = Calendar(
                name=clean(self.name()),
                description=self.description(is_cut=len(kept) < len(entries)),
                url=self.url,
                page_url=self.page_url(),
                updated_at=self.updated_at(),
                timezone=settings.TIME_ZONE,
            )
            return calendar.text((entry.text for entry in kept), zones)

    def entries(self) -> tuple[list[Entry], list[str]]:
        """All that it would tell without a budget, and the time zones that this takes."""
        rows, series = self._own_entries(), self._series()
        fragments = self._fragments(chain(rows, series))
        zones = {settings.TIME_ZONE, *(item.timezone for item in chain(rows, series))}
        return self._dated(rows, fragments) + self._told(series, fragments), sorted(zones)

    def rows(self) -> OccurrenceQuerySet:
        """The dates that it tells, one by one or by a rule."""
        rows = self.occurrences().overlapping(*self.window())
        if self.hides_cancelled:
            return rows.exclude(status=OccurrenceStatus.CANCELLED)
        gone = self._midnight() - CANCELLED_STAYS
        return rows.exclude(status=OccurrenceStatus.CANCELLED, ends_at__lt=gone)

    def tells_each_date(self) -> bool:
        """Whether no date is told by a rule."""
        return self.is_expanded

    @property
    def _telling(self) -> Telling:
        return Telling(self.with_museum, self.reminder, self.is_rich)

    def _midnight(self) -> datetime:
        return datetime.combine(self.today, time(), UTC)

    def description(self, *, is_cut: bool = False) -> str:
        """Where it comes from, and what subscribers must know of what is not in it."""
        sentences = [_("Kept up to date by %(url)s") % {"url": self.page_url()}]
        if is_cut:
            sentences.append(
                _(
                    "This calendar is too long for some applications: its most distant dates are "
                    "left out. Subscribe to the museums you like to have them all."
                )
            )
        if misread := self.misread_labels():
            sentences.append(
                _("Not understood in its address, and left out: %(names)s.")
                % {"names": ", ".join(misread)}
            )
        return " ".join(sentences)

    def misread_labels(self) -> list[str]:
        """What its address gets wrong, as people call it."""
        fields = FeedOptionsForm.base_fields
        return [str(fields[name].label) for name in self.misread]

    def _own_entries(self) -> list[Occurrence]:
        """The dates that are entries of their own."""
        rows = self.rows()
        return list(rows if self.tells_each_date() else rows.filter(is_in_series=False))

    def _series(self) -> list[EventSeries]:
        if self.tells_each_date():
            return []
        return list(self.series().overlapping(*self.window()))

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
                occurrence_vevent(row, fragments[row.event_key], self._telling),
            )
            for row in rows
        ]

    def _told(self, series: list[EventSeries], fragments: dict[UUID, EventFragment]) -> list[Entry]:
        return [
            Entry(
                one.starts_at,
                one.ends_at,
                series_vevent(one, fragments[one.event_key], self._telling),
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
    """What is on in all the museums, or what passes the filters of the agenda."""

    query: FeedQuery = field(default_factory=lambda: FeedQuery(QueryDict()))

    with_museum: ClassVar[bool] = True

    @property
    def path(self) -> str:
        return reverse("network_feed")

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

    def misread_labels(self) -> list[str]:
        return [*super().misread_labels(), *self.query.misread()]

    def tells_each_date(self) -> bool:
        return super().tells_each_date() or self.query.has_days

    @cached_property
    def version(self) -> FeedVersion | None:
        return FeedVersion.objects.filter(scope=NETWORK_SCOPE).first()

    def occurrences(self) -> OccurrenceQuerySet:
        found = Occurrence.objects.visible().filtered(**self.query.filters())
        found = found.during(*self.query.period())
        return found.spans() if self.query.has_only_spans else found

    def series(self) -> SeriesQuerySet:
        return EventSeries.objects.visible().filtered(**self.query.filters())


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
        return FeedVersion.objects.filter(scope=event_scope(self.event_key)).first()

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

    def tells_each_date(self) -> bool:
        return True
