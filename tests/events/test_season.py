"""The calendar of a season lists exactly its programme, within its days."""

from datetime import date

import pytest

from events.feeds import SeasonFeed
from tests.conftest import NOW
from tests.events.linter import offences
from tests.events.readers import entries_of, listed_by_recurring_ical_events, rows_of
from tests.factories.events import (
    EventPageFactory,
    EventScheduleFactory,
    PartnerVenueFactory,
    SeasonPageFactory,
    publish,
)
from tests.keeping import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

PATH = "/agenda/saison/les-veillees.ics"


@pytest.fixture
def season(network):
    return SeasonPageFactory(parent=network.home)


@pytest.fixture
@kept
def programme(season, museum):
    """A weekly visit longer than the season, an exhibition, an evening at a partner venue."""
    weekly = {"start_date": date(2026, 11, 4), "recurrence": "RRULE:FREQ=WEEKLY"}
    span = {"start_date": date(2026, 10, 1), "end_date": date(2027, 1, 3)}
    for title, parent, schedule in (
        ("Visite", museum, weekly),
        ("Exposition", museum, span | {"start_time": None, "end_time": None}),
        ("Bal", season, {}),
    ):
        event = EventPageFactory(parent=parent, title=title, season=season)
        event.venue = PartnerVenueFactory(title="Halle") if parent == season else None
        publish(event, EventScheduleFactory.build(**schedule))
    publish(EventPageFactory(parent=museum, title="Sans saison"), EventScheduleFactory.build())
    return season


def test_an_independent_engine_lists_exactly_the_rows(programme):
    feed = SeasonFeed(NOW.date(), slug=programme.slug)
    names = {"Bal": "Halle", "Visite": "Musée de la Dentelle"}
    wanted = sorted(
        row._replace(summary=f"{row.summary} – {names.get(row.summary, names['Visite'])}")
        for row in rows_of(feed)
    )
    assert len(wanted) == 1 + 1 + 5  # the ball, the exhibition, five Wednesdays
    assert listed_by_recurring_ical_events(feed.text(), *feed.window()) == wanted
    assert list(offences(feed.text(), "agenda.example.org")) == []


def test_no_rule_goes_past_its_days(programme, client):
    entries = entries_of(client.get(PATH).content)
    assert [entry for entry in entries if "RRULE" in entry] == []
    calendar = client.get(PATH).content.decode()
    assert f"X-WR-CALNAME:{programme.title}" in calendar
    assert "expand" not in calendar


def test_it_is_stable_and_a_304_costs_one_query(programme, client, django_assert_num_queries):
    first = client.get(PATH)
    assert client.get(PATH).content == first.content
    with django_assert_num_queries(1):
        again = client.get(PATH, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_a_season_without_any_event_has_an_empty_calendar(season, client):
    response = client.get(PATH)
    assert response.status_code == 200
    assert entries_of(response.content) == []


def test_off_line_a_museum_takes_its_dates_out_of_it(programme, museum, client):
    before = client.get(PATH)
    museum.unpublish()
    after = client.get(PATH, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert [entry["SUMMARY"] for entry in entries_of(after.content)] == ["Bal – Halle"]


def test_a_renamed_season_renames_its_calendar(programme, client):
    before = client.get(PATH)
    programme.title = "Les Grandes Veillées"
    programme.save_revision().publish()
    after = client.get(PATH, headers={"if-none-match": before["ETag"]})
    assert "X-WR-CALNAME:Les Grandes Veillées" in after.content.decode()
