"""Every calendar application lists exactly the rows of `Occurrence`."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import icalendar
import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cms.renditions import FALLBACK_SPEC
from events.feeds import EventFeed, MuseumFeed, NetworkFeed, base, budget
from events.feeds.budget import MOST_BYTES, MOST_ENTRIES, Entry, within_budget
from events.models import EventSeries, Occurrence, OccurrenceException
from tests.conftest import NOW
from tests.events.linter import offences
from tests.events.readers import (
    entries_of,
    listed_by_home_assistant,
    listed_by_icalevents,
    listed_by_recurring_ical_events,
    rows_of,
)
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish
from tests.factories.schools import CreditedImageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

TODAY = NOW.date()
HOST = "agenda.example.org"


DATES_OF_A_BUSY_MUSEUM = {
    "Hebdomadaire": 41,
    "ANNULÉ – Hebdomadaire": 1,
    "COMPLET – Hebdomadaire": 1,
    "REPORTÉ – Hebdomadaire": 1,
    "Sous le lagon": 30,
    "Nuit d’hiver": 28,
    "Pendant les vacances": 20,
    "Premier dimanche": 15,
    "Mercredis et samedis ; entrée libre, pour tous, avec ou sans rendez-vous": 14,
    "Fin de semaine": 12,
    "Premier dimanche d’hiver": 7,
    "Quatre jours": 4,
    "Heure qui manque": 3,
    "Heure qui revient": 3,
    "Exposition": 1,
    "Nuit des musées": 1,
    "REPORTÉ – Journée déplacée": 1,
    "Une heure peu sûre": 1,
}


def test_an_independent_engine_lists_exactly_the_rows(busy_museum):
    for is_expanded in (False, True):
        feed = MuseumFeed(today=TODAY, slug=busy_museum.slug, is_expanded=is_expanded)
        wanted = rows_of(feed)
        assert Counter(one.summary for one in wanted) == DATES_OF_A_BUSY_MUSEUM
        first, last = (moment.date() for moment in feed.window())
        assert listed_by_recurring_ical_events(feed.text(), *feed.window()) == wanted
        assert listed_by_icalevents(feed.text(), first, last) == wanted
        assert listed_by_home_assistant(feed.text(), first, last) == wanted


def test_series_are_told_by_their_rule_and_the_rest_one_by_one(busy_museum):
    feed = MuseumFeed(today=TODAY, slug=busy_museum.slug)
    ruled = [v for v in entries_of(feed.text()) if "RRULE" in v]
    assert len(ruled) == EventSeries.objects.count() == 9
    weekly = next(v for v in ruled if v["SUMMARY"] == "Hebdomadaire")
    assert weekly["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20270630T215959Z;BYDAY=WE"
    assert [e.dts[0].dt.date() for e in weekly["EXDATE"]] == [
        date(2026, 12, 2),
        date(2026, 12, 9),
        date(2027, 4, 7),
    ]
    night = next(v for v in ruled if v["SUMMARY"] == "Nuit d’hiver")
    changes = [date(2026, 10, 24), date(2027, 3, 27)]
    assert [e.dts[0].dt.date() for e in night["EXDATE"]] == changes
    winter = next(v for v in ruled if v["SUMMARY"] == "Premier dimanche d’hiver")
    assert winter["RRULE"].to_ical() == b"FREQ=MONTHLY;UNTIL=20280305T225959Z;BYDAY=1SU"


def test_every_feed_keeps_the_laws_that_calendars_ask_for(busy_museum):
    event_key = EventSeries.objects.get(page__title="Hebdomadaire").event_key
    feeds = [
        NetworkFeed(TODAY),
        NetworkFeed(TODAY, is_expanded=True),
        NetworkFeed(TODAY, language="en"),
        MuseumFeed(TODAY, slug=busy_museum.slug),
        EventFeed(TODAY, event_key=event_key),
    ]
    for feed in feeds:
        assert list(offences(feed.text(), HOST)) == []
    text = feeds[0].text()
    assert {line.partition(":")[0] for line in text.split("\r\n")} >= {
        "DTSTART;VALUE=DATE",
        "DTSTART;TZID=Europe/Paris",
        "DTSTART;TZID=Pacific/Noumea",
        "DTSTART",
        "EXDATE;TZID=Europe/Paris",
        "GEO",
        "LOCATION",
        "CONTACT",
    }


A_FEED = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Mosaique//Agenda 1//FR
CALSCALE:GREGORIAN
METHOD:PUBLISH
LAST-MODIFIED:20261122T093000Z
NAME:Agenda
X-WR-CALNAME:Agenda
DESCRIPTION:À jour
X-WR-CALDESC:À jour
X-WR-TIMEZONE:Indian/Reunion
REFRESH-INTERVAL;VALUE=DURATION:PT4H
X-PUBLISHED-TTL:PT4H
SOURCE;VALUE=URI:https://musees.example/agenda.ics
URL:https://musees.example/agenda/
BEGIN:VTIMEZONE
TZID:Indian/Reunion
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0400
TZOFFSETTO:+0400
TZNAME:+04
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:a@agenda.example.org
DTSTAMP:20261122T093000Z
LAST-MODIFIED:20261122T093000Z
SEQUENCE:0
DTSTART;TZID=Indian/Reunion:20261205T140000
DTEND;TZID=Indian/Reunion:20261205T160000
RRULE:FREQ=DAILY;UNTIL=20261231T195959Z
EXDATE;TZID=Indian/Reunion:20261206T140000
STATUS:CONFIRMED
SUMMARY:Atelier
DESCRIPTION:On essaie.
TRANSP:TRANSPARENT
CLASS:PUBLIC
LOCATION:Musée
GEO:-21.10000;55.50000
URL:https://musees.example/atelier/
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("right", "wrong", "found"),
    [
        ("Atelier\r", "a" * 68 + "\r", ["more than 75 octets: SUMMARY:" + "a" * 68]),
        ("Atelier\r", "Ate\tlier\r", [r"a control character: 'SUMMARY:Ate\tlier'"]),
        ("Atelier\r", "E\u0301te\u0301\r", ["not in NFC"]),
        ("SUMMARY:Atelier\r\n", "", ["0 SUMMARY in a VEVENT"]),
        ("SUMMARY:", "RDATE:20261208\r\nSUMMARY:", ["RDATE in a VEVENT"]),
        ("SUMMARY:", "ORGANIZER:a\r\nSUMMARY:", ["ORGANIZER in a VEVENT"]),
        ("SUMMARY:", "BEGIN:VALARM\r\nEND:VALARM\r\nSUMMARY:", ["VALARM in a feed"]),
        ("SUMMARY:", "GEO:1.00000;1.00000\r\nSUMMARY:", ["2 GEO in a VEVENT"]),
        ("TTL:PT4H", "TTL:4:00:00", ["X-PUBLISHED-TTL:4:00:00"]),
        ("CALNAME:Agenda", "CALNAME:Autre", ["NAME is not X-WR-CALNAME"]),
        ("DTSTAMP:20261122", "DTSTAMP:20261123", ["DTSTAMP is not LAST-MODIFIED"]),
        (
            "METHOD:PUBLISH\r\n",
            "METHOD:PUBLISH\r\nUID:8d3c\r\n",
            ["a UID of the calendar, which vdirsyncer takes for that of each event"],
        ),
        (
            "DTSTART;TZID=Indian/Reunion:20261205T140000",
            "DTSTART:20261205T100000Z",
            [
                "no VTIMEZONE before 20261205T100000Z",
                "DTSTART:20261205T100000Z",
                "DTEND;TZID=Indian/Reunion after DTSTART",
                "EXDATE;TZID=Indian/Reunion after DTSTART",
            ],
        ),
        ("a@agenda", "a@autre", ["UID a@autre.example.org"]),
        (
            "EXDATE;TZID=Indian/Reunion:20261206T140000",
            "EXDATE;VALUE=DATE:20261206",
            ["EXDATE;VALUE=DATE after DTSTART;TZID=Indian/Reunion", "EXDATE:20261206"],
        ),
        ("RRULE:FREQ=DAILY;UNTIL=20261231T195959Z\r\n", "", ["EXDATE without RRULE"]),
        ("UNTIL=20261231T195959Z", "UNTIL=20261231", ["UNTIL=20261231"]),
        ("UNTIL=", "COUNT=3;UNTIL=", ["RRULE:FREQ=DAILY;COUNT=3;UNTIL=20261231T195959Z"]),
        ("T195959Z", "T000000Z", ["UNTIL=20261231T000000Z is not the end of a day"]),
        ("05T160000", "05T140000", ["DTEND:20261205T140000 after DTSTART:20261205T140000"]),
        ("On essaie.", "é\r\n " * 401, ["DESCRIPTION of 401 characters"]),
        ("GEO:-21.10000", "GEO:None", ["GEO:None;55.50000"]),
        ("LOCATION:Musée", "LOCATION:", ["LOCATION:"]),
        (
            "TZID:Indian/Reunion",
            "TZID:Indian/Mayotte",
            ["no VTIMEZONE before ;TZID=Indian/Reunion"],
        ),
    ],
)
def test_the_linter_of_feeds_sees_what_it_forbids(right, wrong, found):
    assert list(offences(A_FEED, HOST)) == []
    assert A_FEED.count(right) == 1
    assert list(offences(A_FEED.replace(right, wrong), HOST)) == found


def test_an_entry_says_where_it_takes_place_as_far_as_that_is_known(museum, other_museum):
    museum.latitude, museum.longitude = Decimal("49.18250"), Decimal("-0.37000")
    museum.save()
    other_museum.latitude = other_museum.longitude = None
    other_museum.street = other_museum.postcode = ""
    other_museum.save()
    for number, (parent, values) in enumerate(
        [
            (museum, {}),
            (museum, {"place_name": "Lavoir", "place_address": "Bayeux"}),
            (other_museum, {}),
        ],
        start=1,
    ):
        schedule = EventScheduleFactory.build(start_date=date(2026, 12, number))
        publish(EventPageFactory(parent=parent, **values), schedule)
    entries = entries_of(NetworkFeed(TODAY).text())
    assert [(str(e["LOCATION"]), e["GEO"].to_ical() if "GEO" in e else None) for e in entries] == [
        ("Musée de la Dentelle, 1, rue du Musée, 14000 Caen", "49.1825;-0.37"),
        ("Lavoir, Bayeux", None),
        ("Musée du Cidre, Vire", None),
    ]


def test_uids_survive_a_new_title_address_and_museum(museum, other_museum):
    event = publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
    before = [v["UID"] for v in entries_of(NetworkFeed(today=TODAY).text())]
    event.title, event.slug = "Un autre titre", "une-autre-adresse"
    event = publish(event)
    event.move(other_museum, pos="last-child")
    after = entries_of(NetworkFeed(today=TODAY).text())
    assert [v["UID"] for v in after] == before
    assert str(after[0]["SUMMARY"]) == "Un autre titre – Musée du Cidre"
    assert after[0]["SEQUENCE"] > 0


def test_the_network_names_the_museum_and_the_museum_does_not(museum):
    publish(EventPageFactory(parent=museum, title="Atelier"), EventScheduleFactory.build())
    assert [str(v["SUMMARY"]) for v in entries_of(NetworkFeed(today=TODAY).text())] == [
        "Atelier – Musée de la Dentelle"
    ]
    own = MuseumFeed(today=TODAY, slug=museum.slug)
    assert [str(v["SUMMARY"]) for v in entries_of(own.text())] == ["Atelier"]


def test_a_date_says_what_happened_to_it(museum):
    schedule = EventScheduleFactory.build()
    exception = OccurrenceException(date=schedule.start_date, kind="cancelled", reason="Grève")
    publish(EventPageFactory(parent=museum, title="Atelier"), schedule, exceptions=(exception,))
    (entry,) = entries_of(MuseumFeed(today=TODAY, slug=museum.slug).text())
    assert str(entry["SUMMARY"]) == "ANNULÉ – Atelier"
    assert entry["STATUS"] == "CANCELLED"
    assert str(entry["DESCRIPTION"]).startswith("Grève\n")
    (english,) = entries_of(MuseumFeed(today=TODAY, slug=museum.slug, language="en").text())
    assert str(english["SUMMARY"]) == "CANCELLED – Atelier"
    assert english["UID"] == entry["UID"]


def test_cancelled_dates_stay_a_week(museum):
    schedule = EventScheduleFactory.build(start_date=date(2026, 12, 5))
    exception = OccurrenceException(date=schedule.start_date, kind="cancelled")
    publish(EventPageFactory(parent=museum), schedule, exceptions=(exception,))
    assert len(entries_of(NetworkFeed(today=date(2026, 12, 12)).text())) == 1
    assert len(entries_of(NetworkFeed(today=date(2026, 12, 14)).text())) == 0


def test_control_characters_and_odd_text_do_not_break_a_feed(museum):
    title = "Avant\x0b, après ; «\xa0ça\xa0» \\ fin"
    publish(EventPageFactory(parent=museum, title=title), EventScheduleFactory.build())
    (entry,) = entries_of(MuseumFeed(today=TODAY, slug=museum.slug).text())
    assert str(entry["SUMMARY"]) == title.replace("\x0b", "")


def test_the_window_reaches_back_ninety_days_and_ahead_thirteen_months(museum):
    for day in (date(2026, 8, 20), date(2026, 8, 30), date(2027, 12, 20), date(2027, 12, 30)):
        publish(EventPageFactory(parent=museum), EventScheduleFactory.build(start_date=day))
    starts = [v.start.date() for v in entries_of(NetworkFeed(today=TODAY).text())]
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
    assert len(entries_of(before.content)) == 1
    museum.unpublish()
    after = client.get("/agenda.ics", headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert entries_of(after.content) == []
    assert client.get(f"/agenda/m/{museum.slug}.ics").status_code == 410


def test_a_private_event_is_in_no_feed(museum):
    event = publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
    assert len(entries_of(NetworkFeed(today=TODAY).text())) == 1
    PageViewRestriction.objects.create(page=event, restriction_type="login")
    assert entries_of(NetworkFeed(today=TODAY).text()) == []
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
    with django_assert_num_queries(5):
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
    assert len(entries_of(response.content)) == 1
    event.unpublish()
    assert client.get(f"/agenda/e/{event.event_key}.ics").status_code == 410


def path_of(row):
    return f"/agenda/e/{row.event_key}/{row.schedule_uid}/{row.slot}.ics"


def test_one_date_is_a_file_however_long_ago_it_was(museum, client):
    weekly = EventScheduleFactory.build(
        start_date=date(2026, 5, 6), recurrence="RRULE:FREQ=WEEKLY", until_date=date(2026, 12, 30)
    )
    cancelled = OccurrenceException(date=date(2026, 12, 2), kind="cancelled", reason="Grève")
    publish(EventPageFactory(parent=museum, slug="atelier"), weekly, exceptions=(cancelled,))
    rows = list(Occurrence.objects.order_by("starts_at"))
    for row in (rows[0], rows[-1], rows[-5]):
        response = client.get(path_of(row))
        name = f"atelier-{row.slot[:8]}.ics"
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        (entry,) = entries_of(response.content)
        assert entry.start == row.starts_at
        assert "RRULE" not in entry
        assert list(offences(response.content.decode(), HOST)) == []
    assert "<strong>Grève</strong>" in entry["X-ALT-DESC"]
    in_feed = {e["UID"] for e in entries_of(client.get("/agenda.ics?expand=1").content)}
    assert entry["UID"] in in_feed


def test_a_date_that_was_taken_back_is_gone_and_one_that_never_was_is_not_found(museum, client):
    schedules = [EventScheduleFactory.build(start_date=date(2026, 12, day)) for day in (5, 6)]
    event = publish(EventPageFactory(parent=museum), *schedules)
    first, second = Occurrence.objects.order_by("starts_at")
    assert client.get(path_of(first)).status_code == 200
    event.schedules = [event.schedules.get(uid=second.schedule_uid)]
    publish(event)
    assert client.get(path_of(first)).status_code == 410
    assert client.get(path_of(second)).status_code == 200
    event.unpublish()
    assert client.get(path_of(second)).status_code == 410
    second.slot = "20300101"
    assert client.get(path_of(second)).status_code == 404


def test_the_file_of_one_event_shows_its_html_and_its_picture(museum, client):
    picture = CreditedImageFactory()
    event = EventPageFactory(
        parent=museum,
        image=picture,
        summary="Fils & fuseaux.",
        booking_url="https://r.example/?a=1&b=2",
    )
    event = publish(event, EventScheduleFactory.build())
    row = Occurrence.objects.get()
    for path in (f"/agenda/e/{event.event_key}.ics", path_of(row)):
        text = client.get(path).content.decode()
        (entry,) = entries_of(text)
        assert list(offences(text, HOST)) == []
        assert entry["X-ALT-DESC"].params["FMTTYPE"] == "text/html"
        assert str(entry["X-ALT-DESC"]).replace("\\;", ";").replace("\\,", ",") == (
            "<p>Fils &amp; fuseaux.</p><p>Gratuit</p>"
            '<p><a href="https://r.example/?a=1&amp;b=2">Réserver</a></p>'
            f'<p><a href="http://testserver{event.url}">Tout sur cet événement</a></p>'
        )
        fallback = picture.renditions.get(filter_spec=FALLBACK_SPEC)
        assert entry["IMAGE"] == f"http://testserver{fallback.url}"
        assert entry["IMAGE"].params["FMTTYPE"] == "image/jpeg"
    (lean,) = entries_of(client.get("/agenda.ics").content)
    assert not {"IMAGE", "X-ALT-DESC"} & set(lean)


def test_a_new_picture_is_told_to_who_has_the_file(museum, client):
    event = publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
    path = f"/agenda/e/{event.event_key}.ics"
    before = client.get(path)
    event.image = CreditedImageFactory()
    publish(event)
    after = client.get(path, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert "IMAGE" in entries_of(after.content)[0]


def test_a_private_event_is_no_file(museum, client):
    event = publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
    assert client.get(f"/agenda/e/{event.event_key}.ics").status_code == 200
    PageViewRestriction.objects.create(page=event, restriction_type="login")
    assert client.get(f"/agenda/e/{event.event_key}.ics").status_code == 410
    assert client.get(path_of(Occurrence.objects.get())).status_code == 410


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
    assert len(entries_of(client.get(response["Location"]).content)) == 1


def test_a_feed_of_very_many_reads_those_nearest_to_today(museum, monkeypatch):
    """The budget would leave the others out, so they are not read; it still says how many."""
    for module in (base, budget):
        monkeypatch.setattr(module, "MOST_ENTRIES", 2)
    monkeypatch.setattr(base, "ENOUGH", 3)
    days = [date(2026, 11, 22) + timedelta(days=number) for number in (-3, -2, -1, 1, 2, 3, 4)]
    for day in days:
        publish(EventPageFactory(parent=museum), EventScheduleFactory.build(start_date=day))
    feed = NetworkFeed(today=date(2026, 11, 22))
    entries, _zones = feed.entries()
    assert [entry.starts_at.date() for entry in sorted(entries)] == days[3:6]
    assert feed.size().entries == 2
    assert feed.size().left_out == 5


def test_new_bytes_take_the_place_of_the_old_ones(museum, client):
    publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
    first = client.get("/agenda.ics")
    publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
    second = client.get("/agenda.ics")
    assert len(entries_of(second.content.decode())) == 2 > len(entries_of(first.content.decode()))
    assert cache.get(NetworkFeed(today=TODAY).cache_key) == (second["ETag"], second.content)
