"""What one asks of the dates of events. Time is passed in."""

from collections.abc import Collection as Choices
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.apps import apps
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    Subquery,
    When,
)
from django.utils.timezone import localdate

from cms.french import question_words
from cms.translations import SpokenQuerySet
from cms.visibility import restricted, unrestricted
from events.choices import WEEKDAY_CODES
from events.nearby import HostKey, at_hosts

if TYPE_CHECKING:
    from events.models import Occurrence
    from museums.models import MuseumPage

# A dated sitting lasts a day at most, which has 25 hours when the clock goes back: what lasts
# longer is a span, asked for apart.
LONGEST_DATED = timedelta(hours=25)
TOMBSTONES_STAY = timedelta(days=60)
PICKED_WITHIN = timedelta(weeks=3)
MOST_CANDIDATES = 40


class PublicQuerySet(SpokenQuerySet):
    """Rows that belong to a page of the agenda."""

    def public(self) -> Self:
        """Those of a museum or season that is on line, not in a private branch."""
        at_a_venue = Q(museum=None, page__venue__isnull=False, page__season__live=True)
        is_on_line = Q(museum__live=True) | at_a_venue
        return unrestricted(self.filter(is_on_line), "page__path")

    def public_to_count(self) -> Self:
        """The same rows, to count very many: who is hidden is read once, and left out of them."""
        off_line = apps.get_model("museums", "MuseumPage").objects.filter(live=False)
        pages = apps.get_model("events", "EventPage").objects.order_by()
        at_a_venue = pages.filter(venue__isnull=False, season__live=True)
        return (
            self.exclude(museum__in=off_line.order_by().values("pk"))
            .exclude(~Q(page__in=at_a_venue.values("pk")), museum=None)
            .exclude(page__in=restricted(pages).values("pk"))
        )

    def filtered(
        self,
        museums: Choices[str] = (),
        departments: Choices[str] = (),
        hosts: Choices[HostKey] | None = None,
        types: Choices[str] = (),
        audiences: Choices[str] = (),
        age: int | None = None,
        access: Choices[str] = (),
        is_free: bool = False,
        is_for_schools: bool = False,
        words: str = "",
        seasons: Choices[str] = (),
    ) -> Self:
        """What passes every filter of the agenda.

        Several values of one filter are any of them; but of accessibility, all: who needs two
        things needs both. `hosts` are those of a town, or near one; None is anywhere.
        """
        found = self
        if museums:
            found = found.filter(museum__slug__in=museums)
        if departments:
            found = found.filter(
                Q(museum__department__code__in=departments)
                | Q(museum=None, page__venue__department__code__in=departments)
            )
        if hosts is not None:
            found = found.filter(at_hosts(hosts))
        if seasons:
            found = found.filter(page__season__slug__in=seasons)
        if types:
            found = found.filter(page__event_type__slug__in=types)
        if audiences:
            found = found.with_terms("audiences", audience__slug__in=audiences)
        if is_for_schools:
            found = found.with_terms("audiences", audience__is_for_schools=True)
        if age is not None:
            found = found.for_age(age)
        for slug in access:
            found = found.with_terms("accessibility", accessfeature__slug=slug)
        if is_free:
            found = found.filter(page__is_free=True)
        return found.holding(words) if words else found

    def with_terms(self, field: str, **lookup: Any) -> Self:
        """Rows of events with such a term. Exists, not a join: an event with two is listed once."""
        terms = getattr(self.model._meta.get_field("page").related_model, field).through.objects
        return self.filter(Exists(terms.filter(eventpage=OuterRef("page"), **lookup)))

    def for_age(self, age: int) -> Self:
        """Rows of events for somebody of this age, in years; one that sets no limit is for all."""
        return self.filter(
            Q(page__min_age=None) | Q(page__min_age__lte=age),
            Q(page__max_age=None) | Q(page__max_age__gte=age),
        )

    def holding(self, question: str) -> Self:
        """Rows of events whose text holds all the words of a question, in one language."""
        texts = apps.get_model("events", "EventFragment").objects.all()
        for word in question_words(question):
            texts = texts.filter(words__contains=f" {word} ")
        return self.filter(event_key__in=texts.values("event_key"))


class OccurrenceQuerySet(PublicQuerySet):
    """Questions about dated sittings."""

    def standing(self) -> Self:
        """Rows that are still announced (the others only tell calendars what went)."""
        return self.filter(removed_at=None)

    def visible(self) -> Self:
        """What any visitor may see."""
        return self.standing().public()

    def visible_to_count(self) -> Self:
        """The same, to count them."""
        return self.standing().public_to_count()

    def of_event(self, event_key: UUID) -> Self:
        return self.standing().filter(event_key=event_key)

    def of_events(self, event_keys: Iterable[UUID]) -> Self:
        return self.standing().filter(event_key__in=event_keys)

    def dated(self) -> Self:
        """Everything but exhibitions and other spans."""
        return self.filter(is_span=False)

    def on(self, day: date) -> Self:
        """Dated sittings that begin on a day."""
        return self.dated().filter(starts_on=day)

    def spans(self) -> Self:
        """Exhibitions: what lasts more than a day."""
        return self.filter(is_span=True)

    def not_over(self, now: datetime) -> Self:
        """What has not ended; without a known end it stays until the end of its day."""
        return self.filter(
            Q(ends_at__gt=now) | Q(has_end=False, starts_on__gte=localdate(now)),
            starts_at__gt=now - LONGEST_DATED,
        )

    def coming(self, now: datetime) -> Self:
        """What one can still go to: sittings that have not ended, spans that have a day left."""
        today = localdate(now)
        return self.filter(
            Q(ends_at__gt=now)
            | Q(is_span=True, ends_on__gte=today)
            | Q(has_end=False, starts_on__gte=today)
        )

    def between(self, first: date | None, last: date | None, *, now: datetime) -> Self:
        """Dated sittings of these days, both included; from `now` on where no first is given."""
        if first:
            found = self.filter(starts_on__gte=first)
            return found.filter(starts_on__lte=last) if last else found
        found = self.not_over(now)
        # The instant says no more than the day, and ends the reading of rows in their order.
        bounds = {"starts_on__lte": last, "starts_at__lt": after_day(last)} if last else {}
        return found.filter(**bounds)

    def running(self, first: date | None, last: date | None, *, now: datetime) -> Self:
        """Spans that one can see during these days, those that end first in front."""
        since = first or localdate(now)
        # The instant says no more than the day, and finds the rows in the order of their end.
        found = self.filter(ends_on__gte=since, ends_at__gte=before_day(since))
        if last:
            found = found.filter(starts_on__lte=last)
        return found.order_by("ends_at", "pk")

    def during(self, first: date | None, last: date | None) -> Self:
        """Dated sittings that begin on these days, and spans of which a day lies among them."""
        found = self
        if first:
            found = found.filter(Q(is_span=True) | Q(starts_on__gte=first), ends_on__gte=first)
        return found.filter(starts_on__lte=last) if last else found

    def from_day_on(self, day: date) -> Self:
        """What takes place on this day or later."""
        return self.filter(ends_on__gte=day)

    def next_of_latest_events(self, number: int) -> "list[Occurrence]":
        """The first of these dates of each event; the events that were published last in front.

        A cancelled date stands only for an event that has no other.
        """
        is_off = Case(When(status="cancelled", then=1), default=0)
        found = self.order_by("-page__first_published_at", "event_key", is_off, "starts_at", "pk")
        firsts: dict[UUID, int] = {}
        for event_key, pk in found.values_list("event_key", "pk").iterator():
            if len(firsts) == number and event_key not in firsts:
                break
            firsts.setdefault(event_key, pk)
        rows = {
            row.pk: row for row in self.model.objects.filter(pk__in=firsts.values()).for_lines()
        }
        return [rows[pk] for pk in firsts.values()]

    def touching(self, first: date | None, last: date | None) -> Self:
        """Sittings of any length that have one of these days; no bound where none is given."""
        found = self.filter(ends_on__gte=first) if first else self
        return found.filter(starts_on__lte=last) if last else found

    def overlapping(self, start: datetime, end: datetime) -> Self:
        """Sittings of any length of which a part lies between two instants."""
        return self.filter(
            Q(is_span=False, starts_at__gte=start - LONGEST_DATED) | Q(is_span=True),
            starts_at__lt=end,
            ends_at__gte=start,  # one without a known end lasts no time
        )

    def filtered(self, weekdays: Choices[str] = (), **filters: Any) -> Self:
        """As for every row, and on these days of the week; an exhibition is open on any."""
        found = super().filtered(**filters)
        if not weekdays:
            return found
        numbers = [WEEKDAY_CODES.index(code) + 1 for code in weekdays]
        return found.filter(Q(is_span=True) | Q(starts_on__iso_week_day__in=numbers))

    def counts_by_day(self, first: date, days: int) -> list[tuple[date, int]]:
        """How many sittings begin on each of `days` days from `first` on."""
        last = first + timedelta(days=days - 1)
        counted = (
            self.filter(starts_on__range=(first, last))
            .exclude(status="cancelled")
            .order_by()
            .values_list("starts_on")
            .annotate(Count("pk"))
        )
        counts = dict(counted)
        every_day = (first + timedelta(days=number) for number in range(days))
        return [(day, counts.get(day, 0)) for day in every_day]

    def next_of_each_event(self, now: datetime) -> Self:
        """The next dated sitting of each event, so that a weekly visit is listed once."""
        earlier = self.model.objects.standing().dated().not_over(now)
        return (
            self.dated()
            .not_over(now)
            .exclude(status="cancelled")
            .filter(
                ~Exists(
                    earlier.filter(
                        event_key=OuterRef("event_key"), starts_at__lt=OuterRef("starts_at")
                    ).exclude(status="cancelled")
                )
            )
        )

    def first_of_each_event(self) -> Self:
        """Of these dates, the first one of each event; a cancelled one only where all are."""
        is_off = Case(When(status="cancelled", then=1), default=0)
        same = self.filter(event_key=OuterRef("event_key")).order_by(is_off, "starts_at", "pk")
        return self.filter(pk=Subquery(same.values("pk")[:1]))

    def starts(self) -> dict[UUID, datetime]:
        """When the first of these dates begins, by event."""
        return dict(self.order_by().values_list("event_key").annotate(Min("starts_at")))

    def picks(self, now: datetime, number: int) -> "list[Occurrence]":
        """What a front page puts forward: the next date of events with a picture, soon.

        No host comes twice, no picture and no type as long as there are others. What happens
        once goes before what comes back every week.
        """
        rows = self.next_of_each_event(now).filter(
            starts_at__lt=now + PICKED_WITHIN, page__image__isnull=False
        )
        candidates = rows.order_by("is_in_series", "starts_at", "pk").for_list()
        return sorted(varied(candidates[:MOST_CANDIDATES], number), key=attrgetter("starts_at"))

    def exhibition_picks(self, now: datetime, number: int) -> "list[Occurrence]":
        """The running exhibitions that a front page puts forward, those that end first."""
        running = self.spans().running(None, localdate(now), now=now).exclude(status="cancelled")
        return varied(running.for_list()[:MOST_CANDIDATES], number)

    def at_museum(self, museum: "MuseumPage | None") -> Self:
        return self.filter(museum=museum)

    def of_season(self, key: UUID) -> Self:
        """What a season gathers, by its translation key: its events, within its days."""
        begins, ends = F("page__season__starts_on"), F("page__season__ends_on")
        return self.filter(
            Q(is_span=True) | Q(starts_on__gte=begins),
            page__season__translation_key=key,
            starts_on__lte=ends,
            ends_on__gte=begins,
        )

    def for_lines(self) -> Self:
        """With all that a line of text shows, so that a list asks no query an item."""
        others = self.model.objects.standing().filter(event_key=OuterRef("event_key"))
        several = Exists(others.exclude(pk=OuterRef("pk")))
        return (
            self.select_related("page__event_type", "page__locale", "page__venue", "museum")
            .annotate(is_one_of_several=several)
            .in_spoken_words("page", "museum")
        )

    def for_table(self) -> Self:
        """With all that a line of a table says."""
        return self.for_lines().select_related("museum__department", "page__venue__department")

    def for_list(self) -> Self:
        """The same with pictures."""
        with_image = self.for_lines().select_related("page__image")
        return with_image.prefetch_related("page__image__renditions")


def before_day(day: date) -> datetime:
    """An instant before this day begins anywhere in the world."""
    earlier = max(day, date.min + timedelta(days=1)) - timedelta(days=1)
    return datetime.combine(earlier, time.min, UTC)


def after_day(day: date) -> datetime:
    """An instant when this day has ended everywhere in the world."""
    later = min(day, date.max - timedelta(days=2)) + timedelta(days=2)
    return datetime.combine(later, time.min, UTC)


def varied(rows: "Iterable[Occurrence]", number: int) -> "list[Occurrence]":
    """The first `number` rows of different hosts, pictures and types.

    Where too few differ so much, types may come twice, then pictures; never hosts.
    """
    traits = attrgetter("host", "page.image_id", "page.event_type_id")
    chosen: list[Occurrence] = []
    for kept in (3, 2, 1):
        for row in rows:
            taken = [traits(other) for other in chosen]
            is_new = all(traits(row)[at] not in {t[at] for t in taken} for at in range(kept))
            if is_new and len(chosen) < number:
                chosen.append(row)
    return chosen


class SeriesQuerySet(PublicQuerySet):
    """Questions about series, and about what calendars are told entry by entry."""

    def visible(self) -> Self:
        """What any visitor may see."""
        return self.public()

    def overlapping(self, start: datetime, end: datetime) -> Self:
        return self.filter(starts_at__lt=end, ends_at__gte=start)


class RecordQuerySet(PublicQuerySet):
    """Questions about what other sites are told."""

    def told_now(self, now: datetime) -> Self:
        """All but the tombstones that have stood long enough."""
        return self.filter(Q(removed_at=None) | Q(removed_at__gte=now - TOMBSTONES_STAY))

    def with_is_told(self, found: "OccurrenceQuerySet | None") -> Self:
        """Each row with `is_told`: whether it is to be read, and not taken as a tombstone.

        `found` are the dates of which an event must have one, where filters ask for some. What
        visitors may not see is asked here again, so that nothing leaks while a record lags.
        """
        public = self.model.objects.public().filter(page__live=True, removed_at=None)
        told = Q(Exists(public.filter(pk=OuterRef("pk"))))
        if found is not None:
            told &= Q(Exists(found.order_by().filter(event_key=OuterRef("event_key"))))
        return self.annotate(is_told=told)
