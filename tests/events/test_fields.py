"""The rule of a schedule is stored as it was written, and never holds a date or a time."""

from datetime import datetime

import pytest
import recurrence
from django.core.exceptions import ValidationError
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from events.fields import TimelessRecurrenceField, parse_rule
from events.models import EventSchedule
from events.recurrences import Rule
from events.widgets import RuleFormField
from tests.factories.events import EventPageFactory, EventScheduleFactory

EVERY_WEDNESDAY = "RRULE:FREQ=WEEKLY;BYDAY=WE"
FIELD = EventSchedule._meta.get_field("recurrence")


def some(elements, at_most):
    return st.lists(elements, max_size=at_most, unique=True).map(tuple)


# Every rule that a schedule may hold: weekdays, or ranks of weekdays, or dates; some months.
COMMON = {"interval": st.integers(1, 99), "months": some(st.integers(1, 12), 12)}
WEEKDAYS = st.integers(0, 6)
RANKS = st.integers(-5, 5).filter(bool)
LONG = st.sampled_from(["MONTHLY", "YEARLY"])
RULES = st.one_of(
    st.builds(
        Rule,
        frequency=st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
        weekdays=some(st.tuples(WEEKDAYS, st.none()), 7),
        **COMMON,
    ),
    st.builds(Rule, frequency=LONG, weekdays=some(st.tuples(WEEKDAYS, RANKS), 3), **COMMON),
    st.builds(Rule, frequency=LONG, monthdays=some(st.integers(-4, 31).filter(bool), 3), **COMMON),
)


@pytest.fixture
def stored(museum):
    """A schedule in the database, every Wednesday."""
    event = EventPageFactory(parent=museum)
    event.schedules = [EventScheduleFactory.build(recurrence=EVERY_WEDNESDAY)]
    event.save()
    return EventSchedule.objects.filter(event=event)


@pytest.mark.parametrize("rows", ["only", "defer"])
def test_a_rule_that_was_not_fetched_is_fetched_when_asked_for(
    stored, rows, django_assert_num_queries
):
    """The package's field raises KeyError."""
    field = "start_date" if rows == "only" else "recurrence"
    with django_assert_num_queries(1):
        schedule = getattr(stored, rows)(field).get()
    with django_assert_num_queries(1):
        assert str(schedule.recurrence) == EVERY_WEDNESDAY


def test_a_rule_is_read_back_and_its_first_day_is_not_counted_twice(stored):
    """The package's field forgets `include_dtstart` where it is deconstructed or cleaned."""
    schedule = stored.get()
    assert schedule.recurrence.include_dtstart is False
    assert FIELD.to_python(EVERY_WEDNESDAY).include_dtstart is False
    assert FIELD.formfield().clean(["WEEKLY", "1", ["2"], "", [], ""]).include_dtstart is False


@pytest.mark.parametrize("value", ["", None])
def test_no_rule_is_stored_as_an_empty_text(stored, value):
    schedule = stored.get()
    schedule.recurrence = value
    schedule.save()
    assert stored.filter(recurrence="").count() == 1
    assert stored.get().value().rule is None


def test_a_schedule_made_in_memory_has_its_rule():
    schedule = EventScheduleFactory.build(recurrence=EVERY_WEDNESDAY)
    assert schedule.value().rule == Rule("WEEKLY", weekdays=((2, None),))


def test_migrations_build_the_same_field():
    _name, path, args, kwargs = TimelessRecurrenceField(blank=True, default="").deconstruct()
    copy = TimelessRecurrenceField(*args, **kwargs)
    assert path == "events.fields.TimelessRecurrenceField"
    assert kwargs == {"blank": True, "default": ""}
    assert copy.include_dtstart is False
    assert isinstance(copy, models.Field)


def test_its_form_field_is_ours():
    assert type(FIELD.formfield()) is RuleFormField
    assert FIELD.formfield().required is False


@pytest.mark.parametrize(
    "text",
    [
        "DTSTART:20270303T130000Z\nRRULE:FREQ=WEEKLY",
        "DTEND:20270303T130000Z\nRRULE:FREQ=WEEKLY",
        "RRULE:FREQ=WEEKLY\nEXDATE:20270303T000000Z",
        "RRULE:FREQ=WEEKLY\nRDATE:20270303T000000Z",
        "RRULE:FREQ=WEEKLY\nEXRULE:FREQ=MONTHLY",
        "RRULE:FREQ=WEEKLY\nRRULE:FREQ=MONTHLY",
        "RRULE:FREQ=WEEKLY;UNTIL=20270630T000000Z",
        "RRULE:FREQ=WEEKLY;COUNT=3",
        "RRULE:FREQ=WEEKLY;INTERVAL=0",
        "RRULE:FREQ=WEEKLY;INTERVAL=-5",
        "RRULE:FREQ=WEEKLY;INTERVAL=100",
        "RRULE:FREQ=HOURLY",
        "RRULE:FREQ=MINUTELY",
        "RRULE:FREQ=SECONDLY",
        "RRULE:FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
        "RRULE:FREQ=YEARLY;BYYEARDAY=100",
        "RRULE:FREQ=YEARLY;BYWEEKNO=20",
        "RRULE:FREQ=DAILY;BYHOUR=9",
        "RRULE:FREQ=DAILY;BYMINUTE=30",
        "RRULE:FREQ=DAILY;BYSECOND=30",
        "RRULE:FREQ=WEEKLY;INTERVAL=often",
        "RRULE:FREQ=WEEKLY;BYDAY=XX",
        "RRULE:FREQ=WEEKLY;UNTIL=20269999T000000Z",
        "RRULE:FREQ=YEARLY;BYMONTH=13",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=0",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=32",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=-5",
        "RRULE:FREQ=WEEKLY;BYMONTHDAY=13",
        "RRULE:FREQ=WEEKLY;BYDAY=1MO",
        "RRULE:FREQ=MONTHLY;BYDAY=0MO",
        "RRULE:FREQ=MONTHLY;BYDAY=99MO",
        "RRULE:FREQ=MONTHLY;BYDAY=MO,1TU",
        "RRULE:FREQ=YEARLY;BYDAY=54MO",
        "RRULE:INTERVAL=2",
        "RRULE:",
        "every Wednesday",
    ],
)
def test_what_no_schedule_may_hold_is_refused(text):
    with pytest.raises(ValidationError):
        parse_rule(text)
    with pytest.raises(ValidationError):
        FIELD.clean(text, None)


def test_a_rule_with_an_end_is_refused_as_an_object_too():
    ends = recurrence.Recurrence(
        rrules=[recurrence.Rule(recurrence.WEEKLY, until=datetime(2027, 6, 30))]  # noqa: DTZ001
    )
    with pytest.raises(ValidationError):
        FIELD.clean(ends, None)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("RRULE:FREQ=DAILY", Rule("DAILY")),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,SA", Rule("WEEKLY", 2, ((2, None), (5, None)))),
        (
            "RRULE:FREQ=MONTHLY;BYDAY=1TU,-1FR;BYMONTH=3,10",
            Rule("MONTHLY", weekdays=((1, 1), (4, -1)), months=(3, 10)),
        ),
        ("RRULE:FREQ=YEARLY;BYMONTHDAY=-1", Rule("YEARLY", monthdays=(-1,))),
    ],
)
def test_a_rule_is_read_as_plain_values(text, rule):
    assert parse_rule(text) == rule
    assert parse_rule(FIELD.to_python(text)) == rule


@pytest.mark.parametrize("value", [None, "", recurrence.Recurrence()])
def test_nothing_is_no_rule(value):
    assert parse_rule(value) is None


@given(RULES)
def test_storing_loses_nothing(rule):
    text = FIELD.get_prep_value(FIELD.to_python(f"RRULE:{rule.text()}"))
    assert text == FIELD.get_prep_value(FIELD.from_db_value(text))
    assert parse_rule(FIELD.from_db_value(text)) == rule
