"""Whatever museums do, whoever follows the delta API has exactly what is public."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction

from events.models import EventPage, OccurrenceException
from events.records import record_content
from museums.models import MuseumPage
from tests.conftest import NOW
from tests.events.consumer import CopyByCursor, CopyBySince
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish
from tests.factories.museums import MuseumPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

FEW = hypothesis_settings(
    max_examples=max(8, hypothesis_settings().max_examples // 10),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
FIRST_DAY = date(2026, 12, 5)
SLUGS = ("un", "deux")


def event_number(number):
    events = list(EventPage.objects.sources().order_by("pk"))
    return events[number % len(events)] if events else None


def museum_named(slug):
    return MuseumPage.objects.get(slug=slug)


def announce(number, slug):
    schedule = EventScheduleFactory.build(start_date=FIRST_DAY + timedelta(days=number))
    publish(EventPageFactory(parent=museum_named(slug)), schedule)


def rename(number, slug):
    if event := event_number(number):
        event.title += "!"
        publish(event)


def draft(number, slug):
    if event := event_number(number):
        event.title += "?"
        event.save_revision()


def repeat(number, slug):
    if event := event_number(number):
        rule = {"recurrence": "RRULE:FREQ=WEEKLY", "until_date": FIRST_DAY + timedelta(days=30)}
        publish(event, EventScheduleFactory.build(start_date=FIRST_DAY, **rule))


def cancel(number, slug):
    event = event_number(number)
    if event and (schedule := event.schedules.first()):
        day = schedule.start_date
        publish(event, exceptions=(OccurrenceException(date=day, kind="cancelled"),))


def move(number, slug):
    if event := event_number(number):
        event.move(museum_named(slug), pos="last-child")


def unpublish(number, slug):
    if (event := event_number(number)) and event.live:
        event.unpublish()


def delete(number, slug):
    if event := event_number(number):
        event.delete()


def delete_behind_wagtail(number, slug):
    if event := event_number(number):
        Page.objects.filter(pk=event.pk).delete()


def hide_museum(number, slug):
    if (museum := museum_named(slug)).live:
        museum.unpublish()


def show_museum(number, slug):
    museum_named(slug).save_revision().publish()


def close_branch(number, slug):
    PageViewRestriction.objects.get_or_create(page=museum_named(slug), restriction_type="login")


def open_branch(number, slug):
    for restriction in PageViewRestriction.objects.all():
        restriction.delete()


def rename_museum(number, slug):
    museum = museum_named(slug)
    museum.title += "*"
    museum.save_revision().publish()


def delete_museum(number, slug):
    museum_named(slug).delete()
    MuseumPageFactory(parent=Page.objects.get(slug="musees").specific, slug=slug)


ACTS = (
    announce,
    announce,
    rename,
    draft,
    repeat,
    cancel,
    move,
    unpublish,
    delete,
    delete_behind_wagtail,
    hide_museum,
    show_museum,
    close_branch,
    open_branch,
    rename_museum,
    delete_museum,
)
steps = st.tuples(st.sampled_from(ACTS), st.integers(0, 5), st.sampled_from(SLUGS), st.booleans())


def public_events(slug=None):
    """What visitors may see, asked of the pages alone."""
    return {
        str(event.event_key): record_content(event)
        for event in EventPage.objects.sources().live().public()
        if event.museum.live and slug in (None, event.museum.slug)
    }


A_MUSEUM_THAT_LEAVES_AND_COMES_BACK = [
    (announce, 0, "un", True),
    (hide_museum, 0, "un", True),
    (show_museum, 0, "un", True),
]
A_DELETION_BEFORE_ANYBODY_READ = [(announce, 0, "un", False), (delete, 0, "un", False)]
AN_EVENT_THAT_LEAVES_A_FILTER = [(announce, 0, "un", True), (move, 0, "deux", True)]


@FEW
@example(A_MUSEUM_THAT_LEAVES_AND_COMES_BACK)
@example(A_DELETION_BEFORE_ANYBODY_READ)
@example(AN_EVENT_THAT_LEAVES_A_FILTER)
@given(st.lists(steps, max_size=14))
def test_a_copy_is_what_is_public(network, client, acts):
    with transaction.atomic():
        for slug in SLUGS:
            MuseumPageFactory(parent=network.museums, slug=slug)
        of_one_museum = CopyByCursor(client, [("musee", SLUGS[0])])
        copies = [CopyByCursor(client), CopyBySince(client)]
        last = (rename, 0, SLUGS[0], True)
        for number, (act, event, slug, is_read) in enumerate([*acts, last]):
            with time_machine.travel(NOW + timedelta(seconds=number), tick=False):
                act(event, slug)
                if not is_read:
                    continue
                for copy in copies:
                    copy.update()
                    assert copy.contents() == public_events()
                if museum_named(SLUGS[0]) in MuseumPage.objects.members():
                    of_one_museum.update()
                    assert of_one_museum.contents() == public_events(SLUGS[0])
        assert timezone.now() == NOW
        transaction.set_rollback(True)
