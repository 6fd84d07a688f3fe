"""What the agenda answers to each question."""

from datetime import date, time

import pytest

from events.models import Occurrence, OccurrenceException
from museums.models import MuseumPage
from tests.conftest import NOW
from tests.factories.events import (
    AudienceFactory,
    EventPageFactory,
    EventScheduleFactory,
    EventTypeFactory,
    publish,
)
from tests.factories.museums import DepartmentFactory, MuseumPageFactory
from tests.keeping import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def event(museum, title, *, exceptions=(), schedule=None, **fields):
    page = EventPageFactory(parent=museum, title=title, **fields)
    return publish(page, EventScheduleFactory.build(**(schedule or {})), exceptions=exceptions)


def titles(rows):
    return [row.page.title for row in rows.select_related("page")]


@pytest.fixture
@kept
def programme(museum, network):
    """Two museums, two types, two audiences, two prices."""
    far = MuseumPageFactory(
        parent=network.museums,
        slug="loin",
        department=DepartmentFactory(code="50", name="Manche"),
    )
    families, adults = AudienceFactory(), AudienceFactory(slug="adultes", name="Adultes")
    near = event(museum, "Atelier", is_free=False, price="5\xa0€")
    near.audiences = [families, adults]
    publish(near)
    event(far, "Visite", event_type=EventTypeFactory(slug="visite", name="Visite"))
    return museum


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["Atelier", "Visite"]),
        ({"museums": ["loin"]}, ["Visite"]),
        ({"departments": ["14"]}, ["Atelier"]),
        ({"departments": ["14", "50"]}, ["Atelier", "Visite"]),
        ({"types": ["visite"]}, ["Visite"]),
        ({"audiences": ["famille", "adultes"]}, ["Atelier"]),
        ({"is_free": True}, ["Visite"]),
        ({"is_free": True, "types": ["atelier"]}, []),
    ],
)
def test_each_filter_keeps_what_it_says(programme, filters, found):
    assert titles(Occurrence.objects.visible().filtered(**filters)) == found


def test_between_takes_both_days_and_nothing_that_is_over(museum):
    for day in (20, 22, 25, 28):
        event(museum, f"Le {day}", schedule={"start_date": date(2026, 11, day)})
    over = {"start_date": date(2026, 11, 22), "start_time": time(8), "end_time": time(9)}
    event(museum, "Ce matin", schedule=over)
    rows = Occurrence.objects.visible().dated()
    assert titles(rows.between(None, None, now=NOW)) == ["Le 22", "Le 25", "Le 28"]
    assert titles(rows.between(date(2026, 11, 20), date(2026, 11, 25), now=NOW)) == [
        "Le 20",
        "Ce matin",
        "Le 22",
        "Le 25",
    ]


def test_exhibitions_are_asked_for_apart(museum):
    long = {"start_time": None, "end_time": None}
    event(museum, "Bientôt", schedule=long | {"end_date": date(2027, 3, 1)})
    event(
        museum,
        "En cours",
        schedule=long | {"start_date": date(2026, 10, 1), "end_date": date(2026, 11, 22)},
    )
    event(
        museum,
        "Finie",
        schedule=long | {"start_date": date(2026, 10, 1), "end_date": date(2026, 11, 21)},
    )
    event(museum, "Atelier")
    rows = Occurrence.objects.visible()
    assert titles(rows.dated()) == ["Atelier"]
    assert titles(rows.spans().running(None, None, now=NOW)) == ["En cours", "Bientôt"]
    assert titles(rows.spans().running(None, date(2026, 12, 1), now=NOW)) == ["En cours"]


def test_a_weekly_event_is_listed_once_by_its_next_date_that_takes_place(museum):
    event(
        museum,
        "Mercredis",
        schedule={"start_date": date(2026, 11, 25), "recurrence": "RRULE:FREQ=WEEKLY"},
        exceptions=(OccurrenceException(date=date(2026, 11, 25), kind="cancelled"),),
    )
    rows = Occurrence.objects.visible().next_of_each_event(NOW)
    assert [row.starts_on for row in rows] == [date(2026, 12, 2)]


def test_counts_by_day_leave_out_what_is_cancelled(museum):
    event(museum, "Un", schedule={"start_date": date(2026, 11, 22)})
    event(museum, "Deux", schedule={"start_date": date(2026, 11, 24)})
    event(
        museum,
        "Annulé",
        schedule={"start_date": date(2026, 11, 24)},
        exceptions=(OccurrenceException(date=date(2026, 11, 24), kind="cancelled"),),
    )
    counts = Occurrence.objects.visible().dated().counts_by_day(date(2026, 11, 22), days=3)
    assert counts == [(date(2026, 11, 22), 1), (date(2026, 11, 23), 0), (date(2026, 11, 24), 1)]


def test_drafts_and_museums_off_line_are_not_visible(museum, other_museum):
    event(museum, "Publié")
    EventPageFactory(parent=museum, title="Brouillon", live=False)
    event(other_museum, "Musée hors ligne")
    assert titles(Occurrence.objects.visible()) == ["Publié", "Musée hors ligne"]
    MuseumPage.objects.get(pk=other_museum.pk).unpublish()
    assert titles(Occurrence.objects.visible()) == ["Publié"]
