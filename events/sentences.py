"""A schedule in one plain sentence, in French or English. Pure: it knows no Django.

“Tous les mercredis de 14 h à 16 h, jusqu’au 30 juin 2027, sauf pendant les vacances scolaires”:
which days, at what time, how long, in which months, until when, and what is left out. The order
is the same in both languages; each has its own words for the parts.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Literal

from events.recurrences import DAY, MIDNIGHT, Rule, Schedule

Language = Literal["fr", "en"]
Unit = Literal["day", "week", "month", "year"]
Pause = Literal["none", "before a range", "always"]

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
NOON = time(12)
LEAP_YEAR = 2000
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
    return _joined(days.text, words.only_in_months(days.months))


def nth_weekday(nth: int, weekday: int, language: Language) -> str:
    """One weekday of a month: “the first Sunday”. Weekdays are counted from Monday, 0."""
    return WORDS[language].nth_weekdays([(weekday, nth)])


def _sentence(*parts: str) -> str:
    text = _joined(*parts)
    return text[:1].upper() + text[1:]


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))


# One sitting


def _last_day(schedule: Schedule) -> date:
    return max(schedule.start_date, schedule.end_date or schedule.start_date)


def _once(schedule: Schedule, words: "Words") -> str:
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


def _hours(schedule: Schedule, words: "Words", pause: Pause) -> str:
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


def _length(schedule: Schedule, words: "Words") -> str:
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


def _days(rule: Rule, words: "Words") -> Days:
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


def _limited(days: Days, weekdays: Sequence[int], monthdays: Sequence[int], words: "Words") -> Days:
    """The days that are also these weekdays or dates: “Every Friday, only on the 13th …”."""
    limits = [words.on_weekdays(weekdays)] if weekdays else []
    if monthdays:
        limits.append(words.on.format(f"{words.monthdays(monthdays)} {words.of_the_month}"))
    if not limits:
        return days
    only = "".join(f", {words.only} {limit}" for limit in limits)
    return replace(days, text=days.text + only, pause="always")


def _by_week(rule: Rule, every: str, words: "Words") -> Days:
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
    if run := _run(weekdays, 7):
        return Days(f"{every_day} {words.weekdays_from_to(*run)}", rule.months)
    names = words.joined(words.each_weekday.format(words.weekdays[day]) for day in weekdays)
    return Days(words.each_of.format(names), rule.months, "none")


def _by_rank(rule: Rule, every: str, words: "Words") -> Days:
    ranks = words.nth_weekdays(_counted(rule))
    if rule.frequency == "YEARLY":
        of_months = words.joined(map(words.of_month, rule.months)) if rule.months else ""
        return Days(f"{every}, {words.on.format(ranks)} {of_months or words.of_the_year}")
    if rule.interval == 1:
        return Days(f"{ranks} {words.of_the_month}", rule.months)
    return Days(f"{every}, {words.on.format(ranks)}", rule.months)


def _by_date(rule: Rule, every: str, words: "Words") -> Days:
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


def _yearly_period(rule: Rule, schedule: Schedule, words: "Words") -> str:
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


def _run(numbers: Sequence[int], size: int) -> tuple[int, int] | None:
    """The first and the last of three or more that follow one another round a week or a year."""
    firsts = [number for number in numbers if (number - 1) % size not in numbers]
    if len(numbers) < 3 or len(firsts) != 1:
        return None
    return firsts[0], (firsts[0] + len(numbers) - 1) % size


# The words


class Words(ABC):
    """What one language has of its own: names, phrases with gaps, and a few rules of grammar."""

    weekdays: tuple[str, ...]  # from Monday
    months: tuple[str, ...]
    numbers: tuple[str, ...]  # from two to ten
    ranks: tuple[str, ...]  # from the first to the fifth

    every: dict[Unit, tuple[str, str, str]]  # each one, every other one, every so many
    every_other: str
    every_day_but: str
    each_of: str
    each_weekday: str
    one_weekday: str
    on: str
    on_date: str
    only: str
    and_: str
    of_the_month: str
    of_each_month: str
    of_the_year: str
    in_months: str
    from_day_to: str
    from_hour_to: str
    at: str
    next_day: str
    days_later: str
    lasting: str
    long_sitting: str
    open_sitting: str
    until: str
    in_school_holidays: str
    on_public_holidays: str
    except_: str

    @abstractmethod
    def hour(self, moment: time) -> str: ...

    @abstractmethod
    def day_number(self, day: int) -> str: ...

    @abstractmethod
    def monthday(self, day: int) -> str:
        """A day of any month; -1 is the last one."""

    @abstractmethod
    def date_of_year(self, month: int, day: int) -> str: ...

    @abstractmethod
    def of_month(self, month: int) -> str: ...

    @abstractmethod
    def months_from_to(self, first: int, last: int) -> str: ...

    @abstractmethod
    def nth_weekdays(self, weekdays: Sequence[tuple[int, int]]) -> str:
        """Weekdays with their ranks; two of the same weekday share it."""

    def number(self, number: int) -> str:
        return self.numbers[number - 2] if 2 <= number <= 10 else str(number)

    def month(self, month: int) -> str:
        return self.months[month - 1]

    def joined(self, parts: Iterable[str]) -> str:
        *others, last = parts
        return f"{', '.join(others)} {self.and_} {last}" if others else last

    def every_so_many(self, interval: int, unit: Unit) -> str:
        return self.every[unit][min(interval, 3) - 1].format(self.number(interval))

    def weekdays_from_to(self, first: int, last: int) -> str:
        return self.from_day_to.format(self.weekdays[first], self.weekdays[last])

    def on_weekdays(self, weekdays: Sequence[int]) -> str:
        if len(weekdays) == 7:
            return self.every_so_many(1, "day")
        if run := _run(weekdays, 7):
            return self.weekdays_from_to(*run)
        return self.on.format(
            self.joined(self.one_weekday.format(self.weekdays[day]) for day in weekdays)
        )

    def monthdays(self, days: Iterable[int]) -> str:
        return self.joined(map(self.monthday, days))

    def only_in_months(self, months: Sequence[int]) -> str:
        if run := _run([month - 1 for month in months], 12):
            return self.months_from_to(run[0] + 1, run[1] + 1)
        return self.in_months.format(self.joined(map(self.month, months))) if months else ""

    def day(self, day: date, *, with_month: bool = True, with_year: bool = True) -> str:
        parts = [self.day_number(day.day)]
        if with_month:
            parts.append(self.month(day.month))
        if with_year:
            parts.append(str(day.year))
        return " ".join(parts)

    def period(self, first: date, last: date, *, with_year: bool = True) -> str:
        """Both days included; the month and the year are said once where they are the same."""
        same_year = first.year == last.year
        same_month = same_year and first.month == last.month
        return self.from_day_to.format(
            self.day(first, with_month=not same_month, with_year=with_year and not same_year),
            self.day(last, with_year=with_year),
        )

    def holidays(self, skips_public_holidays: bool, school_holidays: str) -> str:
        left_out = [self.in_school_holidays] if school_holidays == "never" else []
        left_out += [self.on_public_holidays] if skips_public_holidays else []
        only = f"{self.only} {self.in_school_holidays}" if school_holidays == "only" else ""
        without = f"{self.except_} {self.joined(left_out)}" if left_out else ""
        return _joined(only, without)


class French(Words):
    weekdays = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
    months = (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    )
    numbers = ("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
    ranks = ("premier", "deuxième", "troisième", "quatrième", "cinquième")

    every = {
        "day": ("tous les jours", "un jour sur deux", "tous les {} jours"),
        "week": ("toutes les semaines", "une semaine sur deux", "toutes les {} semaines"),
        "month": ("tous les mois", "un mois sur deux", "tous les {} mois"),
        "year": ("chaque année", "tous les deux ans", "tous les {} ans"),
    }
    every_other = "un {} sur deux"
    every_day_but = "tous les jours sauf le {}"
    each_of = "tous les {}"
    each_weekday = "{}s"
    one_weekday = "le {}"
    on = "{}"
    on_date = "le {}"
    only = "seulement"
    and_ = "et"
    of_the_month = "du mois"
    of_each_month = "de chaque mois"
    of_the_year = "de l’année"
    in_months = "en {}"
    from_day_to = "du {} au {}"
    from_hour_to = "de {} à {}"
    at = "à {}"
    next_day = "le lendemain"
    days_later = "{} jours plus tard"
    lasting = "pendant {} jours"
    long_sitting = "du {first} à {start} au {last} à {end}"
    open_sitting = "du {first} à {start} au {last}"
    until = "jusqu’au {}"
    in_school_holidays = "pendant les vacances scolaires"
    on_public_holidays = "les jours fériés"
    except_ = "sauf"

    def hour(self, moment: time) -> str:
        if moment == MIDNIGHT:
            return "minuit"
        minutes = f"{NO_BREAK_SPACE}{moment:%M}" if moment.minute else ""
        return f"{moment.hour}{NO_BREAK_SPACE}h{minutes}"

    def day_number(self, day: int) -> str:
        return "1er" if day == 1 else str(day)

    def monthday(self, day: int) -> str:
        return f"le {self.day_number(day)}" if day >= 0 else self.ranked(day, "jour")

    def date_of_year(self, month: int, day: int) -> str:
        if day < 0:
            return f"{self.ranked(day, 'jour')} {self.of_month(month)}"
        return f"le {self.day_number(day)} {self.month(month)}"

    def of_month(self, month: int) -> str:
        name = self.month(month)
        return f"d’{name}" if name[0] in "ao" else f"de {name}"

    def months_from_to(self, first: int, last: int) -> str:
        return f"{self.of_month(first)} à {self.month(last)}"

    def nth_weekdays(self, weekdays: Sequence[tuple[int, int]]) -> str:
        """“le premier et le troisième mardi”, “le premier lundi et le dernier vendredi”."""
        numbers = {number for number, _nth in weekdays}
        if len(numbers) == 1 and all(nth >= -2 for _number, nth in weekdays):
            ranks = self.joined(self.ranked(nth) for _number, nth in weekdays)
            return f"{ranks} {self.weekdays[numbers.pop()]}"
        return self.joined(self.ranked(nth, self.weekdays[number]) for number, nth in weekdays)

    def ranked(self, nth: int, name: str = "") -> str:
        """“le premier lundi”, “l’avant-dernier jour”, “le troisième lundi en partant de la fin”."""
        ending = ""
        if nth == -1:
            rank = "le dernier"
        elif nth == -2:
            rank = "l’avant-dernier"
        else:
            number = abs(nth)
            rank = f"le {self.ranks[number - 1] if 1 <= number <= 5 else f'{number}e'}"
            ending = "en partant de la fin" if nth < 0 else ""
        return " ".join(filter(None, (rank, name, ending)))


class English(Words):
    weekdays = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    months = (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    )
    numbers = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    ranks = ("first", "second", "third", "fourth", "fifth")

    every = {
        "day": ("every day", "every other day", "every {} days"),
        "week": ("every week", "every other week", "every {} weeks"),
        "month": ("every month", "every other month", "every {} months"),
        "year": ("every year", "every other year", "every {} years"),
    }
    every_other = "every other {}"
    every_day_but = "every day except {}"
    each_of = "every {}"
    each_weekday = "{}"
    one_weekday = "{}"
    on = "on {}"
    on_date = "{}"
    only = "only"
    and_ = "and"
    of_the_month = "of the month"
    of_each_month = "of each month"
    of_the_year = "of the year"
    in_months = "in {}"
    from_day_to = "from {} to {}"
    from_hour_to = "from {} to {}"
    at = "at {}"
    next_day = "the next day"
    days_later = "{} days later"
    lasting = "for {} days"
    long_sitting = "from {start} on {first} to {end} on {last}"
    open_sitting = "from {start} on {first} to {last}"
    until = "until {}"
    in_school_holidays = "during school holidays"
    on_public_holidays = "on public holidays"
    except_ = "except"

    def hour(self, moment: time) -> str:
        if moment == MIDNIGHT:
            return "midnight"
        if moment == NOON:
            return "noon"
        minutes = f":{moment:%M}" if moment.minute else ""
        half = "am" if moment.hour < 12 else "pm"
        return f"{moment.hour % 12 or 12}{minutes}{NO_BREAK_SPACE}{half}"

    def day_number(self, day: int) -> str:
        return str(day)

    def monthday(self, day: int) -> str:
        return f"the {self.ordinal(day)}" if day >= 0 else f"the {self.rank(day)} day"

    def date_of_year(self, month: int, day: int) -> str:
        if day < 0:
            return f"{self.monthday(day)} {self.of_month(month)}"
        return f"{day} {self.month(month)}"

    def of_month(self, month: int) -> str:
        return f"of {self.month(month)}"

    def months_from_to(self, first: int, last: int) -> str:
        return f"from {self.month(first)} to {self.month(last)}"

    def nth_weekdays(self, weekdays: Sequence[tuple[int, int]]) -> str:
        """“the first and third Tuesday”, “the first Monday and the last Friday”."""
        numbers = {number for number, _nth in weekdays}
        if len(numbers) == 1:
            ranks = self.joined(self.rank(nth) for _number, nth in weekdays)
            return f"the {ranks} {self.weekdays[numbers.pop()]}"
        return self.joined(f"the {self.rank(nth)} {self.weekdays[day]}" for day, nth in weekdays)

    def rank(self, nth: int) -> str:
        if nth == -1:
            return "last"
        number = abs(nth)
        name = self.ranks[number - 1] if 1 <= number <= 5 else self.ordinal(number)
        return f"{name}-to-last" if nth < 0 else name

    def ordinal(self, number: int) -> str:
        is_teen = 10 < number % 100 < 20
        ending = "th" if is_teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{ending}"


WORDS: dict[Language, Words] = {"fr": French(), "en": English()}
