"""Days off, by country and by zone."""

import csv
from datetime import date

import pytest

from cms.holidays import (
    is_public_holiday,
    load_school_holidays,
    school_holiday_test,
    school_holidays_known_until,
)
from cms.models import SchoolHoliday

pytestmark = pytest.mark.django_db


def test_public_holidays_of_france():
    days = [date(2027, 5, 1), date(2027, 7, 14), date(2027, 5, 6), date(2027, 5, 7)]
    assert [is_public_holiday(day) for day in days] == [True, True, True, False]


def test_school_holidays_are_told_by_zone():
    load_school_holidays(since=date(2026, 9, 1))
    in_zone_a, in_zone_b = school_holiday_test("A"), school_holiday_test("B")
    assert SchoolHoliday.objects.filter(zone="B").first().name == "Vacances de la Toussaint"
    assert (in_zone_a(date(2026, 12, 25)), in_zone_b(date(2026, 12, 25))) == (True, True)
    assert (in_zone_a(date(2027, 2, 15)), in_zone_b(date(2027, 2, 15))) == (True, False)
    assert not in_zone_b(date(2026, 11, 22))
    assert school_holidays_known_until("B") >= date(2027, 8, 31)


def test_loading_again_keeps_what_somebody_corrected():
    load_school_holidays(since=date(2026, 9, 1))
    period = SchoolHoliday.objects.filter(zone="B").first()
    period.ends_on = date(2026, 11, 5)
    period.save()
    assert load_school_holidays(since=date(2026, 9, 1)) == 0
    assert SchoolHoliday.objects.get(pk=period.pk).ends_on == date(2026, 11, 5)


def test_periods_agree_with_the_ministrys_own_days(shared_data):
    with (shared_data / "events/school-holidays-1990-2026.csv").open() as file:
        days = {
            date.fromisoformat(row["date"]): row["vacances_zone_b"] == "True"
            for row in csv.DictReader(file)
            if "2024-01-01" <= row["date"] < "2026-08-31"  # where that file ends
        }
    load_school_holidays(since=min(days))
    is_holiday = school_holiday_test("B")
    assert {day for day, is_off in days.items() if is_holiday(day) != is_off} == set()
