"""A closing date as calendars read it back."""

from datetime import UTC, date, datetime

import icalendar

from cms.ical import Calendar
from jobs.ical import ClosingDate, closing_vevent

CHANGED = datetime(2026, 11, 16, 8, tzinfo=UTC)


def read(**values):
    closing = ClosingDate(
        **{
            "uid": "offre-1@agenda.example.org",
            "changed_at": CHANGED,
            "title": "Clôture ; régie, accueil",
            "description": "CDD\nVille de Caen",
            "place": "Caen (Calvados)",
            "url": "https://musees.example/offre/",
            "closes_at": datetime(2026, 12, 5, 11, tzinfo=UTC),
            "last_day": None,
        }
        | values
    )
    calendar = Calendar("Offres", "", "https://a.example/", "https://b.example/", CHANGED)
    text = calendar.text([closing_vevent(closing)], [])
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    (entry,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return entry


def test_a_whole_day_is_the_last_one():
    entry = read(last_day=date(2026, 12, 4))
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2026, 12, 4), date(2026, 12, 5))


def test_a_time_of_day_is_an_instant_even_when_the_clock_goes_back():
    entry = read(closes_at=datetime(2027, 10, 31, 1, 30, tzinfo=UTC))
    assert entry["DTSTART"].dt == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    assert "DTEND" not in entry


def test_it_says_what_and_where_and_never_rings():
    entry = read()
    assert str(entry["SUMMARY"]) == "Clôture ; régie, accueil"
    assert str(entry["DESCRIPTION"]) == "CDD\nVille de Caen"
    assert str(entry["LOCATION"]) == "Caen (Calvados)"
    assert str(entry["URL"]) == "https://musees.example/offre/"
    assert str(entry["TRANSP"]) == "TRANSPARENT"
    assert entry.walk("VALARM") == []
    assert "LOCATION" not in read(place="")


def test_a_later_version_counts_higher_under_the_same_name():
    first, second = read(), read(changed_at=datetime(2026, 11, 16, 8, 0, 1, tzinfo=UTC))
    assert first["UID"] == second["UID"] == "offre-1@agenda.example.org"
    assert second["SEQUENCE"] - first["SEQUENCE"] == 1
    assert read(changed_at=datetime(2080, 1, 1, tzinfo=UTC))["SEQUENCE"] < 2**31
