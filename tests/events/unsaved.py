"""An event, its rows and its feed that are in no database: thousands of them are quick."""

from uuid import UUID

from cms.ical import Calendar, text_line, vevent
from events.ical import (
    LONGEST_DESCRIPTION,
    Telling,
    other_lines,
    series_timing,
    title_line,
)
from events.models import EventFragment, EventPage, EventSeries
from events.recurrences import horizon_on
from museums.models import MuseumPage
from tests.conftest import NOW

HORIZON = horizon_on(NOW.date())
TITLE = "Visite"
KEY = UUID("6c1f2a54-7f0a-4f39-9a3d-0d2f6f3f8f11")
CALENDAR = Calendar("Agenda", "", "https://a.example/x.ics", "https://a.example/", NOW)


def unsaved_event(schedules, exceptions):
    """An event that is in no database, with what its editor typed."""
    page = EventPage(pk=1, translation_key=KEY, title=TITLE)
    page.museum = MuseumPage(pk=1, title="Musée")
    page.schedules, page.exceptions = schedules, exceptions
    return page


def feed_of(page, rows, *, is_expanded):
    """The feed of an event whose rows were never stored."""
    description = "d" * LONGEST_DESCRIPTION
    fragment = EventFragment(
        title=TITLE,
        description=description,
        lines=text_line("DESCRIPTION", description),
        sequence=0,
        updated_at=NOW,
    )
    entries, in_series = [], []
    for schedule in [] if is_expanded else page.schedules.all():
        own = [row for row in rows if row.schedule_uid == schedule.uid]
        if told := series_timing(schedule.value(), own, HORIZON):
            timing, regular = told
            one = EventSeries(
                event_key=KEY, schedule_uid=schedule.uid, timing=timing, updated_at=NOW
            )
            entries.append(entry(one, fragment))
            in_series += regular
    for row in rows:
        row.updated_at = NOW
        if row not in in_series:
            entries.append(entry(row, fragment))
    zones = sorted({schedule.timezone for schedule in page.schedules.all()})
    return CALENDAR.text(entries, zones)


def entry(item, fragment):
    telling = Telling()
    return vevent((title_line(item, fragment, telling), other_lines(item, fragment, telling)))
