"""The lines of an iCalendar file, however badly it was written; what is wrong is said by number.

Pure. Each component is read for itself, so that a bad one harms no other; what stands in a
VTIMEZONE is looked at and never computed, since its rules could take for ever.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from icalendar.parser import Contentline

from cms.ical import clean
from events.imports.announced import Remark
from events.imports.reasons import Reason, RefusedError

FIRST_WORDS = re.compile(r"^([A-Za-z][A-Za-z0-9-]*)(?=[;:])")
KNOWN_NAMES = frozenset(
    """
    BEGIN END VERSION PRODID CALSCALE METHOD NAME SOURCE COLOR REFRESH-INTERVAL
    TZID TZNAME TZURL TZUNTIL TZOFFSETFROM TZOFFSETTO
    DTSTART DTEND DTSTAMP DUE DURATION RRULE RDATE EXDATE EXRULE RECURRENCE-ID
    UID SUMMARY DESCRIPTION LOCATION GEO URL CATEGORIES STATUS CLASS TRANSP PRIORITY SEQUENCE
    CREATED LAST-MODIFIED COMPLETED PERCENT-COMPLETE ORGANIZER CONTACT ATTENDEE ATTACH IMAGE
    COMMENT RESOURCES RELATED-TO REQUEST-STATUS CONFERENCE FREEBUSY
    ACTION TRIGGER REPEAT ACKNOWLEDGED STYLED-DESCRIPTION STRUCTURED-DATA LOCATION-TYPE
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True)
class Line:
    """One content line: `DTSTART;TZID=Europe/Paris:20261205T140000`."""

    number: int
    name: str
    params: dict[str, str]
    value: str


@dataclass
class Component:
    """What stands between a BEGIN and its END; parts of it (alarms…) are left out."""

    name: str
    number: int
    lines: list[Line] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)
    is_closed: bool = False

    def all(self, name: str) -> list[Line]:
        return [line for line in self.lines if line.name == name]

    def first(self, name: str) -> Line | None:
        return next(iter(self.all(name)), None)

    def text(self, name: str) -> str:
        """The value of the first such line, or nothing."""
        line = self.first(name)
        return line.value.strip() if line else ""


@dataclass
class CalendarFile:
    """The events and time zones of a file, what was wrong, whether it came to its end."""

    events: list[Component] = field(default_factory=list)
    zones: list[Component] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    is_complete: bool = False


def decoded(content: bytes) -> tuple[str, bool]:
    """The text, and whether it was UTF-8 as it should be."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, "replace"), False
    try:
        return content.decode("utf-8-sig"), True
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), False


def read_lines(content: bytes) -> CalendarFile:
    """The components of a file; raises RefusedError for what is no calendar at all."""
    text, is_utf8 = decoded(content)
    if not re.match(r"\s*BEGIN:VCALENDAR", text, re.IGNORECASE):
        is_page = re.match(r"\s*<", text)
        raise RefusedError(Reason.WEB_PAGE if is_page else Reason.NOT_A_CALENDAR)
    file = CalendarFile()
    if not is_utf8:
        file.remarks.append(Remark(Reason.NOT_UTF8))
    open_components: list[Component] = []
    for number, raw in _unfolded(text, file.remarks):
        line = _content_line(number, raw, file.remarks)
        if line is not None:
            _take(line, open_components, file)
    for component in open_components:
        if component.name == "VEVENT":
            file.events.append(component)  # cut short: its reader says so
    return file


def _unfolded(text: str, remarks: list[Remark]) -> Iterator[tuple[int, str]]:
    """Whole lines with the number of their first; one that is folded badly joins the one before."""
    number, current = 0, ""
    for position, raw in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if not raw.strip():
            continue
        if raw[0] in " \t" and current:
            current += raw[1:]
        elif current and not _is_property(raw):
            remarks.append(Remark(Reason.BAD_FOLDING, position))
            current += "\\n" + raw
        else:
            if current:
                yield number, current
            number, current = position, raw
    if current:
        yield number, current


def _is_property(raw: str) -> bool:
    found = FIRST_WORDS.match(raw.lstrip("\ufeff"))
    name = found.group(1).upper() if found else ""
    return name in KNOWN_NAMES or name.startswith("X-")


def _content_line(number: int, raw: str, remarks: list[Remark]) -> Line | None:
    try:
        name, params, value = Contentline(raw).parts()
    except ValueError:
        remarks.append(Remark(Reason.LINE_UNREADABLE, number, details={"text": raw[:60]}))
        return None
    plain = {key.upper(): value for key, value in params.items() if isinstance(value, str)}
    return Line(number, name.upper(), plain, clean(value))


def _take(line: Line, stack: list[Component], file: CalendarFile) -> None:
    name = line.value.strip().upper()
    if line.name == "BEGIN":
        if name == "VEVENT":
            while stack and stack[-1].name != "VCALENDAR":
                _lay_down(stack.pop(), stack, file)  # the one before was never closed
        stack.append(Component(name, line.number))
    elif line.name == "END":
        if name in (component.name for component in stack):
            while stack[-1].name != name:
                _lay_down(stack.pop(), stack, file)
            component = stack.pop()
            component.is_closed = True
            _lay_down(component, stack, file)
    elif stack:
        stack[-1].lines.append(line)


def _lay_down(component: Component, stack: list[Component], file: CalendarFile) -> None:
    """Put a component that came to its end where it belongs."""
    if component.name == "VCALENDAR":
        file.is_complete = True
    elif component.name == "VEVENT":
        file.events.append(component)
    elif component.name == "VTIMEZONE":
        file.zones.append(component)
        file.remarks += _zone_defects(component)
    elif stack:
        stack[-1].parts.append(component)


def _zone_defects(zone: Component) -> Iterator[Remark]:
    for part in zone.parts:
        names = part.all("TZNAME")
        if len({line.params.get("LANGUAGE") for line in names}) < len(names):
            yield Remark(
                Reason.TWO_ZONE_NAMES,
                names[1].number,
                details={
                    "zone": zone.text("TZID"),
                    "part": part.name,
                    "names": ", ".join(line.value for line in names),
                },
            )
