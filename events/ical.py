"""Maps events onto the iCalendar writer: which lines an entry has, and what they say."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.defaultfilters import truncatechars
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cms.ical import (
    CRLF,
    escape,
    fold,
    moment_line,
    text_line,
    until_value,
    utc_stamp,
    valarm,
)
from cms.renditions import FALLBACK_SPEC
from events.choices import OccurrenceStatus
from events.recurrences import DAY, MIDNIGHT, Schedule, Sitting, is_doubled, sitting_on, to_utc
from events.statuses import told_first

if TYPE_CHECKING:
    from events.models import EventFragment, EventPage, EventSeries, Occurrence

LONGEST_DESCRIPTION = 400
MOST_EXDATES = 60
LAST_SECOND = time(23, 59, 59)
PLACE_LINES = re.compile(r"^(?:LOCATION|GEO):.*\r\n(?: .*\r\n)*", re.MULTILINE)


def summary_prefix(status: str) -> str:
    """What a calendar shows in front of the title, since few show a status."""
    if status in ("", OccurrenceStatus.SCHEDULED):
        return ""
    return {
        OccurrenceStatus.CANCELLED: pgettext("before a title", "CANCELLED – "),
        OccurrenceStatus.MOVED: pgettext("before a title", "MOVED – "),
        OccurrenceStatus.FULL: pgettext("before a title", "FULL – "),
    }.get(status, "")


def fragment_content(page: "EventPage", text: "EventPage", language: str) -> dict[str, str]:
    """What is the same in every entry of an event, in one language.

    `page` has the facts (the main language), `text` the words in the language shown.
    """
    with translation.override(language):
        description = _description(page, text)
        return {
            "title": text.title,
            "museum_title": page.host.title,
            "description": description,
            "lines": text_line("DESCRIPTION", description) + "".join(_common_lines(page, text)),
            "html": _html(page, text),
            "image_url": image_url(page),
        }


def _description(page: "EventPage", text: "EventPage") -> str:
    price = _("Free of charge") if page.is_free else text.price
    details = [text.summary, price, text.booking]
    return truncatechars("\n".join(filter(None, details)), LONGEST_DESCRIPTION)


def _html(page: "EventPage", text: "EventPage") -> str:
    """The whole of it, with its links, for readers and the calendars that show HTML."""
    price = _("Free of charge") if page.is_free else text.price
    paragraphs = [(line,) for line in (text.summary, price, text.booking) if line]
    links = [(f"{settings.BASE_URL}{text.url}", _("All about this event"))]
    if page.booking_url:
        links.insert(0, (page.booking_url, _("Book")))
    return format_html_join("", "<p>{}</p>", paragraphs) + format_html_join(
        "", '<p><a href="{}">{}</a></p>', links
    )


def image_url(page: "EventPage") -> str:
    """The picture as every application shows it, a JPEG; empty where there is none."""
    if not page.image:
        return ""
    rendition = page.image.get_renditions(FALLBACK_SPEC)[FALLBACK_SPEC]
    return urljoin(settings.BASE_URL, rendition.url)


def _common_lines(page: "EventPage", text: "EventPage") -> Iterable[str]:
    host = page.host
    if page.first_published_at:
        yield f"CREATED:{utc_stamp(page.first_published_at)}{CRLF}"
    yield f"TRANSP:TRANSPARENT{CRLF}"
    yield f"CLASS:PUBLIC{CRLF}"
    if page.where:
        yield text_line("LOCATION", page.where)
    if host.latitude is not None and not page.place_name:
        yield f"GEO:{host.latitude:.5f};{host.longitude:.5f}{CRLF}"
    yield fold(f"URL:{settings.BASE_URL}{text.url}")
    terms = [page.event_type, *page.audiences.all()]
    categories = ",".join(escape(str(term)) for term in terms if term)
    if categories:
        yield fold(f"CATEGORIES:{categories}")
    if host.phone or host.email:
        contact = ", ".join(filter(None, (host.title, host.phone, host.email)))
        yield text_line("CONTACT", contact)


def series_timing(
    schedule: Schedule, rows: "Iterable[Occurrence]", horizon: date
) -> "tuple[str, list[Occurrence]] | None":
    """The lines that tell a schedule by its rule, and the rows that they tell.

    None where a rule would not tell calendars exactly those rows: then each is an entry of its
    own. A row that was cancelled, moved or is full is an EXDATE here and an entry of its own.
    """
    if schedule.rule is None:
        return None
    regular = {row.starts_on: row for row in rows if _is_regular(row, schedule)}
    if len(regular) < 2:
        return None
    first, last = min(regular), max(regular)
    rule = schedule.rule.for_calendars(schedule.start_date)
    if rule is None:
        return None
    days = list(rule.days(first, last))
    exdates = [day for day in days if day not in regular]
    if not set(days) >= set(regular) or len(exdates) > MOST_EXDATES:
        return None
    if not schedule.is_all_day and any(_is_unclear(schedule, day) for day in exdates):
        return None
    timing = "".join(_series_lines(schedule, rule.text(), first, last, exdates))
    return timing, [regular[day] for day in sorted(regular)]


def _is_regular(row: "Occurrence", schedule: Schedule) -> bool:
    """Whether the schedule, as it is today, says this row to the minute."""
    sitting = sitting_on(schedule, row.starts_on)
    return (
        row.status == OccurrenceStatus.SCHEDULED
        and not row.place
        and row.slot[:8] == f"{row.starts_on:%Y%m%d}"
        and row.is_all_day == sitting.is_all_day
        and row.has_end == sitting.has_end
        and (row.starts_at, row.ends_at) == (sitting.starts_at, sitting.ends_at)
        and row.local_start.replace(tzinfo=None) == sitting.start
        and row.local_end.replace(tzinfo=None) == sitting.end
        and (sitting.is_all_day or not _is_touched_by_a_clock_change(sitting))
    )


def _is_touched_by_a_clock_change(sitting: Sitting) -> bool:
    """Whether calendars would differ on what a rule means on that day.

    Some keep the length of a sitting, others the clock time of its end; of an hour that comes
    twice some take the first, others the second.
    """
    return (
        sitting.ends_at - sitting.starts_at != sitting.end - sitting.start
        or is_doubled(sitting.start, sitting.timezone)
        or is_doubled(sitting.end, sitting.timezone)
    )


def _is_unclear(schedule: Schedule, day: date) -> bool:
    """Whether the hour of this day is missing or comes twice: no exclusion names it for sure.

    libical and what is built on it do not find it, and are an hour late from that day on.
    """
    start = sitting_on(schedule, day).start
    zone = ZoneInfo(schedule.timezone)
    is_missing = to_utc(start, schedule.timezone).astimezone(zone).replace(tzinfo=None) != start
    return is_missing or is_doubled(start, schedule.timezone)


def _series_lines(
    schedule: Schedule, rule: str, first: date, last: date, exdates: list[date]
) -> Iterable[str]:
    yield from _period_lines(sitting_on(schedule, first).start, schedule, first)
    end_of_last = to_utc(datetime.combine(last, LAST_SECOND), schedule.timezone)
    yield fold(f"RRULE:{rule};UNTIL={until_value(last, end_of_last, schedule.is_all_day)}")
    for day in exdates:
        start = sitting_on(schedule, day).start
        yield moment_line("EXDATE", start, schedule.timezone, schedule.is_all_day)


def _period_lines(start: datetime, schedule: Schedule, day: date) -> Iterable[str]:
    sitting = sitting_on(schedule, day)
    yield moment_line("DTSTART", start, schedule.timezone, schedule.is_all_day)
    if sitting.has_end:
        yield moment_line("DTEND", sitting.end, schedule.timezone, schedule.is_all_day)


def _uid(event_key: object, *parts: str) -> str:
    return fold(f"UID:{'-'.join((str(event_key), *parts))}@{settings.CALENDAR_HOST}")


def _stamps(item: "Occurrence | EventSeries", fragment: "EventFragment") -> str:
    """DTSTAMP is the last change, never now, so that a feed's bytes only move with its content."""
    stamp = utc_stamp(max(item.updated_at, fragment.updated_at))
    sequence = item.sequence + fragment.sequence
    return f"DTSTAMP:{stamp}{CRLF}LAST-MODIFIED:{stamp}{CRLF}SEQUENCE:{sequence}{CRLF}"


@dataclass(frozen=True)
class Telling:
    """What differs from feed to feed in the entries of the same event."""

    with_museum: bool = False
    reminder: int = 0  # minutes before each date; none where 0
    is_rich: bool = False  # with HTML and the picture, which would make a long feed too heavy

    def title(self, item: "Occurrence | EventSeries", fragment: "EventFragment") -> str:
        """What calendars show on a day. The language is the active one."""
        museum = f" – {fragment.museum_title}" if self.with_museum else ""
        prefix = summary_prefix(getattr(item, "status", ""))
        if not prefix and getattr(item, "place", ""):
            prefix = pgettext("before a title", "ELSEWHERE – ")
        return f"{prefix}{fragment.title}{museum}"

    def alarm(self, title: str) -> str:
        return valarm(title, self.reminder) if self.reminder else ""

    def rich_lines(self, fragment: "EventFragment", note: str = "") -> str:
        if not self.is_rich:
            return ""
        html = format_html("<p><strong>{}</strong></p>", note) if note else ""
        lines = fold(f"X-ALT-DESC;FMTTYPE=text/html:{escape(html + fragment.html)}")
        if fragment.image_url:
            lines += fold(f"IMAGE;VALUE=URI;DISPLAY=BADGE;FMTTYPE=image/jpeg:{fragment.image_url}")
        return lines


def _words(fragment: "EventFragment", note: str = "", place: str = "") -> str:
    """The lines that people read below the title."""
    lines = fragment.lines
    if note:
        lines = lines.removeprefix(text_line("DESCRIPTION", fragment.description))
        description = truncatechars(f"{note}\n{fragment.description}", LONGEST_DESCRIPTION)
        lines = text_line("DESCRIPTION", description) + lines
    return PLACE_LINES.sub("", lines) + text_line("LOCATION", place) if place else lines


def title_line(
    item: "Occurrence | EventSeries", fragment: "EventFragment", telling: Telling
) -> str:
    """The SUMMARY of an entry, apart from its other lines: it differs from feed to feed."""
    return text_line("SUMMARY", telling.title(item, fragment))


def other_lines(
    item: "Occurrence | EventSeries", fragment: "EventFragment", telling: Telling
) -> str:
    """All that an entry says below its SUMMARY: a date by itself, or a whole series."""
    lines = _lines_of_date if hasattr(item, "slot") else _lines_of_series
    return "".join(lines(item, fragment, telling))


def _lines_of_series(
    series: "EventSeries", fragment: "EventFragment", telling: Telling
) -> Iterable[str]:
    yield _uid(series.event_key, series.schedule_uid)
    yield _stamps(series, fragment)
    yield series.timing
    yield f"STATUS:CONFIRMED{CRLF}"
    yield _words(fragment)
    yield telling.rich_lines(fragment)
    yield telling.alarm(telling.title(series, fragment))


def _lines_of_date(row: "Occurrence", fragment: "EventFragment", telling: Telling) -> Iterable[str]:
    """Nobody is reminded of a date that is cancelled."""
    note = told_first(row)
    yield _uid(row.event_key, row.schedule_uid, row.slot)
    yield _stamps(row, fragment)
    yield from _period_of(row)
    yield f"STATUS:{'CANCELLED' if row.is_cancelled else 'CONFIRMED'}{CRLF}"
    yield _words(fragment, note, row.place)
    yield telling.rich_lines(fragment, note)
    if not row.is_cancelled:
        yield telling.alarm(telling.title(row, fragment))


def _period_of(row: "Occurrence") -> Iterable[str]:
    """The DTSTART of one date, and its DTEND if that comes after, as RFC 5545 asks.

    In UTC where the clock changes between them or shows one of them twice: calendars differ on
    which hour is meant, and Evolution on how long it lasts.
    """
    start, end = row.local_start, row.local_end
    moments = {"DTSTART": start}
    if row.is_all_day:
        moments["DTEND"] = datetime.combine(row.ends_on + DAY, MIDNIGHT)
    elif row.has_end and row.ends_at > row.starts_at:
        moments["DTEND"] = end
    is_unclear = not row.is_all_day and (
        start.utcoffset() != end.utcoffset()
        or any(is_doubled(moment, row.timezone) for moment in moments.values())
    )
    for name, moment in moments.items():
        if is_unclear:
            yield f"{name}:{utc_stamp(moment)}{CRLF}"
        else:
            yield moment_line(name, moment, row.timezone, row.is_all_day)
