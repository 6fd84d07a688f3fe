"""Engines that read a feed back, and the list that each of them must make of it."""

import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

import icalendar
import recurring_ical_events
from dateutil.rrule import rrulestr
from ical.calendar_stream import IcsCalendarStream

PREFIXES = {"cancelled": "ANNULÉ – ", "moved": "REPORTÉ – ", "full": "COMPLET – "}
DAY = timedelta(days=1)


class Listed(NamedTuple):
    """One entry on a subscriber's screen: UTC instants, or days with the end excluded."""

    start: str
    end: str
    summary: str


def as_text(moment):
    """A day, or an instant in UTC, as every reader here writes it."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return moment.isoformat()


def must_be_listed(row, title):
    """What any calendar application must show of a row."""
    if row.is_all_day:
        start, end = row.starts_on, row.ends_on + DAY
    else:
        start, end = row.starts_at, row.ends_at
    return Listed(as_text(start), as_text(end), PREFIXES.get(row.status, "") + title)


def rows_of(feed):
    """What must be listed of a feed, from the table."""
    rows = feed.occurrences().overlapping(*feed.window()).select_related("page")
    return sorted(must_be_listed(row, row.page.title) for row in rows)


def entries_of(text):
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def listed_by_recurring_ical_events(text, start, end):
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(start, end)
    return sorted(Listed(as_text(v.start), as_text(v.end), str(v["SUMMARY"])) for v in found)


def listed_by_icalevents(text, start, end):
    """In a process of its own: it changes the time zones of the whole process that imports it."""
    script = Path(__file__).with_name("by_icalevents.py")
    done = subprocess.run(  # noqa: S603 -- our own script
        [sys.executable, script, start.isoformat(), end.isoformat()],
        input=text,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return sorted(Listed(*line.split("\t")) for line in done.stdout.splitlines())


def listed_by_home_assistant(text, start, end):
    """By its own parser, which refuses what does not follow the specification."""
    timeline = IcsCalendarStream.calendar_from_ics(text).timeline_tz(UTC)
    found = timeline.overlapping(at_midnight(start), at_midnight(end))
    return sorted(Listed(as_text(e.dtstart), as_text(e.end), e.summary) for e in found)


def at_midnight(day):
    return datetime.combine(day, time(), UTC)


def listed_by_dateutil(text, *, keeps_length, fold):
    """Every sitting of a feed, as RFC 5545 says, by dateutil alone.

    Applications differ on what a series repeats where the clock changes during a sitting: its
    length, or the clock time of its end. Of an hour that comes twice some take the first (`fold`
    0), some the second (1); and what they make of one that is missing differs likewise.
    """
    listed = []
    for entry in entries_of(text):
        start = entry["DTSTART"].dt
        end = entry["DTEND"].dt if "DTEND" in entry else start
        for moment in _starts(entry, start):
            if keeps_length and isinstance(start, datetime):
                moment = _instant(moment, fold)
                until = moment + (_instant(end, fold) - _instant(start, fold))
            else:
                until = moment + (end - start)
            period = (as_text(_instant(moment, fold)), as_text(_instant(until, fold)))
            listed.append(Listed(*period, str(entry["SUMMARY"])))
    return sorted(listed)


def listed_by_every_reading(text):
    """The lists of dateutil, in each of the ways in which applications differ."""
    return [
        listed_by_dateutil(text, keeps_length=keeps_length, fold=fold)
        for keeps_length in (False, True)
        for fold in (0, 1)
    ]


def _instant(moment, fold):
    return moment.replace(fold=fold).astimezone(UTC) if isinstance(moment, datetime) else moment


def _starts(entry, start):
    if "RRULE" not in entry:
        return [start]
    is_all_day = not isinstance(start, datetime)
    first = datetime(start.year, start.month, start.day) if is_all_day else start  # noqa: DTZ001
    found = list(rrulestr(entry["RRULE"].to_ical().decode(), dtstart=first))
    assert found[0] == first, "the first day of a series is one of its own"
    exdates = entry.get("EXDATE", [])
    exdates = exdates if isinstance(exdates, list) else [exdates]
    left_out = {value.dt for exdate in exdates for value in exdate.dts}
    days = [moment.date() for moment in found] if is_all_day else found
    assert left_out <= set(days), "an EXDATE leaves nothing out"
    return [day for day in days if day not in left_out]


def whole_period(text):
    """A window that holds every date of a feed."""
    starts = [entry["DTSTART"].dt for entry in entries_of(text)]
    years = [moment.year for moment in starts] or [2026]
    return date(min(years) - 1, 1, 1), date(max(years) + 4, 1, 1)
