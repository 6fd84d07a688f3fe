"""From dates that a calendar lists to as few schedules as say exactly the same. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import zip_longest

from events.imports.announced import Timing
from events.recurrences import MIDNIGHT, Rule

DAY = timedelta(days=1)
FEWEST_FOR_A_RULE = 3


@dataclass(frozen=True)
class Moment:
    """One sitting that a calendar lists, in local wall-clock time without zone.

    `end` is exclusive (a midnight when all day); None where nobody said when it ends.
    """

    start: datetime
    end: datetime | None
    is_all_day: bool = False
    timezone: str = "Europe/Paris"


@dataclass(frozen=True)
class Hours:
    """What sittings of one schedule have in common: their hours, and how many days they last."""

    start_time: time | None
    end_time: time | None
    length: int
    timezone: str

    def timing(
        self,
        first: date,
        rule: Rule | None = None,
        until: date | None = None,
        others: Iterable[date] = (),
    ) -> Timing:
        """The schedule with these hours that begins on `first`."""
        return Timing(
            start_date=first,
            start_time=self.start_time,
            end_date=first + self.length * DAY if self.length else None,
            end_time=self.end_time,
            rule=rule,
            until_date=until,
            timezone=self.timezone,
            other_dates=tuple(others),
        )


def hours_of(moment: Moment) -> Hours:
    """The hours of a sitting as a schedule has them: to the minute, an end after midnight alone.

    >>> hours_of(Moment(datetime(2027, 5, 22, 19), datetime(2027, 5, 23, 1))).length
    0
    """
    start, end = moment.start, moment.end
    if moment.is_all_day:
        last = (end or start + DAY) - DAY
        return Hours(None, None, max((last.date() - start.date()).days, 0), moment.timezone)
    if end is None or _minute(end) <= _minute(start):
        return Hours(_minute(start).time(), None, 0, moment.timezone)
    length = (end.date() - start.date()).days
    if length == 1 and _minute(end).time() < _minute(start).time():
        length = 0  # past midnight: a schedule says so by its end alone
    return Hours(_minute(start).time(), _minute(end).time(), length, moment.timezone)


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def fewest_timings(moments: Iterable[Moment]) -> tuple[Timing, ...]:
    """One schedule for each different hours: once, by a rule that is exact, or on a set of days."""
    days: dict[Hours, set[date]] = defaultdict(set)
    for moment in moments:
        days[hours_of(moment)].add(moment.start.date())
    timings = [_timing(hours, sorted(found)) for hours, found in days.items()]
    return tuple(sorted(timings, key=lambda t: (t.start_date, t.start_time or MIDNIGHT)))


def _timing(hours: Hours, days: Sequence[date]) -> Timing:
    rule = rule_of(days)
    if rule:
        return hours.timing(days[0], rule, until=days[-1])
    return hours.timing(days[0], others=days[1:])


def rule_of(days: Sequence[date]) -> Rule | None:
    """The rule that gives exactly these days, first to last: every day, or some days of the week.

    >>> rule_of([date(2026, 12, 2), date(2026, 12, 9), date(2026, 12, 16)]).text()
    'FREQ=WEEKLY;BYDAY=WE'
    """
    if len(days) < FEWEST_FOR_A_RULE:
        return None
    weekdays = tuple((number, None) for number in sorted({day.weekday() for day in days}))
    candidates = [Rule("DAILY")]
    if len(days) > len(weekdays):  # some day of the week comes again
        candidates += [Rule("WEEKLY", interval, weekdays) for interval in (1, 2)]
    for rule in candidates:
        told = zip_longest(rule.days(days[0], days[-1]), days)
        if all(given == day for given, day in told):
            return rule
    return None
