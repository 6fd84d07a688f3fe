"""OpenStreetMap's notation, and our arithmetic beside the engine that reads it."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import opening_hours as other_engine
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.holidays import public_holidays_between
from museums.opening_hours import Change, OpeningHours, Period, Precedence, Rule, Slot
from museums.opening_osm import osm_text

PARIS = ZoneInfo("Europe/Paris")
TODAY = date(2026, 11, 22)  # a Sunday
LAST = date(2027, 12, 31)
MORNING = Slot(time(10), time(12, 30))
AFTERNOON = Slot(time(14), time(18))
EVERY_DAY = frozenset(range(7))
SUMMER = Period.each_year(date(2026, 4, 1), date(2026, 9, 30))
AT_NIGHT = datetime.combine(date(2027, 5, 23), time(0, 30))  # of Saturday to Sunday
FEASTS = public_holidays_between(TODAY, LAST)


def weekly(*slots, days=EVERY_DAY, period=Period()):  # noqa: B008 -- frozen
    return Rule(period, frozenset(days), slots)


class TestNotation:
    def test_says_nothing_where_nothing_is_known(self):
        assert osm_text(OpeningHours(), TODAY) == ""

    def test_closes_a_season_before_it_opens_it(self):
        hours = OpeningHours(
            rules=(weekly(AFTERNOON, period=SUMMER, days={5, 6}), weekly(MORNING, days={2}))
        )
        assert osm_text(hours, TODAY) == (
            "We 10:00-12:30; Apr 01-Sep 30 off; Apr 01-Sep 30 Sa,Su 14:00-18:00"
        )

    def test_joins_the_rows_that_say_the_same_day(self):
        rows = (weekly(MORNING), weekly(AFTERNOON, days={2, 5}))
        assert osm_text(OpeningHours(rules=rows), TODAY) == (
            "Mo,Tu,Th,Fr,Su 10:00-12:30; We,Sa 10:00-12:30,14:00-18:00"
        )

    def test_writes_school_holidays_as_days(self):
        hours = OpeningHours(
            rules=(weekly(MORNING, period=Period(Precedence.SCHOOL_HOLIDAYS)),),
            school_holidays=(
                (date(2026, 10, 17), date(2026, 11, 1)),
                (date(2026, 12, 19), date(2027, 1, 3)),
            ),
        )
        assert osm_text(hours, TODAY) == (
            "2026 Dec 19-2027 Jan 03 off; 2026 Dec 19-2027 Jan 03 Mo,Tu,We,Th,Fr,Sa,Su 10:00-12:30"
        )

    def test_writes_public_holidays_and_exceptions_last_and_the_first_one_at_the_end(self):
        eve = date(2026, 12, 24)
        hours = OpeningHours(
            rules=(weekly(AFTERNOON),),
            closed_holidays={date(2026, 12, 25): "Noël"},
            public_holidays=FEASTS,
            changes=(Change(eve, eve, (MORNING,)), Change(eve - timedelta(days=4), eve)),
        )
        assert osm_text(hours, TODAY) == (
            "Mo,Tu,We,Th,Fr,Sa,Su 14:00-18:00; 2026 Dec 25 off; "
            "2026 Dec 20-2026 Dec 24 off; 2026 Dec 24 10:00-12:30"
        )

    def test_says_in_one_word_that_it_is_closed_on_every_public_holiday(self):
        hours = OpeningHours(
            rules=(weekly(MORNING),), closed_holidays=FEASTS, public_holidays=FEASTS
        )
        assert osm_text(hours, TODAY) == "Mo,Tu,We,Th,Fr,Sa,Su 10:00-12:30; PH off"

    def test_gives_public_holidays_their_own_hours(self):
        feasts = Period(Precedence.PUBLIC_HOLIDAYS)
        hours = OpeningHours(rules=(weekly(MORNING, period=feasts),), public_holidays=FEASTS)
        assert osm_text(hours, TODAY) == "PH off; PH 10:00-12:30"

    def test_is_closed_until_it_reopens(self):
        hours = OpeningHours(rules=(weekly(MORNING),), reopens_on=date(2027, 2, 1))
        assert osm_text(hours, TODAY).endswith("; 2026 Nov 22-2027 Jan 31 off")


quarters = st.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))
weekdays = st.frozensets(st.integers(0, 6), min_size=1)
days = st.dates(TODAY, LAST)


@st.composite
def stays(draw):
    """Up to two stays of one day: what ends in the night is told apart below."""
    times = sorted(draw(st.lists(quarters, min_size=4, max_size=4, unique=True)))
    slots = (Slot(times[0], times[1]), Slot(times[2], times[3]))
    return slots[: draw(st.integers(1, 2))]


@st.composite
def spans(draw, longest):
    first = draw(days)
    return first, first + timedelta(days=draw(st.integers(0, longest)))


periods = st.one_of(
    st.sampled_from(
        [
            Period(),
            Period(Precedence.SCHOOL_HOLIDAYS),
            Period(Precedence.PUBLIC_HOLIDAYS),
            SUMMER,
            Period.each_year(date(2026, 11, 1), date(2027, 2, 20)),
        ]
    ),
    spans(300).map(lambda span: Period.each_year(*span)),
    spans(60).map(lambda span: Period(Precedence.DATED, *span)),
)


@st.composite
def rules(draw):
    period = draw(periods)
    is_feasts = period.precedence is Precedence.PUBLIC_HOLIDAYS
    return Rule(period, EVERY_DAY if is_feasts else draw(weekdays), draw(stays()))


@st.composite
def changes(draw):
    return Change(*draw(spans(6)), draw(st.one_of(st.just(()), stays())))


@st.composite
def school_holidays(draw):
    """Apart from one another, as they are."""
    starts = sorted(draw(st.lists(days, max_size=4, unique=True)))
    return tuple(
        (first, min(first + timedelta(days=15), following - timedelta(days=1)))
        for first, following in pairwise([*starts, date(2028, 3, 1)])
    )


@st.composite
def all_hours(draw):
    closed = draw(st.one_of(st.just(FEASTS), st.frozensets(st.sampled_from(sorted(FEASTS)))))
    return OpeningHours(
        rules=tuple(draw(st.lists(rules(), min_size=1, max_size=5))),
        changes=tuple(draw(st.lists(changes(), max_size=3))),
        closed_holidays={day: FEASTS[day] for day in closed},
        public_holidays=FEASTS,
        school_holidays=draw(school_holidays()),
        reopens_on=draw(st.one_of(st.none(), days)),
    )


BEGIN = datetime.combine(TODAY, time(0))
END = datetime.combine(date(2027, 9, 30), time(0))
SUMMER_TIME_BEGINS = datetime(2027, 3, 27, 22, tzinfo=PARIS)
SUMMER_TIME_ENDS = datetime(2027, 10, 30, 22, tzinfo=PARIS)
instants = st.one_of(
    st.datetimes(BEGIN, END).map(lambda moment: moment.replace(tzinfo=PARIS)),
    st.builds(
        lambda start, minutes: start.astimezone(ZoneInfo("UTC")) + timedelta(minutes=minutes),
        st.sampled_from([SUMMER_TIME_BEGINS, SUMMER_TIME_ENDS]),
        st.integers(0, 8 * 60),
    ),
)


@given(hours=all_hours(), instant=instants)
def test_another_engine_reads_what_we_compute(hours, instant):
    instant = instant.replace(second=0, microsecond=0)
    moment = instant.astimezone(PARIS).replace(tzinfo=None)
    other = other_engine.OpeningHours(osm_text(hours, TODAY), timezone=PARIS, country="FR")

    assert hours.is_open(moment) == other.is_open(instant)

    change, other_change = hours.next_change(moment), other.next_change(instant)
    within = moment + timedelta(days=60)  # both know the holidays of these days
    if (change and change < within) or (
        other_change and other_change.replace(tzinfo=None) < within
    ):
        assert change == other_change.replace(tzinfo=None)


@given(hours=all_hours(), moment=st.datetimes(BEGIN, END))
def test_what_changes_next_is_where_open_turns(hours, moment):
    change = hours.next_change(moment)
    if change:
        before = change - timedelta(minutes=1)
        assert hours.is_open(change) != hours.is_open(before)
        if before >= moment:
            assert hours.is_open(before) == hours.is_open(moment)


@pytest.mark.parametrize(
    ("notation", "is_open"),
    [
        # The museums' night of a Saturday, and an inventory on the Sunday.
        ("Sa 20:00-01:00; 2027 May 23 off", True),
        # A Saturday on which the doors close earlier than every evening.
        ("Mo-Su 20:00-01:00; 2027 May 22 10:00-12:00", False),
    ],
)
def test_the_other_engine_gets_the_night_before_an_exception_wrong(notation, is_open):
    """Why it checks and does not evaluate (ADR 24): should this fail, it may."""
    assert other_engine.OpeningHours(notation, timezone=PARIS).is_open(AT_NIGHT) is not is_open


def test_a_night_belongs_to_the_day_it_began_on():
    saturday, sunday = date(2027, 5, 22), date(2027, 5, 23)
    night = Slot(time(20), time(1))
    closed_after = OpeningHours(rules=(weekly(night, days={5}),), changes=(Change(sunday, sunday),))
    shorter = OpeningHours(
        rules=(weekly(night),), changes=(Change(saturday, saturday, (MORNING,)),)
    )
    assert closed_after.is_open(AT_NIGHT)
    assert not shorter.is_open(AT_NIGHT)
