"""A schedule is said in one plain sentence, in French and in English."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.recurrences import Rule, Schedule
from events.sentences import nth_weekday, rule_phrase, schedule_sentence

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
FIRST_DAY = date(2027, 3, 3)  # a Wednesday
TEN, NOON, TWO, FOUR, SIX = time(10), time(12), time(14), time(16), time(18)


def weekly(*weekdays, interval=1, months=()):
    return Rule("WEEKLY", interval, tuple((day, None) for day in weekdays), months=months)


def sentences(start_date=FIRST_DAY, start_time=None, end_time=None, *, holidays=None, **values):
    """Both sentences, each no-break space written as a tilde."""
    schedule = Schedule("uid", start_date, start_time, end_time=end_time, **values)
    said = (schedule_sentence(schedule, language, **holidays or {}) for language in ("fr", "en"))
    return tuple(sentence.replace("\N{NO-BREAK SPACE}", "~") for sentence in said)


@pytest.mark.parametrize(
    ("other_dates", "french", "english"),
    [
        (
            ["2026-12-24", "2026-12-10"],
            "Les 3, 10 et 24 décembre 2026",
            "3, 10 and 24 December 2026",
        ),
        (["2026-12-10"], "Les 3 et 10 décembre 2026", "3 and 10 December 2026"),
        (
            ["2027-01-01"],
            "Le 3 décembre 2026 et le 1er janvier 2027",
            "3 December 2026 and 1 January 2027",
        ),
        (
            ["2027-02-01", "2027-01-07", "2027-01-14", "2026-11-30"],
            "Le 30 novembre, le 3 décembre 2026, les 7 et 14 janvier et le 1er février 2027",
            "30 November, 3 December 2026, 7 and 14 January and 1 February 2027",
        ),
        (
            [f"2027-{month:02}-07" for month in range(1, 13)],
            "13 dates du 3 décembre 2026 au 7 décembre 2027",
            "13 dates from 3 December 2026 to 7 December 2027",
        ),
    ],
)
def test_several_dates(other_dates, french, english):
    days = tuple(map(date.fromisoformat, other_dates))
    said = sentences(date(2026, 12, 3), TWO, FOUR, other_dates=days)
    assert said == (f"{french}, de 14~h à 16~h", f"{english}, from 2~pm to 4~pm")


def test_several_dates_with_one_hour_or_several_days_each():
    days = (date(2027, 1, 7),)
    assert sentences(date(2026, 12, 3), TWO, other_dates=days) == (
        "Le 3 décembre 2026 et le 7 janvier 2027, à 14~h",
        "3 December 2026 and 7 January 2027, at 2~pm",
    )
    assert sentences(date(2026, 12, 3), end_date=date(2026, 12, 4), other_dates=days) == (
        "Le 3 décembre 2026 et le 7 janvier 2027, pendant deux jours",
        "3 December 2026 and 7 January 2027, for two days",
    )


def test_a_day():
    assert sentences(date(2027, 5, 12)) == ("Le 12 mai 2027", "12 May 2027")
    assert sentences(date(2027, 5, 1)) == ("Le 1er mai 2027", "1 May 2027")


@pytest.mark.parametrize(
    ("start", "end", "french", "english"),
    [
        (time(19), None, "Le 12 mai 2027 à 19~h", "12 May 2027 at 7~pm"),
        (time(9, 5), None, "Le 12 mai 2027 à 9~h~05", "12 May 2027 at 9:05~am"),
        (
            TWO,
            time(16, 30),
            "Le 12 mai 2027, de 14~h à 16~h~30",
            "12 May 2027, from 2~pm to 4:30~pm",
        ),
        (TEN, NOON, "Le 12 mai 2027, de 10~h à 12~h", "12 May 2027, from 10~am to noon"),
        (
            time(19),
            time(1),
            "Le 12 mai 2027, de 19~h à 1~h (le lendemain)",
            "12 May 2027, from 7~pm to 1~am (the next day)",
        ),
        (
            time(19),
            time(0),
            "Le 12 mai 2027, de 19~h à minuit",
            "12 May 2027, from 7~pm to midnight",
        ),
        (
            time(0, 30),
            time(12, 30),
            "Le 12 mai 2027, de 0~h~30 à 12~h~30",
            "12 May 2027, from 12:30~am to 12:30~pm",
        ),
    ],
)
def test_a_day_with_hours(start, end, french, english):
    assert sentences(date(2027, 5, 12), start, end) == (french, english)


def test_a_night_that_the_editor_ended_on_the_next_day():
    assert sentences(date(2027, 5, 12), time(19), time(1), end_date=date(2027, 5, 13)) == (
        "Le 12 mai 2027, de 19~h à 1~h (le lendemain)",
        "12 May 2027, from 7~pm to 1~am (the next day)",
    )


@pytest.mark.parametrize(
    ("last", "french", "english"),
    [
        (date(2027, 3, 9), "Du 3 au 9 mars 2027", "From 3 to 9 March 2027"),
        (date(2027, 6, 30), "Du 3 mars au 30 juin 2027", "From 3 March to 30 June 2027"),
        (
            date(2028, 3, 1),
            "Du 3 mars 2027 au 1er mars 2028",
            "From 3 March 2027 to 1 March 2028",
        ),
    ],
)
def test_an_exhibition(last, french, english):
    assert sentences(end_date=last) == (french, english)


def test_several_days_without_a_break_with_hours():
    assert sentences(FIRST_DAY, TEN, SIX, end_date=date(2027, 3, 5)) == (
        "Du 3 mars à 10~h au 5 mars 2027 à 18~h",
        "From 10~am on 3 March to 6~pm on 5 March 2027",
    )
    assert sentences(FIRST_DAY, TEN, end_date=date(2028, 3, 5)) == (
        "Du 3 mars 2027 à 10~h au 5 mars 2028",
        "From 10~am on 3 March 2027 to 5 March 2028",
    )


@pytest.mark.parametrize(
    ("rule", "french", "english"),
    [
        (weekly(), "Tous les mercredis", "Every Wednesday"),
        (weekly(SATURDAY, WEDNESDAY), "Tous les mercredis et samedis", None),
        (weekly(MONDAY, WEDNESDAY, FRIDAY), "Tous les lundis, mercredis et vendredis", None),
        (weekly(*range(7)), "Tous les jours", "Every day"),
        (
            weekly(*range(1, 6)),
            "Tous les jours du mardi au samedi",
            "Every day from Tuesday to Saturday",
        ),
        (
            weekly(FRIDAY, SATURDAY, SUNDAY, MONDAY),
            "Tous les jours du vendredi au lundi",
            "Every day from Friday to Monday",
        ),
        (
            weekly(MONDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY),
            "Tous les jours sauf le mardi",
            "Every day except Tuesday",
        ),
        (weekly(SATURDAY, interval=2), "Un samedi sur deux", "Every other Saturday"),
        (
            weekly(WEDNESDAY, SATURDAY, interval=2),
            "Une semaine sur deux, le mercredi et le samedi",
            "Every other week, on Wednesday and Saturday",
        ),
        (
            weekly(WEDNESDAY, interval=3),
            "Toutes les trois semaines, le mercredi",
            "Every three weeks, on Wednesday",
        ),
        (
            weekly(*range(7), interval=2),
            "Une semaine sur deux, tous les jours",
            "Every other week, every day",
        ),
        (Rule("DAILY"), "Tous les jours", "Every day"),
        (Rule("DAILY", 2), "Un jour sur deux", "Every other day"),
        (Rule("DAILY", 12), "Tous les 12 jours", "Every 12 days"),
        (Rule("DAILY", weekdays=((MONDAY, None),)), "Tous les lundis", "Every Monday"),
        (
            Rule("DAILY", 2, ((MONDAY, None),)),
            "Un jour sur deux, seulement le lundi",
            "Every other day, only on Monday",
        ),
        (Rule("MONTHLY"), "Le 3 de chaque mois", "The 3rd of each month"),
        (Rule("MONTHLY", 2), "Un mois sur deux, le 3", "Every other month, on the 3rd"),
        (
            Rule("MONTHLY", monthdays=(-1, 1, 15)),
            "Le 1er, le 15 et le dernier jour de chaque mois",
            "The 1st, the 15th and the last day of each month",
        ),
        (
            Rule("MONTHLY", weekdays=((SUNDAY, 1),)),
            "Le premier dimanche du mois",
            "The first Sunday of the month",
        ),
        (
            Rule("MONTHLY", weekdays=((TUESDAY, 3), (TUESDAY, 1))),
            "Le premier et le troisième mardi du mois",
            "The first and third Tuesday of the month",
        ),
        (
            Rule("MONTHLY", weekdays=((FRIDAY, -1), (MONDAY, 1))),
            "Le premier lundi et le dernier vendredi du mois",
            "The first Monday and the last Friday of the month",
        ),
        (
            Rule("MONTHLY", weekdays=((FRIDAY, -2),)),
            "L’avant-dernier vendredi du mois",
            "The second-to-last Friday of the month",
        ),
        (
            Rule("MONTHLY", weekdays=((FRIDAY, -3),)),
            "Le troisième vendredi en partant de la fin du mois",
            "The third-to-last Friday of the month",
        ),
        (
            Rule("MONTHLY", 3, ((MONDAY, 1),)),
            "Tous les trois mois, le premier lundi",
            "Every three months, on the first Monday",
        ),
        (Rule("MONTHLY", weekdays=((MONDAY, None),)), "Tous les lundis", "Every Monday"),
        (
            Rule("MONTHLY", weekdays=((FRIDAY, None),), monthdays=(13,)),
            "Tous les vendredis, seulement le 13 du mois",
            "Every Friday, only on the 13th of the month",
        ),
        (Rule("YEARLY"), "Chaque année, le 3 mars", "Every year, on 3 March"),
        (Rule("YEARLY", 2), "Tous les deux ans, le 3 mars", "Every other year, on 3 March"),
        (
            Rule("YEARLY", weekdays=((SATURDAY, 3),), months=(9,)),
            "Chaque année, le troisième samedi de septembre",
            "Every year, on the third Saturday of September",
        ),
        (
            Rule("YEARLY", weekdays=((MONDAY, 20),)),
            "Chaque année, le 20e lundi de l’année",
            "Every year, on the 20th Monday of the year",
        ),
        (
            Rule("YEARLY", monthdays=(1, -1), months=(4, 10)),
            "Chaque année, le 1er avril, le dernier jour d’avril, le 1er octobre et le dernier "
            "jour d’octobre",
            "Every year, on 1 April, the last day of April, 1 October and the last day of October",
        ),
    ],
)
def test_a_rule(rule, french, english):
    said = sentences(rule=rule)
    assert said[0] == french
    assert english is None or said[1] == english


@pytest.mark.parametrize(
    ("months", "french", "english"),
    [
        ((6,), "Tous les mercredis, en juin", "Every Wednesday, in June"),
        ((7, 6), "Tous les mercredis, en juin et juillet", "Every Wednesday, in June and July"),
        (
            (4, 5, 6),
            "Tous les mercredis, d’avril à juin",
            "Every Wednesday, from April to June",
        ),
        (
            (1, 2, 11, 12),
            "Tous les mercredis, de novembre à février",
            "Every Wednesday, from November to February",
        ),
        (
            (3, 8, 10),
            "Tous les mercredis, en mars, août et octobre",
            "Every Wednesday, in March, August and October",
        ),
        (tuple(range(1, 13)), "Tous les mercredis", "Every Wednesday"),
    ],
)
def test_only_in_some_months(months, french, english):
    assert sentences(rule=weekly(months=months)) == (french, english)


def test_the_months_follow_the_hours():
    assert sentences(FIRST_DAY, TEN, SIX, rule=Rule("DAILY", months=(6, 7, 8, 9))) == (
        "Tous les jours de 10~h à 18~h, de juin à septembre",
        "Every day from 10~am to 6~pm, from June to September",
    )


@pytest.mark.parametrize(
    ("rule", "at_three", "in_the_afternoon"),
    [
        (weekly(), "Tous les mercredis à 15~h", "Tous les mercredis de 14~h à 16~h"),
        (
            Rule("MONTHLY", weekdays=((SUNDAY, 1),)),
            "Le premier dimanche du mois à 15~h",
            "Le premier dimanche du mois, de 14~h à 16~h",
        ),
        (
            weekly(MONDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY),
            "Tous les jours sauf le mardi, à 15~h",
            "Tous les jours sauf le mardi, de 14~h à 16~h",
        ),
    ],
)
def test_a_pause_before_the_hours_where_they_could_be_misread(rule, at_three, in_the_afternoon):
    assert sentences(FIRST_DAY, time(15), rule=rule)[0] == at_three
    assert sentences(FIRST_DAY, TWO, FOUR, rule=rule)[0] == in_the_afternoon


def test_sittings_of_several_days():
    two_days = {"end_date": FIRST_DAY + timedelta(days=1), "rule": weekly()}
    assert sentences(**two_days) == (
        "Tous les mercredis, pendant deux jours",
        "Every Wednesday, for two days",
    )
    assert sentences(FIRST_DAY, TEN, **two_days) == (
        "Tous les mercredis à 10~h, pendant deux jours",
        "Every Wednesday at 10~am, for two days",
    )
    assert sentences(FIRST_DAY, TEN, SIX, **two_days) == (
        "Tous les mercredis de 10~h à 18~h (le lendemain)",
        "Every Wednesday from 10~am to 6~pm (the next day)",
    )


def test_a_festival_of_some_days_each_year():
    def festival(first, last):
        return sentences(first, end_date=last, rule=Rule("YEARLY"))

    assert festival(date(2027, 5, 18), date(2027, 5, 20)) == (
        "Chaque année, du 18 au 20 mai",
        "Every year, from 18 to 20 May",
    )
    assert festival(date(2027, 12, 30), date(2028, 1, 2)) == (
        "Chaque année, du 30 décembre au 2 janvier",
        "Every year, from 30 December to 2 January",
    )


def test_until_when_and_without_holidays():
    wednesdays = {"rule": weekly(), "until_date": date(2027, 6, 30)}
    assert sentences(FIRST_DAY, TWO, FOUR, **wednesdays, holidays={"school_holidays": "never"}) == (
        "Tous les mercredis de 14~h à 16~h, jusqu’au 30 juin 2027, "
        "sauf pendant les vacances scolaires",
        "Every Wednesday from 2~pm to 4~pm, until 30 June 2027, except during school holidays",
    )


@pytest.mark.parametrize(
    ("skips_public_holidays", "school_holidays", "french", "english"),
    [
        (False, "any", "Tous les mercredis", "Every Wednesday"),
        (
            True,
            "any",
            "Tous les mercredis, sauf les jours fériés",
            "Every Wednesday, except on public holidays",
        ),
        (
            True,
            "never",
            "Tous les mercredis, sauf pendant les vacances scolaires et les jours fériés",
            "Every Wednesday, except during school holidays and on public holidays",
        ),
        (
            False,
            "only",
            "Tous les mercredis, seulement pendant les vacances scolaires",
            "Every Wednesday, only during school holidays",
        ),
        (
            True,
            "only",
            "Tous les mercredis, seulement pendant les vacances scolaires, sauf les jours fériés",
            "Every Wednesday, only during school holidays, except on public holidays",
        ),
    ],
)
def test_holidays(skips_public_holidays, school_holidays, french, english):
    holidays = {
        "skips_public_holidays": skips_public_holidays,
        "school_holidays": school_holidays,
    }
    assert sentences(rule=weekly(), holidays=holidays) == (french, english)


def test_holidays_do_not_matter_to_a_day_that_somebody_typed():
    holidays = {"skips_public_holidays": True, "school_holidays": "only"}
    assert sentences(holidays=holidays) == ("Le 3 mars 2027", "3 March 2027")


def test_a_rule_without_its_first_day():
    def phrases(rule):
        return rule_phrase(rule, "fr"), rule_phrase(rule, "en")

    assert phrases(Rule("WEEKLY")) == ("toutes les semaines", "every week")
    assert phrases(Rule("MONTHLY", 2)) == ("un mois sur deux", "every other month")
    assert phrases(Rule("YEARLY", 4)) == ("tous les quatre ans", "every four years")
    assert phrases(Rule("MONTHLY", weekdays=((TUESDAY, 1),), months=(3, 10))) == (
        "le premier mardi du mois, en mars et octobre",
        "the first Tuesday of the month, in March and October",
    )


def test_a_weekday_of_a_month():
    assert nth_weekday(1, SUNDAY, "fr") == "le premier dimanche"
    assert nth_weekday(-1, FRIDAY, "en") == "the last Friday"


ranks = st.none() | st.integers(-53, 53).filter(bool)
rules = st.builds(
    Rule,
    frequency=st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    interval=st.integers(1, 99),
    weekdays=st.lists(st.tuples(st.integers(0, 6), ranks), max_size=8).map(tuple),
    monthdays=st.lists(st.integers(-31, 31).filter(bool), max_size=4).map(tuple),
    months=st.lists(st.integers(1, 12), max_size=14).map(tuple),
)
schedules = st.builds(
    Schedule,
    uid=st.just("uid"),
    start_date=st.dates(),
    start_time=st.none() | st.times(),
    end_date=st.none() | st.dates(),
    end_time=st.none() | st.times(),
    rule=st.none() | rules,
    until_date=st.none() | st.dates(),
    other_dates=st.lists(st.dates(), max_size=15).map(tuple),
)


@given(
    schedules,
    st.sampled_from(["fr", "en"]),
    st.booleans(),
    st.sampled_from(["any", "only", "never"]),
)
def test_every_schedule_has_one_sentence(schedule, language, skips_public_holidays, policy):
    def say():
        return schedule_sentence(
            schedule,
            language,
            skips_public_holidays=skips_public_holidays,
            school_holidays=policy,
        )

    sentence = say()
    assert sentence == say()
    assert sentence[0].isupper() or sentence[0].isdigit()
    assert sentence == " ".join(sentence.split(" ")).strip(" ,.")
    assert "{" not in sentence
    assert "  " not in sentence
    assert ",," not in sentence
    assert " ," not in sentence
