"""What the iCalendar writer writes, other programs read back as it was meant."""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.rrule import rrulestr
from dateutil.tz import tzical
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar.prop import vText

from cms.ical import (
    TIMEZONES,
    Calendar,
    clean,
    escape,
    fold,
    moment_line,
    text_line,
    until_value,
    utc_stamp,
    vevent,
    vtimezone,
)

MOMENT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
DAYS = [date(2000, 1, 1) + timedelta(days=number) for number in range(41 * 365 + 10)]

# Lone surrogates are no text: neither a form nor a database lets them in.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
tricky_texts = st.text(
    st.sampled_from('aé€𝄞👩‍🚀\u0301;,:\\nN"^ \t\r\n\x00\x85\u2028'), max_size=300
)
any_text = texts | tricky_texts


def unescaped(value):
    """A TEXT value read by RFC 5545's grammar, one character after the other."""
    meanings = {"n": "\n", "N": "\n", "\\": "\\", ";": ";", ",": ","}
    return re.sub(r"\\(.)", lambda escaped: meanings[escaped[1]], value)


# Lines


@given(any_text)
@example("é" * 100)
@example("a" * 73 + "é")
@example("\\" * 200)
@example("👩‍🚀" * 40)
def test_a_line_is_folded_at_75_octets_and_loses_nothing(text):
    line = f"SUMMARY:{escape(text)}"
    folded = fold(line)
    assert folded.endswith("\r\n")
    lines = folded.removesuffix("\r\n").split("\r\n")
    assert max(len(part.encode()) for part in lines) <= 75
    assert all(part.startswith(" ") for part in lines[1:])
    assert folded.removesuffix("\r\n").replace("\r\n ", "") == line


def test_a_short_line_is_not_folded():
    assert fold("SUMMARY:" + "a" * 66) == "SUMMARY:" + "a" * 66 + "\r\n"


@given(any_text)
@example("C:\\Nouveau dossier")
@example("a\\nb")
@example("a\u2028b")
def test_an_escaped_text_reads_back_as_it_was(text):
    value = escape(text)
    assert not re.search(r"[\r\n]|(?<!\\)(\\\\)*[;,]", value)
    assert unescaped(value) == clean(text)


@given(any_text.filter(lambda text: "\\" not in text))
def test_icalendar_reads_a_text_as_it_was(text):
    """Without backslashes: its own unescaping takes an escaped one before an n for a line end."""
    event = icalendar.Event.from_ical(vevent([text_line("SUMMARY", text)]))
    assert event["SUMMARY"] == vText(clean(text))


@given(any_text)
@example("A\x1f\u0300")
def test_text_is_clean_once_it_was_cleaned(text):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    controls = {c for c in cleaned if unicodedata.category(c) in ("Cc", "Zl", "Zp")}
    assert controls <= {"\n"}


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Musée de l’Été", "Musée de l’Été"),
        ("e\u0301te\u0301", "été"),
        ("un\r\ndeux\rtrois\nquatre\u2028cinq\u2029six", "un\ndeux\ntrois\nquatre\ncinq\nsix"),
        ("a\x00b\x0bc\x1bd\x7fe\x85f\tg", "abcdefg"),
        ("un\xa0bon 👩‍🚀 𝄞", "un\xa0bon 👩‍🚀 𝄞"),
    ],
)
def test_cleaning_takes_control_characters_away_and_nothing_else(text, cleaned):
    assert clean(text) == cleaned


# Moments


def test_a_moment_is_a_local_time_with_its_zone_or_a_date():
    local = datetime.combine(date(2026, 12, 5), time(14, 30))
    assert (
        moment_line("DTSTART", local, "Europe/Paris", False)
        == "DTSTART;TZID=Europe/Paris:20261205T143000\r\n"
    )
    assert moment_line("DTEND", local, "Pacific/Tahiti", True) == "DTEND;VALUE=DATE:20261205\r\n"


def test_an_instant_is_written_in_utc():
    assert utc_stamp(MOMENT.astimezone(ZoneInfo("Pacific/Noumea"))) == "20261122T093000Z"


def test_a_rule_ends_with_a_date_or_with_an_instant():
    last, end = date(2026, 12, 5), datetime(2026, 12, 5, 22, 59, 59, tzinfo=UTC)
    assert until_value(last, end, is_all_day=True) == "20261205"
    assert until_value(last, end, is_all_day=False) == "20261205T225959Z"


# Time zones


def transitions(name):
    """(local wall clock before, offset after) of a VTIMEZONE, expanded by its rules."""
    (zone,) = icalendar.Calendar.from_ical(
        f"BEGIN:VCALENDAR\r\n{vtimezone(name)}END:VCALENDAR\r\n"
    ).walk("VTIMEZONE")
    assert zone["TZID"] == name
    for part in zone.subcomponents:
        start, before = part["DTSTART"].dt, part["TZOFFSETFROM"].td
        after = (part["TZOFFSETTO"].td, str(part["TZNAME"]))
        end = datetime.combine(date(2041, 1, 1), time())
        rule = rrulestr(part["RRULE"].to_ical().decode(), dtstart=start) if "RRULE" in part else ()
        for local in rule or [start]:
            if local > end:
                break
            yield local.replace(tzinfo=UTC) - before, after


@pytest.mark.parametrize("name", TIMEZONES)
def test_a_time_zone_tells_the_offset_of_every_hour(name):
    """Of noon on every day, and of every hour of the days on which some zone changes its clock."""
    zone, changes = ZoneInfo(name), sorted(transitions(name))
    hours = [datetime(day.year, day.month, day.day, 12, tzinfo=UTC) for day in DAYS]
    hours += [
        datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
        for day in DAYS
        if day.month in (3, 10) and day.day > 24 and day.weekday() == 6
        for hour in range(4)
        for minute in (0, 59)
    ]
    position, told, wrong = 0, None, []
    for moment in sorted(hours):
        while position < len(changes) and changes[position][0] <= moment:
            told = changes[position][1]
            position += 1
        local = moment.astimezone(zone)
        if told != (local.utcoffset(), local.tzname()):
            wrong.append(moment)
    assert wrong == []


@pytest.mark.parametrize("name", TIMEZONES)
def test_another_library_reads_a_time_zone(name):
    read = tzical(StringIO(vtimezone(name))).get(name)
    for month in range(1, 13):
        local = datetime.combine(date(2027, month, 15), time(12))
        expected = local.replace(tzinfo=ZoneInfo(name)).utcoffset()
        assert local.replace(tzinfo=read).utcoffset() == expected


@pytest.mark.parametrize("name", TIMEZONES)
def test_a_time_zone_lists_no_dates(name):
    assert "RDATE" not in vtimezone(name)


# The calendar around the events


def a_calendar(**values):
    return Calendar(
        **{
            "name": "Agenda – Musées; réseau, tout",
            "description": "Tenu à jour\npar https://musees.example/agenda/",
            "url": "https://musees.example/agenda.ics?expand=1",
            "page_url": "https://musees.example/agenda/",
            "updated_at": MOMENT,
        }
        | values
    )


def test_a_calendar_says_what_it_is():
    text = a_calendar().text([], ["Europe/Paris"])
    lines = text.replace("\r\n ", "").split("\r\n")
    assert lines[: lines.index("BEGIN:VTIMEZONE")] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Mosaique//Agenda 1//FR",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "LAST-MODIFIED:20261122T093000Z",
        "NAME:Agenda – Musées\\; réseau\\, tout",
        "X-WR-CALNAME:Agenda – Musées\\; réseau\\, tout",
        "DESCRIPTION:Tenu à jour\\npar https://musees.example/agenda/",
        "X-WR-CALDESC:Tenu à jour\\npar https://musees.example/agenda/",
        "X-WR-TIMEZONE:Europe/Paris",
        "REFRESH-INTERVAL;VALUE=DURATION:PT4H",
        "X-PUBLISHED-TTL:PT4H",
        "SOURCE;VALUE=URI:https://musees.example/agenda.ics?expand=1",
        "URL:https://musees.example/agenda/",
    ]
    assert lines[-2:] == ["END:VCALENDAR", ""]


def test_a_calendar_holds_its_zones_before_its_events():
    events = [vevent([text_line("SUMMARY", title)]) for title in ("Un", "Deux")]
    text = a_calendar().text(events, ["Europe/Paris", "Indian/Reunion"])
    components = icalendar.Calendar.from_ical(text).subcomponents
    assert [(c.name, c.get("TZID") or c.get("SUMMARY")) for c in components] == [
        ("VTIMEZONE", "Europe/Paris"),
        ("VTIMEZONE", "Indian/Reunion"),
        ("VEVENT", "Un"),
        ("VEVENT", "Deux"),
    ]


@given(any_text, any_text)
def test_a_calendar_of_any_name_is_one(name, description):
    calendar = a_calendar(name=name, description=description)
    header = calendar.header()
    assert calendar.text([], []) == header + "END:VCALENDAR\r\n"
    unfolded = header.replace("\r\n ", "").split("\r\n")
    properties = dict(line.split(":", 1) for line in unfolded if line)
    assert unescaped(properties["NAME"]) == unescaped(properties["X-WR-CALNAME"]) == clean(name)
    assert unescaped(properties["X-WR-CALDESC"]) == clean(description)
    assert len(unfolded) == 16
