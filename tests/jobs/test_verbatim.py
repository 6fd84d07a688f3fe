"""Dates as employers write them."""

from datetime import date

import pytest

from jobs.verbatim import named_dates, says_as_soon_as_possible, says_before


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Candidatures jusqu’au vendredi 14 mars", [("vendredi 14 mars", 14, 3, None, 4)]),
        ("le 1er août 2027 au plus tard", [("1er août 2027", 1, 8, 2027, None)]),
        ("LUNDI 2 FÉVRIER 2026", [("LUNDI 2 FÉVRIER 2026", 2, 2, 2026, 0)]),
        ("avant le 22/02", [("22/02", 22, 2, None, None)]),
        ("14/11/2024 inclus", [("14/11/2024", 14, 11, 2024, None)]),
        ("mardi\u00a03\u00a0décembre", [("mardi 3 décembre", 3, 12, None, 1)]),
        ("du 3 mars au 14/03/26", [("3 mars", 3, 3, None, None), ("14/03/26", 14, 3, 2026, None)]),
        ("24 ou 26h/semaine, 24/24, 32/13", []),
        ("dès que possible", []),
    ],
)
def test_dates_are_found_in_a_text(text, expected):
    found = [(n.said, n.day, n.month, n.year, n.weekday) for n in named_dates(text)]
    assert found == expected


def test_a_named_date_means_a_day_of_any_year_unless_it_gives_one():
    (without_year,) = named_dates("vendredi 14 mars")
    assert without_year.means(date(2025, 3, 14))
    assert without_year.means(date(2024, 3, 14))
    assert without_year.is_impossible_on(date(2024, 3, 14))
    assert not without_year.is_impossible_on(date(2025, 3, 14))
    (with_year,) = named_dates("14 mars 2025")
    assert not with_year.means(date(2024, 3, 14))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("avant le 22/02", True),
        ("Avant le lundi 22 février", True),
        ("avant le 22 février inclus", False),
        ("au plus tard le 22 février", False),
        ("auparavant les candidatures", False),
    ],
)
def test_a_text_may_exclude_its_day(text, expected):
    assert says_before(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dès que possible", True),
        ("Poste à pourvoir immédiatement", True),
        ("au 1er mars", False),
    ],
)
def test_a_text_may_wait_for_nobody(text, expected):
    assert says_as_soon_as_possible(text) is expected
