"""What each language has of its own: names, phrases with gaps, and a few rules of grammar."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from datetime import date, time
from itertools import groupby, zip_longest
from typing import Literal

from events.recurrences import MIDNIGHT

Language = Literal["fr", "en"]
Unit = Literal["day", "week", "month", "year"]

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
NOON = time(12)


def joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def circular_run(numbers: Sequence[int], size: int) -> tuple[int, int] | None:
    """The first and the last of three or more that follow one another round a week or a year."""
    firsts = [number for number in numbers if (number - 1) % size not in numbers]
    if len(numbers) < 3 or len(firsts) != 1:
        return None
    return firsts[0], (firsts[0] + len(numbers) - 1) % size


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
    on_dates: str
    so_many_dates: str
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
        if run := circular_run(weekdays, 7):
            return self.weekdays_from_to(*run)
        return self.on.format(
            self.joined(self.one_weekday.format(self.weekdays[day]) for day in weekdays)
        )

    def monthdays(self, days: Iterable[int]) -> str:
        return self.joined(map(self.monthday, days))

    def only_in_months(self, months: Sequence[int]) -> str:
        if run := circular_run([month - 1 for month in months], 12):
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

    def dates(self, days: Sequence[date]) -> str:
        """Days in order, by months; a year is said once, with the last of its months."""
        months = [list(group) for _month, group in groupby(days, lambda day: day.replace(day=1))]
        said = []
        for group, following in zip_longest(months, months[1:]):
            last = group[-1]
            with_year = following is None or following[0].year != last.year
            numbers = [self.day_number(day.day) for day in group[:-1]]
            phrase = self.on_dates if numbers else self.on_date
            said.append(phrase.format(self.joined([*numbers, self.day(last, with_year=with_year)])))
        return self.joined(said)

    def holidays(self, skips_public_holidays: bool, school_holidays: str) -> str:
        left_out = [self.in_school_holidays] if school_holidays == "never" else []
        left_out += [self.on_public_holidays] if skips_public_holidays else []
        only = f"{self.only} {self.in_school_holidays}" if school_holidays == "only" else ""
        without = f"{self.except_} {self.joined(left_out)}" if left_out else ""
        return joined(only, without)


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
    on_dates = "les {}"
    so_many_dates = "{} dates {}"
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
    on_dates = "{}"
    so_many_dates = "{} dates {}"
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
