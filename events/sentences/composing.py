"""A schedule in one plain sentence, in French or English. Pure: it knows no Django.

“Tous les mercredis de 14 h à 16 h, jusqu’au 30 juin 2027, sauf pendant les vacances scolaires”:
which days, at what time, how long, in which months, until when, and what is left out. The order
is the same in both languages; each has its own words for the parts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from events.recurrences import DAY, MIDNIGHT, Rule, Schedule
from events.sentences.words import (
    WORDS,
    Language,
    Unit,
    Words,
    circular_run,
    joined,
)

Pause = Literal["none", "before a range", "always"]

LEAP_YEAR = 2000
MOST_NAMED_DAYS = 12  # past which a sentence counts them
# Past it, “every year, from 18 to 20 May” would not say the 20 May of which year.
LONGEST_PERIOD = timedelta(days=300)
UNITS: dict[str, Unit] = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}


def schedule_sentence(
    schedule: Schedule,
    language: Language,
    *,
    skips_public_holidays: bool = False,
    school_holidays: str = "any",
) -> str:
    """When something takes place, with a capital and without a full stop.

    `school_holidays` is "any", "only" or "never". Holidays matter to a rule alone: a day that
    somebody typed is kept whatever it is.
    """
    words = WORDS[language]
    if schedule.rule is None and len(schedule.typed_days) > 1:
        return _sentence(_on_typed_days(schedule, words), _length(schedule, words))
    if schedule.rule is None:
        return _sentence(_once(schedule, words))
    rule = _simplified(schedule.rule.anchored(schedule.start_date))
    period = _yearly_period(rule, schedule, words)
    days = _days(rule, words)
    return _sentence(
        period or days.text + _hours(schedule, words, days.pause),
        "" if period else _length(schedule, words),
        words.only_in_months(days.months),
        words.until.format(words.day(schedule.until_date)) if schedule.until_date else "",
        words.holidays(skips_public_holidays, school_holidays),
    )


def rule_phrase(rule: Rule, language: Language) -> str:
    """A rule alone, without a capital; what it takes from its first day is left unsaid."""
    words = WORDS[language]
    days = _days(_simplified(rule), words)
    return joined(days.text, words.only_in_months(days.months))


def nth_weekday(nth: int, weekday: int, language: Language) -> str:
    """One weekday of a month: “the first Sunday”. Weekdays are counted from Monday, 0."""
    return WORDS[language].nth_weekdays([(weekday, nth)])


def _sentence(*parts: str) -> str:
    text = joined(*parts)
    return text[:1].upper() + text[1:]


# One sitting


def _last_day(schedule: Schedule) -> date:
    return max(schedule.start_date, schedule.end_date or schedule.start_date)


def _once(schedule: Schedule, words: Words) -> str:
    first, last = schedule.start_date, _last_day(schedule)
    start, end = schedule.start_time, schedule.end_time
    ends_next_morning = start is not None and end is not None and end < start
    if first == last or (last == first + DAY and ends_next_morning):
        return words.on_date.format(words.day(first)) + _hours(schedule, words, "before a range")
    if start is None:
        return words.period(first, last)
    phrase = words.open_sitting if end is None else words.long_sitting
    return phrase.format(
        first=words.day(first, with_year=first.year != last.year),
        start=words.hour(start),
        last=words.day(last),
        end=words.hour(end or MIDNIGHT),
    )


def _on_typed_days(schedule: Schedule, words: Words) -> str:
    """“Les 3 et 10 décembre 2026 et le 7 janvier 2027, de 14 h à 16 h”."""
    days = schedule.typed_days
    if len(days) > MOST_NAMED_DAYS:
        said = words.so_many_dates.format(len(days), words.period(days[0], days[-1]))
    else:
        said = words.dates(days)
    return said + _hours(schedule, words, "always")


def _hours(schedule: Schedule, words: Words, pause: Pause) -> str:
    """The time of one sitting, to be set behind its day; empty when it lasts all day."""
    start, end = schedule.start_time, schedule.end_time
    if start is None:
        return ""
    if end is None:
        return f"{',' if pause == 'always' else ''} {words.at.format(words.hour(start))}"
    days_later = (_last_day(schedule) - schedule.start_date).days
    if not days_later and end <= start:
        days_later = 1
    if end == MIDNIGHT:
        days_later = max(days_later - 1, 0)  # the midnight that ends the day before
    hours = words.from_hour_to.format(words.hour(start), words.hour(end))
    later = words.next_day if days_later == 1 else words.days_later.format(words.number(days_later))
    return f"{'' if pause == 'none' else ','} {hours}{f' ({later})' if days_later else ''}"


def _length(schedule: Schedule, words: Words) -> str:
    """For how many days each sitting lasts, where no time of its end says so."""
    days = (_last_day(schedule) - schedule.start_date).days + 1
    has_hours = schedule.start_time is not None and schedule.end_time is not None
    return "" if days == 1 or has_hours else words.lasting.format(words.number(days))


# The days of a rule


@dataclass(frozen=True)
class Days:
    """Which days a rule means, the months left to say, and where a pause precedes the time."""

    text: str
    months: tuple[int, ...] = ()
    pause: Pause = "before a range"


def _simplified(rule: Rule) -> Rule:
    """The same days by the frequency that says them best; each part in order and once."""
    by_weeks = rule.frequency in ("DAILY", "WEEKLY")  # these count no weekdays
    weekdays = {(number, None if by_weeks else nth) for number, nth in rule.weekdays}
    months = tuple(sorted({month for month in rule.months if 1 <= month <= 12}))
    rule = replace(
        rule,
        weekdays=tuple(sorted(weekdays, key=lambda day: ((day[1] or 0) < 0, day[1] or 0, day[0]))),
        monthdays=tuple(sorted(set(rule.monthdays), key=lambda day: (day < 0, day))),
        months=months,
    )
    if rule.interval == 1:
        rule = replace(rule, frequency=_plainest_frequency(rule))
    if len(months) == 12 and not (rule.frequency == "YEARLY" and _counted(rule)):
        rule = replace(rule, months=())
    return rule


def _plainest_frequency(rule: Rule) -> str:
    """How people would say it: Mondays come “every month” less plainly than every week."""
    if rule.weekdays and not _counted(rule):
        return "WEEKLY"
    if not rule.weekdays and not rule.monthdays:
        return rule.frequency
    if len(rule.months) == 1:
        return "YEARLY"
    if rule.frequency == "YEARLY":
        is_by_year = not rule.months if rule.weekdays else 1 < len(rule.months) < 12
        return "YEARLY" if is_by_year else "MONTHLY"
    return "MONTHLY"


def _counted(rule: Rule) -> list[tuple[int, int]]:
    """Its weekdays that are the first, the last… of a month or year."""
    return [(number, nth) for number, nth in rule.weekdays if nth]


def _uncounted(rule: Rule) -> list[int]:
    return [number for number, nth in rule.weekdays if not nth]


def _days(rule: Rule, words: Words) -> Days:
    """The days of a simplified rule, by what it names: nothing, weekdays, ranks or dates."""
    every = words.every_so_many(rule.interval, UNITS[rule.frequency])
    if rule.frequency == "WEEKLY":
        return _limited(_by_week(rule, every, words), [], rule.monthdays, words)
    if _counted(rule):
        return _limited(_by_rank(rule, every, words), _uncounted(rule), rule.monthdays, words)
    if rule.monthdays and not rule.weekdays and rule.frequency != "DAILY":
        return _by_date(rule, every, words)
    pause: Pause = "none" if rule.interval == 1 else "before a range"
    return _limited(Days(every, rule.months, pause), _uncounted(rule), rule.monthdays, words)


def _limited(days: Days, weekdays: Sequence[int], monthdays: Sequence[int], words: Words) -> Days:
    """The days that are also these weekdays or dates: “Every Friday, only on the 13th …”."""
    limits = [words.on_weekdays(weekdays)] if weekdays else []
    if monthdays:
        limits.append(words.on.format(f"{words.monthdays(monthdays)} {words.of_the_month}"))
    if not limits:
        return days
    only = "".join(f", {words.only} {limit}" for limit in limits)
    return replace(days, text=days.text + only, pause="always")


def _by_week(rule: Rule, every: str, words: Words) -> Days:
    weekdays = _uncounted(rule)
    if not weekdays:
        return Days(every, rule.months, "none")
    if rule.interval == 2 and len(weekdays) == 1:
        return Days(words.every_other.format(words.weekdays[weekdays[0]]), rule.months)
    if rule.interval > 1:
        return Days(f"{every}, {words.on_weekdays(weekdays)}", rule.months)
    every_day = words.every_so_many(1, "day")
    if len(weekdays) == 7:
        return Days(every_day, rule.months, "none")
    if len(weekdays) == 6:
        (missing,) = set(range(7)) - set(weekdays)
        return Days(words.every_day_but.format(words.weekdays[missing]), rule.months, "always")
    if run := circular_run(weekdays, 7):
        return Days(f"{every_day} {words.weekdays_from_to(*run)}", rule.months)
    names = words.joined(words.each_weekday.format(words.weekdays[day]) for day in weekdays)
    return Days(words.each_of.format(names), rule.months, "none")


def _by_rank(rule: Rule, every: str, words: Words) -> Days:
    ranks = words.nth_weekdays(_counted(rule))
    if rule.frequency == "YEARLY":
        of_months = words.joined(map(words.of_month, rule.months)) if rule.months else ""
        return Days(f"{every}, {words.on.format(ranks)} {of_months or words.of_the_year}")
    if rule.interval == 1:
        return Days(f"{ranks} {words.of_the_month}", rule.months)
    return Days(f"{every}, {words.on.format(ranks)}", rule.months)


def _by_date(rule: Rule, every: str, words: Words) -> Days:
    dates = words.monthdays(rule.monthdays)
    if rule.frequency == "MONTHLY" and rule.interval > 1:
        return Days(f"{every}, {words.on.format(dates)}", rule.months)
    if rule.frequency == "MONTHLY":
        return Days(f"{dates} {words.of_each_month}", rule.months)
    if rule.months:
        dates = words.joined(
            words.date_of_year(month, day) for month in rule.months for day in rule.monthdays
        )
        return Days(f"{every}, {words.on.format(dates)}")
    return Days(f"{every}, {words.on.format(dates)} {words.of_each_month}")


def _yearly_period(rule: Rule, schedule: Schedule, words: Words) -> str:
    """“Every year, from 18 to 20 May”, where each sitting is a few whole days."""
    first = schedule.start_date
    length = _last_day(schedule) - first
    is_its_own_day = (rule.months, rule.monthdays) == ((first.month,), (first.day,))
    is_period = schedule.start_time is None and timedelta() < length < LONGEST_PERIOD
    if rule.frequency != "YEARLY" or rule.weekdays or not is_its_own_day or not is_period:
        return ""
    first = first.replace(year=LEAP_YEAR)
    every = words.every_so_many(rule.interval, "year")
    return f"{every}, {words.period(first, first + length, with_year=False)}"
