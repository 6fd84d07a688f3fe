"""Which museums are open: their hours read from the tables, for one or for all of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from wagtail.models import Site

from cms.holidays import public_holidays_between, school_holidays_of
from cms.models import NetworkSettings
from museums.choices import Space
from museums.models.hours import NetworkOpeningException, OpeningException, OpeningSlot
from museums.opening_hours import HORIZON_DAYS, Change, OpeningHours, Slot

if TYPE_CHECKING:
    from museums.models import MuseumPage

YESTERDAY = timedelta(days=1)
CONFIRMED_FOR = timedelta(days=183)
"""How long hours are taken for right after somebody has looked at them."""


@dataclass(frozen=True)
class Opening:
    """What one asks of a museum at a moment; its times are those of its own clock."""

    hours: OpeningHours = field(repr=False)
    moment: datetime  # local, without zone
    is_by_appointment: bool = False

    @property
    def is_known(self) -> bool:
        return self.hours.is_known

    @property
    def is_open(self) -> bool:
        return self.hours.is_open(self.moment)

    @property
    def today(self) -> tuple[Slot, ...]:
        """When the doors open today."""
        return self.hours.slots_on(self.moment.date())

    @property
    def next_change(self) -> datetime | None:
        return self.hours.next_change(self.moment)

    @property
    def next_opening(self) -> datetime | None:
        return self.hours.next_opening(self.moment)


def hours_of(
    museums: "Iterable[MuseumPage]", today: date, space: str = Space.MUSEUM
) -> dict[int, OpeningHours]:
    """The hours of each museum by its key, in five queries whatever their number.

    `museums` are members: pages in the main language.
    """
    members = list(museums)
    keys = [member.pk for member in members]
    slots, changes = defaultdict(list), defaultdict(list)
    for slot in OpeningSlot.objects.filter(museum__in=keys, space=space):
        slots[slot.museum_id].append(slot.rule())
    for exception in OpeningException.objects.filter(museum__in=keys).order_by("-first_on"):
        changes[exception.museum_id].append(exception.change())
    network = [one.change() for one in NetworkOpeningException.objects.all()]
    since = today - YESTERDAY
    holidays = public_holidays_between(since, today + timedelta(days=HORIZON_DAYS))
    school = _school_holidays()
    return {
        member.pk: OpeningHours(
            rules=tuple(slots[member.pk]),
            changes=(*_narrow_first(changes[member.pk]), *network),
            closed_holidays={
                day: name for day, name in holidays.items() if name in member.closed_holidays
            },
            school_holidays=school,
            reopens_on=member.reopens_on,
        )
        for member in members
    }


def _narrow_first(changes: list[Change]) -> list[Change]:
    """One day within a closed fortnight goes before the fortnight."""
    return sorted(changes, key=lambda change: change.last - change.first)


def _school_holidays() -> tuple[tuple[date, date], ...]:
    site = Site.objects.filter(is_default_site=True).first()
    zone = NetworkSettings.for_site(site).school_zone if site else ""
    return tuple((one.starts_on, one.ends_on) for one in school_holidays_of(zone)) if zone else ()


def openings_of(museums: "Iterable[MuseumPage]", now: datetime) -> dict[int, Opening]:
    """What each museum is at this moment, by its key."""
    members = list(museums)
    local = now.astimezone(ZoneInfo(settings.TIME_ZONE)).replace(tzinfo=None)
    hours = hours_of(members, local.date())
    return {
        member.pk: Opening(hours[member.pk], local, member.is_by_appointment) for member in members
    }


def open_on(museums: "Iterable[MuseumPage]", day: date) -> set[int]:
    """The museums that open at all on a day, by key."""
    return {pk for pk, hours in hours_of(museums, day).items() if hours.slots_on(day)}


def open_at(museums: "Iterable[MuseumPage]", now: datetime) -> set[int]:
    """The museums that one may enter at this moment, by key."""
    return {pk for pk, opening in openings_of(museums, now).items() if opening.is_open}


def hours_of_spaces(museum: "MuseumPage", today: date) -> list[tuple[str, OpeningHours]]:
    """(label, hours) of what has hours apart from the museum's: its garden, its shop."""
    used = set(museum.opening_slots.values_list("space", flat=True)) - {Space.MUSEUM}
    return [
        (space.label, hours_of([museum], today, space)[museum.pk])
        for space in Space
        if space in used
    ]


def is_stale(museum: "MuseumPage", today: date) -> bool:
    """Whether nobody has confirmed the hours for six months."""
    return museum.hours_confirmed_on is None or today - museum.hours_confirmed_on > CONFIRMED_FOR
