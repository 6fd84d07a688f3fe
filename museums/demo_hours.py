"""The demo's opening hours: plausible and invented, for real museums too."""

import random
from datetime import date, time, timedelta

from museums.choices import OpeningPeriod
from museums.fields import EVERY_DAY
from museums.models import (
    MuseumPage,
    NetworkOpeningException,
    OpeningException,
    OpeningSlot,
)

CLOSED_EVERYWHERE = ["Jour de l'an", "Fête du Travail", "Noël"]
WITHOUT_HOURS, CONFIRMED, WITH_EXCEPTION = 0.08, 0.8, 0.2
TEN, NOON, TWO, SIX = time(10), time(12, 30), time(14), time(18)


def load_hours(members: list[MuseumPage], seed: int, today: date) -> None:
    """Hours for nearly every member, and one day on which the whole network is closed."""
    rng = random.Random(f"hours {seed}")
    slots: list[OpeningSlot] = []
    exceptions: list[OpeningException] = []
    for museum in members:
        if rng.random() < WITHOUT_HOURS:
            continue
        own = _week(rng, today)
        for order, slot in enumerate(own):
            slot.museum, slot.sort_order = museum, order
        slots += own
        museum.closed_holidays = CLOSED_EVERYWHERE
        museum.hours_confirmed_on = today.replace(day=1) if rng.random() < CONFIRMED else None
        if rng.random() < WITH_EXCEPTION:
            first = today + timedelta(days=rng.randrange(1, 30))
            last = first + timedelta(days=rng.randrange(3))
            exceptions.append(
                OpeningException(
                    museum=museum, first_on=first, last_on=last, reason="inventaire des collections"
                )
            )
    OpeningSlot.objects.bulk_create(slots)
    OpeningException.objects.bulk_create(exceptions)
    MuseumPage.objects.bulk_update(members, ["closed_holidays", "hours_confirmed_on"])
    NetworkOpeningException.objects.get_or_create(
        first_on=date(today.year + 1, 5, 1), defaults={"reason": "Fête du Travail"}
    )


def _week(rng: random.Random, today: date) -> list[OpeningSlot]:
    """One of the weeks that small museums have."""
    closed = rng.choice("011")
    days = "".join(day for day in EVERY_DAY if day != closed)
    high_season = ((4, 1), (9, 30), today)
    summer = ((6, 15), (9, 15), today)
    return rng.choice(
        [
            [_slot(days, TEN, SIX)],
            [_slot(days, TEN, NOON, TWO, SIX)],
            [_slot(EVERY_DAY, TEN, SIX, season=high_season)],
            [
                _slot("23456", TWO, SIX),
                _slot(EVERY_DAY, TEN, NOON, TWO, SIX, season=summer),
            ],
            [_slot("2", TWO, SIX), _slot("56", TEN, NOON, TWO, SIX)],
        ]
    )


def _slot(
    weekdays: str,
    opens: time,
    closes: time,
    opens_again: time | None = None,
    closes_again: time | None = None,
    season: tuple[tuple[int, int], tuple[int, int], date] | None = None,
) -> OpeningSlot:
    slot = OpeningSlot(
        weekdays=weekdays,
        opens=opens,
        closes=closes,
        opens_again=opens_again,
        closes_again=closes_again,
    )
    if season:
        first, last, today = season
        slot.period = OpeningPeriod.EACH_YEAR
        slot.first_on = date(today.year, *first)
        slot.last_on = date(today.year, *last)
    return slot
