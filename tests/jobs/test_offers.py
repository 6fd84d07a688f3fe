"""The end of an offer in words, and the parts of its page that stand by themselves."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from wagtail.models import PageViewRestriction

from jobs.choices import DeadlineRule
from jobs.models import JobDeadlineChange, JobEvent, JobInterview, JobPage
from jobs.templatetags.offers import (
    attachment_list,
    change_words,
    closing_tag,
    closing_words,
    deadline_words,
    equal_access,
    interview_words,
)
from tests.factories.events import EventPageFactory
from tests.factories.jobs import JobPageFactory

pytestmark = pytest.mark.django_db  # a page in memory asks what type it is

TODAY = date(2026, 11, 22)
PARIS = ZoneInfo("Europe/Paris")


def offer(**values):
    """An offer in memory."""
    return JobPage(**{"posted_on": date(2026, 11, 16)} | values)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"deadline_on": date(2026, 12, 14)}, "jusqu’au 14 décembre"),
        ({"deadline_on": date(2027, 1, 14)}, "jusqu’au 14 janvier 2027"),
        ({"deadline_on": date(2026, 11, 29)}, "plus que 7 jours"),
        ({"deadline_on": date(2026, 11, 25)}, "plus que 3 jours"),
        ({"deadline_on": date(2026, 11, 24)}, "plus que 2 jours"),
        ({"deadline_on": date(2026, 11, 23)}, "clôture demain"),
        ({"deadline_on": date(2026, 11, 22)}, "clôture ce soir"),
        ({"deadline_on": date(2026, 11, 23), "deadline_rule": "exclusive"}, "clôture ce soir"),
        (
            {"deadline_on": date(2026, 11, 22), "deadline_time": time(17, 30)},
            "clôture aujourd’hui à 17\xa0h\xa030",
        ),
        ({"deadline_on": None}, "sans date limite"),
        (
            {"deadline_on": date(2026, 11, 24), "deadline_rule": "until_filled"},
            "sans date limite",
        ),
        ({"starts_on": date(2026, 11, 26)}, "plus que 3 jours"),
    ],
)
def test_the_nearer_the_end_the_nearer_the_words(values, words):
    assert closing_words(offer(**values), TODAY) == words


def test_a_near_end_stands_out():
    assert closing_tag(offer(deadline_on=date(2026, 11, 25)), TODAY) == (
        '<span class="tag warn">Plus que 3 jours</span>'
    )
    assert closing_tag(offer(deadline_on=date(2026, 11, 26)), TODAY) == (
        '<span class="tag neutral">Plus que 4 jours</span>'
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "lundi 14 décembre 2026 inclus"),
        ({"deadline_rule": DeadlineRule.EXCLUSIVE}, "avant le lundi 14 décembre 2026"),
        ({"deadline_time": time(12)}, "lundi 14 décembre 2026 à 12\xa0h"),
        (
            {"deadline_rule": DeadlineRule.UNTIL_FILLED},
            "sans date limite\u202f; l’offre reste affichée jusqu’au 13 février 2027",
        ),
    ],
)
def test_a_deadline_says_what_its_day_means(values, words):
    assert deadline_words(offer(deadline_on=date(2026, 12, 14), **values)) == words


def test_a_deadline_that_was_moved_says_so():
    change = JobDeadlineChange(
        changed_on=date(2026, 11, 17),
        previous_deadline_on=date(2026, 11, 18),
        reason="Pour les examens.",
    )
    assert change_words(change) == (
        "Date limite modifiée le 17 novembre 2026\u202f; c’était le 18 novembre 2026. "
        "Pour les examens."
    )
    assert change_words(JobDeadlineChange(changed_on=date(2026, 11, 17))) == (
        "Date limite modifiée le 17 novembre 2026."
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (
            {"starts_on": date(2026, 12, 3), "precision": "week", "mode": "à distance"},
            "Entretiens – semaine du 30 novembre 2026, à distance",
        ),
        (
            {"starts_on": date(2026, 12, 3), "ends_on": date(2026, 12, 4)},
            "Entretiens – du 3 décembre 2026 au 4 décembre 2026",
        ),
        (
            {"starts_on": date(2026, 12, 3), "place": "Caen"},
            "Entretiens – jeudi 3 décembre 2026, Caen",
        ),
        ({}, "Entretiens"),
    ],
)
def test_an_interview_says_when_and_where(values, words):
    assert interview_words(JobInterview(label="Entretiens", **values)) == words


def test_a_public_employer_is_open_to_everybody():
    usual = equal_access(offer(civil_service="fpt"))
    assert usual.startswith("Ce poste public est ouvert")
    assert equal_access(offer(civil_service="none")) == ""
    assert equal_access(offer()) == ""
    own = offer(civil_service="fpt", inclusion_statement="<p>À nous tous.</p>")
    assert "À nous tous." in equal_access(own)
    assert usual not in equal_access(own)


def test_an_offer_closed_early_ends_that_day():
    early = offer(
        deadline_on=date(2026, 12, 14), closed_at=datetime(2026, 11, 22, 15, tzinfo=PARIS)
    )
    assert early.last_day == TODAY


def test_only_the_events_that_visitors_may_see_go_with_an_offer(museum):
    shown, private, draft = (EventPageFactory(parent=museum, title=t) for t in ("A", "B", "C"))
    events = [JobEvent(event=event) for event in (shown, private, draft)]
    offer = JobPageFactory(parent=museum, related_events=events)
    assert related_titles(offer) == ["A", "B", "C"]
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    draft.unpublish()
    assert related_titles(offer) == ["A"]


def related_titles(offer):
    return [event.title for event in attachment_list(offer)["events"]]
