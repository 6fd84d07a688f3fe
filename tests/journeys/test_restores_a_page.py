"""A page deleted by mistake: its readers, calendars and teachers, find again what they know."""

from datetime import date, timedelta

import pytest

from cms.bin import restore
from cms.models import DeletedPage
from events.feeds import EventFeed, MuseumFeed
from events.models import Occurrence
from schools.models import ClassKitPage, KitRelease
from tests.conftest import NOW
from tests.events.readers import entries_of
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish
from tests.factories.schools import ClassKitPageFactory, KitDocumentFactory
from tests.schools.kits import publish_kit

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


@pytest.fixture
def release(museum) -> KitRelease:
    kit = publish_kit(ClassKitPageFactory(parent=museum), KitDocumentFactory.build())
    return kit.releases.get()


def test_the_versions_of_a_kit_come_back_with_their_files(
    release, editor_of, museum, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        release.kit.delete()
    assert not KitRelease.objects.exists()
    assert release.file.storage.exists(release.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        restore(DeletedPage.objects.get(), editor_of(museum))
    assert ClassKitPage.objects.get().live
    back = KitRelease.objects.get()
    fields = ("pk", "kit_id", "number", "built_at", "file", "size", "sha256", "manifest")
    assert [getattr(back, name) for name in fields] == [getattr(release, name) for name in fields]
    assert release.file.storage.exists(release.file.name)
