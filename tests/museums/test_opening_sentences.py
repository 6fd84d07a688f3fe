"""Opening hours as people say them, in both languages."""

from datetime import date, datetime, time

import pytest
from django.utils import translation

from museums.opening_hours import Change, OpeningHours, Period, Precedence, Rule, Slot
from museums.opening_sentences import (
    changes_in_words,
    holidays_in_words,
    next_in_words,
    seasons_in_words,
    today_in_words,
    weekdays_in_words,
)
from museums.openings import Opening

TODAY = date(2026, 11, 22)
MORNING = Slot(time(10), time(12, 30))
AFTERNOON = Slot(time(14), time(18))
NBSP = "\u00a0"
SUMMER = Period(Precedence.EACH_YEAR, date(2026, 4, 1), date(2026, 9, 30))


@pytest.fixture(params=["fr", "en"])
def language(request):
    with translation.override(request.param):
        yield request.param


@pytest.mark.parametrize(
    ("days", "french", "english"),
    [
        ("0123456", "tous les jours", "every day"),
        ("023456", "tous les jours sauf le mardi", "every day except Tuesdays"),
        ("23456", "du mercredi au dimanche", "from Wednesday to Sunday"),
        ("01234", "du lundi au vendredi", "from Monday to Friday"),
        (
            "12346",
            "tous les jours sauf le lundi et le samedi",
            "every day except Mondays and Saturdays",
        ),
        ("56", "le samedi et le dimanche", "on Saturdays and on Sundays"),
        ("2", "le mercredi", "on Wednesdays"),
        ("123456", "du mardi au dimanche", "from Tuesday to Sunday"),
        ("012345", "tous les jours sauf le dimanche", "every day except Sundays"),
    ],
)
def test_weekdays(language, days, french, english):
    said = weekdays_in_words(frozenset(map(int, days)))
    assert said == {"fr": french, "en": english}[language]


def test_a_season_says_its_days_and_its_times(language):
    rule = Rule(SUMMER, frozenset({0, 2, 3, 4, 5, 6}), (MORNING, AFTERNOON))
    (season,) = seasons_in_words(OpeningHours(rules=(rule,)), TODAY)
    title, line = {
        "fr": (
            "Du 1er avril au 30 septembre",
            "tous les jours sauf le mardi, 10~h–12~h~30 et 14~h–18~h".replace("~", NBSP),
        ),
        "en": (
            "From 1 April to 30 September",
            "every day except Tuesdays, 10~am–12.30~pm and 2~pm–6~pm".replace("~", NBSP),
        ),
    }[language]
    assert (season.title, season.lines) == (title, [line])


def test_rows_that_say_the_same_days_are_one_line():
    rules = (
        Rule(Period(), frozenset({5, 6}), (MORNING,)),
        Rule(Period(), frozenset({5, 6}), (AFTERNOON,)),
    )
    with translation.override("fr"):
        (season,) = seasons_in_words(OpeningHours(rules=rules), TODAY)
    assert season.title == ""
    assert season.lines == [
        "le samedi et le dimanche, 10~h–12~h~30 et 14~h–18~h".replace("~", NBSP)
    ]


def test_the_last_admission_is_said():
    rule = Rule(Period(), frozenset({6}), (Slot(time(14), time(18), time(17, 15)),))
    with translation.override("fr"):
        (season,) = seasons_in_words(OpeningHours(rules=(rule,)), TODAY)
    assert season.lines == ["le dimanche, 14~h–18~h (dernière entrée à 17~h~15)".replace("~", NBSP)]


def test_a_season_that_is_over_is_not_told():
    past = Period(Precedence.DATED, date(2026, 6, 1), date(2026, 6, 30))
    rule = Rule(past, frozenset({6}), (MORNING,))
    assert seasons_in_words(OpeningHours(rules=(rule,)), TODAY) == []


def test_what_is_exceptional_is_told_six_weeks_ahead():
    hours = OpeningHours(
        changes=(
            Change(date(2026, 11, 24), date(2026, 11, 26), reason="inventaire"),
            Change(date(2027, 1, 4), date(2027, 1, 4)),
        )
    )
    with translation.override("fr"):
        told = changes_in_words(hours, TODAY)
    assert told == ["du 24 au 26 novembre\u00a0: fermé (inventaire)"]


def test_holidays_are_said_in_the_order_of_a_year():
    days = {date(2026, 12, 25): "Noël", date(2027, 5, 1): "Fête du Travail"}
    with translation.override("fr"):
        assert holidays_in_words(OpeningHours(closed_holidays=days), TODAY) == (
            "Fermé le 1er mai et le 25 décembre"
        )


def test_a_museum_closed_on_every_public_holiday_says_so_in_a_word():
    days = {date(2026, 12, 25): "Noël", date(2027, 5, 1): "Fête du Travail"}
    hours = OpeningHours(closed_holidays=days, public_holidays=days)
    with translation.override("fr"):
        assert holidays_in_words(hours, TODAY) == "Fermé les jours fériés"


def test_periods_are_told_apart_the_usual_ones_first():
    every_day = frozenset(range(7))
    periods = (
        Period(Precedence.PUBLIC_HOLIDAYS),
        Period(),
        Period(Precedence.DATED, date(2026, 12, 19), date(2027, 1, 3)),
        Period(Precedence.SCHOOL_HOLIDAYS),
        SUMMER,
    )
    hours = OpeningHours(rules=tuple(Rule(period, every_day, (MORNING,)) for period in periods))
    with translation.override("fr"):
        assert [season.title for season in seasons_in_words(hours, TODAY)] == [
            "Du 1er avril au 30 septembre",
            "Le reste de l’année",
            "Pendant les vacances scolaires",
            "Du 19 décembre au 3 janvier 2027",
            "Les jours fériés",
        ]


SUNDAYS = OpeningHours(rules=(Rule(Period(), frozenset({6}), (MORNING, AFTERNOON)),))


@pytest.mark.parametrize(
    ("moment", "today", "following"),
    [
        (datetime(2026, 11, 22, 11), "Ouvert aujourd’hui, 10~h–12~h~30 et 14~h–18~h", ""),
        (
            datetime(2026, 11, 22, 13),
            "Ouvert aujourd’hui, 10~h–12~h~30 et 14~h–18~h",
            "Ouvre à 14~h",
        ),
        (datetime(2026, 11, 21, 13), "Fermé aujourd’hui", "Ouvre demain à 10~h"),
        (
            datetime(2026, 11, 23, 9),
            "Fermé aujourd’hui",
            "Rouvre le dimanche 29 novembre à 10~h",
        ),
    ],
)
def test_what_a_visitor_asks_first(moment, today, following):
    opening = Opening(SUNDAYS, moment)
    with translation.override("fr"):
        assert today_in_words(opening) == today.replace("~", NBSP)
        assert next_in_words(opening) == following.replace("~", NBSP)


def test_nothing_is_said_of_what_nobody_knows():
    opening = Opening(OpeningHours(), datetime(2026, 11, 22, 11))
    assert (today_in_words(opening), next_in_words(opening)) == ("", "")
