"""What the text of an offer says of its dates, read in French; knows no pages, no clock."""

import re
from dataclasses import dataclass
from datetime import date
from unicodedata import combining, normalize

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
)
DATE = re.compile(
    rf"(?:\b(?P<weekday>{'|'.join(WEEKDAYS)})\s+)?\b(?P<day>\d{{1,2}})"
    rf"(?:(?:er)?\s+(?P<name>{'|'.join(MONTHS)})\b(?:\s+(?P<year>\d{{4}}))?"
    r"|/(?P<number>\d{1,2})(?:/(?P<short>\d{4}|\d{2}))?\b)"
)
BEFORE = re.compile(r"\bavant\s+(?:le|ce|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b")
GENDERS = re.compile(r"\b[hf]\s*/\s*[hf]\b")
ASAP = re.compile(r"\bdes\s+que\s+possible\b|\bimmediatement\b|\bau\s+plus\s+vite\b")


@dataclass(frozen=True)
class NamedDate:
    """A date as a text names it, perhaps without its year or its day of the week (Monday is 0)."""

    said: str
    day: int
    month: int
    year: int | None
    weekday: int | None

    def means(self, day: date) -> bool:
        """Whether `day` may be the one that is named."""
        same_day = (self.day, self.month) == (day.day, day.month)
        return same_day and self.year in (None, day.year)

    def is_impossible_on(self, day: date) -> bool:
        """Whether the text gives `day` a day of the week that it does not fall on."""
        return self.weekday is not None and self.weekday != day.weekday()


def named_dates(text: str) -> list[NamedDate]:
    """Every date that a text names: « vendredi 14 mars », « 1er mai 2027 », « 14/11/2024 »."""
    plain = plain_letters(text)
    found = []
    for match in DATE.finditer(plain):
        month = MONTHS.index(match["name"]) + 1 if match["name"] else int(match["number"])
        year = match["year"] or match["short"]
        weekday = match["weekday"]
        if 1 <= month <= 12 and 1 <= int(match["day"]) <= 31:
            found.append(
                NamedDate(
                    said=" ".join(text[match.start() : match.end()].split()),
                    day=int(match["day"]),
                    month=month,
                    year=int(year) + (2000 if len(year) == 2 else 0) if year else None,
                    weekday=WEEKDAYS.index(weekday) if weekday else None,
                )
            )
    return found


def says_before(text: str) -> bool:
    """Whether the day named is no longer one of those left: « avant le 22 février »."""
    plain = plain_letters(text)
    return bool(BEFORE.search(plain)) and "inclus" not in plain


def says_as_soon_as_possible(text: str) -> bool:
    """Whether the job waits for nobody: « dès que possible »."""
    return bool(ASAP.search(plain_letters(text)))


def bare_title(title: str) -> str:
    """A title without what two people would write otherwise: case, accents, « (H/F) »."""
    return " ".join(re.findall(r"\w+", GENDERS.sub(" ", plain_letters(title))))


def plain_letters(text: str) -> str:
    """A text in small letters without accents, as many of them as before."""
    letters = (normalize("NFKD", letter) for letter in normalize("NFC", text))
    return "".join(
        next((part for part in letter if not combining(part)), " ").lower() for letter in letters
    )
