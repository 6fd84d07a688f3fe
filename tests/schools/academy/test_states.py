"""Only legal steps, by those who may take them, while the agreement runs."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from schools.academy.states import (
    DECIDED,
    Situation,
    State,
    badge_standing,
    refusal_to_move,
)

SITUATION = Situation(
    state=State.READING,
    day=date(2026, 11, 22),
    starts_on=date(2026, 9, 1),
    ends_on=date(2026, 11, 22),
    is_partner=True,
    is_of_museum=False,
)

LEGAL = {
    ("requested", "reading"),
    ("reading", "requested"),
    ("reading", "validated"),
    ("reading", "refused"),
    ("reading", "to-correct"),
}


def test_a_partner_takes_the_legal_steps_and_no_other():
    steps = {
        (str(before), str(after))
        for before, after in product(State, State)
        if not refusal_to_move(replace(SITUATION, state=before), after)
    }
    assert steps == LEGAL


def test_the_museum_withdraws_what_is_open_and_does_nothing_else():
    museum = replace(SITUATION, is_partner=False, is_of_museum=True)
    steps = {
        (str(before), str(after))
        for before, after in product(State, State)
        if not refusal_to_move(replace(museum, state=before), after)
    }
    assert steps == {("requested", "withdrawn"), ("reading", "withdrawn")}


@pytest.mark.parametrize(
    "change",
    [
        {"is_partner": False},
        {"is_of_museum": True},
        {"is_release_withdrawn": True},
        {"starts_on": date(2026, 11, 23), "ends_on": date(2027, 11, 23)},
        {"ends_on": date(2026, 11, 21)},
    ],
)
@pytest.mark.parametrize("state", sorted(DECIDED))
def test_nothing_is_signed(change, state):
    assert refusal_to_move(SITUATION, State(state)) == ""
    assert refusal_to_move(replace(SITUATION, **change), State(state)) != ""


def test_the_first_and_the_last_day_of_an_agreement_count():
    for day in (SITUATION.starts_on, SITUATION.ends_on):
        assert refusal_to_move(replace(SITUATION, day=day), State.VALIDATED) == ""


def test_what_a_badge_is_worth():
    last, end = date(2027, 1, 31), date(2027, 8, 31)
    days = [date(2027, 1, 31), date(2027, 2, 1), date(2027, 8, 31), date(2027, 9, 1)]
    assert [str(badge_standing(day, last, end)) for day in days] == [
        "",
        "validation échue",
        "validation échue",
        "convention échue",
    ]
