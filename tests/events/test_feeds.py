"""Every calendar application lists exactly the rows of `Occurrence`."""

import re
from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
import recurring_ical_events
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.feeds import MOST_BYTES, MOST_ENTRIES, Entry, MuseumFeed, NetworkFeed, within_budget
from events.models import EventSeries, Occurrence, OccurrenceException
from tests.conftest import NOW
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

TODAY = NOW.date()


def vevents(text):
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def listed(text, feed):
    """(start, end, title) of all that an independent engine lists in the feed's window."""
    start, end = feed.window()
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(start, end)
    return sorted((_instant(v.start), _instant(v.end), str(v["SUMMARY"])) for v in found)


def _instant(value):
    return (value.astimezone(UTC) if isinstance(value, datetime) else value).isoformat()


def rows(feed, prefixes=None):
    """The same from the table."""
    wanted = []
    for row in feed.occurrences().overlapping(*feed.window()).select_related("page"):
        if row.is_all_day:
            start, end = row.starts_on, row.ends_on + timedelta(days=1)
        else:
            start, end = row.starts_at, row.ends_at
        prefix = {"cancelled": "ANNULÉ – ", "moved": "REPORTÉ – ", "full": "COMPLET – "}
        wanted.append((_instant(start), _instant(end), prefix.get(row.status, "") + row.page.title))
    return sorted(wanted)


@pytest.fixture
def busy_museum(museum):
    """Every shape of schedule, over both clock changes."""
    weekly = EventScheduleFactory.build(
        start_date=date(2026, 9, 2), recurrence="RRULE:FREQ=WEEKLY", until_date=date(2027, 6, 30)
    )
    publish(
        EventPageFactory(parent=museum, title="Hebdomadaire"),
        weekly,
        exceptions=(
            OccurrenceException(date=date(2026, 12, 2), kind="cancelled", reason="Grève"),
            OccurrenceException(date=date(2026, 12, 9), kind="full"),
            OccurrenceException(date=date(2027, 4, 7), kind="moved", new_date=date(2027, 4, 8)),
        ),
    )
    monthly = EventScheduleFactory.build(
        start_date=date(2026, 10, 4), recurrence="RRULE:FREQ=MONTHLY;BYDAY=1SU"
    )
    publish(EventPageFactory(parent=museum, title="Premier dimanche"), monthly)
    exhibition = EventScheduleFactory.build(
        start_date=date(2026, 10, 1), end_date=date(2027, 3, 28), start_time=None, end_time=None
    )
    publish(EventPageFactory(parent=museum, title="Exposition"), exhibition)
    late = EventScheduleFactory.build(
        start_date=date(2027, 5, 22), start_time=time(19), end_time=time(1)
    )
    publish(EventPageFactory(parent=museum, title="Nuit des musées"), late)
    missing_hour = EventScheduleFactory.build(
        start_date=date(2027, 3, 27),
        start_time=time(2, 30),
        end_time=time(4),
        recurrence="RRULE:FREQ=DAILY",
        until_date=date(2027, 3, 29),
    )
    publish(EventPageFactory(parent=museum, title="Heure qui manque"), missing_hour)
    daily = EventScheduleFactory.build(
        start_date=date(2026, 12, 21),
        start_time=None,
        end_time=None,
        recurrence="RRULE:FREQ=DAILY",
        until_date=date(2026, 12, 24),
    )
    publish(EventPageFactory(parent=museum, title="Quatre jours"), daily)
    return museum


@pytest.mark.parametrize("is_expanded", [False, True], ids=["series", "expanded"])
def test_an_independent_engine_lists_exactly_the_rows(busy_museum, is_expanded):
    feed = MuseumFeed(today=TODAY, slug=busy_museum.slug, is_expanded=is_expanded)
    assert rows(feed)
    assert listed(feed.text(), feed) == rows(feed)


def test_series_are_told_by_their_rule_and_the_rest_one_by_one(busy_museum):
    feed = MuseumFeed(today=TODAY, slug=busy_museum.slug)
    ruled = [v for v in vevents(feed.text()) if "RRULE" in v]
    assert len(ruled) == EventSeries.objects.count() == 4
    weekly = next(v for v in ruled if v["SUMMARY"] == "Hebdomadaire")
    assert weekly["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20270630T215959Z;BYDAY=WE"
    assert [e.dts[0].dt.date() for e in weekly["EXDATE"]] == [
        date(2026, 12, 2),
        date(2026, 12, 9),
        date(2027, 4, 7),
    ]


def test_a_feed_uses_no_property_that_calendars_misread(busy_museum):
    text = NetworkFeed(today=TODAY).text()
    for name in ("RDATE", "EXRULE", "RECURRENCE-ID", "ORGANIZER", "VALARM"):
        assert not re.search(rf"^{name}\b", text, re.MULTILINE), name


def test_lines_are_folded_and_end_in_crlf(busy_museum):
    text = NetworkFeed(today=TODAY).text()
    lines = text.split("\r\n")
    assert lines.pop() == ""
    assert "\n" not in "".join(lines)
    assert max(len(line.encode()) for line in lines) <= 75


def test_uids_are_unique_and_end_with_the_permanent_host(busy_museum):
    uids = [str(v["UID"]) for v in vevents(NetworkFeed(today=TODAY).text())]
    assert len(uids) == len(set(uids))
    assert {uid.partition("@")[2] for uid in uids} == {"agenda.example.org"}


def test_uids_survive_a_new_title_address_and_museum(museum, other_museum):
    event = publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
    before = [v["UID"] for v in vevents(NetworkFeed(today=TODAY).text())]
    event.title, event.slug = "Un autre titre", "une-autre-adresse"
    event = publish(event)
    event.move(other_museum, pos="last-child")
    after = vevents(NetworkFeed(today=TODAY).text())
    assert [v["UID"] for v in after] == before
    assert str(after[0]["SUMMARY"]) == "Un autre titre – Musée du Cidre"
    assert after[0]["SEQUENCE"] > 0


def test_the_network_names_the_museum_and_the_museum_does_not(museum):
    publish(EventPageFactory(parent=museum, title="Atelier"), EventScheduleFactory.build())
    assert [str(v["SUMMARY"]) for v in vevents(NetworkFeed(today=TODAY).text())] == [
        "Atelier – Musée de la Dentelle"
    ]
    own = MuseumFeed(today=TODAY, slug=museum.slug)
    assert [str(v["SUMMARY"]) for v in vevents(own.text())] == ["Atelier"]


def test_a_date_says_what_happened_to_it(museum):
    schedule = EventScheduleFactory.build()
    exception = OccurrenceException(date=schedule.start_date, kind="cancelled", reason="Grève")
    publish(EventPageFactory(parent=museum, title="Atelier"), schedule, exceptions=(exception,))
    (entry,) = vevents(MuseumFeed(today=TODAY, slug=museum.slug).text())
    assert str(entry["SUMMARY"]) == "ANNULÉ – Atelier"
    assert entry["STATUS"] == "CANCELLED"
    assert str(entry["DESCRIPTION"]).startswith("Grève\n")
    (english,) = vevents(MuseumFeed(today=TODAY, slug=museum.slug, language="en").text())
    assert str(english["SUMMARY"]) == "CANCELLED – Atelier"
    assert english["UID"] == entry["UID"]


def test_cancelled_dates_stay_a_week(museum):
    schedule = EventScheduleFactory.build(start_date=date(2026, 12, 5))
    exception = OccurrenceException(date=schedule.start_date, kind="cancelled")
    publish(EventPageFactory(parent=museum), schedule, exceptions=(exception,))
    assert len(vevents(NetworkFeed(today=date(2026, 12, 12)).text())) == 1
    assert len(vevents(NetworkFeed(today=date(2026, 12, 14)).text())) == 0


def test_control_characters_and_odd_text_do_not_break_a_feed(museum):
    title = "Avant\x00, après ; «\xa0ça\xa0» \\ fin"
    publish(EventPageFactory(parent=museum, title=title), EventScheduleFactory.build())
    (entry,) = vevents(MuseumFeed(today=TODAY, slug=museum.slug).text())
    assert str(entry["SUMMARY"]) == title.replace("\x00", "")


def test_the_window_reaches_back_ninety_days_and_ahead_thirteen_months(museum):
    for day in (date(2026, 8, 20), date(2026, 8, 30), date(2027, 12, 20), date(2027, 12, 30)):
        publish(EventPageFactory(parent=museum), EventScheduleFactory.build(start_date=day))
    starts = [v.start.date() for v in vevents(NetworkFeed(today=TODAY).text())]
    assert starts == [date(2026, 8, 30), date(2027, 12, 20)]


def test_a_feed_too_large_leaves_out_the_far_past_then_the_far_future():
    moments = [NOW + timedelta(days=day) for day in range(-600, 700)]
    entries = [Entry(moment, moment + timedelta(hours=1), "x") for moment in moments]
    kept = within_budget(entries, NOW)
    assert len(kept) == MOST_ENTRIES
    assert [kept[0].starts_at, kept[-1].starts_at] == [moments[300], moments[-1]]
    heavy = [Entry(m, m, "é" * (MOST_BYTES // 20)) for m in moments[600:620]]
    assert [e.starts_at for e in within_budget(heavy, NOW)] == moments[600:610]


def test_a_museum_off_line_is_not_in_the_networks_feed(museum, client):
    publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
    before = client.get("/agenda.ics")
    assert len(vevents(before.content)) == 1
    museum.unpublish()
    after = client.get("/agenda.ics", headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert vevents(after.content) == []
    assert client.get(f"/agenda/m/{museum.slug}.ics").status_code == 410


def test_a_private_event_is_in_no_feed(museum):
    from wagtail.models import PageViewRestriction

    event = publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
    assert len(vevents(NetworkFeed(today=TODAY).text())) == 1
    PageViewRestriction.objects.create(page=event, restriction_type="login")
    assert vevents(NetworkFeed(today=TODAY).text()) == []
    assert Occurrence.objects.visible().count() == 0


@pytest.mark.parametrize("path", ["/agenda.ics", "/agenda/m/{slug}.ics", "/agenda/e/{key}.ics"])
def test_a_feed_is_stable_and_a_304_costs_one_query(museum, client, path):
    event = publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
    path = path.format(slug=museum.slug, key=event.event_key)
    first = client.get(path)
    cache.clear()
    with time_machine.travel(NOW + timedelta(hours=3), tick=False):
        second = client.get(path)
        with CaptureQueriesContext(connection) as queries:
            third = client.get(path, headers={"if-none-match": first["ETag"]})
    assert first.content == second.content
    assert (first.status_code, third.status_code) == (200, 304)
    assert third.content == b""
    assert len(queries) == 1


@pytest.mark.parametrize("number", [1, 3])
def test_a_feed_asks_the_same_queries_whatever_its_length(
    museum, number, django_assert_num_queries
):
    for _index in range(number):
        publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
    NetworkFeed(today=TODAY).text()  # Wagtail then knows its site
    with django_assert_num_queries(6):
        NetworkFeed(today=TODAY).text()


def test_what_a_subscriber_is_told_over_http(museum, client):
    publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
    response = client.get("/agenda.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'inline; filename="agenda.ics"'
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "public, max-age=900, stale-while-revalidate=900"
    assert "Vary" not in response
    assert not response.cookies
    assert client.head("/agenda.ics").status_code == 200
    assert client.post("/agenda.ics").status_code == 405


def test_an_empty_calendar_is_a_calendar(network, client):
    response = client.get("/agenda.ics")
    assert response.status_code == 200
    calendar = icalendar.Calendar.from_ical(response.content)
    assert calendar["X-WR-CALNAME"] == "Agenda – Réseau des musées de Normandie"
    assert calendar["NAME"] == calendar["X-WR-CALNAME"]


def test_one_event_is_a_file(museum, client):
    event = publish(
        EventPageFactory(parent=museum, slug="atelier-dentelle"), EventScheduleFactory.build()
    )
    response = client.get(f"/agenda/e/{event.event_key}.ics")
    assert response["Content-Disposition"] == 'attachment; filename="atelier-dentelle.ics"'
    assert len(vevents(response.content)) == 1
    event.unpublish()
    assert client.get(f"/agenda/e/{event.event_key}.ics").status_code == 410


def test_an_unknown_feed_is_not_found(network, client):
    assert client.get("/agenda/m/inconnu.ics").status_code == 404
    assert client.get("/agenda/e/00000000-0000-0000-0000-000000000000.ics").status_code == 404


def test_a_former_address_of_a_museum_redirects(museum, client, django_capture_on_commit_callbacks):
    publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
    former = museum.slug
    museum.slug = "nouvelle-adresse"
    with django_capture_on_commit_callbacks(execute=True):
        museum.save_revision().publish()
    response = client.get(f"/agenda/m/{former}.ics?expand=1")
    assert response.status_code == 301
    assert response["Location"] == "/agenda/m/nouvelle-adresse.ics?expand=1"
    assert len(vevents(client.get(response["Location"]).content)) == 1
