"""An event that begins as a copy of another one."""

from datetime import date

import pytest
from django.urls import reverse

from events.models import EventPage, Occurrence, OccurrenceException
from tests.factories.events import (
    AudienceFactory,
    EventPageFactory,
    EventScheduleFactory,
    publish,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(museum, now) -> EventPage:
    page = EventPageFactory(parent=museum, title="Les fuseaux", slug="les-fuseaux")
    page.audiences = [AudienceFactory()]
    cancelled = OccurrenceException(date=date(2026, 12, 5), kind="cancelled")
    return publish(page, EventScheduleFactory.build(uid="aaaaaaaa"), exceptions=(cancelled,))


def address(event: EventPage) -> str:
    return reverse("duplicate_event", args=[event.pk])


def test_a_copy_is_a_draft_of_its_own(event, museum, editor_of, client):
    editor = editor_of(museum)
    client.force_login(editor)
    answer = client.post(address(event))
    copy = EventPage.objects.exclude(pk=event.pk).get()
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[copy.pk])
    assert (copy.title, copy.slug, copy.live, copy.owner) == (
        "Les fuseaux",
        "les-fuseaux-1",
        False,
        editor,
    )
    assert (copy.first_published_at, copy.has_unpublished_changes) == (None, True)
    assert copy.get_parent().pk == museum.pk
    assert copy.event_key != event.event_key
    (schedule,) = copy.schedules.all()
    assert schedule.uid != "aaaaaaaa"
    assert (schedule.start_date, str(schedule.start_time)) == (date(2026, 12, 5), "14:00:00")
    assert list(copy.audiences.all()) == list(event.audiences.all()) != []
    assert list(copy.exceptions.all()) == []
    draft = copy.get_latest_revision_as_object()
    assert [one.uid for one in draft.schedules.all()] == [schedule.uid]
    assert Occurrence.objects.count() == 1


def test_it_says_what_was_written_last(event, museum, editor_of, client):
    event.title = "Les fuseaux, le soir"
    event.schedules = [EventScheduleFactory.build(start_date=date(2027, 1, 9))]
    event.save_revision()
    client.force_login(editor_of(museum))
    client.post(address(event))
    copy = EventPage.objects.exclude(pk=event.pk).get()
    assert (copy.title, copy.schedules.get().start_date) == (
        "Les fuseaux, le soir",
        date(2027, 1, 9),
    )


def test_a_copy_that_is_published_leaves_the_original_as_it_was(event, museum, editor_of, client):
    client.force_login(editor_of(museum))
    client.post(address(event))
    copy = EventPage.objects.exclude(pk=event.pk).get()
    before = set(Occurrence.objects.values_list("pk", "sequence"))
    publish(copy)
    assert Occurrence.objects.of_event(copy.event_key).get().status == "scheduled"
    rows = Occurrence.objects.of_event(event.event_key)
    assert set(rows.values_list("pk", "sequence")) == before


def test_the_editor_is_told_to_set_its_dates(event, museum, editor_of, client):
    client.force_login(editor_of(museum))
    answer = client.post(address(event), follow=True)
    levels = [message.level_tag for message in answer.context["messages"]]
    assert levels == ["warning"]


@pytest.mark.parametrize("who", ["neighbour", "nobody", "only_reads"])
def test_who_may_not_edit_it_copies_nothing(event, other_museum, editor_of, client, who):
    if who == "neighbour":
        client.force_login(editor_of(other_museum))
    elif who == "only_reads":
        person = editor_of(other_museum)
        person.groups.clear()
        client.force_login(person)
    answer = client.post(address(event))
    assert answer.status_code == 302
    assert EventPage.objects.count() == 1


def test_a_link_copies_nothing(event, museum, editor_of, client):
    client.force_login(editor_of(museum))
    assert client.get(address(event)).status_code == 405
    assert EventPage.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "of_museum"),
    [
        ("wagtailadmin_home", None),
        ("wagtailadmin_explore", True),
        ("wagtailadmin_pages:edit", False),
    ],
)
def test_it_is_one_click_away_wherever_events_are_listed(
    event, museum, editor_of, client, name, of_museum
):
    client.force_login(editor_of(museum))
    arguments = [] if of_museum is None else [museum.pk if of_museum else event.pk]
    answer = client.get(reverse(name, args=arguments))
    assert f'data-w-action-url-value="{address(event)}"' in answer.content.decode()


def test_it_is_not_proposed_to_a_neighbour(event, museum, other_museum, editor_of, client):
    client.force_login(editor_of(other_museum))
    answer = client.get(reverse("wagtailadmin_explore", args=[museum.pk]))
    assert address(event) not in answer.content.decode()
