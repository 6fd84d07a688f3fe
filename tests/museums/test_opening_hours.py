"""The arithmetic of opening hours."""

from datetime import date, datetime, time, timedelta

import pytest

from museums.opening_hours import (
    Change,
    OpeningHours,
    Period,
    Precedence,
    Rule,
    Slot,
    in_year,
    overlap,
    schema_specifications,
    special_specifications,
)

TODAY = date(2026, 11, 22)  # a Sunday
MORNING = Slot(time(10), time(12, 30))
AFTERNOON = Slot(time(14), time(18))
ALL_YEAR = Period()
SUMMER = Period(Precedence.EACH_YEAR, date(2026, 4, 1), date(2026, 9, 30))
WINTER = Period(Precedence.EACH_YEAR, date(2026, 11, 1), date(2026, 2, 28))
SCHOOL = Period(Precedence.SCHOOL_HOLIDAYS)
EVERY_DAY = frozenset(range(7))
NOT_TUESDAY = EVERY_DAY - {1}


def at(hour, minute=0, day=TODAY):
    return datetime.combine(day, time(hour, minute))


def weekly(*slots, days=EVERY_DAY, period=ALL_YEAR):
    return Rule(period, frozenset(days), slots)


HOURS = OpeningHours(rules=(weekly(MORNING, AFTERNOON, days=NOT_TUESDAY),))


def test_nothing_is_known_without_a_rule():
    assert not OpeningHours().is_known
    assert OpeningHours().next_change(at(10)) is None


@pytest.mark.parametrize(
    ("moment", "is_open", "next_change"),
    [
        (at(9), False, at(10)),
        (at(10), True, at(12, 30)),
        (at(12, 30), False, at(14)),
        (at(17, 59), True, at(18)),
        (at(18), False, at(10, day=TODAY + timedelta(days=1))),
        (at(20, day=date(2026, 11, 23)), False, at(10, day=date(2026, 11, 25))),
    ],
)
def test_doors_open_and_close(moment, is_open, next_change):
    assert HOURS.is_open(moment) is is_open
    assert HOURS.next_change(moment) == next_change


def test_the_next_opening_is_the_next_one_even_while_it_is_open():
    assert HOURS.next_opening(at(11)) == at(14)


def test_a_night_ends_on_the_next_day():
    hours = OpeningHours(rules=(weekly(Slot(time(20), time(1)), days={6}),))
    assert hours.is_open(at(0, 30, TODAY + timedelta(days=1)))
    assert not hours.is_open(at(1, 0, TODAY + timedelta(days=1)))
    assert not hours.is_open(at(0, 30))


def test_stays_that_touch_are_one():
    hours = OpeningHours(rules=(weekly(Slot(time(10), time(14)), AFTERNOON),))
    assert hours.next_change(at(11)) == at(18)


def test_a_season_goes_before_all_the_year_and_a_dated_one_before_both():
    works = Period(Precedence.DATED, date(2026, 7, 1), date(2026, 7, 31))
    hours = OpeningHours(
        rules=(
            weekly(AFTERNOON),
            weekly(MORNING, period=SUMMER),
            weekly(AFTERNOON, days={2}, period=works),
        )
    )
    assert hours.slots_on(TODAY) == (AFTERNOON,)
    assert hours.slots_on(date(2027, 5, 2)) == (MORNING,)
    assert hours.slots_on(date(2026, 7, 1)) == (AFTERNOON,)
    assert hours.slots_on(date(2026, 7, 2)) == ()


def test_a_season_may_span_the_new_year():
    hours = OpeningHours(rules=(weekly(MORNING, period=WINTER),))
    open_days = [date(2026, 11, 1), date(2026, 12, 31), date(2027, 1, 1), date(2027, 2, 28)]
    assert [bool(hours.slots_on(day)) for day in open_days] == [True] * 4
    assert hours.slots_on(date(2027, 3, 1)) == ()


def test_school_holidays_have_hours_of_their_own():
    hours = OpeningHours(
        rules=(weekly(AFTERNOON), weekly(MORNING, period=SCHOOL)),
        school_holidays=((date(2026, 12, 19), date(2027, 1, 3)),),
    )
    assert hours.slots_on(date(2026, 12, 18)) == (AFTERNOON,)
    assert hours.slots_on(date(2026, 12, 19)) == (MORNING,)


def test_an_exception_goes_before_a_holiday_and_a_holiday_before_the_week():
    christmas, eve = date(2026, 12, 25), date(2026, 12, 24)
    hours = OpeningHours(
        rules=(weekly(AFTERNOON),),
        closed_holidays={christmas: "Noël"},
        changes=(Change(eve, eve), Change(date(2026, 12, 26), date(2026, 12, 26), (MORNING,))),
    )
    assert [hours.slots_on(eve + timedelta(days=n)) for n in range(4)] == [
        (),
        (),
        (MORNING,),
        (AFTERNOON,),
    ]


def test_until_it_reopens_it_is_closed():
    hours = OpeningHours(rules=(weekly(AFTERNOON),), reopens_on=date(2027, 2, 1))
    assert hours.next_change(at(15)) == datetime(2027, 2, 1, 14)


def test_schema_org_is_told_days_periods_and_what_is_closed():
    hours = OpeningHours(
        rules=(weekly(MORNING, days={0}, period=SUMMER),),
        changes=(Change(date(2026, 11, 24), date(2026, 11, 26)),),
        closed_holidays={date(2026, 12, 25): "Noël", date(2028, 12, 25): "Noël"},
    )
    assert schema_specifications(hours, TODAY) == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": ["https://schema.org/Monday"],
            "validFrom": "2027-04-01",
            "validThrough": "2027-09-30",
            "opens": "10:00",
            "closes": "12:30",
        }
    ]
    closed = {"@type": "OpeningHoursSpecification", "opens": "00:00", "closes": "00:00"}
    assert special_specifications(hours, TODAY, date(2027, 5, 1)) == [
        closed | {"validFrom": "2026-11-24", "validThrough": "2026-11-26"},
        closed | {"validFrom": "2026-12-25", "validThrough": "2026-12-25"},
    ]


def test_the_29th_of_february_has_a_day_each_year():
    assert in_year(date(2028, 2, 29), 2027) == date(2027, 2, 28)


class TestOverlap:
    def test_finds_the_line_that_opens_what_is_open(self):
        late = weekly(Slot(time(12), time(15)), days={5})
        assert overlap([weekly(MORNING), late]) is late

    def test_takes_two_that_touch_for_apart(self):
        assert overlap([weekly(MORNING), weekly(Slot(time(12, 30), time(14)))]) is None

    def test_takes_other_days_and_other_periods_for_apart(self):
        others = [weekly(MORNING, days={1}), weekly(MORNING, period=SUMMER)]
        assert overlap([weekly(MORNING, days={0}), *others]) is None

    def test_sees_a_night_until_midnight(self):
        night, late = weekly(Slot(time(20), time(1))), weekly(Slot(time(23), time(23, 30)))
        assert overlap([night, late]) is late


def test_of_two_seasons_that_overlap_the_shorter_holds_alone():
    july = Period.each_year(date(2024, 7, 1), date(2024, 7, 31))
    hours = OpeningHours(rules=(weekly(MORNING, period=SUMMER), weekly(AFTERNOON, period=july)))
    assert hours.slots_on(date(2027, 6, 30)) == (MORNING,)
    assert hours.slots_on(date(2027, 7, 1)) == (AFTERNOON,)


def test_lines_of_one_season_add_up_whatever_year_was_typed():
    one, other = (Period.each_year(date(y, 4, 1), date(y, 9, 30)) for y in (2025, 2026))
    hours = OpeningHours(rules=(weekly(MORNING, period=one), weekly(AFTERNOON, period=other)))
    assert hours.slots_on(date(2027, 6, 30)) == (MORNING, AFTERNOON)


def test_public_holidays_have_hours_of_their_own_said_apart_to_schema_org():
    feast = date(2027, 5, 1)
    hours = OpeningHours(
        rules=(weekly(MORNING), weekly(AFTERNOON, period=Period(Precedence.PUBLIC_HOLIDAYS))),
        public_holidays=[feast],
    )
    assert hours.slots_on(feast) == (AFTERNOON,)
    (row,) = special_specifications(hours, TODAY, date(2027, 6, 1))
    assert (row["validFrom"], row["opens"], row["closes"]) == ("2027-05-01", "14:00", "18:00")
