"""Which museums are open: read for one or for all in as many queries."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from cms.models import NetworkSettings, SchoolHoliday
from museums.choices import OpeningPeriod, Space
from museums.models import MuseumPage, NetworkOpeningException
from museums.openings import hours_of_spaces, is_stale, open_at, open_on, openings_of
from tests.factories.museums import (
    MuseumPageFactory,
    OpeningExceptionFactory,
    OpeningSlotFactory,
)

PARIS = ZoneInfo("Europe/Paris")
SUNDAY = datetime(2026, 11, 22, 10, 30, tzinfo=PARIS)


@pytest.fixture
def open_museum(museum):
    OpeningSlotFactory(museum=museum)
    return museum


def test_a_museum_says_whether_it_is_open(open_museum):
    opening = openings_of([open_museum], SUNDAY)[open_museum.pk]
    assert opening.is_known
    assert opening.is_open
    assert [(slot.opens, slot.closes) for slot in opening.today] == [
        (time(10), time(12, 30)),
        (time(14), time(18)),
    ]
    assert opening.next_change == datetime(2026, 11, 22, 12, 30)
    assert opening.next_opening == datetime(2026, 11, 22, 14)


def test_the_clock_is_the_museums(open_museum):
    utc = datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("UTC"))
    assert open_at([open_museum], utc) == {open_museum.pk}
    assert open_at([open_museum], utc - timedelta(hours=1)) == set()


def test_a_museum_that_gave_nothing_is_neither_open_nor_closed(museum):
    opening = openings_of([museum], SUNDAY)[museum.pk]
    assert (opening.is_known, opening.is_open, opening.next_change) == (False, False, None)


@pytest.mark.parametrize("number", [1, 3])
def test_all_are_read_in_as_many_queries(network, number, django_assert_num_queries):
    for _index in range(number):
        museum = MuseumPageFactory(parent=network.museums)
        OpeningSlotFactory(museum=museum)
        OpeningExceptionFactory(museum=museum)
    open_on(MuseumPage.objects.members().for_hours(), SUNDAY.date())
    with django_assert_num_queries(7):
        found = open_on(MuseumPage.objects.members().for_hours(), SUNDAY.date())
    assert len(found) == number


def test_one_exception_of_the_network_reaches_every_museum(open_museum):
    NetworkOpeningException.objects.create(first_on=SUNDAY.date(), reason="Fête du Travail")
    assert open_on([open_museum], SUNDAY.date()) == set()


def test_a_museums_own_exception_goes_before_the_networks(open_museum):
    NetworkOpeningException.objects.create(first_on=SUNDAY.date())
    OpeningExceptionFactory(
        museum=open_museum, first_on=SUNDAY.date(), last_on=None, opens=time(10), closes=time(11)
    )
    assert open_at([open_museum], SUNDAY) == {open_museum.pk}


def test_one_day_goes_before_the_fortnight_around_it(open_museum):
    OpeningExceptionFactory(
        museum=open_museum, first_on=date(2026, 11, 16), last_on=date(2026, 11, 29)
    )
    OpeningExceptionFactory(
        museum=open_museum, first_on=SUNDAY.date(), last_on=None, opens=time(10), closes=time(11)
    )
    assert open_at([open_museum], SUNDAY) == {open_museum.pk}


def test_public_holidays_close_whom_they_close(open_museum):
    christmas = date(2026, 12, 25)
    assert open_on([open_museum], christmas) == {open_museum.pk}
    open_museum.closed_holidays = ["Noël"]
    assert open_on([open_museum], christmas) == set()


def test_school_holidays_are_those_of_the_networks_zone(museum, network):
    NetworkSettings.objects.update_or_create(
        site=network.home.get_site(), defaults={"school_zone": "B"}
    )
    for zone, first in (("B", date(2026, 12, 19)), ("A", date(2027, 2, 13))):
        SchoolHoliday.objects.create(
            zone=zone, name="Vacances", starts_on=first, ends_on=first + timedelta(days=7)
        )
    OpeningSlotFactory(museum=museum, weekdays="0123456", period=OpeningPeriod.SCHOOL_HOLIDAYS)
    assert open_on([museum], date(2026, 12, 20)) == {museum.pk}
    assert open_on([museum], date(2027, 2, 14)) == set()


def test_the_garden_has_hours_of_its_own(open_museum):
    OpeningSlotFactory(museum=open_museum, space=Space.GARDEN, opens=time(8))
    ((label, hours),) = hours_of_spaces(open_museum, SUNDAY.date())
    assert label == "le jardin"
    assert hours.slots_on(SUNDAY.date())[0].opens == time(8)
    assert openings_of([open_museum], SUNDAY)[open_museum.pk].today[0].opens == time(10)


def test_hours_grow_stale_after_half_a_year(museum):
    today = SUNDAY.date()
    assert is_stale(museum, today)
    museum.hours_confirmed_on = today - timedelta(days=183)
    assert not is_stale(museum, today)
    museum.hours_confirmed_on -= timedelta(days=1)
    assert is_stale(museum, today)
