"""An official school calendar is read in spite of its defects, and each is named."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.school_calendars import Period, SchoolCalendar, read_school_calendar

# With both defects of the ministry's own file: two TZNAME in a block, an end that is a start.
FILE = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:19700329T020000
TZNAME:CEST
TZOFFSETFROM:+0100
TZNAME:CET
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
DTSTART;VALUE=DATE:20260214
DTEND;VALUE=DATE:20260302
SUMMARY:Vacances d'Hiver
LOCATION:Zone B
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20260514
DTEND;VALUE=DATE:20260518
SUMMARY:Pont de l'Asc
 ension
LOCATION:Zone B
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20260227
DTEND;VALUE=DATE:20260302
SUMMARY:Vacances d'Hiver(prérentrée Enseignants)
LOCATION:Zone B
END:VEVENT
BEGIN:VEVENT
SUMMARY:Début des Vacances d'Été
DTSTART;VALUE=DATE:20260704
DTEND;VALUE=DATE:20260704
LOCATION:Zone B
END:VEVENT
END:VCALENDAR
"""
WINTER = Period("Vacances d'Hiver", date(2026, 2, 14), date(2026, 3, 1))


def each_day(first, last):
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def event(*lines):
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""])


def read(text, zone="B"):
    calendar = read_school_calendar(text, zone)
    return calendar.periods, [str(defect) for defect in calendar.defects]


def test_periods_are_read_and_the_two_known_defects_named():
    assert read(FILE) == (
        [
            WINTER,
            Period("Pont de l'Ascension", date(2026, 5, 14), date(2026, 5, 17)),
            Period("Début des Vacances d'Été", date(2026, 7, 4), date(2026, 7, 4)),
        ],
        [
            "line 9: DAYLIGHT has a second TZNAME, CET: the first one is kept, CEST",
            "line 34: “Début des Vacances d'Été” ends on 2026-07-04, the day on which it begins: "
            "taken for that one day",
        ],
    )


def test_lines_may_end_in_any_way():
    for end in ("\r\n", "\r", "\n"):
        assert read(FILE.replace("\n", end)) == read(FILE)


def test_without_an_end_it_is_one_day():
    text = event("DTSTART;VALUE=DATE:20270507", "SUMMARY:Pont\\, enfin")
    assert read(text) == ([Period("Pont, enfin", date(2027, 5, 7), date(2027, 5, 7))], [])


@pytest.mark.parametrize(
    ("lines", "defect"),
    [
        (["SUMMARY:Noël"], "line 1: “Noël” does not say when it begins: left out"),
        (["DTSTART:20270507"], "line 1: “” has no name: left out"),
        (
            ["SUMMARY:Noël", "DTSTART:20271219", "LOCATION:Zone A"],
            "line 1: “Noël” is of Zone A: left out",
        ),
        (
            ["SUMMARY:Noël", "DTSTART:20271219T120000"],
            "line 3: “Noël” has no whole day in “20271219T120000”: left out",
        ),
        (
            ["SUMMARY:Noël", "DTSTART:20271219", "DTEND:2027"],
            "line 4: “Noël” has no whole day in “2027”: left out",
        ),
        (
            ["SUMMARY:Noël", "DTSTART:20271219", "DTEND:20271201"],
            "line 4: “Noël” ends on 2027-12-01, before it begins, 2027-12-19: left out",
        ),
    ],
)
def test_an_event_without_sense_is_left_out_and_the_others_are_not(lines, defect):
    good = event("SUMMARY:Vacances d'Hiver", "DTSTART:20260214", "DTEND:20260302")
    assert read(event(*lines) + good) == ([WINTER], [defect])


@pytest.mark.parametrize(
    ("text", "defects"),
    [
        ("", []),
        ("rien\n", ["line 1: “rien” is no property: left out"]),
        ("END:VEVENT\n", ["line 1: VEVENT ends and never began"]),
        ("BEGIN:VEVENT\nSUMMARY:Noël\n", ["line 1: VEVENT never ends: left out"]),
        (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n",
            ["line 2: VEVENT never ends: left out"],
        ),
    ],
)
def test_a_broken_file_is_survived(text, defects):
    assert read(text) == ([], defects)


@given(st.lists(st.sampled_from([*FILE.splitlines(), "x", " y", "END:VEVENT"]), max_size=25))
def test_any_lines_are_read(lines):
    calendar = read_school_calendar("\n".join(lines), "B")
    assert isinstance(calendar, SchoolCalendar)
    assert all(period.starts_on <= period.ends_on for period in calendar.periods)
