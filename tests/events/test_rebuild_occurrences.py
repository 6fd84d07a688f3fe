"""The nightly command: brings the agenda in line, and says so when it is not."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from events.models import EventPage, EventRecord, EventType, FeedVersion, Occurrence
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def rebuild(*arguments):
    out = StringIO()
    call_command("rebuild_occurrences", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def endless(museum):
    schedule = EventScheduleFactory.build(
        start_date=date(2026, 12, 2), recurrence="RRULE:FREQ=WEEKLY"
    )
    return publish(EventPageFactory(parent=museum), schedule)


def test_it_does_nothing_on_most_nights(endless):
    version = FeedVersion.objects.get(scope="network").number
    with time_machine.travel(datetime(2026, 12, 31, 2, tzinfo=UTC), tick=False):
        assert rebuild() == "0 events changed\n"
    assert FeedVersion.objects.get(scope="network").number == version


def test_it_tells_rules_further_when_a_quarter_begins(endless):
    assert Occurrence.objects.last().starts_on == date(2028, 9, 27)
    with time_machine.travel(datetime(2027, 1, 1, 2, tzinfo=UTC), tick=False):
        rebuild()
    assert Occurrence.objects.last().starts_on == date(2028, 12, 27)


def test_it_says_what_differs_and_changes_nothing(endless):
    Occurrence.objects.first().delete()
    with pytest.raises(CommandError, match="1 events differ"):
        rebuild("--check")
    assert rebuild() == f"{endless.pk}  {endless.title}\n1 events changed\n"
    assert rebuild("--check") == "0 events differ\n"


def test_it_withdraws_what_went_off_line_unnoticed(endless):
    EventPage.objects.filter(pk=endless.pk).update(live=False)
    with pytest.raises(CommandError, match="1 events differ"):
        rebuild("--check")
    rebuild()
    assert Occurrence.objects.standing().count() == 0
    assert rebuild("--check") == "0 events differ\n"


def test_a_draft_without_dates_is_no_difference(endless, museum):
    EventPageFactory(parent=museum, live=False)
    assert rebuild("--check") == "0 events differ\n"


def test_it_tells_other_sites_what_was_renamed(endless):
    version = FeedVersion.objects.get(scope="records").number
    EventType.objects.update(name="Visite guidée")
    with pytest.raises(CommandError, match="1 events differ"):
        rebuild("--check")
    assert rebuild() == f"{endless.pk}  {endless.title}\n1 events changed\n"
    assert EventRecord.objects.get().content["keywords"] == {"fr": ["Visite guidée"]}
    assert FeedVersion.objects.get(scope="records").number == version + 1
    assert rebuild("--check") == "0 events differ\n"
