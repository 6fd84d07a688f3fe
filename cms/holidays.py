"""Public and school holidays, as questions about a day."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

import holidays
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from vacances_scolaires_france import SchoolHolidayDates

from cms.models import NetworkSettings, SchoolHoliday


@cache
def _public_holidays(country: str, language: str | None = None) -> holidays.HolidayBase:
    return holidays.country_holidays(country, language=language)


def is_public_holiday(day: date) -> bool:
    """Whether `day` is a public holiday in the network's country."""
    return day in _public_holidays(settings.COUNTRY)


def public_holiday_name(day: date) -> str:
    """What the public holiday of that day is called in the language being spoken; empty if none.

    In the country's own language where the package knows no better.
    """
    own = _public_holidays(settings.COUNTRY)
    spoken = get_language() or settings.LANGUAGE_CODE
    known = (name for name in own.supported_languages if name.startswith(spoken[:2]))
    name = _public_holidays(settings.COUNTRY, next(known, None)).get(day, "")
    return name.replace("'", "’")


def school_holidays_of(zone: str) -> list[SchoolHoliday]:
    """The periods without school in one zone, first to last."""
    return list(SchoolHoliday.objects.filter(zone=zone))


def school_holiday_test(zone: str) -> Callable[[date], bool]:
    """A test of a day in one zone; the table is read once for all the days asked for."""
    periods = school_holidays_of(zone)
    return lambda day: any(period.holds(day) for period in periods)


def next_school_holiday(request: HttpRequest, today: date) -> SchoolHoliday | None:
    """The school holidays of the network's zone, under way or to come."""
    zone = NetworkSettings.for_request(request).school_zone
    return SchoolHoliday.objects.filter(zone=zone, ends_on__gte=today).first()


def school_holidays_known_until(zone: str) -> date | None:
    """The last day of the last period of the table: nobody knows school holidays after it."""
    last = SchoolHoliday.objects.filter(zone=zone).order_by("-ends_on").first()
    return last.ends_on if last else None


def load_school_holidays(since: date) -> int:
    """Bring the table up to date with the ministry's calendar from `since` on; how many came.

    Periods that somebody corrected in the admin stay as they are.
    """
    known = SchoolHolidayDates()
    periods = [
        SchoolHoliday(zone=zone, name=name, starts_on=first, ends_on=last)
        for zone in SchoolHolidayDates.SUPPORTED_ZONES
        for name, first, last in _periods(known, zone)
        if last >= since
    ]
    before = SchoolHoliday.objects.count()
    SchoolHoliday.objects.bulk_create(periods, ignore_conflicts=True)
    return SchoolHoliday.objects.count() - before


def _periods(known: SchoolHolidayDates, zone: str) -> Iterator[tuple[str, date, date]]:
    """(name, first day, last day) of each run of days off."""
    name, first, last = "", date.min, date.min
    for day, row in sorted(known.data.items()):
        if not row[known.zone_key(zone)]:
            continue
        if day - last > timedelta(days=1):
            if name:
                yield name, first, last
            name, first = row["nom_vacances"], day
        last = day
    if name:
        yield name, first, last
