"""Whatever editors do one after the other, the stored rows are what the published pages say."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, note
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wagtail.models import Locale

from cms.translations import translate
from events.models import EventFragment, EventPage, EventSeries, Occurrence
from events.occurrences import planned_occurrences
from museums.models import MuseumPage
from tests.conftest import NOW
from tests.events.strategies import announcements
from tests.events.unsaved import HORIZON
from tests.factories.events import EventPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

MOST_STEPS = 8
FEW = hypothesis_settings(
    max_examples=max(5, hypothesis_settings().max_examples // 10),
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
announced = announcements(HORIZON, most_schedules=2)


def write(page, content):
    """Puts the schedules and exceptions into the page, not saved."""
    schedules, exceptions = content
    page.schedules, page.exceptions = list(schedules), list(exceptions)
    return page.save_revision()


def publish(page, content, elsewhere):
    write(page, content).publish()


def draft(page, content, elsewhere):
    write(page, content)


def unpublish(page, content, elsewhere):
    page.unpublish()


def move(page, content, elsewhere):
    page.move(elsewhere, pos="last-child")


def delete(page, content, elsewhere):
    page.delete()


def rename_museum(page, content, elsewhere):
    museum = page.museum
    museum.title += " !"
    museum.save_revision().publish()


def unpublish_museum(page, content, elsewhere):
    page.museum.unpublish()


def translate_it(page, content, elsewhere):
    if page.live and page.get_parent().has_translation(english()):
        translate(page, english(), {"title": "Visit", "summary": "Come."})


def new_event(museum):
    """A draft, below the museum as it is now in the tree."""
    museum = MuseumPage.objects.get(pk=museum.pk)
    return EventPageFactory(parent=museum, title="Visite", live=False)


def english():
    return Locale.objects.get_or_create(language_code="en")[0]


STEPS = (
    publish,
    publish,
    draft,
    unpublish,
    move,
    delete,
    rename_museum,
    unpublish_museum,
    translate_it,
)


@FEW
@given(
    st.lists(st.tuples(st.sampled_from(STEPS), announced, st.integers(0, 40)), max_size=MOST_STEPS),
    announced,
)
def test_the_rows_are_what_the_published_pages_say(museum, other_museum, steps, first):
    with transaction.atomic():
        for home in (museum.get_parent().get_parent(), museum.get_parent(), museum):
            home.specific.copy_for_translation(english()).save_revision().publish()
        now = NOW
        publish(new_event(museum), first, None)
        for step, content, days in steps:
            now += timedelta(days=days)
            with time_machine.travel(now, tick=False):
                call_command("rebuild_occurrences", verbosity=0)  # a night has passed
                page = EventPage.objects.sources().first() or new_event(museum)
                elsewhere = MuseumPage.objects.sources().exclude(pk=page.museum.pk).get()
                note(f"{now:%d/%m/%Y} {step.__name__}")
                step(page, content, elsewhere)
                call_command("rebuild_occurrences", "--check", verbosity=0)
                assert announced_rows(now) == planned_rows(now)
        transaction.set_rollback(True)


def announced_rows(now):
    """The coming rows, as the table has them; no series or text stands without any."""
    rows = Occurrence.objects.standing()
    keys = set(rows.values_list("event_key", flat=True))
    assert keys >= set(EventSeries.objects.values_list("event_key", flat=True))
    assert keys <= set(EventFragment.objects.values_list("event_key", flat=True))
    return coming(rows, now)


def planned_rows(now):
    """The coming rows, as the published pages say them."""
    pages = EventPage.objects.published()
    return sorted(row for page in pages for row in coming(planned_occurrences(page, now), now))


def coming(rows, now):
    return sorted(
        (row.event_key, row.schedule_uid, row.slot[:8], row.starts_at, row.ends_at, row.status)
        for row in rows
        if row.ends_at >= now
    )
