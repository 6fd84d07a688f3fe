"""Closing dates as calendar entries (RFC 5545). Pure: knows neither pages nor the clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from cms.ical import CRLF, fold, text_line, utc_stamp, vevent

# Sequence numbers count the seconds from here: they grow with each publication, and nobody has to
# store them.
COUNTED_FROM = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class ClosingDate:
    """The end of an offer; `last_day` where it is a whole day, `closes_at` where a time of day."""

    uid: str
    changed_at: datetime
    title: str
    description: str
    place: str
    url: str
    closes_at: datetime
    last_day: date | None

    @property
    def sequence(self) -> int:
        """How recent this version is; below 2³¹ for 68 years, as calendars want it."""
        return int((self.changed_at - COUNTED_FROM).total_seconds())


def closing_vevent(closing: ClosingDate) -> str:
    """The entry of an offer: nobody is busy that day, and nothing rings."""
    return vevent(_lines(closing))


def _lines(closing: ClosingDate) -> Iterator[str]:
    yield fold(f"UID:{closing.uid}")
    yield f"DTSTAMP:{utc_stamp(closing.changed_at)}{CRLF}"
    yield f"LAST-MODIFIED:{utc_stamp(closing.changed_at)}{CRLF}"
    yield f"SEQUENCE:{closing.sequence}{CRLF}"
    if closing.last_day:
        yield f"DTSTART;VALUE=DATE:{closing.last_day:%Y%m%d}{CRLF}"
        yield f"DTEND;VALUE=DATE:{closing.last_day + timedelta(days=1):%Y%m%d}{CRLF}"
    else:  # in UTC: an hour that comes twice when the clock goes back is not told by its name
        yield f"DTSTART:{utc_stamp(closing.closes_at)}{CRLF}"
    yield text_line("SUMMARY", closing.title)
    yield text_line("DESCRIPTION", closing.description)
    if closing.place:
        yield text_line("LOCATION", closing.place)
    yield fold(f"URL:{closing.url}")
    yield f"TRANSP:TRANSPARENT{CRLF}"
    yield f"CLASS:PUBLIC{CRLF}"
