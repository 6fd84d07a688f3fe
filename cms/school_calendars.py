"""The ministry's school calendar as an iCalendar file, read in spite of what is wrong with it.

Line by line rather than by a strict parser, which refuses the official files. What is wrong is
survived, and named with its line. Pure: it knows no Django.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

DAY = timedelta(days=1)
PROPERTY = re.compile(r"([A-Za-z0-9-]+)((?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):(.*)")
NOT_REPEATED = ("TZNAME", "DTSTART", "DTEND", "SUMMARY", "LOCATION")
ESCAPED = re.compile(r"\\(.)")


class Defect(NamedTuple):
    """What is wrong with a line of a file, and what was made of it."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.text}"


class Period(NamedTuple):
    """Days without school; both are holidays."""

    name: str
    starts_on: date
    ends_on: date


class Value(NamedTuple):
    """The value of a property and the line that it stands on."""

    text: str
    line: int


@dataclass
class Block:
    """What stands between a BEGIN and its END."""

    kind: str
    line: int
    values: dict[str, Value] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return ESCAPED.sub(r"\1", self.values[name].text).strip() if name in self.values else ""


@dataclass
class SchoolCalendar:
    """The periods of a file, first to last, and its defects, from top to bottom."""

    periods: list[Period]
    defects: list[Defect]


def read_school_calendar(text: str, zone: str) -> SchoolCalendar:
    """What a file says of one zone; an event within another one adds nothing and is left out."""
    defects: list[Defect] = []
    periods = [
        period
        for block in _blocks(text, defects)
        if block.kind == "VEVENT"
        if (period := _period(block, zone, defects))
    ]
    longest = [one for one in periods if not any(_is_within(one, other) for other in periods)]
    return SchoolCalendar(
        sorted(dict.fromkeys(longest), key=lambda period: period.starts_on), sorted(defects)
    )


def _is_within(period: Period, other: Period) -> bool:
    """Whether another, longer period holds all its days: the teachers' return, in summer."""
    lengths = (period.ends_on - period.starts_on, other.ends_on - other.starts_on)
    is_inside = other.starts_on <= period.starts_on and period.ends_on <= other.ends_on
    return is_inside and lengths[0] < lengths[1]


def _lines(text: str) -> Iterator[Value]:
    """The lines with their numbers; those that are folded, as one."""
    whole: Value | None = None
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if whole and line[:1] in (" ", "\t") and line.strip():
            whole = Value(whole.text + line[1:], whole.line)
            continue
        if whole:
            yield whole
        whole = Value(line, number) if line.strip() else None
    if whole:
        yield whole


def _blocks(text: str, defects: list[Defect]) -> Iterator[Block]:
    """The blocks of a file as they end; what stands in no block is not looked at."""
    is_open: list[Block] = []
    for line in _lines(text):
        match = PROPERTY.fullmatch(line.text)
        if not match:
            defects.append(Defect(line.line, f"“{line.text[:40]}” is no property: left out"))
            continue
        name, value = match[1].upper(), match[3]
        if name == "BEGIN":
            is_open.append(Block(value.upper(), line.line))
        elif name == "END":
            kinds = [block.kind for block in is_open]
            if value.upper() not in kinds:
                defects.append(Defect(line.line, f"{value} ends and never began"))
                continue
            while (block := is_open.pop()).kind != value.upper():
                defects.append(Defect(block.line, f"{block.kind} never ends: left out"))
            yield block
        elif is_open:
            _keep(is_open[-1], name, Value(value, line.line), defects)
    defects += [Defect(block.line, f"{block.kind} never ends: left out") for block in is_open]


def _keep(block: Block, name: str, value: Value, defects: list[Defect]) -> None:
    """Keep the first of each property."""
    if name in block.values and name in NOT_REPEATED:
        first = block.values[name]
        defects.append(
            Defect(
                value.line,
                f"{block.kind} has a second {name}, {value.text}: the first one is kept, "
                f"{first.text}",
            )
        )
    block.values.setdefault(name, value)


def _period(block: Block, zone: str, defects: list[Defect]) -> Period | None:
    """The days of an event; none, and a defect, where it has none that make sense."""
    try:
        return _days_off(block, zone, defects)
    except _LeftOutError as error:
        defects.append(Defect(error.line, f"“{block.text('SUMMARY')}” {error}: left out"))
    return None


class _LeftOutError(Exception):
    """Why an event is not taken, and the line that says so."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


def _days_off(block: Block, zone: str, defects: list[Defect]) -> Period:
    name, place = block.text("SUMMARY"), block.text("LOCATION")
    if place.startswith("Zone ") and place != f"Zone {zone}":
        raise _LeftOutError(f"is of {place}", block.line)
    if not name:
        raise _LeftOutError("has no name", block.line)
    if "DTSTART" not in block.values:
        raise _LeftOutError("does not say when it begins", block.line)
    first = _day(block.values["DTSTART"])
    if "DTEND" not in block.values:
        return Period(name, first, first)
    end, line = _day(block.values["DTEND"]), block.values["DTEND"].line
    if end < first:
        raise _LeftOutError(f"ends on {end}, before it begins, {first}", line)
    if end == first:
        text = f"“{name}” ends on {end}, the day on which it begins: taken for that one day"
        defects.append(Defect(line, text))
    return Period(name, first, max(first, end - DAY))


def _day(value: Value) -> date:
    try:
        return datetime.strptime(value.text, "%Y%m%d").date()  # noqa: DTZ007 -- a day has no zone
    except ValueError as error:
        raise _LeftOutError(f"has no whole day in “{value.text[:20]}”", value.line) from error
