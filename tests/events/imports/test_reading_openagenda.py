"""OpenAgenda's exports in both their forms, as few schedules as say exactly the same."""

import json
from datetime import datetime

import pytest

from events.imports.limits import Budget
from events.imports.reading import read
from events.imports.reasons import RefusedError
from events.recurrences import expand, horizon_on
from tests.events.imports.test_reading_ical import HORIZON, TODAY, shape


def reading(data, **budget):
    content = data if isinstance(data, bytes) else json.dumps(data).encode()
    return read(content, HORIZON, "Europe/Paris", Budget(**budget))


def only(**fields):
    found = reading({"events": [event(**fields)]})
    assert found.remarks == ()
    return found.events[0]


def timing(day, start="14:00", end="16:00", zone="+01:00"):
    return {"begin": f"{day}T{start}:00{zone}", "end": f"{day}T{end}:00{zone}"}


def event(**fields):
    """An event as version 2 of the API gives it."""
    return {
        "uid": 12345,
        "title": {"fr": "Visite", "en": "Tour"},
        "description": {"fr": "Venez voir."},
        "timings": [timing("2026-12-05")],
    } | fields


def instants(announced):
    """Every sitting as instants, to the minute."""
    return sorted(
        (sitting.starts_at, sitting.ends_at)
        for timing in announced.timings
        for schedule in timing.schedules()
        for sitting in expand(schedule, horizon_on(TODAY))
    )


def test_version_two_of_the_api():
    announced = only(
        longDescription={"fr": "Un **atelier** au [jardin](https://a.example/j)."},
        keywords={"fr": ["Famille", "Jardin"]},
        location={"name": "Au jardin", "address": "3 rue du Four, Caen"},
        age={"min": 6, "max": 99},
        conditions={"fr": "5 €, réduit 3 €"},
        registration=[
            {"type": "phone", "value": "02 31 00 00 00"},
            {"type": "link", "value": "https://a.example/b"},
        ],
        image={"base": "https://cdn.example/", "filename": "a.jpg"},
        status=6,
    )
    assert (announced.uid, announced.title, announced.line) == ("12345", "Visite", 1)
    assert announced.summary == "Venez voir."
    assert announced.story == "<p>Un atelier au jardin (https://a.example/j).</p>"
    assert announced.keywords == ("Famille", "Jardin")
    assert (announced.place_name, announced.place_address) == ("Au jardin", "3 rue du Four, Caen")
    assert (announced.min_age, announced.max_age) == (6, None)
    assert (announced.price, announced.booking) == ("5 €, réduit 3 €", "02 31 00 00 00")
    assert announced.booking_url == "https://a.example/b"
    assert announced.image_url == "https://cdn.example/a.jpg"
    assert announced.is_cancelled


def test_records_of_an_open_data_portal():
    fields = {
        "uid": "7",
        "title_fr": "Visite",
        "longdescription_fr": "<p>Venez <strong>voir</strong>.</p>",
        "timings": json.dumps([timing("2026-12-05")]),
        "status": json.dumps({"id": 1, "label": {"fr": "Programmé"}}),
        "keywords_fr": "Famille;Jardin",
        "location_name": "Au jardin",
        "age_min": 6,
        "originalimage": "https://cdn.example/a.jpg",
    }
    for data in ({"records": [{"fields": fields}]}, {"results": [fields]}, [fields]):
        (announced,) = reading(data).events
        assert (announced.uid, announced.summary) == ("7", "Venez voir.")
        assert announced.story == "<p>Venez <b>voir</b>.</p>"
        assert announced.keywords == ("Famille", "Jardin")
        assert (announced.place_name, announced.min_age) == ("Au jardin", 6)
        assert not announced.is_cancelled


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Gratuit", (True, "", "", "")),
        ("Entrée libre et gratuite", (True, "", "et gratuite", "")),
        ("Gratuit, sur inscription", (True, "", "sur inscription", "")),
        (
            "Gratuit pour les enfants, 5 € sinon",
            (False, "Gratuit pour les enfants, 5 € sinon", "", ""),
        ),
        ("sur inscription", (False, "", "sur inscription", "")),
        ("https://a.example/b", (False, "", "", "https://a.example/b")),
        ("12 euros", (False, "12 euros", "", "")),
    ],
)
def test_what_it_costs_and_how_to_book(words, expected):
    announced = only(conditions={"fr": words})
    told = announced.is_free, announced.price, announced.booking, announced.booking_url
    assert told == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2026-12-05"], [("2026-12-05", "", "", 0)]),
        (["2026-12-05", "2026-12-09"], [("2026-12-05", "", "", 1)]),
        (
            ["2026-12-05", "2026-12-06", "2026-12-07"],
            [("2026-12-05", "FREQ=DAILY", "2026-12-07", 0)],
        ),
        (
            ["2026-12-02", "2026-12-05", "2026-12-09", "2026-12-12"],
            [("2026-12-02", "FREQ=WEEKLY;BYDAY=WE,SA", "2026-12-12", 0)],
        ),
        (
            ["2026-12-02", "2026-12-16", "2026-12-30"],
            [("2026-12-02", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "2026-12-30", 0)],
        ),
        (["2026-12-02", "2026-12-09", "2026-12-23"], [("2026-12-02", "", "", 2)]),
    ],
)
def test_as_few_schedules_as_say_the_same(days, expected):
    assert shape(only(timings=[timing(day) for day in days])) == expected


def test_hours_apart_and_across_a_change_of_the_clock():
    announced = only(
        timings=[
            timing("2027-03-20"),
            timing("2027-03-27"),
            timing("2027-04-03", zone="+02:00"),
            timing("2027-04-03", "20:00", "22:00", "+02:00"),
        ]
    )
    assert shape(announced) == [
        ("2027-03-20", "FREQ=WEEKLY;BYDAY=SA", "2027-04-03", 0),
        ("2027-04-03", "", "", 0),
    ]


def test_faults_are_said_one_by_one():
    found = reading(
        {
            "events": [
                event(uid=1, title={}),
                event(uid=2, timings=[]),
                event(uid=3, timings="demain"),
                event(uid=4, timings=[{"begin": "demain"}, timing("2026-12-05")]),
                event(uid=5, timings=[timing("2026-12-05", "16:00", "14:00")]),
                event(uid=None),
                "rien",
                {"fields": 3},
                event(uid=9, timings=[timing("2026-12-05")] * 2001),
                event(uid=10, location=[3], keywords=7, age="x", registration={"a": 1}, image=[1]),
            ]
        }
    )
    assert [(str(r.reason), r.line, r.is_skipped) for r in found.remarks] == [
        ("no_title", 1, True),
        ("no_dates", 2, True),
        ("no_dates", 3, True),
        ("date_unreadable", 4, False),
        ("ends_before_it_starts", 5, False),
        ("no_uid", 6, False),
        ("record_unreadable", 7, True),
        ("record_unreadable", 8, True),
        ("too_many_dates", 9, True),
    ]
    assert [announced.line for announced in found.events] == [4, 5, 6, 10]


def test_an_export_that_holds_a_part():
    found = reading({"total": 3, "events": [event()]})
    assert not found.is_complete
    assert [(str(r.reason), r.details) for r in found.remarks] == [
        ("more_pages", {"total": 3, "read": 1})
    ]
    limited = reading({"events": [event(uid=number) for number in range(5)]}, events=2)
    assert (len(limited.events), limited.is_complete) == (2, False)


@pytest.mark.parametrize("content", [b'{"a": 1}', b"[1", b"[" * 100_000])
def test_what_is_no_export(content):
    with pytest.raises(RefusedError):
        reading(content)


def test_forty_real_events(shared_data):
    """Every timing of every event comes out as the same instants, to the minute."""
    content = (shared_data / "events/openagenda-events.json").read_bytes()
    found = reading(content)
    records = json.loads(content)["records"]
    assert [str(remark.reason) for remark in found.remarks] == ["more_pages"]
    assert len(found.events) == len(records) == 40
    for announced, record in zip(found.events, records, strict=True):
        timings = json.loads(record["fields"]["timings"])
        expected = [
            tuple(
                datetime.fromisoformat(timing[name]).replace(second=0) for name in ("begin", "end")
            )
            for timing in timings
        ]
        assert instants(announced) == sorted(expected), announced.title
        assert len(announced.timings) <= min(3, len(timings))
        assert announced.story.count("<script") == 0
