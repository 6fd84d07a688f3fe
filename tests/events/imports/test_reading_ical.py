"""Every fault that calendars have: survived, or refused alone, and said with its line."""

from datetime import date, datetime, time

import pytest

from events.imports.limits import Budget
from events.imports.reading import read
from events.imports.reasons import RefusedError
from events.recurrences import expand, horizon_on
from tests.events.imports.calendars import calendar, vevent

TODAY = date(2026, 11, 22)
HORIZON = horizon_on(TODAY)


def local(*parts):
    """A time on the wall clock."""
    return datetime(*parts)  # noqa: DTZ001


def reading(*components, content=None, **budget):
    return read(content or calendar(*components), HORIZON, "Europe/Paris", Budget(**budget))


def only(*components, **options):
    """The only event of a calendar that has no fault."""
    found = reading(*components, **options)
    assert found.remarks == ()
    (event,) = found.events
    return event


def remarked(*components, **options):
    """What was said, as (reason, line)."""
    return [(str(r.reason), r.line) for r in reading(*components, **options).remarks]


def sittings(event):
    return sorted(
        (sitting.start, sitting.end)
        for timing in event.timings
        for schedule in timing.schedules()
        for sitting in expand(schedule, HORIZON)
    )


def days(event):
    return [start.date() for start, _end in sittings(event)]


def shape(event):
    """Each schedule as (first day, rule, last day, number of other dates)."""
    return [
        (
            str(t.start_date),
            t.rule.text() if t.rule else "",
            str(t.until_date or ""),
            len(t.other_dates),
        )
        for t in event.timings
    ]


# When


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTEND;TZID=Europe/Paris:20261205T160000"], local(2026, 12, 5, 16)),
        (["DURATION:PT1H30M"], local(2026, 12, 5, 15, 30)),
        (["DTEND:20261205T150000Z"], local(2026, 12, 5, 16)),
        (["DTEND;TZID=Europe/Paris:20261206T010000"], local(2026, 12, 6, 1)),
        (["DTEND;TZID=Europe/Paris:20261207T180000"], local(2026, 12, 7, 18)),
        ([], local(2026, 12, 5, 14)),
    ],
)
def test_when_it_ends(lines, expected):
    assert sittings(only(vevent(*lines))) == [(local(2026, 12, 5, 14), expected)]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("DTSTART:20261205T130000Z", local(2026, 12, 5, 14)),
        ("DTSTART:20261205T140000", local(2026, 12, 5, 14)),
        ("DTSTART;TZID=Romance Standard Time:20261205T140000", local(2026, 12, 5, 14)),
        ("DTSTART;TZID=/mozilla.org/2005/Europe/Paris:20261205T140000", local(2026, 12, 5, 14)),
        ("DTSTART;TZID=Europe/London:20261205T130000", local(2026, 12, 5, 14)),
        ("DTSTART;TZID=America/New_York:20261205T200000", local(2026, 12, 6, 2)),
        ("DTSTART:20261205T1400", local(2026, 12, 5, 14)),
    ],
)
def test_where_the_clock_stands(start, expected):
    event = only(vevent(start, start=None))
    assert sittings(event) == [(expected, expected)]
    assert [timing.timezone for timing in event.timings] == ["Europe/Paris"]


def test_a_zone_overseas_is_kept():
    event = only(vevent("DTSTART;TZID=Indian/Reunion:20261205T140000", start=None))
    assert [(t.timezone, t.start_time) for t in event.timings] == [("Indian/Reunion", time(14))]


def test_a_zone_of_its_own_name_and_one_that_nobody_knows():
    zone = "\r\n".join(
        ["BEGIN:VTIMEZONE", "TZID:Chez nous", "X-LIC-LOCATION:Europe/Paris", "END:VTIMEZONE"]
    )
    assert only(zone, vevent("DTSTART;TZID=Chez nous:20261205T140000", start=None))
    assert remarked(vevent("DTSTART;TZID=Ailleurs:20261205T140000", start=None)) == [
        ("zone_unknown", 7)
    ]


def test_the_rules_of_a_time_zone_are_never_computed():
    """One that changes its clock every second would take for ever."""
    rule = "RRULE:FREQ=SECONDLY"
    part = ["BEGIN:STANDARD", "DTSTART:19700101T000000", rule, "TZNAME:X", "END:STANDARD"]
    zone = "\r\n".join(["BEGIN:VTIMEZONE", "TZID:Europe/Paris", *part, "END:VTIMEZONE"])
    assert only(zone, vevent())


def test_all_day_one_or_several():
    one = only(vevent("DTSTART;VALUE=DATE:20261205", start=None))
    assert sittings(one) == [(local(2026, 12, 5), local(2026, 12, 6))]
    several = only(vevent("DTSTART;VALUE=DATE:20261205", "DTEND;VALUE=DATE:20270301", start=None))
    assert [(t.start_date, t.end_date, t.start_time) for t in several.timings] == [
        (date(2026, 12, 5), date(2027, 2, 28), None)
    ]


@pytest.mark.parametrize(
    ("lines", "reason", "number"),
    [
        (["DTSTART;VALUE=DATE:20261205", "DTEND;VALUE=DATE:20261205"], "ends_when_it_starts", 8),
        (["DTSTART;VALUE=DATE:20261205", "DTEND;VALUE=DATE:20261201"], "ends_before_it_starts", 8),
        (["DTSTART:20261205T140000", "DTEND:20261205T120000"], "ends_before_it_starts", 8),
        (["DTSTART:20261205T140000", "DTEND;VALUE=DATE:20261206"], "end_unreadable", 8),
        (["DTSTART:20261205T140000", "DTEND:demain"], "end_unreadable", 8),
        (["DTSTART:20261205T140000", "DURATION:une heure"], "end_unreadable", 8),
        (["DTSTART;VALUE=DATE-TIME:20261205"], "wrong_value_type", 7),
        (["DTSTART;VALUE=DATE:20261205T140000"], "wrong_value_type", 7),
    ],
)
def test_odd_dates_are_read_and_said(lines, reason, number):
    found = reading(vevent(*lines, start=None))
    assert [(str(r.reason), r.line) for r in found.remarks] == [(reason, number)]
    assert [days(event) for event in found.events] == [[date(2026, 12, 5)]]


# Again and again


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=WEEKLY;UNTIL=20261226T130000Z", [("2026-12-05", "FREQ=WEEKLY", "2026-12-26", 0)]),
        ("FREQ=WEEKLY;UNTIL=20261226", [("2026-12-05", "FREQ=WEEKLY", "2026-12-26", 0)]),
        ("FREQ=WEEKLY;UNTIL=20261226T125959Z", [("2026-12-05", "FREQ=WEEKLY", "2026-12-19", 0)]),
        ("FREQ=WEEKLY;COUNT=3", [("2026-12-05", "FREQ=WEEKLY", "2026-12-19", 0)]),
        ("FREQ=WEEKLY", [("2026-12-05", "FREQ=WEEKLY", "", 0)]),
        ("FREQ=WEEKLY;UNTIL=99991231", [("2026-12-05", "FREQ=WEEKLY", "", 0)]),
        ("FREQ=MONTHLY;BYDAY=1SA", [("2026-12-05", "FREQ=MONTHLY;BYDAY=1SA", "", 0)]),
        ("FREQ=WEEKLY;WKST=SU;BYDAY=SA;BYHOUR=14", [("2026-12-05", "FREQ=WEEKLY;BYDAY=SA", "", 0)]),
        ("FREQ=MONTHLY;BYDAY=SA;BYSETPOS=1;COUNT=3", [("2026-12-05", "", "", 2)]),
        ("FREQ=WEEKLY;COUNT=1", [("2026-12-05", "", "", 0)]),
    ],
)
def test_rules(rule, expected):
    assert shape(only(vevent(f"RRULE:{rule}"))) == expected


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("FREQ=HOURLY", "too_often"),
        ("FREQ=MINUTELY;COUNT=3", "too_often"),
        ("FREQ=SECONDLY;INTERVAL=86400", "too_often"),
        ("FREQ=DAILY;INTERVAL=0", "interval_zero"),
        ("FREQ=DAILY;INTERVAL=00", "interval_zero"),
        ("FREQ=DAILY;INTERVAL=-1", "rule_unreadable"),
        ("FREQ=FORTNIGHTLY", "rule_unreadable"),
        ("INTERVAL=2", "rule_unreadable"),
        ("TOUS LES JOURS", "rule_unreadable"),
        ("FREQ=DAILY;BYDAY=XX", "rule_unreadable"),
        ("FREQ=DAILY;BYHOUR=1,2,3", "rule_unreadable"),
        ("FREQ=WEEKLY;BYDAY=SA;BYSETPOS=3", "rule_unreadable"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "rule_never"),
        ("FREQ=YEARLY;BYMONTH=13", "rule_never"),
        ("FREQ=DAILY;COUNT=99999", "too_many_dates"),
    ],
)
def test_rules_that_are_refused_and_stop_no_other_event(rule, reason):
    found = reading(vevent(f"RRULE:{rule}"), vevent(uid="b2", title="Atelier"))
    assert [(str(r.reason), r.line, r.is_skipped) for r in found.remarks] == [(reason, 4, True)]
    assert [event.title for event in found.events] == ["Atelier"]
    assert found.named == {"a1@agenda.example", "b2"}


def test_dates_left_out():
    event = only(
        vevent(
            "RRULE:FREQ=WEEKLY;COUNT=5", "EXDATE;TZID=Europe/Paris:20261212T140000,20261219T140000"
        )
    )
    assert shape(event) == [("2026-12-05", "", "", 2)]
    assert [day.day for day in days(event)] == [5, 26, 2]
    in_utc = only(vevent("RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20261212T130000Z"))
    by_day = only(vevent("RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;VALUE=DATE:20261212"))
    assert days(in_utc) == days(by_day) == [date(2026, 12, 5), date(2026, 12, 19)]
    other = only(vevent("RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20270101T000000Z"))
    assert shape(other) == [("2026-12-05", "FREQ=WEEKLY", "2026-12-19", 0)]


def test_a_date_that_was_left_out_is_not_told_as_cancelled():
    """An endless rule with a gap becomes its days, up to the horizon."""
    event = only(vevent("RRULE:FREQ=DAILY", "EXDATE;TZID=Europe/Paris:20261212T140000"))
    assert shape(event) == [("2026-12-05", "", "", (HORIZON - date(2026, 12, 5)).days - 1)]
    assert event.changes == ()


def test_dates_added_several_rules_and_rules_left_out():
    event = only(
        vevent(
            "RRULE:FREQ=WEEKLY;COUNT=2",
            "RRULE:FREQ=MONTHLY;COUNT=2",
            "RDATE;TZID=Europe/Paris:20261220T140000",
            "RDATE;VALUE=PERIOD;TZID=Europe/Paris:20261221T140000/PT1H",
            "EXRULE:FREQ=MONTHLY;COUNT=1",
        )
    )
    assert [str(day) for day in days(event)] == [
        "2026-12-12",
        "2026-12-20",
        "2026-12-21",
        "2027-01-05",
    ]


def test_a_rule_in_another_zone_gives_the_same_instants():
    """At 13:00 UTC it is 14:00 in winter and 15:00 in summer."""
    event = only(vevent("DTSTART:20270314T130000Z", "RRULE:FREQ=WEEKLY;COUNT=4", start=None))
    assert [start for start, _end in sittings(event)] == [
        local(2027, 3, 14, 14),
        local(2027, 3, 21, 14),
        local(2027, 3, 28, 15),
        local(2027, 4, 4, 15),
    ]


# One date that is different


def override(*lines, of="20261212T140000", **values):
    return vevent(f"RECURRENCE-ID;TZID=Europe/Paris:{of}", *lines, **values)


def changes(*overrides):
    lines = ("DTEND;TZID=Europe/Paris:20261205T160000", "RRULE:FREQ=WEEKLY;COUNT=3")
    found = reading(*overrides, vevent(*lines))
    (event,) = found.events
    told = [
        (c.day.day, c.kind, c.new_date, c.new_start_time, c.new_end_time) for c in event.changes
    ]
    return told, shape(event), [str(remark.reason) for remark in found.remarks]


WEEKLY = [("2026-12-05", "FREQ=WEEKLY", "2026-12-19", 0)]


def test_one_date_is_cancelled_moved_longer_or_the_same():
    gone = override("STATUS:CANCELLED", start="20261212T140000")
    assert changes(gone) == ([(12, "cancelled", None, None, None)], WEEKLY, [])
    end = "DTEND;TZID=Europe/Paris:20261213T170000"
    moved = override(end, start="20261213T150000")
    told = (12, "moved", date(2026, 12, 13), time(15), None)
    assert changes(moved) == ([told], WEEKLY, [])
    longer = override("DTEND;TZID=Europe/Paris:20261212T180000", start="20261212T140000")
    told = (12, "moved", date(2026, 12, 12), time(14), time(18))
    assert changes(longer) == ([told], WEEKLY, [])
    same = override("DTEND;TZID=Europe/Paris:20261212T160000", start="20261212T140000")
    assert changes(same) == ([], WEEKLY, [])


def test_one_date_that_no_exception_can_tell_gets_a_schedule_of_its_own():
    all_day = override("DTSTART;VALUE=DATE:20261213", start=None)
    told, shapes, said = changes(all_day)
    assert (told, said) == ([], [])
    assert shapes == [("2026-12-05", "", "", 1), ("2026-12-13", "", "", 0)]


def test_changes_of_dates_that_do_not_exist_and_of_titles():
    unknown = override(of="20261213T140000", start="20261213T140000")
    assert changes(unknown) == ([], WEEKLY, ["override_unknown"])
    end = "DTEND;TZID=Europe/Paris:20261212T160000"
    renamed = override(end, start="20261212T140000", title="Finissage")
    assert changes(renamed) == ([], WEEKLY, ["override_text"])


def test_a_change_without_its_event_is_one():
    event = only(override(start="20261212T140000"))
    assert event.uid == "a1@agenda.example/20261212T140000"


# What


def test_what_it_says():
    event = only(
        vevent(
            "DESCRIPTION:Venez\\, voyez. Une heure.\\n\\nEn famille <3",
            "LOCATION:Au jardin\\, 3 rue du Four\\, Caen",
            "URL:https://agenda.example/visite",
            "CATEGORIES:Visite,Famille",
            "STATUS:TENTATIVE",
            "ORGANIZER;CN=Une personne:mailto:personne@musee.example",
            "ATTENDEE:mailto:autre@musee.example",
            "BEGIN:VALARM",
            "DESCRIPTION:Ne pas oublier",
            "TRIGGER:-PT1H",
            "END:VALARM",
            title="Visite\\; guidée",
        )
    )
    assert event.title == "Visite; guidée"
    assert event.summary == "Venez, voyez. Une heure. En famille <3"
    assert event.story == (
        "<p>Venez, voyez. Une heure.</p><p>En famille &lt;3</p>"
        '<p><a href="https://agenda.example/visite">https://agenda.example/visite</a></p>'
    )
    assert (event.place_name, event.place_address) == ("Au jardin", "3 rue du Four, Caen")
    assert event.keywords == ("Visite", "Famille")
    assert event.is_tentative
    assert "personne" not in str(event)


@pytest.mark.parametrize(
    ("component", "reason"),
    [
        (vevent(title=""), "no_title"),
        (vevent(start=None), "no_start"),
        (vevent("DTSTART:demain", start=None), "date_unreadable"),
        (vevent("DTSTART:20261345T140000", start=None), "date_unreadable"),
        (vevent("DTSTART:00010101T000000Z", start=None), "date_implausible"),
        (vevent("CLASS:PRIVATE"), "private"),
        (vevent("EXDATE;TZID=Europe/Paris:20261205T140000"), "no_dates"),
    ],
)
def test_what_is_left_out_alone(component, reason):
    found = reading(component, vevent(uid="b2"))
    assert [(str(remark.reason), remark.line) for remark in found.remarks] == [(reason, 4)]
    assert [event.uid for event in found.events] == ["b2"]


def test_identifiers_that_are_missing_or_stand_twice():
    assert remarked(vevent(uid="")) == [("no_uid", 4)]
    found = reading(vevent(title="A"), vevent(title="B", start="20261206T140000"))
    assert [str(remark.reason) for remark in found.remarks] == ["uid_twice"]
    assert [event.title for event in found.events] == ["A", "B"]
    revised = only(vevent(title="A"), vevent("SEQUENCE:2", title="B"))
    assert revised.title == "B"


# How it is written


def test_folding_encodings_and_ends_of_lines():
    folded = vevent("DESCRIPTION:Venez\r\n  voir.")
    assert only(folded).summary == "Venez voir."
    badly = vevent("DESCRIPTION:Venez voir.\r\nTarif : rien.\r\nÀ bientôt !")
    found = reading(badly)
    assert [(str(r.reason), r.line) for r in found.remarks] == [
        ("bad_folding", 9),
        ("bad_folding", 10),
    ]
    assert found.events[0].summary == "Venez voir. Tarif : rien. À bientôt !"
    accents = calendar(vevent(title="Été"))
    assert only(content=b"\xef\xbb\xbf" + accents).title == "Été"
    assert only(content=accents.replace(b"\r\n", b"\n")).title == "Été"
    assert only(content=accents.replace(b"\r\n", b"\r")).title == "Été"
    latin = reading(content=accents.decode().encode("latin-1"))
    assert [str(remark.reason) for remark in latin.remarks] == ["not_utf8"]
    assert latin.events[0].title == "Été"
    utf16 = reading(content=accents.decode().encode("utf-16"))
    assert utf16.events[0].title == "Été"


def test_lines_and_components_out_of_place():
    assert remarked(vevent("DTSTAMP;;;X=:1")) == [("line_unreadable", 8)]
    unclosed = vevent(title="A").replace("\r\nEND:VEVENT", "")
    found = reading(unclosed, vevent(uid="b2", title="B"))
    assert [event.title for event in found.events] == ["A", "B"]
    assert found.is_complete
    todo = "BEGIN:VTODO\r\nSUMMARY:Ranger\r\nEND:VTODO"
    assert only(todo, vevent()).title == "Visite"


def test_a_file_that_breaks_off():
    whole = calendar(vevent(), vevent(uid="b2", title="B"))
    found = reading(content=whole[: whole.index(b"SUMMARY:B") + 9])
    assert not found.is_complete
    assert [str(remark.reason) for remark in found.remarks] == ["cut_short", "no_start"]
    assert [event.title for event in found.events] == ["Visite"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<!doctype html><title>Perdu</title>", "web_page"),
        (b"", "not_a_calendar"),
        (b"\x00\x01\x02", "not_a_calendar"),
        (b"Bonjour", "not_a_calendar"),
        (b"{}", "not_a_calendar"),
        (b"[[[[", "cut_short"),
    ],
)
def test_what_is_no_calendar(content, reason):
    with pytest.raises(RefusedError) as caught:
        read(content, HORIZON, "Europe/Paris")
    assert caught.value.reason == reason


def test_an_empty_calendar_is_one():
    assert reading() == reading(content=calendar())
    assert reading().events == ()
    assert reading().is_complete


def test_so_many_events_and_so_long():
    events = [vevent(uid=f"u{number}") for number in range(5)]
    few = reading(*events, events=3)
    assert (len(few.events), few.is_complete) == (3, False)
    assert [(str(r.reason), r.details) for r in few.remarks] == [
        ("too_many_events", {"total": 5, "read": 3})
    ]
    none = reading(*events, seconds=-1)
    assert [str(remark.reason) for remark in none.remarks] == ["took_too_long"]


def test_html_comes_in_as_what_an_editor_could_have_written():
    event = only(
        vevent(
            "DESCRIPTION:<h1>Titre</h1><p onclick='x()'>Un <strong>mot</strong><br>deux"
            "<script>alert(1)</script> <a href='javascript:x()'>trois</a> "
            "<a href='https://a.example/' target=_blank>quatre</a><img src=x></p><!-- cinq -->"
        )
    )
    assert event.story == (
        '<h2>Titre</h2><p>Un <b>mot</b><br/>deux trois <a href="https://a.example/">quatre</a></p>'
    )


def test_the_ministrys_school_holidays(shared_data):
    """Its two defects are named, and every period is right."""
    content = (shared_data / "events/school-holidays-zone-B.ics").read_bytes()
    found = reading(content=content)
    assert [(str(r.reason), r.line, r.title) for r in found.remarks] == [
        ("two_zone_names", 17, ""),
        ("ends_when_it_starts", 629, "Début des Vacances d'Été"),
    ]
    assert len(found.events) == content.count(b"BEGIN:VEVENT") == 61
    last = found.events[-1]
    assert days(last) == [date(2026, 7, 4)]
    spring = found.events[-3]
    assert sittings(spring) == [(local(2026, 4, 11), local(2026, 4, 27))]


def test_the_same_two_defects_in_small():
    part = ["BEGIN:DAYLIGHT", "TZNAME:CEST", "TZOFFSETTO:+0200", "TZNAME:CET", "END:DAYLIGHT"]
    zone = "\r\n".join(["BEGIN:VTIMEZONE", "TZID:Europe/Paris", *part, "END:VTIMEZONE"])
    event = vevent("DTSTART;VALUE=DATE:20260704", "DTEND;VALUE=DATE:20260704", start=None)
    assert remarked(zone, event) == [("two_zone_names", 9), ("ends_when_it_starts", 16)]
