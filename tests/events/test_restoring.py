"""A restored event is the one that calendars know."""

from datetime import date, timedelta

import pytest

from cms.bin import restore
from cms.models import DeletedPage
from events.feeds import EventFeed, MuseumFeed
from events.models import Occurrence
from tests.conftest import NOW
from tests.events.readers import entries_of
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

TODAY = NOW.date()


def told(feed) -> dict[str, tuple[int, str, str]]:
    """What a feed says, by UID: the sequence, the status, the title."""
    return {
        entry["UID"]: (entry["SEQUENCE"], entry["STATUS"], entry["SUMMARY"])
        for entry in entries_of(feed.text())
    }


def test_calendars_get_the_same_entries_with_higher_numbers(museum, editor_of, time_machine_at):
    event = EventPageFactory(parent=museum, title="Les fuseaux")
    once = EventScheduleFactory.build(uid="aaaaaaaa")
    weekly = EventScheduleFactory.build(
        uid="bbbbbbbb",
        start_date=date(2026, 12, 2),
        recurrence="RRULE:FREQ=WEEKLY",
        until_date=date(2027, 3, 31),
    )
    event = publish(event, once, weekly)
    for title in ("Les fuseaux, le soir", "Les fuseaux, la nuit"):  # the words have changed too
        event.title = title
        event = publish(event)
    feeds = [
        (MuseumFeed, {"slug": museum.slug}),
        (EventFeed, {"event_key": event.event_key}),
    ]
    before = [told(feed(today=TODAY, **scope)) for feed, scope in feeds]
    assert {len(entries) for entries in before} == {2}
    rows = set(Occurrence.objects.values_list("pk", "slot"))

    time_machine_at(NOW + timedelta(hours=1))
    event.delete()
    assert told(MuseumFeed(today=TODAY, slug=museum.slug)) == {}

    time_machine_at(NOW + timedelta(hours=2))
    restore(DeletedPage.objects.get(), editor_of(museum))
    after = [told(feed(today=TODAY, **scope)) for feed, scope in feeds]
    for old, new in zip(before, after, strict=True):
        assert new.keys() == old.keys()
        assert [new[uid][1:] for uid in old] == [old[uid][1:] for uid in old]
        assert all(new[uid][0] > old[uid][0] for uid in old)
    assert set(Occurrence.objects.standing().values_list("pk", "slot")) == rows


def test_a_series_that_was_off_line_counts_on(museum, now):
    weekly = EventScheduleFactory.build(
        start_date=date(2026, 12, 2), recurrence="RRULE:FREQ=WEEKLY"
    )
    event = publish(EventPageFactory(parent=museum), weekly)
    for last in (date(2027, 3, 31), date(2027, 4, 28)):
        event.schedules = [
            EventScheduleFactory.build(
                uid=weekly.uid,
                start_date=weekly.start_date,
                recurrence="RRULE:FREQ=WEEKLY",
                until_date=last,
            )
        ]
        event = publish(event)
    ((before, *_said),) = told(EventFeed(today=TODAY, event_key=event.event_key)).values()
    event.unpublish()
    event = publish(event)
    ((after, *_said),) = told(EventFeed(today=TODAY, event_key=event.event_key)).values()
    assert after > before == 2
