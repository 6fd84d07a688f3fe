"""The facts of an offer in words, the employer's own beside them."""

from datetime import date
from decimal import Decimal

import pytest

from jobs.models import JobEmployer, JobLocation, JobPage
from jobs.templatetags.job_facts import (
    ages,
    beside,
    duration_words,
    employer_line,
    location_line,
    pay,
    start_words,
    team,
    working_time_words,
)

pytestmark = pytest.mark.django_db  # a page in memory asks what type it is


def test_what_was_typed_stands_above_the_words():
    assert beside("12 mois", "Un an") == '12 mois<br><span class="small">Un an</span>'
    assert beside("12 mois", "12 mois") == "12 mois"
    assert beside("", "Un an") == "Un an"
    assert beside("12 mois", "") == "12 mois"
    assert beside("<b>", "&") == '&lt;b&gt;<br><span class="small">&amp;</span>'


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"starts_on": date(2027, 1, 1)}, "Vendredi 1er janvier 2027"),
        ({"starts_on": date(2027, 1, 1), "start_precision": "month"}, "Janvier 2027"),
        ({"starts_on": date(2027, 1, 1), "start_precision": "asap"}, "Dès que possible"),
        ({"start_precision": "asap"}, "Dès que possible"),
        ({}, ""),
    ],
)
def test_the_start_is_as_exact_as_it_is_known(values, words):
    assert start_words(JobPage(**values)) == words


@pytest.mark.parametrize(
    ("unit", "number", "words"),
    [
        ("month", 12, "12 mois"),
        ("week", 1, "1 semaine"),
        ("day", 3, "3 jours"),
        ("year", 2, "2 ans"),
    ],
)
def test_a_duration_has_its_unit(unit, number, words):
    assert duration_words(JobPage(duration_value=number, duration_unit=unit)) == words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (
            {"working_time": "full", "hours_min": Decimal("35.0")},
            "Temps complet, 35\xa0h par semaine",
        ),
        (
            {"working_time": "part", "hours_min": Decimal(24), "hours_max": Decimal("25.5")},
            "Temps partiel, de 24 à 25,50\xa0h par semaine",
        ),
        (
            {"working_time": "annual_days", "days_per_year": 210},
            "Forfait en jours par an, 210 jours par an",
        ),
        ({}, ""),
    ],
)
def test_working_time_has_its_hours(values, words):
    assert working_time_words(JobPage(**values)) == words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (
            {"salary_kind": "range", "salary_min": Decimal(1850), "salary_max": Decimal(1980)},
            "De 1\xa0850\xa0€ à 1\xa0980\xa0€ par mois, brut",
        ),
        (
            {"salary_kind": "fixed", "salary_min": Decimal("12.50"), "salary_unit": "hour"},
            "À partir de 12,50\xa0€ par heure, brut",
        ),
        (
            {"salary_kind": "statutory_grid", "salary_text": "Régime indemnitaire"},
            "Rémunération statutaire<br>Régime indemnitaire",
        ),
        ({"salary_max": Decimal(600), "is_gross": False}, "600\xa0€ par mois, net"),
        ({}, ""),
    ],
)
def test_pay_says_amounts_where_there_are_any(values, words):
    assert pay(JobPage(**values)) == words


def test_an_employer_has_its_role():
    assert employer_line(JobEmployer(name="Les Amis")) == "Les Amis"
    assert employer_line(JobEmployer(name="Les Amis", website="https://amis.example")) == (
        '<a href="https://amis.example">Les Amis</a>'
    )
    brand = JobEmployer(name="A & B", role="brand", note="depuis 2020", siret="12345678901234")
    assert employer_line(brand) == (
        'A &amp; B <span class="small">(nom d’usage, depuis 2020, SIRET 12345678901234)</span>'
    )


def test_an_address_where_one_does_not_work_says_what_it_is():
    place = JobLocation(city="Caen", postcode="14000", kind="administrative_residence")
    assert location_line(place) == (
        '14000 Caen <span class="small">(résidence administrative)</span>'
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"manages_people": None}, ""),
        ({"manages_people": False}, "Non"),
        ({"manages_people": True}, "Oui"),
        ({"manages_people": True, "team_size": 4}, "Oui, 4 personnes"),
    ],
)
def test_leading_a_team_is_said_either_way(values, words):
    assert team(JobPage(**values)) == words


@pytest.mark.parametrize(
    ("lowest", "highest", "words"),
    [(16, 25, "de 16 à 25\xa0ans"), (18, None, "dès 18\xa0ans"), (None, 25, "jusqu’à 25\xa0ans")],
)
def test_ages(lowest, highest, words):
    assert ages(JobPage(age_min=lowest, age_max=highest)) == words
