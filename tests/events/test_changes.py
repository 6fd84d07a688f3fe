"""A change of one date is on line at once, and no draft is lost or published by it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from cms.at_once import change_at_once
from events.changes import (
    DateName,
    as_announced,
    close,
    marked,
    not_cancelled,
    refusal,
    restore,
    wholly_cancelled,
    without,
)
from events.models import EventPage, Occurrence, OccurrenceException
from events.occurrences import drift_of, exceptions_left
from tests.conftest import NOW
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def event(museum):
    """Every Wednesday of December from 14:00 to 16:00."""
    wednesdays = EventScheduleFactory.build(
        start_date=date(2026, 12, 2),
        recurrence="RRULE:FREQ=WEEKLY;BYDAY=WE",
        until_date=date(2026, 12, 23),
    )
    return publish(EventPageFactory(parent=museum, title="En ligne"), wednesdays)


@pytest.fixture
def editor(museum, editor_of):
    return editor_of(museum)


def name(event, day):
    rows = list(Occurrence.objects.of_event(event.event_key))
    (row,) = (row for row in rows if row.slot.startswith(f"{day:%Y%m%d}"))
    return DateName.of(row, rows)


def reloaded(event):
    return EventPage.objects.get(pk=event.pk)


def statuses(event):
    return [row.status for row in Occurrence.objects.of_event(event.event_key)]


def said(version):
    return [
        (f"{e.date:%d}", e.kind, e.reason)
        for e in sorted(version.exceptions.all(), key=lambda e: (e.date, e.kind))
    ]


NINTH, SIXTEENTH = date(2026, 12, 9), date(2026, 12, 16)
CHANGED = ["scheduled", "cancelled", "scheduled", "scheduled"]
UNCHANGED = ["scheduled"] * 4


def test_one_date_is_cancelled_at_once_and_back(event, editor):
    change_at_once(event, marked([name(event, NINTH)], "cancelled", "Grève"), editor, NOW)
    event = reloaded(event)
    assert statuses(event) == CHANGED
    assert said(event) == [("09", "cancelled", "Grève")]
    assert said(event.get_latest_revision_as_object()) == [("09", "cancelled", "Grève")]
    assert (event.has_unpublished_changes, event.live_revision) == (False, event.latest_revision)
    assert event.latest_revision.user == editor
    assert not drift_of(event, NOW)

    change_at_once(event, as_announced(name(event, NINTH)), editor, NOW)
    event = reloaded(event)
    assert statuses(event) == UNCHANGED
    assert said(event) == said(event.get_latest_revision_as_object()) == []


def test_a_draft_keeps_its_own_changes_and_gets_this_one(event, editor):
    event.title = "Au brouillon"
    event.exceptions = [OccurrenceException(date=SIXTEENTH, kind="full")]
    event.save_revision()
    event = reloaded(event)
    change_at_once(event, marked([name(event, NINTH)], "cancelled"), editor, NOW)

    event = reloaded(event)
    assert (event.title, said(event), statuses(event)) == (
        "En ligne",
        [("09", "cancelled", "")],
        CHANGED,
    )
    assert (event.draft_title, event.has_unpublished_changes) == ("Au brouillon", True)
    assert event.live_revision != event.latest_revision
    assert event.live_revision.as_object().title == "En ligne"
    draft = event.get_latest_revision_as_object()
    assert draft.title == "Au brouillon"
    assert said(draft) == [("09", "cancelled", ""), ("16", "full", "")]

    event.get_latest_revision().publish()
    event = reloaded(event)
    assert event.title == "Au brouillon"
    assert statuses(event) == ["scheduled", "cancelled", "full", "scheduled"]


def test_what_the_draft_says_of_that_date_gives_way(event, editor):
    event.exceptions = [OccurrenceException(date=NINTH, kind="full", reason="Au brouillon")]
    event.save_revision()
    change_at_once(event, marked([name(event, NINTH)], "cancelled", "Grève"), editor, NOW)
    assert said(reloaded(event).get_latest_revision_as_object()) == [("09", "cancelled", "Grève")]
    change_at_once(event, as_announced(name(event, NINTH)), editor, NOW)
    event = reloaded(event)
    assert said(event) == said(event.get_latest_revision_as_object()) == []
    assert event.has_unpublished_changes


def test_an_unfinished_draft_is_no_obstacle(event, editor):
    event.title = event.summary = ""
    event.save_revision(clean=False)
    change_at_once(event, marked([name(event, NINTH)], "cancelled"), editor, NOW)
    event = reloaded(event)
    assert event.title == "En ligne"
    assert statuses(event) == CHANGED
    assert event.get_latest_revision_as_object().summary == ""


def test_an_event_that_is_not_on_line_has_it_in_its_draft(event, editor):
    named = name(event, NINTH)
    event.unpublish()
    event = reloaded(event)
    change_at_once(event, marked([named], "cancelled"), editor, NOW)
    event = reloaded(event)
    assert (event.live, statuses(event)) == (False, [])
    assert said(event.get_latest_revision_as_object()) == [("09", "cancelled", "")]
    event.get_latest_revision().publish()
    assert statuses(event) == CHANGED


def test_an_event_without_any_revision_gets_one(museum, editor):
    event = EventPageFactory(parent=museum, live=False)
    change_at_once(event, wholly_cancelled("Grève"), editor, NOW)
    assert reloaded(event).get_latest_revision_as_object().cancellation_reason == "Grève"


def test_a_planned_publication_stays_planned_and_gets_the_change(event, editor):
    event.title = "Plus tard"
    event.go_live_at = datetime(2026, 12, 1, tzinfo=UTC)
    event.save_revision(approved_go_live_at=event.go_live_at).publish()
    event = reloaded(event)
    event.title = "Un brouillon de plus"
    event.save_revision()
    event = reloaded(event)
    change_at_once(event, marked([name(event, NINTH)], "cancelled"), editor, NOW)

    event = reloaded(event)
    planned = event.scheduled_revision
    assert event.revisions.exclude(approved_go_live_at=None).count() == 1
    assert planned.approved_go_live_at == datetime(2026, 12, 1, tzinfo=UTC)
    assert planned.as_object().title == "Plus tard"
    assert said(planned.as_object()) == [("09", "cancelled", "")]
    assert event.get_latest_revision_as_object().title == "Un brouillon de plus"
    assert (event.title, statuses(event)) == ("En ligne", CHANGED)


def test_a_review_goes_on(event, museum, editor):
    workflow = Workflow.objects.create(name="Relecture")
    task = GroupApprovalTask.objects.create(name="Relire")
    task.groups.add(museum.editors)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    event.title = "À relire"
    event.save_revision()
    event = reloaded(event)
    workflow.start(event, editor)
    assert refusal(event, editor) == ""
    change_at_once(event, marked([name(event, NINTH)], "cancelled"), editor, NOW)

    event = reloaded(event)
    assert event.workflow_in_progress
    assert (event.title, statuses(event)) == ("En ligne", CHANGED)
    state = event.current_workflow_state
    state.current_task_state.approve(user=editor)
    event = reloaded(event)
    assert (event.title, statuses(event)) == ("À relire", CHANGED)


def test_whoever_may_not_publish_is_refused(event, editor, other_museum, editor_of):
    assert refusal(event, editor) == ""
    neighbour = editor_of(other_museum, "voisin@musee.example")
    assert refusal(event, neighbour).startswith("Vous ne pouvez pas publier cet événement.")


def test_a_locked_event_is_left_alone(event, editor, network_member):
    event.locked, event.locked_by = True, network_member
    event.save()
    assert refusal(event, editor).startswith("Quelqu’un a verrouillé cet événement")
    assert refusal(event, network_member) == ""


def test_a_mistake_half_way_changes_nothing(event, editor):
    event.title = "Au brouillon"
    event.save_revision()
    before = (list(Occurrence.objects.values()), event.revisions.count())

    def fails(version):
        marked([name(event, NINTH)], "cancelled")(version)
        if version.title == "Au brouillon":
            raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        change_at_once(event, fails, editor, NOW)
    assert (list(Occurrence.objects.values()), event.revisions.count()) == before


def test_a_date_that_is_moved_may_be_full_or_cancelled_besides(event, editor):
    named = name(event, NINTH)
    moved = marked([named], "moved", "Grève", new_date=date(2026, 12, 10), new_start_time=time(18))
    change_at_once(event, moved, editor, NOW)
    for status, reason in (("full", None), ("cancelled", "Fermeture")):
        change_at_once(reloaded(event), marked([named], status, reason), editor, NOW)
        row = Occurrence.objects.get(slot="20261209T140000")
        assert (row.status, row.note) == (status, reason or "Grève")
        assert row.local_start.strftime("%d %H:%M") == "10 18:00"
        assert row.previous_local_start.strftime("%d %H:%M") == "09 14:00"
        assert name(event, NINTH) == named


def test_several_dates_of_a_day_are_told_apart(museum, editor):
    twice = [EventScheduleFactory.build(), EventScheduleFactory.build()]
    event = publish(EventPageFactory(parent=museum), *twice)
    rows = list(Occurrence.objects.of_event(event.event_key))
    named = DateName.of(rows[1], rows)
    assert named == DateName(date(2026, 12, 5), time(14), rows[1].schedule_uid)
    change_at_once(event, marked([named], "cancelled"), editor, NOW)
    assert statuses(event) == ["scheduled", "cancelled"]
    change_at_once(reloaded(event), marked([DateName.of(rows[0], rows)], "full"), editor, NOW)
    assert statuses(event) == ["full", "cancelled"]


def test_the_whole_event_is_cancelled_and_back(event, editor):
    with_own = marked([name(event, NINTH)], "full", "Réservé par une classe")
    change_at_once(event, with_own, editor, NOW)
    before = {row.slot: row.sequence for row in Occurrence.objects.all()}
    change_at_once(reloaded(event), wholly_cancelled("Travaux"), editor, NOW)
    rows = list(Occurrence.objects.of_event(event.event_key))
    assert {(row.status, row.note, row.removed_at) for row in rows} == {
        ("cancelled", "Travaux", None)
    }
    assert {row.slot: row.sequence - 1 for row in rows} == before

    change_at_once(reloaded(event), not_cancelled, editor, NOW)
    assert statuses(event) == ["scheduled", "full", "scheduled", "scheduled"]
    assert not drift_of(reloaded(event), NOW)


def test_a_date_with_its_own_reason_keeps_it_when_all_are_cancelled(event, editor):
    change_at_once(event, marked([name(event, NINTH)], "cancelled", "Grève"), editor, NOW)
    change_at_once(reloaded(event), wholly_cancelled("Travaux"), editor, NOW)
    notes = [row.note for row in Occurrence.objects.of_event(event.event_key)]
    assert notes == ["Travaux", "Grève", "Travaux", "Travaux"]


def test_the_past_of_a_cancelled_event_is_left_alone(event, editor, time_machine_at):
    tenth = NOW + timedelta(days=18)
    time_machine_at(tenth)
    change_at_once(event, wholly_cancelled("Travaux"), editor, tenth)
    assert statuses(event) == ["scheduled", "scheduled", "cancelled", "cancelled"]

    later = NOW + timedelta(days=25)  # the 16th is over
    time_machine_at(later)
    assert not drift_of(reloaded(event), later)
    change_at_once(reloaded(event), not_cancelled, editor, later)
    assert statuses(event) == ["scheduled", "scheduled", "cancelled", "scheduled"]
    assert not drift_of(reloaded(event), later)

    row = Occurrence.objects.get(slot="20261216T140000")
    restore(reloaded(event), row, name(event, SIXTEENTH), editor, later)
    assert statuses(event) == UNCHANGED
    assert not drift_of(reloaded(event), later)


def test_a_period_is_closed_in_one_go(event, museum, other_museum, editor):
    fair = publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
    elsewhere = publish(EventPageFactory(parent=other_museum), EventScheduleFactory.build())
    dates = Occurrence.objects.at_museum(museum).filter(starts_on__lte=date(2026, 12, 9))
    close(dates, "Inventaire", editor, NOW)
    assert statuses(event) == ["cancelled", "cancelled", "scheduled", "scheduled"]
    assert statuses(fair) == ["cancelled"]
    assert statuses(elsewhere) == ["scheduled"]
    assert {row.note for row in Occurrence.objects.filter(status="cancelled")} == {"Inventaire"}


def test_an_exception_without_a_date_is_shown_and_goes_only_when_asked(event, editor):
    change_at_once(event, marked([name(event, NINTH)], "cancelled", "Grève"), editor, NOW)
    event = reloaded(event)
    schedule = event.schedules.get()
    schedule.start_date, schedule.recurrence = date(2026, 12, 3), "RRULE:FREQ=WEEKLY;BYDAY=TH"
    event = publish(event, schedule)
    (left,) = exceptions_left(event, NOW)
    assert said(event) == [("09", "cancelled", "Grève")]
    change_at_once(event, without(left), editor, NOW)
    assert said(reloaded(event)) == []


def test_a_copy_of_a_cancelled_event_takes_place(event, museum, editor):
    change_at_once(event, wholly_cancelled("Travaux"), editor, NOW)
    copy = reloaded(event).copy(update_attrs={"title": "Copie", "slug": "copie"}, to=museum)
    assert (copy.is_cancelled, copy.cancellation_reason) == (False, "")
