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
from museums.opening_sentences import today_in_words

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
    def sentence(self) -> str:
        """What to say of today, in the language spoken; empty where nothing is known."""
        return today_in_words(self)

    @property
    def next_change(self) -> datetime | None:
        return self.hours.next_change(self.moment)

    @property
    def next_opening(self) -> datetime | None:
        return self.hours.next_opening(self.moment)


@dataclass(frozen=True)
class Shared:
    """What the hours of every museum depend on: the network's days, holidays of both kinds."""

    changes: list[Change]
    public_holidays: dict[date, str]
    school_holidays: tuple[tuple[date, date], ...]

    @classmethod
    def read(cls, today: date) -> "Shared":
        """From yesterday on, whose night may not be over."""
        horizon = today + timedelta(days=HORIZON_DAYS)
        return cls(
            changes=[exception.change() for exception in NetworkOpeningException.objects.all()],
            public_holidays=public_holidays_between(today - YESTERDAY, horizon),
            school_holidays=_school_holidays(),
        )

    def hours(
        self,
        museum: "MuseumPage",
        slots: Iterable[OpeningSlot],
        exceptions: Iterable[OpeningException],
    ) -> OpeningHours:
        """All that decides when a museum is open; its own exceptions go before the network's."""
        own = _narrow_first([exception.change() for exception in exceptions])
        closed = set(museum.closed_holidays)
        return OpeningHours(
            rules=tuple(slot.rule() for slot in slots),
            changes=(*own, *self.changes),
            closed_holidays={
                day: name for day, name in self.public_holidays.items() if name in closed
            },
            public_holidays=self.public_holidays.keys(),
            school_holidays=self.school_holidays,
            reopens_on=museum.reopens_on,
        )


def _narrow_first(changes: list[Change]) -> list[Change]:
    """One day within a closed fortnight goes before the fortnight."""
    return sorted(changes, key=lambda change: change.last - change.first)


def _school_holidays() -> tuple[tuple[date, date], ...]:
    site = Site.objects.filter(is_default_site=True).first()
    zone = NetworkSettings.for_site(site).school_zone if site else ""
    return tuple((one.starts_on, one.ends_on) for one in school_holidays_of(zone)) if zone else ()


def hours_of(
    museums: "Iterable[MuseumPage]", today: date, space: str = Space.MUSEUM
) -> dict[int, OpeningHours]:
    """The hours of each museum by its key, in six queries whatever their number.

    `museums` are members: pages in the main language.
    """
    members = list(museums)
    keys = [member.pk for member in members]
    slots, exceptions = defaultdict(list), defaultdict(list)
    for slot in OpeningSlot.objects.filter(museum__in=keys, space=space):
        slots[slot.museum_id].append(slot)
    own = OpeningException.objects.filter(museum__in=keys, space__in=["", space])
    for exception in own.order_by("-first_on"):
        exceptions[exception.museum_id].append(exception)
    shared = Shared.read(today)
    return {
        member.pk: shared.hours(member, slots[member.pk], exceptions[member.pk])
        for member in members
    }


def hours_as_typed(museum: "MuseumPage", today: date) -> OpeningHours:
    """The hours that a draft says, before it is published: what its form shows."""
    slots = [slot for slot in museum.opening_slots.all() if slot.space == Space.MUSEUM]
    exceptions = [
        exception
        for exception in museum.opening_exceptions.all()
        if exception.space in ("", Space.MUSEUM)
    ]
    return Shared.read(today).hours(museum, slots, exceptions)


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
