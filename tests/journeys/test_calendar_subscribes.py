"""A calendar subscribes to a museum, and learns what changes."""

from datetime import date

import icalendar
import pytest

from events.models import OccurrenceException
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def test_a_calendar_subscribes(museum, client):
    event = publish(
        EventPageFactory(parent=museum, title="Fuseaux du mercredi"),
        EventScheduleFactory.build(
            start_date=date(2026, 12, 2),
            recurrence="RRULE:FREQ=WEEKLY",
            until_date=date(2027, 6, 30),
        ),
    )
    url = f"/agenda/m/{museum.slug}.ics"

    first = client.get(url)
    (series,) = icalendar.Calendar.from_ical(first.content).walk("VEVENT")
    assert str(series["SUMMARY"]) == "Fuseaux du mercredi"
    assert series.start.isoformat() == "2026-12-02T14:00:00+01:00"

    unchanged = client.get(url, headers={"if-none-match": first["ETag"]})
    assert unchanged.status_code == 304

    publish(event, exceptions=(OccurrenceException(date=date(2026, 12, 9), kind="cancelled"),))
    changed = client.get(url, headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    entries = icalendar.Calendar.from_ical(changed.content).walk("VEVENT")
    told = {str(entry["SUMMARY"]): entry for entry in entries}
    assert set(told) == {"Fuseaux du mercredi", "ANNULÉ – Fuseaux du mercredi"}
    assert told["Fuseaux du mercredi"]["UID"] == series["UID"]
    assert told["Fuseaux du mercredi"]["SEQUENCE"] > series["SEQUENCE"]
    assert told["ANNULÉ – Fuseaux du mercredi"].start.isoformat() == "2026-12-09T14:00:00+01:00"
