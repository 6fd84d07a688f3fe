"""Rows of the agenda follow what is published, and only that."""

from datetime import date, time, timedelta

import pytest
import time_machine

from cms.holidays import load_school_holidays
from cms.models import NetworkSettings, SchoolHoliday
from events.models import EventPage, EventSeries, FeedVersion, Occurrence, OccurrenceException
from events.occurrences import drift_of, planned_occurrences, rebuild_event
from tests.conftest import NOW
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

WEDNESDAYS = "RRULE:FREQ=WEEKLY;BYDAY=WE"

# Queries of a publication, as SQLite counts them; PostgreSQL writes more rows at a time. Wagtail
# asks for 76 of them whatever the page is: see docs/performance.md.
PUBLICATION = 116
DRAFT = 25


def wednesdays(**values):
    """Every Wednesday of December 2026 from 14:00 to 16:00."""
    return EventScheduleFactory.build(
        **{
            "start_date": date(2026, 12, 2),
            "recurrence": WEDNESDAYS,
            "until_date": date(2026, 12, 23),
        }
        | values
    )


def slots(event):
    return list(Occurrence.objects.of_event(event.event_key).values_list("slot", "status"))


@pytest.fixture
def event(museum):
    return publish(EventPageFactory(parent=museum), wednesdays())


def test_publishing_stores_each_date(event, museum):
    rows = Occurrence.objects.of_event(event.event_key)
    assert [row.slot for row in rows] == [
        "20261202T140000",
        "20261209T140000",
        "20261216T140000",
        "20261223T140000",
    ]
    assert {row.museum for row in rows} == {museum}
    assert rows[0].starts_at.isoformat() == "2026-12-02T13:00:00+00:00"
    assert rows[0].ends_at.isoformat() == "2026-12-02T15:00:00+00:00"


def test_a_draft_changes_nothing(event):
    before = list(Occurrence.objects.values())
    event.schedules = [wednesdays(start_time=time(10), end_time=time(11))]
    event.save_revision()
    assert list(Occurrence.objects.values()) == before


def test_publishing_again_changes_nothing(event):
    before = list(Occurrence.objects.values())
    version = FeedVersion.objects.get(scope="network").number
    publish(event)
    assert list(Occurrence.objects.values()) == before
    assert FeedVersion.objects.get(scope="network").number == version


def test_a_new_time_keeps_each_dates_identity(event):
    before = dict(Occurrence.objects.values_list("slot", "pk"))
    schedule = event.schedules.get()
    schedule.start_time, schedule.end_time = time(15), time(17)
    publish(event, schedule)
    rows = list(Occurrence.objects.of_event(event.event_key))
    assert {row.slot: row.pk for row in rows} == before
    assert [row.local_start.hour for row in rows] == [15, 15, 15, 15]
    assert [row.sequence for row in rows] == [1, 1, 1, 1]


def test_a_date_that_goes_is_removed_and_may_come_back(event):
    schedule = event.schedules.get()
    schedule.until_date = date(2026, 12, 9)
    publish(event, schedule)
    assert [slot for slot, _status in slots(event)] == ["20261202T140000", "20261209T140000"]
    assert Occurrence.objects.exclude(removed_at=None).count() == 2
    schedule.until_date = date(2026, 12, 23)
    publish(event, schedule)
    assert len(slots(event)) == 4
    assert Occurrence.objects.count() == 4


def test_past_dates_stay_as_they_were(event):
    with time_machine.travel(NOW + timedelta(days=14), tick=False):
        schedule = event.schedules.get()
        schedule.start_time, schedule.end_time = time(10), time(11)
        publish(event, schedule)
    hours = [row.local_start.hour for row in Occurrence.objects.of_event(event.event_key)]
    assert hours == [14, 10, 10, 10]


def test_no_past_is_made_up_for_a_schedule_that_changes_its_day(event):
    with time_machine.travel(NOW + timedelta(days=14), tick=False):
        schedule = event.schedules.get()
        schedule.start_date = date(2026, 12, 3)
        schedule.recurrence = "RRULE:FREQ=WEEKLY;BYDAY=TH"
        publish(event, schedule)
        assert [slot for slot, _status in slots(event)] == [
            "20261202T140000",
            "20261210T140000",
            "20261217T140000",
        ]


@pytest.mark.parametrize(
    ("kind", "values", "start"),
    [
        ("cancelled", {}, "2026-12-09T14:00"),
        ("full", {}, "2026-12-09T14:00"),
        ("moved", {"new_date": date(2026, 12, 10)}, "2026-12-10T14:00"),
        ("moved", {"new_start_time": time(18)}, "2026-12-09T18:00"),
    ],
)
def test_an_exception_changes_one_date(event, kind, values, start):
    exception = OccurrenceException(date=date(2026, 12, 9), kind=kind, reason="Grève", **values)
    publish(event, exceptions=(exception,))
    rows = {row.slot: row for row in Occurrence.objects.of_event(event.event_key)}
    changed = rows.pop("20261209T140000")
    assert changed.status == kind
    assert changed.local_start.strftime("%Y-%m-%dT%H:%M") == start
    assert changed.note == "Grève"
    assert (changed.previous_local_start is not None) == (kind == "moved")
    assert {row.status for row in rows.values()} == {"scheduled"}


def test_a_whole_day_that_is_moved_to_an_hour_has_no_known_end(museum):
    whole_day = EventScheduleFactory.build(start_time=None, end_time=None)
    moved = OccurrenceException(date=whole_day.start_date, kind="moved", new_start_time=time(10))
    publish(EventPageFactory(parent=museum), whole_day, exceptions=(moved,))
    row = Occurrence.objects.get()
    assert (row.is_all_day, row.has_end, row.is_span) == (False, False, False)
    assert row.local_start.hour == 10


def test_an_exception_follows_its_date_when_the_time_changes(event):
    exception = OccurrenceException(date=date(2026, 12, 9), time=time(14), kind="cancelled")
    event = publish(event, exceptions=(exception,))
    schedule = event.schedules.get()
    schedule.start_time, schedule.end_time = time(10), time(11)
    event = publish(event, schedule)
    assert ("20261209T140000", "cancelled") in slots(event)


def test_an_exception_without_its_date_is_kept_and_changes_nothing(event):
    exception = OccurrenceException(date=date(2026, 12, 9), kind="cancelled")
    event = publish(event, exceptions=(exception,))
    schedule = event.schedules.get()
    schedule.start_date, schedule.recurrence = date(2026, 12, 3), "RRULE:FREQ=WEEKLY;BYDAY=TH"
    event = publish(event, schedule)
    assert [str(exception.date) for exception in event.exceptions.all()] == ["2026-12-09"]
    assert {kind for _slot, kind in slots(event)} == {"scheduled"}


def test_unpublishing_withdraws_and_publishing_brings_back(event):
    event.unpublish()
    assert slots(event) == []
    assert EventSeries.objects.count() == 0
    publish(event)
    assert len(slots(event)) == 4


def test_deleting_leaves_only_withdrawn_rows(event):
    event.delete()
    assert Occurrence.objects.standing().count() == 0
    assert Occurrence.objects.filter(page=None).count() == 4


def test_an_event_that_moves_belongs_to_its_new_museum(event, other_museum):
    event.move(other_museum, pos="last-child")
    assert {row.museum for row in Occurrence.objects.all()} == {other_museum}
    assert EventSeries.objects.get().museum == other_museum


def test_an_overnight_event_ends_the_next_day(museum):
    late = EventScheduleFactory.build(start_time=time(19), end_time=time(1))
    publish(EventPageFactory(parent=museum), late)
    row = Occurrence.objects.get()
    assert row.local_end.strftime("%Y-%m-%dT%H:%M") == "2026-12-06T01:00"
    assert not row.is_span


def test_an_exhibition_is_a_span(museum):
    exhibition = EventScheduleFactory.build(
        start_time=None, end_time=None, end_date=date(2027, 3, 28)
    )
    publish(EventPageFactory(parent=museum), exhibition)
    row = Occurrence.objects.get()
    assert (row.is_all_day, row.is_span) == (True, True)
    assert (row.starts_on, row.ends_on) == (date(2026, 12, 5), date(2027, 3, 28))


def test_school_holidays_are_left_out_or_kept(museum):
    SchoolHoliday.objects.create(
        zone="B", name="Noël", starts_on=date(2026, 12, 19), ends_on=date(2027, 1, 3)
    )
    SchoolHoliday.objects.create(
        zone="A", name="Noël", starts_on=date(2026, 12, 2), ends_on=date(2026, 12, 10)
    )
    never = publish(EventPageFactory(parent=museum), wednesdays(school_holidays="never"))
    only = publish(EventPageFactory(parent=museum), wednesdays(school_holidays="only"))
    assert [slot[:8] for slot, _status in slots(never)] == ["20261202", "20261209", "20261216"]
    assert [slot[:8] for slot, _status in slots(only)] == ["20261223"]


def test_public_holidays_are_left_out(museum):
    fridays = EventScheduleFactory.build(
        start_date=date(2026, 12, 18),
        recurrence="RRULE:FREQ=WEEKLY",
        until_date=date(2027, 1, 8),
        skip_public_holidays=True,
    )
    event = publish(EventPageFactory(parent=museum), fridays)
    assert [slot[:8] for slot, _status in slots(event)] == ["20261218", "20270108"]


def test_a_rule_without_end_stops_at_the_horizon(museum):
    endless = wednesdays(until_date=None)
    event = publish(EventPageFactory(parent=museum), endless)
    last = Occurrence.objects.of_event(event.event_key).last()
    assert last.starts_on == date(2028, 9, 27)


def test_a_copy_is_another_event(event, museum):
    copy = event.copy(update_attrs={"title": "Copie", "slug": "copie"}, to=museum)
    assert copy.event_key != event.event_key
    publish(EventPage.objects.get(pk=copy.pk))
    assert Occurrence.objects.of_event(copy.event_key).count() == 4
    assert Occurrence.objects.of_event(event.event_key).count() == 4


def test_a_rebuild_finds_no_drift_after_edits(event, other_museum):
    event = publish(
        event, exceptions=(OccurrenceException(date=date(2026, 12, 9), kind="cancelled"),)
    )
    event.move(other_museum, pos="last-child")
    event = EventPage.objects.get(pk=event.pk)
    assert not drift_of(event, NOW)
    assert rebuild_event(event, NOW) is False


# The school holidays change


@pytest.fixture
def out_of_school_holidays(museum):
    """A published event of four Wednesdays that are no school holidays, with all of next year's."""
    SchoolHoliday.objects.create(
        zone="B", name="Été", starts_on=date(2027, 7, 3), ends_on=date(2027, 8, 31)
    )
    return publish(EventPageFactory(parent=museum), wednesdays(school_holidays="never"))


def days(event):
    rows = Occurrence.objects.of_event(event.event_key)
    return [row.starts_on.day for row in rows]


def network_version():
    return FeedVersion.objects.get(scope="network").number


def test_a_period_that_somebody_adds_corrects_or_deletes_reaches_the_events(
    out_of_school_holidays,
):
    event = out_of_school_holidays
    assert days(event) == [2, 9, 16, 23]
    christmas = SchoolHoliday.objects.create(
        zone="B", name="Noël", starts_on=date(2026, 12, 16), ends_on=date(2027, 1, 3)
    )
    assert days(event) == [2, 9]
    christmas.starts_on = date(2026, 12, 19)
    christmas.save()
    assert days(event) == [2, 9, 16]
    christmas.delete()
    assert days(event) == [2, 9, 16, 23]


def test_loading_the_calendar_reaches_the_events(out_of_school_holidays):
    load_school_holidays(since=date(2026, 9, 1))
    assert days(out_of_school_holidays) == [2, 9, 16]


def test_the_networks_zone_reaches_the_events(out_of_school_holidays):
    SchoolHoliday.objects.create(
        zone="C", name="Noël", starts_on=date(2026, 12, 9), ends_on=date(2027, 8, 31)
    )
    assert days(out_of_school_holidays) == [2, 9, 16, 23]
    settings = NetworkSettings.objects.get()
    settings.school_zone = "C"
    settings.save()
    assert days(out_of_school_holidays) == [2]


def test_holidays_that_change_no_date_change_no_feed(out_of_school_holidays, museum):
    publish(EventPageFactory(parent=museum), wednesdays())
    before = network_version()
    SchoolHoliday.objects.create(
        zone="C", name="Noël", starts_on=date(2026, 12, 9), ends_on=date(2027, 1, 3)
    )
    SchoolHoliday.objects.create(
        zone="B", name="Hiver", starts_on=date(2027, 2, 13), ends_on=date(2027, 2, 28)
    )
    assert network_version() == before
    SchoolHoliday.objects.create(
        zone="B", name="Noël", starts_on=date(2026, 12, 19), ends_on=date(2027, 1, 3)
    )
    assert network_version() == before + 1


# The past, and what corrects it


def planned(**values):
    """A schedule that was over two days ago."""
    return EventScheduleFactory.build(**{"start_date": date(2026, 11, 20)} | values)


def told(event):
    """The dates as visitors read them: day, hour, status."""
    return [
        f"{row.local_start:%d/%m %H:%M} {row.status}"
        for row in Occurrence.objects.of_event(event.event_key)
    ]


@pytest.fixture
def mondays(museum):
    """Every Monday of November; the 16th is over, the 23rd is tomorrow."""
    schedule = EventScheduleFactory.build(
        start_date=date(2026, 11, 9),
        recurrence="RRULE:FREQ=WEEKLY",
        until_date=date(2026, 11, 23),
    )
    return publish(EventPageFactory(parent=museum), schedule)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"kind": "cancelled"}, "16/11 14:00 cancelled"),
        ({"kind": "full"}, "16/11 14:00 full"),
        ({"kind": "moved", "new_start_time": time(18)}, "16/11 18:00 moved"),
        ({"kind": "moved", "new_date": date(2026, 12, 1)}, "01/12 14:00 moved"),
    ],
)
def test_an_exception_on_a_past_date_is_a_correction(mondays, values, expected):
    sixteenth = OccurrenceException(date=date(2026, 11, 16), reason="Tempête", **values)
    event = publish(mondays, exceptions=(sixteenth,))
    assert sorted(told(event)) == sorted(
        ["09/11 14:00 scheduled", expected, "23/11 14:00 scheduled"]
    )
    assert Occurrence.objects.get(slot="20261116T140000").sequence == 1
    assert not drift_of(event, NOW)
    event.exceptions = []
    event.save_revision().publish()
    event = EventPage.objects.get(pk=event.pk)
    assert told(event) == [
        "09/11 14:00 scheduled",
        "16/11 14:00 scheduled",
        "23/11 14:00 scheduled",
    ]
    assert not drift_of(event, NOW)


def test_a_correction_keeps_the_past_of_a_rule_that_changed(mondays):
    schedule = mondays.schedules.get()
    schedule.start_date, schedule.start_time = date(2026, 11, 10), time(10)
    schedule.end_time, schedule.until_date = time(11), date(2026, 11, 24)
    sixteenth = OccurrenceException(date=date(2026, 11, 16), kind="cancelled")
    event = publish(mondays, schedule, exceptions=(sixteenth,))
    assert told(event) == [
        "09/11 14:00 scheduled",
        "16/11 14:00 cancelled",
        "24/11 10:00 scheduled",
    ]
    assert not drift_of(event, NOW)


def test_the_hours_of_a_past_date_are_corrected_where_it_was_typed(museum):
    event = publish(EventPageFactory(parent=museum), planned())
    schedule = event.schedules.get()
    schedule.start_time, schedule.end_time = time(10), time(11)
    event = publish(event, schedule)
    assert told(event) == ["20/11 10:00 scheduled"]
    assert not drift_of(event, NOW)


def test_the_day_of_a_past_date_is_corrected_where_it_was_typed(museum):
    event = publish(EventPageFactory(parent=museum), planned())
    schedule = event.schedules.get()
    schedule.start_date = date(2026, 11, 19)
    event = publish(event, schedule)
    assert told(event) == ["19/11 14:00 scheduled"]
    assert list(Occurrence.objects.exclude(removed_at=None).values_list("slot", "sequence")) == [
        ("20261120T140000", 1)
    ]
    assert not drift_of(event, NOW)


def test_a_new_day_to_come_is_another_edition_and_the_past_stays(museum):
    event = publish(EventPageFactory(parent=museum), planned())
    schedule = event.schedules.get()
    schedule.start_date = date(2027, 5, 22)
    event = publish(event, schedule)
    assert told(event) == ["20/11 14:00 scheduled", "22/05 14:00 scheduled"]
    assert not drift_of(event, NOW)
    with time_machine.travel(NOW + timedelta(days=200), tick=False):
        later = NOW + timedelta(days=200)
        assert not drift_of(event, later)
        schedule = event.schedules.get()
        schedule.start_date = date(2027, 5, 21)
        event = publish(event, schedule)
        assert told(event) == ["20/11 14:00 scheduled", "21/05 14:00 scheduled"]
        assert not drift_of(event, later)


def test_an_exhibition_that_was_over_may_go_on(museum):
    over = planned(
        start_date=date(2026, 10, 1), start_time=None, end_time=None, end_date=date(2026, 11, 15)
    )
    event = publish(EventPageFactory(parent=museum), over)
    schedule = event.schedules.get()
    schedule.end_date = date(2027, 1, 3)
    event = publish(event, schedule)
    assert [row.ends_on for row in Occurrence.objects.all()] == [date(2027, 1, 3)]
    assert not drift_of(event, NOW)


def test_past_dates_of_a_schedule_that_is_taken_away_stay(mondays):
    event = publish(mondays, planned(start_date=date(2026, 12, 5)))
    assert told(event) == [
        "09/11 14:00 scheduled",
        "16/11 14:00 scheduled",
        "05/12 14:00 scheduled",
    ]
    assert not drift_of(event, NOW)


def test_a_cancelled_event_is_previewed_as_such(event):
    event.is_cancelled, event.cancellation_reason = True, "Travaux"
    rows = planned_occurrences(event, NOW)
    assert [(row.status, row.note) for row in rows] == [("cancelled", "Travaux")] * 4
    assert slots(event)[0] == ("20261202T140000", "scheduled")


def test_a_series_that_was_off_line_counts_on(event):
    """Calendars leave out what has a lower number than what they know."""
    for last in (date(2027, 3, 31), date(2027, 4, 28)):
        uid = event.schedules.get().uid
        event = publish(event, wednesdays(uid=uid, until_date=last))
    before = EventSeries.objects.get().sequence
    event.unpublish()
    assert not EventSeries.objects.exists()
    publish(event)
    assert EventSeries.objects.get().sequence > before == 2


def every_day(first, last):
    return EventScheduleFactory.build(
        start_date=first, recurrence="RRULE:FREQ=DAILY", until_date=last
    )


@pytest.fixture
def published(museum):
    """Published already: what the process reads once is known."""
    schedule = every_day(date(2026, 12, 1), date(2026, 12, 2))
    event = publish(EventPageFactory(parent=museum), schedule)
    return EventPage.objects.get(pk=event.pk)


@pytest.mark.parametrize("others", [0, 3])
def test_queries_of_a_hundred_dates(published, museum, others, django_assert_max_num_queries):
    for _number in range(others):
        schedule = every_day(date(2026, 12, 1), date(2026, 12, 9))
        publish(EventPageFactory(parent=museum), schedule)
    published.schedules = [every_day(date(2027, 1, 1), date(2027, 4, 10))]
    with django_assert_max_num_queries(PUBLICATION):
        published.save_revision().publish()
    assert Occurrence.objects.of_event(published.event_key).count() == 100


def test_queries_where_no_date_changes(published, django_assert_max_num_queries):
    published.title = "Un autre titre"
    with django_assert_max_num_queries(PUBLICATION):
        published.save_revision().publish()
    assert Occurrence.objects.of_event(published.event_key).count() == 2


def test_queries_of_a_draft(published, django_assert_max_num_queries):
    published.title = "Un autre titre"
    with django_assert_max_num_queries(DRAFT):
        published.save_revision()
