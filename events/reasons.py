"""Why the dates of a schedule are what they are: days left out, clocks that change, the unknown."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.holidays import public_holiday_name, school_holidays_known_until, school_holidays_of
from cms.templatetags.components import calendar_day, hour, long_day
from events.choices import SchoolHolidayPolicy
from events.occurrences import horizon_of, network_school_zone
from events.recurrences import Sitting, days_of, horizon_on, is_doubled

if TYPE_CHECKING:
    from events.models import EventSchedule

MOST_PUBLIC_HOLIDAYS = 6
SHORTEST_MONTH = 28


def reasons_of(
    schedule: "EventSchedule", sittings: list[Sitting], today: date, until: date
) -> Iterator[str]:
    """One sentence a reason, for the dates from `today` to `until`."""
    if schedule.recurrence:
        last = min(until, horizon_of(schedule, today))
        days = [day for day in days_of(schedule.value(), last) if day >= today]
        yield from _months_left_out(schedule)
        yield from _holidays_left_out(schedule, days)
    yield from _clock_changes(one for one in sittings if today <= one.day <= until)
    if schedule.recurrence:
        yield from _ends_of_what_is_known(schedule, today)


def _months_left_out(schedule: "EventSchedule") -> Iterator[str]:
    """The 31st does not come every month, and no other day takes its place."""
    rule = schedule.value().rule.anchored(schedule.start_date)
    if rule.frequency == "MONTHLY" and any(day > SHORTEST_MONTH for day in rule.monthdays):
        yield _("Months without that day are left out: none other takes its place.")


def _holidays_left_out(schedule: "EventSchedule", days: list[date]) -> Iterator[str]:
    """Public holidays by their names, school holidays by periods."""
    if schedule.school_holidays != SchoolHolidayPolicy.ANY:
        periods = school_holidays_of(network_school_zone())
        inside = {day: one for day in days for one in periods if one.holds(day)}
    if schedule.school_holidays == SchoolHolidayPolicy.ONLY:
        days = list(inside)
    if schedule.school_holidays == SchoolHolidayPolicy.NEVER:
        for period, count in Counter(inside.values()).items():
            yield ngettext(
                "%(count)s date left out: %(holiday)s, from %(first)s to %(last)s.",
                "%(count)s dates left out: %(holiday)s, from %(first)s to %(last)s.",
                count,
            ) % {
                "count": count,
                "holiday": period.label,
                "first": calendar_day(period.starts_on),
                "last": calendar_day(period.ends_on, "year"),
            }
        days = [day for day in days if day not in inside]
    if schedule.skip_public_holidays:
        named = [(day, name) for day in days if (name := public_holiday_name(day))]
        for day, name in named[:MOST_PUBLIC_HOLIDAYS]:
            yield _("Not on %(day)s, a public holiday: %(holiday)s.") % {
                "day": long_day(day, "year"),
                "holiday": name,
            }


def _clock_changes(sittings: Iterable[Sitting]) -> Iterator[str]:
    """What happens to an hour that a night does not have, or has twice."""
    for sitting in sittings:
        if sitting.is_all_day:
            continue
        begins = sitting.starts_at.astimezone(ZoneInfo(sitting.timezone)).replace(tzinfo=None)
        words = {
            "day": long_day(sitting.start, "year"),
            "time": hour(sitting.start),
            "start": hour(begins),
        }
        if begins != sitting.start:
            yield (
                _(
                    "On %(day)s the clocks go forward and %(time)s does not exist: it begins at "
                    "%(start)s."
                )
                % words
            )
        elif is_doubled(sitting.start, sitting.timezone):
            yield (
                _(
                    "On %(day)s the clocks go back and %(time)s comes twice: it begins the first "
                    "time."
                )
                % words
            )


def _ends_of_what_is_known(schedule: "EventSchedule", today: date) -> Iterator[str]:
    """Up to when dates are announced, where the editor gave no last day before it."""
    horizon = horizon_of(schedule, today)
    if schedule.until_date and schedule.until_date <= horizon:
        return
    known_until = None
    if schedule.school_holidays != SchoolHolidayPolicy.ANY:
        known_until = school_holidays_known_until(network_school_zone())
    if known_until and known_until < horizon_on(today):
        yield _(
            "School holidays are known until %(day)s only: later dates come by themselves once "
            "they are."
        ) % {"day": calendar_day(known_until, "year")}
    else:
        yield _("Dates are announced until %(day)s for now; the next ones come by themselves.") % {
            "day": calendar_day(horizon, "year")
        }
