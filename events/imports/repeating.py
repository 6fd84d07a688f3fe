"""The rules by which a calendar's events repeat: checked first, then expanded, never for ever.

Pure. What the agenda's own rules can say comes back as one of them; the rest as its days.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from dateutil import rrule

from events.imports.reasons import Reason, RefusedError

MOST_EXPANDED = 20_000
LAST_YEAR = 2100
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
BELOW_A_DAY = ("HOURLY", "MINUTELY", "SECONDLY")
READ_PARTS = {
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "WKST",
    "BYDAY",
    "BYMONTHDAY",
    "BYMONTH",
    "BYSETPOS",
}
TIME_PARTS = {"BYHOUR": "hour", "BYMINUTE": "minute", "BYSECOND": "second"}
DAYS_OF_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
PART = re.compile(r"[A-Z]+=[A-Z0-9,+-]+")


class Repetition:
    """An RRULE whose form was checked; `first` is the local start of its event."""

    def __init__(self, text: str, first: datetime, timezone: str) -> None:
        self.parts = checked_parts(text, first)
        self.first = first
        self.last = self._until(timezone)

    def _until(self, timezone: str) -> datetime | None:
        """The local time after which no sitting begins; RFC 5545 gives it in UTC, or as a day."""
        value = self.parts.get("UNTIL", "")
        if not value or value[:4] > str(LAST_YEAR):
            self.parts.pop("UNTIL", None)  # some write the year 9999 for a rule without an end
            return None
        moment = moment_of(value)
        if not isinstance(moment, datetime):
            return datetime.combine(moment, time.max)
        if moment.tzinfo:
            moment = moment.astimezone(ZoneInfo(timezone)).replace(tzinfo=None)
        is_day = self.first.time() == time() and "T" in value
        return datetime.combine(moment.date(), time.max) if is_day else moment

    @property
    def is_endless(self) -> bool:
        return self.last is None and "COUNT" not in self.parts

    @property
    def is_ours(self) -> bool:
        """Whether nothing in it is beyond the agenda's own rules."""
        counts_weeks = self.parts["FREQ"] == "WEEKLY" and self.parts.get("INTERVAL", "1") != "1"
        is_other_week = counts_weeks and self.parts.get("WKST", "MO") != "MO"
        return "BYSETPOS" not in self.parts and not is_other_week

    def text(self, *names: str) -> str:
        """The rule with these parts only, or with all but its end."""
        wanted = names or tuple(READ_PARTS - {"UNTIL", "COUNT"})
        return ";".join(f"{name}={value}" for name, value in self.parts.items() if name in wanted)

    def starts(self, horizon: date) -> list[datetime]:
        """The local starts up to `horizon`, which cuts endless rules only."""
        last = self.last
        if last is None:
            day = horizon if self.is_endless else date(LAST_YEAR, 1, 1)
            last = datetime.combine(day, time.max)
        count = "" if self.last else self.parts.get("COUNT", "")
        text = self.text() + (f";COUNT={count}" if count else "")
        try:
            expanded: Iterator[datetime] = iter(rrule.rrulestr(text, dtstart=self.first))
            within = takewhile(lambda start: start <= last, expanded)
            found = list(islice(within, MOST_EXPANDED + 1))
        except (ValueError, TypeError, IndexError, OverflowError) as error:
            raise RefusedError(Reason.RULE_UNREADABLE, rule=self.text()) from error
        if len(found) > MOST_EXPANDED:
            raise RefusedError(Reason.TOO_MANY_DATES, count=MOST_EXPANDED)
        return found


def checked_parts(text: str, first: datetime) -> dict[str, str]:
    """The parts of a rule; raises RefusedError for one that is too frequent or cannot be read."""
    pieces = [piece for piece in text.strip().upper().split(";") if piece]
    if not pieces or not all(PART.fullmatch(piece) for piece in pieces):
        raise RefusedError(Reason.RULE_UNREADABLE, rule=text[:100])
    parts = dict(piece.split("=", 1) for piece in pieces)
    if parts.get("FREQ") in BELOW_A_DAY:
        raise RefusedError(Reason.TOO_OFTEN, frequency=parts["FREQ"])
    interval = parts.get("INTERVAL", "1")
    if interval.lstrip("+").strip("0") == "":
        raise RefusedError(Reason.INTERVAL_ZERO)
    for name, unit in TIME_PARTS.items():
        if parts.get(name) == str(getattr(first, unit)):
            del parts[name]  # it says the hour of the event once more
    readable = (
        parts.keys() <= READ_PARTS
        and parts.get("FREQ") in FREQUENCIES
        and re.fullmatch(r"\+?\d{1,3}", interval)
        and re.fullmatch(r"\d{0,6}", parts.get("COUNT", ""))
        and not (parts["FREQ"] in ("DAILY", "WEEKLY") and "BYSETPOS" in parts)
        and not (parts["FREQ"] == "DAILY" and re.search(r"\d", parts.get("BYDAY", "")))
    )
    if not readable:
        raise RefusedError(Reason.RULE_UNREADABLE, rule=text[:100])
    if not _is_possible(parts):
        raise RefusedError(Reason.RULE_NEVER, rule=text[:100])
    return parts


def _is_possible(parts: dict[str, str]) -> bool:
    """Whether some day fits: the 30th of February would be looked for until the year 9999."""
    try:
        days = [abs(int(day)) for day in parts.get("BYMONTHDAY", "1").split(",")]
        months = [int(month) for month in parts.get("BYMONTH", "1").split(",")]
    except ValueError as error:
        raise RefusedError(Reason.RULE_UNREADABLE, rule=str(parts)[:100]) from error
    lengths = [DAYS_OF_MONTH[month - 1] for month in months if 1 <= month <= 12]
    return bool(lengths) and any(1 <= day <= max(lengths) for day in days)


def moment_of(value: str) -> datetime | date:
    """A DATE or DATE-TIME value: a day, a local time without zone, or an instant in UTC.

    Raises RefusedError for anything else, and for years that no event takes place in.
    """
    found = re.fullmatch(r"(\d{8})(?:T(\d{4}(?:\d\d)?)(Z?))?", value.strip().upper())
    if not found:
        raise RefusedError(Reason.DATE_UNREADABLE, value=value[:40])
    day, clock, is_utc = found.groups()
    try:
        parsed = datetime.strptime(day + (clock or "").ljust(6, "0"), "%Y%m%d%H%M%S")  # noqa: DTZ007
    except ValueError as error:
        raise RefusedError(Reason.DATE_UNREADABLE, value=value[:40]) from error
    if not 1970 <= parsed.year <= LAST_YEAR:
        raise RefusedError(Reason.DATE_IMPLAUSIBLE, value=value[:40])
    if not clock:
        return parsed.date()
    return parsed.replace(tzinfo=UTC) if is_utc else parsed
