"""What a publication asks of the database: a number that neither dates nor events move."""

from datetime import date

import pytest

from events.models import EventPage, Occurrence
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

# As SQLite counts them; PostgreSQL writes more rows at a time. Wagtail asks for 76 of them
# whatever the page is: see docs/performance.md.
PUBLICATION = 116
DRAFT = 25


def days(first, last):
    """Every day of a period, from 14:00 to 16:00."""
    return EventScheduleFactory.build(
        start_date=first, recurrence="RRULE:FREQ=DAILY", until_date=last
    )


@pytest.fixture
def event(museum):
    """Published already: what the process reads once is known."""
    event = publish(EventPageFactory(parent=museum), days(date(2026, 12, 1), date(2026, 12, 2)))
    return EventPage.objects.get(pk=event.pk)


@pytest.mark.parametrize("others", [0, 3])
def test_a_publication_with_a_hundred_dates(event, museum, others, django_assert_max_num_queries):
    for _number in range(others):
        publish(EventPageFactory(parent=museum), days(date(2026, 12, 1), date(2026, 12, 9)))
    event.schedules = [days(date(2027, 1, 1), date(2027, 4, 10))]
    with django_assert_max_num_queries(PUBLICATION):
        event.save_revision().publish()
    assert Occurrence.objects.of_event(event.event_key).count() == 100


def test_a_publication_that_changes_no_date(event, django_assert_max_num_queries):
    event.title = "Un autre titre"
    with django_assert_max_num_queries(PUBLICATION):
        event.save_revision().publish()
    assert Occurrence.objects.of_event(event.event_key).count() == 2


def test_keeping_a_draft(event, django_assert_max_num_queries):
    event.title = "Un autre titre"
    with django_assert_max_num_queries(DRAFT):
        event.save_revision()
