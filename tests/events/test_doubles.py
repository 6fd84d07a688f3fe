"""The same event entered twice."""

import json
from datetime import date, timedelta
from itertools import combinations

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory
from django.urls import reverse

from events.demo import DATA
from events.doubles import doubles_among, is_close, probable_doubles
from events.models import EventPage, OccurrenceException, PartnerVenue, SeasonPage
from events.wagtail_hooks import warn_of_doubles
from tests.conftest import NOW
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

DAY = date(2026, 12, 5)


@pytest.fixture
def event(museum) -> EventPage:
    page = EventPageFactory(parent=museum, title="Atelier de dentelle aux fuseaux")
    return publish(page, EventScheduleFactory.build(start_date=DAY))


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Atelier de dentelle aux fuseaux", "ATELIER DENTELLE AUX FUSEAUX"),
        ("Atelier de dentelle aux fuseaux", "Dentelle aux fuseaux : atelier"),
        ("Atelier de dentelle aux fuseaux", "Ateliers dentelle aux fuseau"),
        ("Nuit européenne des musées", "La nuit européenne des musées"),
        ("Nuit européenne des musées", "Nuit europeene des musées"),
        ("Stage 6-8 ans", "Stage (6–8 ans)"),
    ],
)
def test_titles_that_are_one(title, other):
    assert is_close(title, other)
    assert is_close(other, title)


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Stage 6-8 ans", "Stage 9-12 ans"),
        ("Atelier de dentelle", "Atelier de broderie"),
        ("Visite guidée", "Visite guidée en famille"),
        ("Le tableau a disparu", "Les tableaux se disputent"),
    ],
)
def test_titles_that_are_two(title, other):
    assert not is_close(title, other)


def test_no_two_titles_of_the_demo_are_one():
    programme = json.loads(DATA.read_text())
    titles = {event["title"] for event in programme["programme"]}
    assert len(titles) > 100
    assert [pair for pair in combinations(sorted(titles), 2) if is_close(*pair)] == []


def test_a_close_title_on_a_common_day(event, museum):
    same = EventPageFactory(parent=museum, title="Dentelle aux fuseaux (atelier)")
    assert probable_doubles(same, [DAY], NOW) == [event]
    assert probable_doubles(same, [DAY + timedelta(days=1)], NOW) == []
    assert probable_doubles(same, [], NOW) == []
    same.title = "Dentelle à l’aiguille"
    assert probable_doubles(same, [DAY], NOW) == []


def test_a_draft_counts_as_it_was_last_edited(event, museum):
    draft = EventPageFactory(parent=museum, title="À nommer", live=False)
    draft.title = "Atelier dentelle aux fuseaux"
    draft.schedules = [EventScheduleFactory.build(start_date=DAY)]
    draft.save_revision()
    assert probable_doubles(event, [DAY], NOW) == [draft]


def test_a_day_of_an_exhibition_counts(event, museum):
    long = EventScheduleFactory.build(
        start_date=date(2026, 11, 1), end_date=date(2027, 1, 3), start_time=None, end_time=None
    )
    exhibition = publish(EventPageFactory(parent=museum, title=event.title), long)
    assert probable_doubles(event, [DAY], NOW) == [exhibition]


def test_a_cancelled_date_does_not_count(event, museum):
    cancelled = OccurrenceException(date=DAY, kind="cancelled")
    publish(event, exceptions=(cancelled,))
    same = EventPageFactory(parent=museum, title=event.title)
    assert probable_doubles(same, [DAY], NOW) == []


def test_another_museum_may_do_the_same(event, other_museum):
    theirs = publish(
        EventPageFactory(parent=other_museum, title=event.title), EventScheduleFactory.build()
    )
    assert probable_doubles(theirs, [DAY], NOW) == []


def test_partner_venues_have_doubles_too(network, museum, event):
    season = SeasonPage(title="Un soir", summary="Un soir.", starts_on=DAY, ends_on=DAY)
    network.home.add_child(instance=season)
    venues = [
        PartnerVenue.objects.create(title=title, town="Caen", department=museum.department)
        for title in ("Le Cargö", "Le Trianon")
    ]
    here, same, elsewhere = (
        publish(
            EventPageFactory(parent=season, title="Fest-noz", venue=venue),
            EventScheduleFactory.build(),
        )
        for venue in (venues[0], venues[0], venues[1])
    )
    assert probable_doubles(here, [DAY], NOW) == [same]
    assert probable_doubles(elsewhere, [DAY], NOW) == []


def test_two_queries_however_many_events(event, museum, django_assert_num_queries):
    for number in range(3):
        for title in (event.title, f"Autre chose numéro {number}"):
            publish(EventPageFactory(parent=museum, title=title), EventScheduleFactory.build())
        if number != 1:
            others = EventPage.objects.child_of(museum)
            with django_assert_num_queries(2):
                assert len(doubles_among(others, event.title, [DAY], NOW)) == number + 2


def warnings_for(page, user) -> list[str]:
    """What somebody is told after saving a page."""
    request = RequestFactory().post("/", headers={"accept": "text/html"})
    request.user = user
    request._messages = CookieStorage(request)
    warn_of_doubles(request, page)
    return [str(message) for message in get_messages(request)]


def test_who_saves_it_is_warned_with_a_link_to_the_other(event, museum, editor_of):
    same = EventPageFactory(parent=museum, title=event.title)
    same.schedules = [EventScheduleFactory.build(start_date=DAY)]
    same.save_revision()
    (said,) = warnings_for(same, editor_of(museum))
    assert f'href="{reverse("wagtailadmin_pages:edit", args=[event.pk])}"' in said
    assert event.title in said


def test_nobody_is_told_of_what_they_may_not_edit(event, museum, other_museum, editor_of):
    same = publish(EventPageFactory(parent=museum, title=event.title), EventScheduleFactory.build())
    assert len(warnings_for(same, editor_of(museum))) == 1
    assert warnings_for(same, editor_of(other_museum, "vire@musee.example")) == []


def test_the_past_is_left_alone(museum, editor_of):
    for _number in range(2):
        past = EventScheduleFactory.build(start_date=date(2026, 11, 7))
        event = publish(EventPageFactory(parent=museum, title="Les fuseaux"), past)
    assert warnings_for(event, editor_of(museum)) == []
