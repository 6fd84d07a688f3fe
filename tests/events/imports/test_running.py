"""A calendar read again and again: what it makes, what it leaves alone, what it says."""

import json
from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.imports.fetching import Fetched
from events.imports.running import SourceRun, rehearse, run
from events.models import EventPage, ImportedEvent, ImportReport, Occurrence
from tests.events.imports.calendars import calendar, open_gate, served, vevent
from tests.factories.events import (
    AudienceFactory,
    CalendarSourceFactory,
    EventPageFactory,
    EventScheduleFactory,
    EventTypeFactory,
    publish,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

TEXT = "DESCRIPTION:Venez voir. Une heure de visite."


@pytest.fixture
def editor(editor_of, museum):
    return editor_of(museum)


@pytest.fixture
def source(museum, editor):
    return CalendarSourceFactory(museum=museum, run_as=editor)


@pytest.fixture
def publishing(museum, editor):
    return CalendarSourceFactory(museum=museum, run_as=editor, mode="publish")


def take(source, now, *components, content=None):
    """Read a calendar without the network; what it said, as (kind, reason, details)."""
    this_run = SourceRun(source, now)
    fetched = Fetched(content or calendar(*components))
    this_run.take(fetched)
    this_run.notes.store(fetched)
    return [(line.kind, line.reason, line.details) for line in this_run.notes.lines]


def only_event():
    return EventPage.objects.get()


def draft_of(page):
    return EventPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def edit(page, **values):
    """Somebody saves the page with these values, without publishing it."""
    draft = draft_of(page)
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision(clean=False)


def test_an_event_comes_as_a_draft_of_the_museum(source, museum, editor, now):
    event_type = EventTypeFactory(slug="conference", name="Conférence")
    audience = AudienceFactory(slug="adultes", name="Adultes")
    said = take(
        source,
        now,
        vevent(
            "DTEND;TZID=Europe/Paris:20261205T160000",
            TEXT,
            "LOCATION:Musée de la Dentelle\\, Caen",
            "CATEGORIES:conference,Adultes,inconnu",
            "ATTACH;FMTTYPE=image/jpeg:https://agenda.example/a.jpg",
        ),
    )
    picture = {"picture": "https://agenda.example/a.jpg"}
    assert said == [("created", "new_draft", picture)]
    page = draft_of(only_event())
    assert (page.live, page.title, page.summary) == (
        False,
        "Visite",
        "Venez voir. Une heure de visite.",
    )
    assert page.get_parent().specific == museum
    assert page.owner == editor
    assert page.event_type == event_type
    assert list(page.audiences.all()) == [audience]
    assert (page.price, page.place_name) == ("Compris dans l’entrée", "")
    (schedule,) = page.schedules.all()
    assert (schedule.start_date, schedule.start_time, schedule.end_time) == (
        date(2026, 12, 5),
        time(14),
        time(16),
    )
    assert str(page.body[0].value.source) == "<p>Venez voir. Une heure de visite.</p>"
    assert not Occurrence.objects.exists()


def test_where_it_may_the_import_publishes(publishing, now):
    assert take(publishing, now, vevent(TEXT)) == [("created", "new", {})]
    assert only_event().live
    assert [row.slot for row in Occurrence.objects.all()] == ["20261205T140000"]


def test_what_lacks_something_stays_a_draft_until_the_calendar_says_it(publishing, now):
    said = take(publishing, now, vevent())
    assert said == [("created", "lacks", {"fields": ["summary"]})]
    assert not only_event().live
    assert take(publishing, now, vevent(TEXT)) == [("updated", "published", {})]
    assert only_event().live


def test_a_draft_that_an_editor_touched_is_not_published(publishing, now):
    take(publishing, now, vevent())
    edit(only_event(), place_name="Au jardin")
    take(publishing, now, vevent(TEXT))
    assert not only_event().live


def test_what_an_editor_took_off_line_stays_so(publishing, now):
    take(publishing, now, vevent(TEXT))
    only_event().unpublish()
    said = take(publishing, now, vevent(TEXT, title="Visite guidée"))
    assert said == [("updated", "changed", {"fields": ["title"]})]
    assert not only_event().live


def test_who_lost_the_right_to_publish_gets_drafts(publishing, editor, now):
    editor.groups.clear()
    said = take(publishing, now, vevent(TEXT))
    assert said == [("defect", "may_not_publish", {}), ("created", "new_draft", {})]


def test_twice_the_same_writes_nothing(publishing, now, client, museum):
    content = calendar(
        vevent(TEXT, "RRULE:FREQ=WEEKLY;COUNT=5", "EXDATE;TZID=Europe/Paris:20261212T140000"),
        vevent("RRULE:FREQ=HOURLY", uid="b2", title="Impossible"),
        vevent(TEXT, uid="c3", start="20200101T100000", title="Passé"),
    )
    take(publishing, now, content=content)
    feed = client.get(f"/agenda/m/{museum.slug}.ics").content
    source = type(publishing).objects.get()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        take(source, now + timedelta(hours=1), content=content)
    words = ("INSERT", "UPDATE", "DELETE")
    writes = [q["sql"] for q in queries if q["sql"].startswith(words)]
    assert len(writes) == 1, writes
    assert writes[0].startswith('UPDATE "events_calendarsource"')
    assert client.get(f"/agenda/m/{museum.slug}.ics").content == feed
    assert ImportReport.objects.count() == 1
    assert ImportReport.objects.get().counts == {"created": 1, "skipped": 1, "over": 1}


def test_an_editors_change_wins_and_the_rest_follows(publishing, now):
    take(publishing, now, vevent(TEXT))
    page = only_event()
    page.title = "Mon titre"
    page.save_revision().publish()
    said = take(publishing, now, vevent(TEXT, title="Autre titre", start="20261206T150000"))
    assert said == [
        ("updated", "changed", {"fields": ["schedules"]}),
        ("kept", "kept", {"fields": ["title"]}),
    ]
    page = only_event()
    assert page.title == "Mon titre"
    assert page.schedules.get().start_date == date(2026, 12, 6)
    assert take(publishing, now, vevent(TEXT, title="Autre titre", start="20261206T150000")) == []


def test_saving_in_the_editor_changes_nothing_of_the_text(publishing, now):
    """The editor writes keys into each paragraph; the calendar's next words still come in."""
    take(publishing, now, vevent(TEXT))
    page = only_event()
    html = page.body[0].value.source.replace("<p>", '<p data-block-key="x1y2z">')
    page.body = [("paragraph", html)]
    page.save_revision().publish()
    said = take(publishing, now, vevent("DESCRIPTION:Venez encore. À bientôt."))
    assert said == [("updated", "changed", {"fields": ["summary", "body"]})]


def test_a_draft_in_progress_is_not_published_and_what_is_on_line_follows(publishing, now):
    take(publishing, now, vevent(TEXT))
    edit(only_event(), title="Titre en travaux")
    said = take(publishing, now, vevent(TEXT, start="20261206T140000"))
    assert said == [("updated", "changed", {"fields": ["schedules"]})]
    page = only_event()
    assert (page.title, page.schedules.get().start_date) == ("Visite", date(2026, 12, 6))
    draft = draft_of(page)
    assert (draft.title, draft.schedules.get().start_date) == (
        "Titre en travaux",
        date(2026, 12, 6),
    )
    assert page.has_unpublished_changes


def test_drafts_of_a_page_on_line_wait_for_the_editor(source, now):
    take(source, now, vevent(TEXT))
    draft_of(only_event()).save_revision().publish()
    take(source, now, vevent(TEXT, title="Visite guidée"))
    assert only_event().title == "Visite"
    assert draft_of(only_event()).title == "Visite guidée"


def test_a_date_moves_and_keeps_its_identity(publishing, now):
    take(publishing, now, vevent(TEXT))
    (row,) = Occurrence.objects.all()
    take(publishing, now, vevent(TEXT, start="20261205T163000"))
    (moved,) = Occurrence.objects.all()
    assert (moved.pk, moved.schedule_uid) == (row.pk, row.schedule_uid)
    assert moved.starts_at - row.starts_at == timedelta(hours=2, minutes=30)


def test_one_date_cancelled_beside_one_that_an_editor_marked_full(publishing, now):
    weekly = "RRULE:FREQ=WEEKLY;COUNT=3"
    take(publishing, now, vevent(TEXT, weekly))
    page = only_event()
    page.exceptions.create(date=date(2026, 12, 12), kind="full")
    page.save_revision().publish()
    override = vevent(
        "RECURRENCE-ID;TZID=Europe/Paris:20261219T140000",
        "STATUS:CANCELLED",
        start="20261219T140000",
    )
    said = take(publishing, now, vevent(TEXT, weekly), override)
    assert said == [("updated", "changed", {"fields": ["exceptions"]})]
    assert [row.status for row in Occurrence.objects.order_by("starts_at")] == [
        "scheduled",
        "full",
        "cancelled",
    ]
    take(publishing, now, vevent(TEXT, weekly))
    assert [row.status for row in Occurrence.objects.order_by("starts_at")] == [
        "scheduled",
        "full",
        "scheduled",
    ]


def test_what_vanished_is_marked_and_comes_back(publishing, now):
    others = vevent(TEXT, uid="b2", title="Atelier")
    take(publishing, now, vevent(TEXT), others)
    assert take(publishing, now, others) == [("vanished", "gone", {})]
    page = EventPage.objects.get(title="Visite")
    assert page.live
    assert page.imported.get().vanished_at == now
    assert take(publishing, now, others) == []
    assert take(publishing, now, vevent(TEXT), others) == [("updated", "back", {})]
    assert page.imported.get().vanished_at is None


def test_what_is_over_or_was_cut_off_has_not_vanished(publishing, now):
    take(publishing, now, vevent(TEXT, start="20261123T100000"), vevent(TEXT, uid="b2"))
    cut = calendar(vevent(TEXT, uid="c3")).replace(b"END:VCALENDAR\r\n", b"")
    assert ("vanished", "gone", {}) not in take(publishing, now, content=cut)
    later = now + timedelta(days=2)
    assert take(publishing, later, vevent(TEXT, uid="b2"), vevent(TEXT, uid="c3")) == []


def test_an_event_that_could_not_be_read_has_not_vanished(publishing, now):
    take(publishing, now, vevent(TEXT))
    said = take(publishing, now, vevent(TEXT, "RRULE:FREQ=SECONDLY"))
    assert said == [("skipped", "too_often", {"frequency": "SECONDLY"})]


def test_what_the_museum_deleted_is_not_made_again(publishing, now):
    take(publishing, now, vevent(TEXT))
    only_event().delete()
    assert take(publishing, now, vevent(TEXT)) == [("skipped", "deleted_here", {})]
    assert not EventPage.objects.exists()


def test_a_calendar_given_again_makes_nothing_twice(publishing, museum, editor, now):
    take(publishing, now, vevent(TEXT))
    url = publishing.url
    second = CalendarSourceFactory(museum=museum, run_as=editor)
    assert take(second, now, vevent(TEXT)) == [("skipped", "other_source", {})]
    publishing.delete()
    again = CalendarSourceFactory(museum=museum, run_as=editor, mode="publish", url=url)
    assert take(again, now, vevent(TEXT, title="Visite guidée")) == [
        ("updated", "changed", {"fields": ["title"]})
    ]
    assert only_event().title == "Visite guidée"


def test_our_own_events_are_not_imported(publishing, now, settings):
    said = take(publishing, now, vevent(TEXT, uid=f"x@{settings.CALENDAR_HOST}"))
    assert said == [("skipped", "own_event", {})]


def test_a_page_that_is_locked_or_belongs_to_another_museum_is_left(publishing, other_museum, now):
    take(publishing, now, vevent(TEXT))
    EventPage.objects.update(locked=True)
    assert take(publishing, now, vevent(TEXT, title="B")) == [("skipped", "locked", {})]
    EventPage.objects.update(locked=False)
    only_event().move(other_museum, pos="last-child")
    assert take(publishing, now, vevent(TEXT, title="B")) == [("skipped", "moved_away", {})]


def test_one_that_cannot_be_stored_stops_no_other(publishing, now):
    """Another process stored the same event a moment ago."""
    this_run = SourceRun(publishing, now)
    ImportedEvent.objects.create(museum=publishing.museum, uid="a1@agenda.example", page=None)
    this_run.take(Fetched(calendar(vevent(TEXT), vevent(TEXT, uid="b2", title="Atelier"))))
    said = [(line.kind, line.reason) for line in this_run.notes.lines]
    assert said == [("skipped", "failed"), ("created", "new")]
    assert only_event().title == "Atelier"


def test_a_cancelled_event(publishing, now):
    take(publishing, now, vevent(TEXT))
    said = take(publishing, now, vevent(TEXT, "STATUS:CANCELLED"))
    assert said == [("updated", "changed", {"fields": ["is_cancelled"]})]


def test_an_event_under_another_name_is_not_made_twice(publishing, now):
    """As from a program that gives new names each time, or another one a museum moved to."""
    take(publishing, now, vevent(TEXT, uid="old"))
    page = only_event()
    assert take(publishing, now, vevent(TEXT, uid="new", title="Visite.")) == [
        ("updated", "changed", {"fields": ["title"]})
    ]
    assert only_event().pk == page.pk
    assert ImportedEvent.objects.get().uid == "new"
    assert take(publishing, now, vevent(TEXT, uid="new", title="Visite.")) == []


@pytest.mark.parametrize(
    "components",
    [
        [vevent(TEXT, uid="old"), vevent(TEXT, uid="new")],  # both are announced
        [vevent(TEXT, uid="new", title="Concert de harpe")],
    ],
)
def test_another_event_is_another_page(publishing, now, components):
    take(publishing, now, vevent(TEXT, uid="old"))
    take(publishing, now, *components)
    assert EventPage.objects.count() == 2


def test_only_twenty_reports_are_kept(source, now):
    for number in range(23):
        take(
            source,
            now + timedelta(hours=number),
            vevent(TEXT, uid=f"u{number}", title=f"Visite {number}"),
        )
    assert ImportReport.objects.count() == 20
    assert ImportReport.objects.first().created_at == now + timedelta(hours=22)


def test_a_whole_run_over_the_network(publishing, now):
    with served() as site:
        site.says("/a.ics", calendar(vevent(TEXT)), ETag='"1"')
        publishing.url = site.url("/a.ics")
        publishing.save()
        rehearsed = rehearse(publishing, now, open_gate())
        assert [line.reason for line in rehearsed.lines] == ["new"]
        assert not EventPage.objects.exists()
        assert not ImportReport.objects.exists()
        run(publishing, now, open_gate())
        assert only_event().title == "Visite"
        site.says("/a.ics", status=304, ETag='"1"')
        run(publishing, now, open_gate())
        assert site.asked[-1][1]["If-None-Match"] == '"1"'
        publishing.refresh_from_db()
        assert (publishing.etag, publishing.last_run_at, publishing.problem) == ('"1"', now, "")
        site.says("/a.ics", b"<html>", status=404)
        run(publishing, now, open_gate())
        publishing.refresh_from_db()
        assert "404" in publishing.problem
        assert ImportReport.objects.count() == 2


def test_what_the_museum_entered_by_hand_is_not_published_twice(publishing, museum, now):
    publish(EventPageFactory(parent=museum, title="Visite"), EventScheduleFactory.build())
    said = take(publishing, now, vevent(TEXT))
    assert said == [("created", "double", {"double": "Visite"})]
    assert [page.live for page in EventPage.objects.order_by("pk")] == [True, False]


def test_an_export_that_comes_page_by_page_is_read_whole(publishing, now):
    def page(number, after):
        event = {
            "uid": number,
            "title": {"fr": f"Visite {number}"},
            "timings": [{"begin": "2026-12-05T14:00:00+01:00", "end": "2026-12-05T15:00:00+01:00"}],
        }
        return json.dumps({"total": 2, "events": [event], "after": after}).encode()

    with served() as site:
        site.says("/events?key=a", page(1, [7]), ETag='"1"')
        site.says("/events?key=a&after%5B%5D=7", page(2, None))
        publishing.url = site.url("/events?key=a")
        publishing.save()
        run(publishing, now, open_gate())
    assert sorted(EventPage.objects.values_list("draft_title", flat=True)) == [
        "Visite 1",
        "Visite 2",
    ]
    publishing.refresh_from_db()
    assert (publishing.etag, publishing.problem) == ("", "")
