"""The laws that every feed keeps, whatever it holds: one sentence an offence.

It reads the bytes with nothing but RFC 5545's grammar, so that no library forgives what some
calendar application would not.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

MOST_BYTES = 900_000
MOST_ENTRIES = 1000
MOST_EXDATES = 60
LONGEST_DESCRIPTION = 400
FORBIDDEN = {"RDATE", "EXRULE", "RECURRENCE-ID", "ORGANIZER", "ATTENDEE", "DURATION"}
COMPONENTS = {"VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VEVENT"}
ONCE = {
    "VCALENDAR": {
        *("VERSION", "PRODID", "CALSCALE", "METHOD", "LAST-MODIFIED", "NAME", "DESCRIPTION"),
        *("X-WR-CALNAME", "X-WR-CALDESC", "X-WR-TIMEZONE", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"),
        *("SOURCE", "URL"),
    },
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"},
    "DAYLIGHT": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME", "RRULE"},
    "VEVENT": {
        *("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "STATUS", "TRANSP", "CLASS"),
        *("SUMMARY", "DESCRIPTION", "URL"),
    },
}
AT_MOST_ONCE = {"DTEND", "RRULE", "CREATED", "LOCATION", "GEO", "CATEGORIES", "CONTACT"}
FIXED = {
    "VERSION": r"2\.0",
    "CALSCALE": "GREGORIAN",
    "METHOD": "PUBLISH",
    "REFRESH-INTERVAL": "PT4H",
    "X-PUBLISHED-TTL": "PT4H",
    "DTSTAMP": r"\d{8}T\d{6}Z",
    "LAST-MODIFIED": r"\d{8}T\d{6}Z",
    "CREATED": r"\d{8}T\d{6}Z",
    "SEQUENCE": r"\d+",
    "STATUS": "CONFIRMED|CANCELLED",
    "TRANSP": "TRANSPARENT",
    "CLASS": "PUBLIC",
    "GEO": r"-?\d{1,2}\.\d{5};-?\d{1,3}\.\d{5}",
    "URL": r"https?://[!-~]+",
    "SOURCE": r"https?://[!-~]+",
    "LOCATION": ".+",
    "CATEGORIES": ".+",
    "CONTACT": ".+",
    "SUMMARY": ".+",
    "UID": "[!-~]+",
}


class Line(NamedTuple):
    """One property: its name, its parameters as written, its value."""

    name: str
    parameters: str
    value: str


class Component(NamedTuple):
    """What stands between a BEGIN and its END, without the components inside it."""

    name: str
    lines: list[Line]

    def named(self, name: str) -> list[Line]:
        return [line for line in self.lines if line.name == name]

    def first(self, name: str) -> Line:
        return next(iter(self.named(name)), Line(name, "", ""))


def offences(text: str, host: str, *, has_alarms: bool = False) -> Iterator[str]:
    """What is wrong with a feed whose UIDs must end with `host`; few ask for reminders."""
    yield from _wrong_bytes(text)
    components = list(_components(text))
    counts = Counter(component.name for component in components)
    if counts["VCALENDAR"] != 1 or components[0].name != "VCALENDAR":
        yield "not one calendar"
    if counts["VEVENT"] > MOST_ENTRIES:
        yield "too many entries"
    zones: set[str] = set()
    uids: set[str] = set()
    for component in components:
        if component.name != "VALARM" or not has_alarms:
            yield from _wrong_properties(component)
        if component.name == "VCALENDAR":
            yield from _wrong_calendar(component)
        elif component.name == "VTIMEZONE":
            zones.add(component.first("TZID").value)
        elif component.name == "VEVENT":
            yield from _wrong_event(component, zones)
            uid = component.first("UID").value
            if uid in uids or not uid.endswith(f"@{host}"):
                yield f"UID {uid}"
            uids.add(uid)


def _wrong_bytes(text: str) -> Iterator[str]:
    if len(text.encode()) > MOST_BYTES:
        yield "too large"
    lines = text.split("\r\n")
    if lines.pop() != "":
        yield "no CRLF at the end"
    for line in lines:
        if len(line.encode()) > 75:
            yield f"more than 75 octets: {line}"
        if any(unicodedata.category(character) in ("Cc", "Zl", "Zp") for character in line):
            yield f"a control character: {line!r}"
    if not unicodedata.is_normalized("NFC", text.replace("\r\n ", "")):
        yield "not in NFC"


def _components(text: str) -> Iterator[Component]:
    """The components in the order of their BEGIN; the nesting is checked on the way."""
    found, open_ones = [], []
    for line in text.replace("\r\n ", "").split("\r\n")[:-1]:
        name, parameters, value = re.fullmatch(
            r'([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^";:,]*))*):(.*)', line
        ).groups()
        if name == "BEGIN":
            open_ones.append(Component(value, []))
            found.append(open_ones[-1])
        elif name == "END":
            assert open_ones.pop().name == value
        else:
            open_ones[-1].lines.append(Line(name, parameters, value))
    assert not open_ones
    return iter(found)


def _wrong_properties(component: Component) -> Iterator[str]:
    if component.name not in COMPONENTS:
        yield f"{component.name} in a feed"
    counts = Counter(line.name for line in component.lines)
    if component.name == "VCALENDAR" and counts["UID"]:
        yield "a UID of the calendar, which vdirsyncer takes for that of each event"
    for name in ONCE.get(component.name, ()):
        if counts[name] != 1:
            yield f"{counts[name]} {name} in a {component.name}"
    for name, count in counts.items():
        if name in FORBIDDEN:
            yield f"{name} in a {component.name}"
        if name in AT_MOST_ONCE and count > 1:
            yield f"{count} {name} in a {component.name}"
    for line in component.lines:
        if line.name in FIXED and not re.fullmatch(FIXED[line.name], line.value):
            yield f"{line.name}:{line.value}"


def _wrong_calendar(calendar: Component) -> Iterator[str]:
    for name, other in (("NAME", "X-WR-CALNAME"), ("DESCRIPTION", "X-WR-CALDESC")):
        if calendar.first(name).value != calendar.first(other).value:
            yield f"{name} is not {other}"
    if calendar.first("REFRESH-INTERVAL").parameters != ";VALUE=DURATION":
        yield "REFRESH-INTERVAL is no duration"


def _wrong_event(event: Component, zones: set[str]) -> Iterator[str]:
    start, end = event.first("DTSTART"), event.first("DTEND")
    if event.first("DTSTAMP").value != event.first("LAST-MODIFIED").value:
        yield "DTSTAMP is not LAST-MODIFIED"
    is_day = start.parameters == ";VALUE=DATE"
    form = r"\d{8}" if is_day else r"\d{8}T\d{6}"
    zone = start.parameters.removeprefix(";TZID=")
    if not start.parameters and not event.named("RRULE"):
        form += "Z"  # an hour that comes twice
    elif not is_day and zone not in zones:
        yield f"no VTIMEZONE before {start.parameters or start.value}"
    for line in event.lines:
        if line.name in ("DTSTART", "DTEND", "EXDATE"):
            if line.parameters != start.parameters:
                yield f"{line.name}{line.parameters} after DTSTART{start.parameters}"
            if not re.fullmatch(form, line.value):
                yield f"{line.name}:{line.value}"
    if end.value and end.value <= start.value:
        yield f"DTEND:{end.value} after DTSTART:{start.value}"
    description = re.sub(r"\\(.)", r"\1", event.first("DESCRIPTION").value)
    if len(description) > LONGEST_DESCRIPTION:
        yield f"DESCRIPTION of {len(description)} characters"
    yield from _wrong_rule(event, is_day, zone, zones)


def _wrong_rule(event: Component, is_day: bool, zone: str, zones: set[str]) -> Iterator[str]:
    exdates, rules = event.named("EXDATE"), event.named("RRULE")
    if len(exdates) > MOST_EXDATES:
        yield f"{len(exdates)} EXDATE"
    if exdates and not rules:
        yield "EXDATE without RRULE"
    for rule in rules:
        parts = dict(part.split("=") for part in rule.value.split(";"))
        if not set(parts) <= {"FREQ", "INTERVAL", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH"}:
            yield f"RRULE:{rule.value}"
        until = parts.get("UNTIL", "")
        if not re.fullmatch(r"\d{8}" if is_day else r"\d{8}T\d{6}Z", until):
            yield f"UNTIL={until}"
        elif zone in zones:
            end = datetime.strptime(until, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            if end.astimezone(ZoneInfo(zone)).strftime("%H%M%S") != "235959":
                yield f"UNTIL={until} is not the end of a day"
