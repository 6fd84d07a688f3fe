"""Days off, by country and by zone."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from cms.holidays import (
    is_public_holiday,
    load_school_calendar,
    load_school_holidays,
    public_holiday_name,
    school_holiday_test,
    school_holidays_known_until,
)
from cms.models import SchoolHoliday
from cms.school_calendars import read_school_calendar
from tests.cms.test_school_calendars import FILE, each_day

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


def test_public_holidays_have_names_in_both_languages(settings):
    def names(*days):
        return [public_holiday_name(day) for day in days]

    days = date(2026, 11, 11), date(2027, 1, 1), date(2027, 3, 29), date(2027, 3, 30)
    with translation.override("fr"):
        assert names(*days) == ["Armistice", "Jour de l’an", "Lundi de Pâques", ""]
    with translation.override("en"):
        assert names(*days) == ["Armistice Day", "New Year’s Day", "Easter Monday", ""]
    settings.COUNTRY = "BE"
    with translation.override("fr"):
        assert names(date(2027, 7, 14), date(2027, 7, 21)) == ["", "Fête nationale"]


# From an official file


def test_a_file_fills_the_table_in_the_words_of_the_ministrys_calendar():
    calendar = read_school_calendar(FILE, "B")
    assert load_school_calendar(calendar, "B", date(2026, 1, 1)) == 3
    assert load_school_calendar(calendar, "B", date(2026, 1, 1)) == 0
    assert list(SchoolHoliday.objects.values_list("zone", "name", "starts_on", "ends_on")) == [
        ("B", "Vacances d'hiver", date(2026, 2, 14), date(2026, 3, 1)),
        ("B", "Pont de l'Ascension", date(2026, 5, 14), date(2026, 5, 17)),
        ("B", "Début des Vacances d'Été", date(2026, 7, 4), date(2026, 7, 4)),
    ]


def test_a_period_known_by_its_first_day_gets_its_last_one():
    load_school_calendar(read_school_calendar(FILE, "B"), "B", date(2026, 1, 1))
    load_school_holidays(since=date(2026, 1, 1))
    summer = SchoolHoliday.objects.get(zone="B", starts_on=date(2026, 7, 4))
    assert (summer.name, summer.ends_on) == ("Vacances d'été", date(2026, 8, 31))


def test_what_somebody_corrected_is_kept_whatever_a_file_says():
    SchoolHoliday.objects.create(
        zone="B", name="Hiver", starts_on=date(2026, 2, 13), ends_on=date(2026, 3, 1)
    )
    load_school_calendar(read_school_calendar(FILE, "B"), "B", date(2026, 2, 1))
    assert [one.starts_on.month for one in SchoolHoliday.objects.all()] == [2, 5, 7]


def run(*arguments):
    out = StringIO()
    call_command("load_school_holidays", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_the_command_names_each_defect_on_a_line(tmp_path, now):
    file = tmp_path / "zone-b.ics"
    file.write_text(FILE)
    assert run("--file", str(file), "--zone", "B") == [
        "zone-b.ics, line 9: DAYLIGHT has a second TZNAME, CET: the first one is kept, CEST",
        "zone-b.ics, line 34: “Début des Vacances d'Été” ends on 2026-07-04, the day on which it "
        "begins: taken for that one day",
        "3 periods read, 2 defects",
        "3 periods added",
    ]


def test_the_command_without_a_file_loads_the_known_holidays(now):
    (line,) = run()
    assert line == f"{SchoolHoliday.objects.count()} periods added"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--zone", "B"], "go together"),
        (["--file", "absent.ics"], "go together"),
        (["--file", "absent.ics", "--zone", "B"], "cannot be read"),
        (["--file", __file__, "--zone", "B"], "holds no school holidays"),
    ],
)
def test_the_command_refuses_what_it_cannot_use(arguments, message, now):
    with pytest.raises(CommandError, match=message):
        run(*arguments)


def test_the_ministrys_file_is_survived_and_its_two_defects_are_named(shared_data, now):
    file = shared_data / "events/school-holidays-zone-B.ics"
    *defects, read, _added = run("--file", str(file), "--zone", "B")
    assert [defect.split(": ")[0] for defect in defects] == [
        "school-holidays-zone-B.ics, line 17",
        "school-holidays-zone-B.ics, line 629",
    ]
    assert read == "53 periods read, 2 defects"


def test_the_ministrys_file_and_its_days_agree(shared_data):
    """But for Ascension, which the days leave out, and the summer that only begins in the file."""
    text = (shared_data / "events/school-holidays-zone-B.ics").read_text()
    with (shared_data / "events/school-holidays-1990-2026.csv").open() as file:
        days = {
            date.fromisoformat(row["date"])
            for row in csv.DictReader(file)
            if row["vacances_zone_b"] == "True" and "2024-01-01" <= row["date"] < "2026-07-04"
        }
    periods = read_school_calendar(text, "B").periods
    in_file = {
        day
        for period in periods
        for day in each_day(max(period.starts_on, date(2024, 1, 1)), period.ends_on)
        if day < date(2026, 7, 4) and period.name != "Pont de l'Ascension"
    }
    assert in_file == days


# In the admin


def test_the_networks_team_keeps_the_table_by_zone(client, network_member):
    load_school_holidays(since=date(2026, 9, 1))
    client.force_login(network_member)
    rows = client.get("/admin/snippets/cms/schoolholiday/?zone=B").context["object_list"]
    assert list(rows) == list(SchoolHoliday.objects.filter(zone="B"))
    period = {"zone": "D", "name": "Pont", "starts_on": "07/06/2027", "ends_on": "09/06/2027"}
    url = "/admin/snippets/cms/schoolholiday/add/"
    assert list(client.post(url, period).context["form"].errors) == ["zone"]
    assert client.post(url, period | {"zone": "B"}).status_code == 302
    assert SchoolHoliday.objects.get(name="Pont").ends_on == date(2027, 6, 9)


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
