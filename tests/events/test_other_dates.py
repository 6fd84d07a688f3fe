"""Several dates that an editor types: read however they are written, kept as they were meant."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from events.models import EventPage, EventSchedule, EventSeries, Occurrence
from events.other_dates import OtherDatesComparison, OtherDatesFormField, read_days, write_days
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish

FIELD = EventSchedule._meta.get_field("other_dates")
MARKETS = ["2026-12-12", "2026-12-19", "2027-01-09"]


@pytest.mark.parametrize(
    "text",
    [
        "12/12/2026\n19/12/2026\n9/1/2027",
        "12/12/2026, 19/12/26 ; 09-01-2027",
        "  9.1.2027 ,,\r\n12/12/2026; 2026-12-19, 12/12/2026\n",
        "samedi 12 décembre 2026, 19 DÉCEMBRE 2026, 9 janvier 2027",
        "12 December 2026, Saturday 19 December 2026, 9th January 2027",
    ],
)
def test_days_are_read_as_people_write_them(text):
    assert [day.isoformat() for day in read_days(text)] == MARKETS


def test_the_first_of_a_month_is_read():
    assert read_days("1er août 2027") == [date(2027, 8, 1)]


def test_nothing_is_no_day():
    assert read_days(" ,\n;") == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("12/12/2026, demain", "demain"),
        ("31/02/2027", "31/02/2027"),
        ("24/12", "24/12"),
        ("30 février 2027", "30 février 2027"),
        ("3 brumaire 2027", "3 brumaire 2027"),
        ("x" * 400, "x" * 40),
        ("²/12/2026", "²/12/2026"),
        ("\0", "\0"),
    ],
)
def test_what_is_not_a_day_is_named(text, named):
    with pytest.raises(ValidationError) as refused:
        read_days(text)
    with translation.override("en"):
        (sentence,) = refused.value.messages
    assert sentence == f"“{named}” is not a day with its year: write it as in 24/12/2026."


@pytest.mark.parametrize("text", ["24/12/0026", "1 janvier 9999"])
def test_a_year_that_nobody_means_is_asked_about(text):
    with pytest.raises(ValidationError) as refused:
        read_days(text)
    assert refused.value.code == "year"


@given(st.text(max_size=40))
def test_any_text_is_days_or_a_sentence(text):
    try:
        read_days(text)
    except ValidationError as error:
        (sentence,) = error.messages
        assert sentence


@given(st.sets(st.dates(date(1900, 1, 1), date(2199, 12, 31)), max_size=9))
def test_what_is_shown_is_read_back(days):
    field = OtherDatesFormField(required=False)
    stored = sorted(day.isoformat() for day in days)
    assert field.clean(field.prepare_value(stored)) == stored
    assert not field.has_changed(stored, write_days(stored))


def test_another_day_or_an_unreadable_one_is_a_change():
    field = OtherDatesFormField(required=False)
    assert field.has_changed(MARKETS, write_days(MARKETS[:2]))
    assert field.has_changed(MARKETS, "demain")
    field.disabled = True
    assert not field.has_changed(MARKETS, "")


@pytest.mark.parametrize(
    "value", ["2026-12-12", {"a": 1}, [1], ["12/12/2026"], MARKETS[::-1], MARKETS[:1] * 2]
)
def test_only_days_in_order_are_stored(value):
    with pytest.raises(ValidationError):
        FIELD.clean(value, None)


def test_two_versions_are_compared_as_they_are_typed():
    before, after = EventSchedule(other_dates=MARKETS[:1]), EventSchedule(other_dates=MARKETS[:2])
    difference = OtherDatesComparison(FIELD, before, after).htmldiff()
    assert "12/12/2026" in difference
    assert "19/12/2026" in difference


# From the form's line to the rows


@pytest.fixture
def event(museum, now):
    """A published event on four days, one of them a public holiday that it is told to skip."""
    schedule = EventScheduleFactory.build(
        start_date=date(2026, 12, 5),
        other_dates=["2026-12-12", "2026-12-25", "2027-01-09"],
        skip_public_holidays=True,
        school_holidays="never",
    )
    return publish(EventPageFactory(parent=museum), schedule)


def slots(event):
    return [row.slot for row in Occurrence.objects.of_event(event.event_key)]


@pytest.mark.django_db
def test_each_date_is_a_row_and_an_entry_of_its_own(event):
    assert slots(event) == [
        "20261205T140000",
        "20261212T140000",
        "20261225T140000",
        "20270109T140000",
    ]
    assert not EventSeries.objects.exists()


@pytest.mark.django_db
def test_other_dates_go_through_revisions(event):
    schedule = event.schedules.get()
    schedule.other_dates = ["2026-12-12"]
    event.schedules = [schedule]
    draft = event.save_revision().as_object()
    assert [one.other_dates for one in draft.schedules.all()] == [["2026-12-12"]]
    assert len(slots(event)) == 4
    draft.get_latest_revision().publish()
    assert slots(EventPage.objects.get()) == ["20261205T140000", "20261212T140000"]


@pytest.mark.django_db
def test_the_page_tells_its_dates_in_one_sentence(event, client):
    page = client.get(event.url).content.decode()
    assert "Les 5, 12 et 25 décembre 2026 et le 9 janvier 2027, de 14" in page
