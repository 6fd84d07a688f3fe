"""What is said to whoever wrote an offer; nothing of it keeps the offer from being published."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from jobs.warnings import warnings_of
from tests.factories.jobs import JobPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def warned(museum, now):
    """The warnings of an offer made with these values."""

    def make(**values):
        return warnings_of(JobPageFactory(parent=museum, **values), now)

    return make


def test_an_offer_that_agrees_with_itself_is_left_in_peace(warned):
    assert (
        warned(
            deadline_on=date(2026, 12, 4),
            deadline_text="jusqu’au vendredi 4 décembre inclus",
            starts_on=date(2027, 1, 4),
            start_text="4 janvier",
        )
        == []
    )


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"deadline_on": date(2026, 12, 14), "deadline_text": "vendredi 14 décembre"},
            "Le texte de la date limite dit «\u202fvendredi 14 décembre\u202f», mais le "
            "14 décembre 2026 est un lundi.",
        ),
        (
            {"deadline_on": date(2026, 12, 4), "deadline_text": "jusqu’au 14/12"},
            "La date limite saisie est le 4 décembre 2026, mais son texte dit «\u202f14/12\u202f».",
        ),
        (
            {"deadline_on": date(2026, 12, 4), "deadline_text": "avant le 4 décembre"},
            "Le texte de la date limite dit «\u202favant\u202f», et ce jour compte encore. "
            "Choisissez «\u202favant ce jour\u202f» s’il est alors trop tard.",
        ),
        (
            {"deadline_on": date(2026, 11, 21)},
            "La date limite est passée\xa0: l’offre est affichée comme close.",
        ),
        (
            {"posted_on": date(2026, 11, 30)},
            "La date de publication, le 30 novembre 2026, est encore à venir.",
        ),
        (
            {"starts_on": date(2027, 1, 4), "start_text": "dès que possible"},
            "La prise de poste est le 4 janvier 2027, et le texte dit «\u202fdès que possible"
            "\u202f»\xa0: on se demandera ce qui est juste.",
        ),
    ],
    ids=["weekday", "another date", "excluded", "past", "not posted yet", "start"],
)
def test_what_does_not_agree_is_said(warned, values, sentence):
    assert warned(**values) == [sentence]


@pytest.mark.parametrize(
    "values",
    [
        {"deadline_text": "avant le 31/12", "deadline_rule": "exclusive"},
        {"deadline_text": "avant le 31/12 à midi", "deadline_time": time(12)},
        {"deadline_text": "Prolongée du 20 décembre au 31 décembre"},
        {
            "starts_on": date(2027, 1, 4),
            "start_text": "dès que possible",
            "start_precision": "asap",
        },
        {
            "deadline_on": date(2026, 12, 1),
            "closed_at": datetime(2026, 11, 20, 12, tzinfo=PARIS),
        },
    ],
    ids=["excluded", "a time", "two dates", "as soon as possible", "closed early"],
)
def test_what_agrees_after_all_is_not(warned, values):
    assert warned(**values) == []
