"""What a season shows of itself: its filters, its days, its places, its programme as data."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.conf import settings
from django.db.models import Q
from django.utils.functional import cached_property

from cms.renditions import FALLBACK_SPEC
from cms.selections import Selection
from events.filters import AgendaFilterForm, alphabetical
from events.selections import AgendaSelection, Day
from events.structured_data import STATUSES, host_place
from museums.models import MuseumPage

if TYPE_CHECKING:
    from decimal import Decimal

    from events.models import Occurrence, PartnerVenue, SeasonPage
    from events.querysets import OccurrenceQuerySet

MOST_DAYS = 14  # of the strip
MOST_SUB_EVENTS = 10
A_DAY = timedelta(days=1)
PRINTED = "programme/"  # below the season's own address


class SeasonFilterForm(AgendaFilterForm):
    """The filters of the agenda, for the days of one season."""

    def __init__(self, data: Any, season: "SeasonPage") -> None:
        super().__init__(data)
        del self.fields["saison"]
        days = {"min": season.starts_on.isoformat(), "max": season.ends_on.isoformat()}
        for name in ("du", "au"):
            self.fields[name].widget.attrs |= days


class SeasonSelection(AgendaSelection):
    """What an address of a season's page asks for; its days have no address of their own."""

    def address(self, **changes: Any) -> str:
        return Selection.address(self, **changes)

    def days_of(self, season: "SeasonPage", found: "OccurrenceQuerySet", today: date) -> list[Day]:
        """The days of a season that are left, or all where it is over: the first two weeks."""
        first = season.starts_on if season.is_over(today) else max(season.starts_on, today)
        number = min((season.ends_on - first).days + 1, MOST_DAYS)
        return [
            Day(day, count, self.address(du=day, au=day, expos=None), self.period == (day, day))
            for day, count in found.dated().counts_by_day(first, days=number)
        ]

    @property
    def printed_url(self) -> str:
        """The same programme laid out for paper."""
        return Selection(f"{self.url}{PRINTED}", self.values).address()

    def past_url(self, season: "SeasonPage", today: date) -> str:
        """The days of a season under way that have gone by; empty where there are none."""
        if season.is_over(today) or not season.starts_on < today:
            return ""
        return self.address(du=season.starts_on, au=today - A_DAY)


class Spot(NamedTuple):
    """A partner venue on the map."""

    latitude: "Decimal"
    longitude: "Decimal"
    is_lit: bool = True


class Gathering:
    """How many events a season has, and in which places: museums and partner venues."""

    def __init__(self, programme: "OccurrenceQuerySet") -> None:
        rows = programme.order_by().values_list("event_key", "museum", "page__venue").distinct()
        found = list(rows)
        self.events = len({key for key, _museum, _venue in found})
        self.museum_keys = {museum for _key, museum, _venue in found if museum}
        self.venue_keys = {venue for _key, museum, venue in found if not museum}

    @cached_property
    def museums(self) -> "list[MuseumPage]":
        """The members that take part, in the language being spoken."""
        museums = MuseumPage.objects.filter(pk__in=self.museum_keys)
        return list(museums.select_related("locale").in_spoken_words())

    @cached_property
    def venues(self) -> "list[PartnerVenue]":
        """The places that are no members."""
        return list(apps.get_model("events.PartnerVenue").objects.filter(pk__in=self.venue_keys))

    @cached_property
    def towns(self) -> "list[tuple[str, list[MuseumPage | PartnerVenue]]]":
        """The places by town; É stands with E, whatever the database."""
        places = [*self.museums, *self.venues]
        places.sort(key=lambda place: (alphabetical(place.town), alphabetical(place.title)))
        return [(town, list(these)) for town, these in groupby(places, attrgetter("town"))]

    @property
    def places(self) -> int:
        return len(self.museum_keys) + len(self.venue_keys)

    @cached_property
    def map(self) -> list[Any]:
        """The places that take part among all the museums of the network."""
        takes_part = Q(pk__in=self.museum_keys)
        venues = [Spot(v.latitude, v.longitude) for v in self.venues if v.latitude is not None]
        return [*MuseumPage.objects.members().with_place(is_lit=takes_part), *venues]


class DayOfProgramme(NamedTuple):
    """A day on paper: its dates, town by town."""

    day: date
    towns: "list[tuple[str, list[Occurrence]]]"


def by_day_and_town(occurrences: "OccurrenceQuerySet") -> Iterator[DayOfProgramme]:
    """Dates as a printed programme gives them: somebody reads the lines of their own town."""
    for day, rows in groupby(occurrences, attrgetter("starts_on")):
        sorted_rows = sorted(
            rows, key=lambda row: (alphabetical(row.host.town), row.starts_at, row.pk)
        )
        towns = groupby(sorted_rows, lambda row: row.host.town)
        yield DayOfProgramme(day, [(town, list(these)) for town, these in towns])


def season_structured_data(
    season: "SeasonPage", programme: "OccurrenceQuerySet", now: datetime
) -> dict[str, Any]:
    """A Festival with its next few events; those of its first days where it is over."""
    coming = programme.filter(starts_on__gte=now.date())
    shown = programme if season.is_over(now.date()) else coming
    rows = shown.exclude(status="cancelled")
    known = {
        "@context": "https://schema.org",
        "@type": "Festival",
        "name": season.title,
        "description": season.summary,
        "url": settings.BASE_URL + season.url,
        "startDate": season.starts_on.isoformat(),
        "endDate": season.ends_on.isoformat(),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "subEvent": [_sub_event(row) for row in rows.for_lines()[:MOST_SUB_EVENTS]],
    }
    if season.image:
        rendition = season.image.get_renditions(FALLBACK_SPEC)[FALLBACK_SPEC]
        known["image"] = [settings.BASE_URL + rendition.url]
    return known


def _sub_event(row: "Occurrence") -> dict[str, Any]:
    start = row.starts_on if row.is_all_day else row.local_start
    page = row.page
    return {
        "@type": page.event_type.schema_type if page.event_type else "Event",
        "name": page.title,
        "url": settings.BASE_URL + page.url,
        "startDate": start.isoformat(),
        "eventStatus": f"https://schema.org/{STATUSES[row.status]}",
        "location": host_place(row.host),
    }
