"""A feed holds what the agenda shows with the same filters, told as its options ask."""

from datetime import date, time, timedelta

import icalendar
import pytest
from django.core.cache import cache
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from events.feeds import FeedOptionsForm, FeedQuery, NetworkFeed
from events.feeds.queries import MOST_VALUES
from events.filters import AgendaFilterForm
from events.models import Occurrence, OccurrenceException
from museums.models import Department
from tests.conftest import NOW
from tests.events.linter import offences
from tests.events.readers import entries_of, listed_by_recurring_ical_events, must_be_listed
from tests.factories.events import (
    AudienceFactory,
    EventPageFactory,
    EventScheduleFactory,
    EventTypeFactory,
    publish,
)
from tests.keeping import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

TODAY = NOW.date()
WEEKLY = {
    "start_date": date(2026, 11, 4),
    "recurrence": "RRULE:FREQ=WEEKLY;BYDAY=WE,SA",
    "until_date": date(2027, 2, 27),
}
SUMMER = {
    "start_date": date(2026, 11, 1),
    "end_date": date(2027, 2, 1),
    "start_time": None,
    "end_time": None,
}


@pytest.fixture
@kept
def programme(museum, other_museum):
    """Two museums of two departments; for each filter, events that pass it and others."""
    other_museum.department = Department.objects.exclude(pk=museum.department_id).first() or (
        Department.objects.create(code="76", name="Seine-Maritime")
    )
    other_museum.save()
    visit = EventTypeFactory(slug="visite", name="Visite")
    family, adults = AudienceFactory(), AudienceFactory(slug="adultes", name="Adultes")
    for parent in (museum, other_museum):
        event = EventPageFactory(parent=parent, title="Atelier")
        event.audiences = [family, adults]
        publish(
            event,
            EventScheduleFactory.build(**WEEKLY),
            exceptions=(OccurrenceException(date=date(2026, 12, 2), kind="cancelled"),),
        )
        walk = EventPageFactory(parent=parent, title="Visite", event_type=visit, is_free=False)
        walk.price, walk.audiences = "5 €", [adults]
        once = EventScheduleFactory.build(start_date=date(2026, 12, 6), start_time=time(10))
        publish(walk, once, EventScheduleFactory.build(start_date=date(2027, 1, 9)))
        show = EventPageFactory(parent=parent, title="Exposition", event_type=visit)
        publish(show, EventScheduleFactory.build(**SUMMER))
    return museum, other_museum


def feed_of(query, **options):
    return NetworkFeed(TODAY, query=FeedQuery(QueryDict(query)), **options)


def titled(row):
    return f"{row.page.title} – {row.museum.title}"


# What each filter lets pass, said again without the querysets.
PASSES = {
    "musee": lambda row, value: row.museum.slug in value,
    "dep": lambda row, value: row.museum.department.code in value,
    "type": lambda row, value: row.page.event_type.slug in value,
    "public": lambda row, value: {*value} & {term.slug for term in row.page.audiences.all()},
    "gratuit": lambda row, value: row.page.is_free,
    "expos": lambda row, value: row.is_span,
    "du": lambda row, value: (row.ends_on if row.is_span else row.starts_on).isoformat() >= value,
    "au": lambda row, value: row.starts_on.isoformat() <= value,
}


def rows_that_pass(asked):
    rows = Occurrence.objects.select_related("page__event_type", "museum__department")
    return [row for row in rows if all(PASSES[name](row, value) for name, value in asked.items())]


def slugs(*values):
    return st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)


days = st.dates(date(2026, 11, 1), date(2027, 3, 1)).map(date.isoformat)
FILTERS = {
    "musee": slugs("musee-de-la-dentelle-caen", "musee-du-cidre-vire"),
    "dep": slugs("14", "76"),
    "type": slugs("atelier", "visite"),
    "public": slugs("famille", "adultes"),
    "gratuit": st.just(["1"]),
    "expos": st.just(["1"]),
    "du": days,
    "au": days,
}


@st.composite
def selections(draw):
    """One filter, or two of them."""
    names = draw(st.lists(st.sampled_from(sorted(FILTERS)), min_size=1, max_size=2, unique=True))
    asked = {name: draw(FILTERS[name]) for name in names}
    if "du" in asked and "au" in asked:
        asked["du"], asked["au"] = sorted((asked["du"], asked["au"]))
    return asked


def as_query(asked):
    query = QueryDict(mutable=True)
    for name, value in asked.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query.urlencode()


@hypothesis_settings(
    max_examples=max(30, hypothesis_settings().max_examples),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(selections())
def test_a_filtered_feed_lists_exactly_the_rows_that_pass(programme, asked):
    feed = feed_of(as_query(asked))
    text = feed.text()
    wanted = sorted(must_be_listed(row, titled(row)) for row in rows_that_pass(asked))
    assert listed_by_recurring_ical_events(text, *feed.window()) == wanted
    assert list(offences(text, "agenda.example.org")) == []


def test_each_filter_of_the_test_lets_some_pass_and_some_not(programme):
    everything = len(rows_that_pass({}))
    for asked in (
        {"musee": ["musee-du-cidre-vire"]},
        {"dep": ["76"]},
        {"type": ["visite"]},
        {"public": ["famille"]},
        {"gratuit": ["1"]},
        {"expos": ["1"]},
        {"du": "2026-12-12"},
        {"au": "2026-12-12"},
    ):
        assert 0 < len(rows_that_pass(asked)) < everything, asked


def test_a_rule_is_told_as_long_as_no_day_is_asked_for(programme):
    assert any("RRULE" in entry for entry in entries_of(feed_of("type=atelier").text()))
    for query in ("type=atelier&du=2026-12-01", "type=atelier&au=2027-01-31", "expos=1"):
        entries = entries_of(feed_of(query).text())
        assert entries
        assert not any("RRULE" in entry for entry in entries)


@pytest.mark.skipif(
    "jours" not in AgendaFilterForm.base_fields, reason="the agenda has no filter by weekday"
)
def test_a_saturday_feed_holds_only_saturdays(programme):
    entries = entries_of(feed_of("type=atelier&jours=sam").text())
    assert {entry.start.weekday() for entry in entries} == {5}
    rows = Occurrence.objects.filter(page__event_type__slug="atelier", starts_on__iso_week_day=6)
    assert len(entries) == rows.count() > 20


# Whatever the address, there is an answer, and odd addresses are no other feeds


ODD = [
    "utm_source=lettre&p=3&format=exe",
    "musee=&dep=+&type=",
    "lang=fr&expand=0&annules=marquer&rappel=",
    f"{'a' * 5000}=1",
]


@pytest.mark.parametrize("query", ODD)
def test_what_no_feed_knows_changes_nothing(programme, client, query):
    plain, odd = client.get("/agenda.ics"), client.get(f"/agenda.ics?{query}")
    assert odd.content == plain.content
    assert odd["ETag"] == plain["ETag"]


def test_the_order_of_an_address_and_what_it_repeats_change_nothing(programme, client):
    first = client.get("/agenda.ics?type=visite&dep=14&dep=76&lang=en")
    second = client.get("/agenda.ics?lang=en&dep=76&type=visite&dep=14&dep=14")
    assert first.content == second.content
    assert first["ETag"] == second["ETag"]
    source = icalendar.Calendar.from_ical(first.content)["SOURCE"]
    assert source == "http://testserver/agenda.ics?dep=14&dep=76&lang=en&type=visite"


NONSENSE = {
    "musee=inconnu": "Musée",
    "dep=14&dep=99": "Département",
    "du=hier": "Du",
    "du=2027-01-01&au=2026-01-01": "Au",
    "lang=de": "Langue",
    "rappel=1000000": "Rappel",
    "annules=peut-etre": "Dates annulées",
    "expand=oui": "Dates qui se répètent",
}


@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_is_answered_and_said(programme, client, query):
    response = client.get(f"/agenda.ics?{query}")
    assert response.status_code == 200
    calendar = icalendar.Calendar.from_ical(response.content)
    note = str(calendar["DESCRIPTION"]).partition("laissé de côté")[2]
    assert note == f"\u00a0: {NONSENSE[query]}."
    assert calendar.walk("VEVENT")


@pytest.mark.parametrize(
    "query", ["%00=%00&musee=%00", "musee=%F0%9F%A6%86&q=%27%3B--", "du=9999-99-99", "&&&=&"]
)
def test_no_address_breaks_a_feed(programme, client, query):
    assert client.get(f"/agenda.ics?{query}").status_code == 200


def test_an_address_with_too_many_filters_is_cut(programme, client):
    query = FeedQuery(QueryDict("&".join(f"musee=m{number}" for number in range(500))))
    assert len(query.asked) == MOST_VALUES


@pytest.mark.parametrize(
    "query", ["type=visite", "dep=14&du=2026-12-01", "rappel=60&lang=en", "musee=inconnu"]
)
def test_a_filtered_feed_is_stable_and_a_304_costs_one_query(
    programme, client, query, time_machine_at
):
    first = client.get(f"/agenda.ics?{query}")
    cache.clear()
    time_machine_at(NOW + timedelta(hours=3))
    second = client.get(f"/agenda.ics?{query}")
    with CaptureQueriesContext(connection) as queries:
        third = client.get(f"/agenda.ics?{query}", headers={"if-none-match": first["ETag"]})
    assert first.content == second.content
    assert (third.status_code, third.content, len(queries)) == (304, b"", 1)
    assert client.head(f"/agenda.ics?{query}")["ETag"] == first["ETag"]
    time_machine_at(NOW + timedelta(days=1))
    assert client.get(f"/agenda.ics?{query}")["ETag"] != first["ETag"]


def test_selections_do_not_fill_the_cache(programme, client, settings):
    client.get("/agenda.ics")
    kept = len(cache._cache)
    for query in ("type=visite", "rappel=60", "musee=inconnu", "lang=de"):
        client.get(f"/agenda.ics?{query}")
    assert len(cache._cache) == kept


def test_a_museum_is_followed_to_its_new_address(
    programme, client, django_capture_on_commit_callbacks
):
    museum, _other = programme
    query = f"/agenda.ics?musee={museum.slug}"
    before = [entry["UID"] for entry in entries_of(client.get(query).content)]
    museum.slug = "nouvelle-adresse"
    with django_capture_on_commit_callbacks(execute=True):
        museum.save_revision().publish()
    response = client.get(query)
    assert [entry["UID"] for entry in entries_of(response.content)] == before
    calendar = icalendar.Calendar.from_ical(response.content)
    assert calendar["SOURCE"] == "http://testserver/agenda.ics?musee=nouvelle-adresse"
    assert "laissé de côté" not in calendar["X-WR-CALDESC"]


def test_subscribers_of_a_museum_that_left_do_not_get_everybody_else(programme, client):
    museum, other = programme
    museum.unpublish()
    assert entries_of(client.get(f"/agenda.ics?musee={museum.slug}").content) == []
    both = entries_of(client.get(f"/agenda.ics?musee={museum.slug}&musee={other.slug}").content)
    assert both == entries_of(client.get(f"/agenda.ics?musee={other.slug}").content)


def test_a_feed_is_called_by_what_it_holds(programme):
    calendar = icalendar.Calendar.from_ical(feed_of("dep=14&gratuit=1&au=2027-01-31").text())
    assert calendar["X-WR-CALNAME"] == (
        "Agenda – Réseau des musées de Normandie "
        "(Jusqu’au 31 janvier 2027 · Gratuit · Calvados (14))"
    )
    assert calendar["URL"] == "http://testserver/agenda/?au=2027-01-31&dep=14&gratuit=1"


# How dates are told


def alarms(entry):
    return [
        (str(alarm["ACTION"]), alarm["TRIGGER"].dt, str(alarm["DESCRIPTION"]))
        for alarm in entry.walk("VALARM")
    ]


def test_a_reminder_comes_before_each_date_that_takes_place(programme, client):
    response = client.get("/agenda.ics?type=atelier&musee=musee-du-cidre-vire&rappel=60")
    assert list(offences(response.content.decode(), "agenda.example.org", has_alarms=True)) == []
    reminders = {str(entry["SUMMARY"]): alarms(entry) for entry in entries_of(response.content)}
    title = "Atelier – Musée du Cidre"
    assert reminders == {
        title: [("DISPLAY", timedelta(minutes=-60), title)],
        f"ANNULÉ – {title}": [],
    }
    without = client.get("/agenda.ics?type=atelier&musee=musee-du-cidre-vire")
    assert not any(alarms(entry) for entry in entries_of(without.content))


def test_cancelled_dates_are_marked_or_left_out(programme, client):
    marked = entries_of(client.get("/agenda.ics?annules=marquer").content)
    hidden = entries_of(client.get("/agenda.ics?annules=masquer").content)
    cancelled = [entry for entry in marked if entry["STATUS"] == "CANCELLED"]
    assert len(cancelled) == 2
    assert [entry["UID"] for entry in hidden] == [
        entry["UID"] for entry in marked if entry not in cancelled
    ]


@pytest.mark.parametrize("path", ["/agenda.ics", "/agenda/m/musee-du-cidre-vire.ics"])
def test_every_feed_takes_the_options_and_says_which_it_did_not_understand(programme, client, path):
    response = client.get(f"{path}?rappel=15&annules=non")
    calendar = icalendar.Calendar.from_ical(response.content)
    assert all(alarms(entry) for entry in calendar.walk("VEVENT") if entry["STATUS"] != "CANCELLED")
    assert "Dates annulées" in calendar["X-WR-CALDESC"]
    assert response["ETag"] != client.get(f"{path}?rappel=15")["ETag"]


def test_every_reminder_that_is_offered_is_one_that_feeds_know():
    for value, _label in FeedOptionsForm.base_fields["rappel"].choices[1:]:
        form = FeedOptionsForm(QueryDict(f"rappel={value}"))
        assert form.arguments()["reminder"] == int(value)
