"""Public and school holidays, as questions about a day."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cache

import holidays
from django.conf import settings
from django.dispatch import Signal
from django.http import HttpRequest
from django.utils.translation import get_language
from vacances_scolaires_france import SchoolHolidayDates

from cms.models import NetworkSettings, SchoolHoliday
from cms.models.network import HOLIDAY_NAMES
from cms.school_calendars import SchoolCalendar

# Periods came to the table many at once, which sends no signal for each.
school_holidays_changed = Signal()


@cache
def _public_holidays(country: str, language: str | None = None) -> holidays.HolidayBase:
    return holidays.country_holidays(country, language=language)


def is_public_holiday(day: date) -> bool:
    """Whether `day` is a public holiday in the network's country."""
    return day in _public_holidays(settings.COUNTRY)


def public_holidays_between(first: date, last: date) -> dict[date, str]:
    """The public holidays of the network's country, by day, each by its own name there.

    The name stays the same from year to year, whatever language is spoken.
    """
    own = _public_holidays(settings.COUNTRY).default_language
    days = _holidays_of_years(settings.COUNTRY, own, first.year, last.year)
    return {day: name for day, name in days if first <= day <= last}


@cache
def _holidays_of_years(
    country: str, language: str | None, first: int, last: int
) -> list[tuple[date, str]]:
    years = range(first, last + 1)
    return sorted(holidays.country_holidays(country, years=years, language=language).items())


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
    return _add(
        SchoolHoliday(zone=zone, name=name, starts_on=first, ends_on=last)
        for zone in SchoolHolidayDates.SUPPORTED_ZONES
        for name, first, last in _periods(known, zone)
        if last >= since
    )


def load_school_calendar(calendar: SchoolCalendar, zone: str, since: date) -> int:
    """Add the periods of an official file to the table, from `since` on; how many came."""
    names = {name.casefold(): name for name in HOLIDAY_NAMES}
    return _add(
        SchoolHoliday(
            zone=zone,
            name=names.get(period.name.casefold(), period.name),
            starts_on=period.starts_on,
            ends_on=period.ends_on,
        )
        for period in calendar.periods
        if period.ends_on >= since
    )


def _add(periods: Iterable[SchoolHoliday]) -> int:
    """Store what the table does not hold yet, and say so; how many periods came.

    One that is known by its first day alone gets its last day from whoever knows it.
    """
    stored = list(SchoolHoliday.objects.all())
    new, completed = [], []
    for period in periods:
        same_zone = [one for one in stored if one.zone == period.zone]
        known = next((one for one in same_zone if one.starts_on == period.starts_on), None)
        if known and known.ends_on == known.starts_on < period.ends_on:
            known.name, known.ends_on = period.name, period.ends_on
            completed.append(known)
        elif not known and not any(
            one.holds(period.starts_on) and one.holds(period.ends_on) for one in same_zone
        ):
            new.append(period)
    SchoolHoliday.objects.bulk_create(new)
    SchoolHoliday.objects.bulk_update(completed, ["name", "ends_on"])
    if new or completed:
        school_holidays_changed.send(SchoolHoliday)
    return len(new) + len(completed)


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
