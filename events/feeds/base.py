"""What every feed of the agenda is: the entries that it holds, joined from stored pieces."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from operator import attrgetter
from typing import Any, ClassVar
from urllib.parse import urlencode
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cms.ical import Calendar, clean, vevent
from events.choices import OccurrenceStatus
from events.feeds.budget import MOST_ENTRIES, Entry, FeedSize, within_budget
from events.feeds.queries import FeedOptionsForm
from events.ical import Telling, other_lines, title_line
from events.models.occurrence import EventFragment, EventSeries, FeedVersion, Occurrence
from events.querysets import OccurrenceQuerySet, SeriesQuerySet

# Raised when the bytes of a feed change for the same content, so that every ETag changes.
CODE_VERSION = 3
PAST = timedelta(days=90)
FUTURE = relativedelta(months=13)
CANCELLED_STAYS = timedelta(days=7)
ENOUGH = MOST_ENTRIES + 1  # of each kind, to fill the budget and to know that it was passed
# What entries are made of, read as plain values: a network has hundreds of them in one feed.
FRAGMENT_FIELDS = (
    "event_key",
    "title",
    "museum_title",
    "description",
    "lines",
    "html",
    "image_url",
    "sequence",
    "updated_at",
)


@dataclass
class Feed:
    """A calendar feed, as asked for on one day, in one language."""

    today: date
    language: str = settings.LANGUAGE_CODE
    is_expanded: bool = False
    reminder: int = 0  # minutes before each date; none where 0
    hides_cancelled: bool = False
    misread: tuple[str, ...] = ()  # the options that were not understood
    form: str = "ics"  # one of formats.FORMATS

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

    @cached_property
    def etag(self) -> str:
        """The name of these bytes, known before they are written."""
        number = self.version.number if self.version else 0
        parts = (CODE_VERSION, self.path, self.asked(), number, self.today.isoformat())
        return f'"{sha256(repr(parts).encode()).hexdigest()[:32]}"'

    @property
    def cache_key(self) -> str:
        """What tells it from every other feed, whatever its content."""
        name = sha256(repr((self.path, self.form, self.asked())).encode()).hexdigest()[:32]
        return f"feed:{name}"

    @property
    def fetch_scope(self) -> str:
        """What its readings are counted under; empty where there is nothing to read."""
        return self.version.scope if self.version else ""

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
            entries, zones = self._all
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

    def size(self) -> FeedSize:
        """How much it holds, and what the budget takes away."""
        with translation.override(self.language):
            entries, _zones = self._all
        events = self.rows().order_by().values("event_key").distinct().count()
        kept = within_budget(entries, self._midnight())
        return FeedSize.of(events, self._number(entries), entries, kept)

    def entries(self) -> tuple[list[Entry], list[str]]:
        """All that the budget may have room for, and the time zones that this takes."""
        if self.is_stored:
            items = self._nearest(self._stored())
            entries = [Entry(one.starts_at, one.ends_at, vevent(one[3:])) for one in items]
        else:
            items = self._items()
            fragments = self.fragments(items)
            entries = [self._entry(item, fragments[item.event_key]) for item in items]
        return entries, sorted({settings.TIME_ZONE, *(item.timezone for item in items)})

    @property
    def is_stored(self) -> bool:
        """Whether its entries say what those of most feeds say, so that it only joins them."""
        return self.tells_rules and not self.is_rich and not self.reminder

    def stored_entries(self) -> SeriesQuerySet:
        """The entries that it may hold, as they were stored at publication."""
        raise NotImplementedError

    def rows(self) -> OccurrenceQuerySet:
        """The dates that it tells, one by one or by a rule."""
        rows = self.occurrences().overlapping(*self.window())
        if self.hides_cancelled:
            return rows.exclude(status=OccurrenceStatus.CANCELLED)
        return rows.exclude(
            status=OccurrenceStatus.CANCELLED, ends_at__lt=self.cancelled_stay_from()
        )

    def cancelled_stay_from(self) -> datetime:
        """A cancelled date that was over before is no longer told."""
        return self._midnight() - CANCELLED_STAYS

    @property
    def tells_rules(self) -> bool:
        """Whether a weekly visit is one entry with a rule, or as many as it has dates."""
        return not self.is_expanded

    @cached_property
    def _all(self) -> tuple[list[Entry], list[str]]:
        """Its entries and zones, read once for its text and its size."""
        return self.entries()

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

    def _stored(self) -> QuerySet:
        """When each of its stored entries is, then its lines."""
        found = self.stored_entries().overlapping(*self.window())
        if self.hides_cancelled:
            found = found.filter(is_cancelled=False)
        found = found.exclude(is_cancelled=True, ends_at__lt=self.cancelled_stay_from())
        title = "title_line_with_museum" if self.with_museum else "title_line"
        fields = ("starts_at", "ends_at", "timezone", title, "lines")
        return found.filter(language=self.language).values_list(*fields, named=True)

    def _items(self) -> list[Occurrence | EventSeries]:
        """What entries are made of; of dates and series together no more than can be kept."""
        items = [*self._nearest(self._own_rows()), *self._nearest(self._own_series())]
        items.sort(key=attrgetter("starts_at", "ends_at"))
        past = [item for item in items if item.ends_at < self._midnight()]
        ahead = [item for item in items if item.ends_at >= self._midnight()]
        return past + ahead[:ENOUGH]

    def _own_rows(self) -> OccurrenceQuerySet:
        return self.rows().filter(is_in_series=False) if self.tells_rules else self.rows()

    def _own_series(self) -> SeriesQuerySet:
        if not self.tells_rules:
            return EventSeries.objects.none()
        return self.series().overlapping(*self.window())

    def _nearest(self, items: QuerySet) -> list[Any]:
        """As many as the budget may have room for: it leaves out the far past, then the future.

        So a feed costs what it tells, whatever the number of events.
        """
        ahead = items.filter(ends_at__gte=self._midnight())
        found = list(ahead.order_by("starts_at", "ends_at", "pk")[:ENOUGH])
        if len(found) < ENOUGH:
            past = items.filter(ends_at__lt=self._midnight())
            found += past.order_by("-starts_at", "-ends_at", "-pk")[:ENOUGH]
        return found

    def _number(self, entries: list[Entry]) -> int:
        """How many entries there would be without a budget."""
        if len(entries) <= MOST_ENTRIES:
            return len(entries)
        return self._own_rows().count() + self._own_series().count()

    def fragments(self, items: Iterable[Occurrence | EventSeries]) -> dict[UUID, EventFragment]:
        """What each event says, by its key."""
        keys = {item.event_key for item in items}
        found = EventFragment.objects.filter(language=self.language, event_key__in=keys)
        rows = found.values_list(*FRAGMENT_FIELDS, named=True)
        return {fragment.event_key: fragment for fragment in rows}

    def _entry(self, item: Occurrence | EventSeries, fragment: EventFragment) -> Entry:
        about = (item, fragment, Telling(self.with_museum, self.reminder, self.is_rich))
        text = vevent((title_line(*about), other_lines(*about)))
        return Entry(item.starts_at, item.ends_at, text)
