"""Writes iCalendar (RFC 5545, RFC 7986): content lines, time zones, the calendar around them.

Pure: it knows no Django and no room. Text goes in as text and comes out as text with CRLF;
the components between header and footer are joined as they are, so that a feed is made of
stored pieces.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from icalendar.parser import Contentline
from icalendar.prop import vDuration

CRLF = "\r\n"
PRODID = "-//Mosaique//Agenda 1//FR"
REFRESH = vDuration(timedelta(hours=4)).to_ical().decode()
LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})

# The rules of each zone since its last change, as RRULEs: Outlook and ical.js misread the dates
# that libraries list instead.
EUROPEAN_ZONES = {"Europe/Paris": ("CET", "CEST", "+0100", "+0200")}
FIXED_ZONES = {
    "America/Cayenne": ("-03", "-0300"),
    "America/Guadeloupe": ("AST", "-0400"),
    "America/Martinique": ("AST", "-0400"),
    "Indian/Mayotte": ("EAT", "+0300"),
    "Indian/Reunion": ("+04", "+0400"),
    "Pacific/Noumea": ("+11", "+1100"),
    "Pacific/Tahiti": ("-10", "-1000"),
}
TIMEZONES = (*EUROPEAN_ZONES, *FIXED_ZONES)


def clean(text: str) -> str:
    """`text` in NFC and without control characters, which break parsers; line ends stay."""
    text = LINE_ENDS.sub("\n", text)
    kept = "".join(c for c in text if c == "\n" or unicodedata.category(c) != "Cc")
    return unicodedata.normalize("NFC", kept)


def escape(text: str) -> str:
    """`text` as the value of a TEXT property; icalendar's own would break a line at `\\N`."""
    return clean(text).translate(ESCAPES)


def fold(line: str) -> str:
    """A content line of at most 75 octets a line, cut between characters, with its CRLF."""
    if line.isascii():  # octets are characters: no need to look at each
        if len(line) <= 75:
            return line + CRLF
        rest = (line[start : start + 74] for start in range(75, len(line), 74))
        return f"{CRLF} ".join((line[:75], *rest)) + CRLF
    return Contentline(line).to_ical().decode() + CRLF


@lru_cache(maxsize=4096)
def text_line(name: str, text: str) -> str:
    """A folded content line whose value is TEXT; the same title is told for date after date."""
    return fold(f"{name}:{escape(text)}")


def utc_stamp(moment: datetime) -> str:
    """An instant as a UTC DATE-TIME value."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def moment_line(name: str, local: datetime, timezone: str, is_all_day: bool) -> str:
    """A DTSTART, DTEND or EXDATE line: a DATE, or a local time with its zone."""
    if is_all_day:
        return f"{name};VALUE=DATE:{local:%Y%m%d}{CRLF}"
    return f"{name};TZID={timezone}:{local:%Y%m%dT%H%M%S}{CRLF}"


def until_value(last_day: date, timezone_end: datetime, is_all_day: bool) -> str:
    """The UNTIL of a rule: the last day, or the instant at which it ends locally."""
    return f"{last_day:%Y%m%d}" if is_all_day else utc_stamp(timezone_end)


def vtimezone(name: str) -> str:
    """The VTIMEZONE of one of TIMEZONES."""
    if name in EUROPEAN_ZONES:
        standard, daylight, winter, summer = EUROPEAN_ZONES[name]
        observances = [
            _observance("DAYLIGHT", "19810329T020000", winter, summer, daylight, "3"),
            _observance("STANDARD", "19961027T030000", summer, winter, standard, "10"),
        ]
    else:
        abbreviation, offset = FIXED_ZONES[name]
        observances = [_observance("STANDARD", "19700101T000000", offset, offset, abbreviation, "")]
    return _component("VTIMEZONE", [f"TZID:{name}{CRLF}", *observances])


def _observance(kind: str, start: str, before: str, after: str, name: str, month: str) -> str:
    lines = [f"DTSTART:{start}", f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}", f"TZNAME:{name}"]
    if month:
        lines.insert(1, f"RRULE:FREQ=YEARLY;BYMONTH={month};BYDAY=-1SU")
    return _component(kind, [line + CRLF for line in lines])


def _component(name: str, lines: Iterable[str]) -> str:
    return f"BEGIN:{name}{CRLF}{''.join(lines)}END:{name}{CRLF}"


@dataclass(frozen=True)
class Calendar:
    """What a feed says of itself; `url` is its own address, `page_url` the page for people."""

    name: str
    description: str
    url: str
    page_url: str
    updated_at: datetime
    timezone: str = "Europe/Paris"

    def header(self) -> str:
        """Everything before the first event.

        No UID: vdirsyncer takes that of a calendar for the one of each event and keeps only one.
        """
        lines = [
            f"VERSION:2.0{CRLF}",
            f"PRODID:{PRODID}{CRLF}",
            f"CALSCALE:GREGORIAN{CRLF}",
            f"METHOD:PUBLISH{CRLF}",
            f"LAST-MODIFIED:{utc_stamp(self.updated_at)}{CRLF}",
            text_line("NAME", self.name),
            text_line("X-WR-CALNAME", self.name),
            text_line("DESCRIPTION", self.description),
            text_line("X-WR-CALDESC", self.description),
            f"X-WR-TIMEZONE:{self.timezone}{CRLF}",
            f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}{CRLF}",
            f"X-PUBLISHED-TTL:{REFRESH}{CRLF}",
            fold(f"SOURCE;VALUE=URI:{self.url}"),
            fold(f"URL:{self.page_url}"),
        ]
        return f"BEGIN:VCALENDAR{CRLF}" + "".join(lines)

    def text(self, vevents: Iterable[str], timezones: Iterable[str]) -> str:
        """The whole calendar, around events that are already written."""
        zones = "".join(vtimezone(name) for name in timezones)
        return f"{self.header()}{zones}{''.join(vevents)}END:VCALENDAR{CRLF}"


def webcal(url: str) -> str:
    """The address that the device's own calendar opens."""
    return f"webcal://{url.partition('://')[2]}"


def vevent(lines: Iterable[str]) -> str:
    """An event around its content lines."""
    return _component("VEVENT", lines)


def valarm(text: str, minutes: int) -> str:
    """A reminder shown so many minutes before its event begins."""
    lines = [
        f"ACTION:DISPLAY{CRLF}",
        text_line("DESCRIPTION", text),
        f"TRIGGER:-PT{minutes}M{CRLF}",
    ]
    return _component("VALARM", lines)
