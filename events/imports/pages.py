"""Between what a calendar announces and a page: as values by field, which can be compared.

An exception has a key of its own ("exceptions 2026-12-05"), so that an editor's word on one date
and the calendar's on another both stand.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from wagtail.rich_text import RichText

from events.fields import parse_rule
from events.imports.announced import (
    MOST_LINE,
    MOST_SHORT,
    MOST_TITLE,
    Announced,
    Change,
    Timing,
)
from events.imports.merging import Values
from events.imports.stories import cut, without_keys
from events.models import (
    Audience,
    CalendarSource,
    EventPage,
    EventSchedule,
    EventType,
    OccurrenceException,
)
from museums.models import MuseumPage

PLAIN_FIELDS = (
    "title",
    "summary",
    "min_age",
    "max_age",
    "is_free",
    "price",
    "booking",
    "booking_url",
    "place_name",
    "place_address",
)
EXCEPTION = "exceptions "
CHANGED_FIELDS = ("kind", "new_date", "new_start_time", "new_end_time")
SCHEDULE_FIELDS = (
    "start_date",
    "start_time",
    "end_date",
    "end_time",
    "until_date",
    "timezone",
    "skip_public_holidays",
    "school_holidays",
)
PARSERS = {
    "date": date.fromisoformat,
    "start_date": date.fromisoformat,
    "end_date": date.fromisoformat,
    "until_date": date.fromisoformat,
    "new_date": date.fromisoformat,
    "start_time": time.fromisoformat,
    "end_time": time.fromisoformat,
    "new_start_time": time.fromisoformat,
    "new_end_time": time.fromisoformat,
}


def plain(text: str) -> str:
    """A name as it is compared: no accent, no capital, no sign.

    >>> plain("Musée de la Dentelle, Caen")
    'musee de la dentelle caen'
    """
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", bare))


class Announcer:
    """Turns what a calendar announces into the values of a page of its museum."""

    def __init__(self, source: CalendarSource) -> None:
        self.source = source
        self.types = _by_name(EventType.objects.all())
        self.audiences = _by_name(Audience.objects.all())

    def values(self, announced: Announced) -> dict[str, Any]:
        """What the page is to say, field by field, as JSON has it."""
        keywords = [plain(word) for word in announced.keywords]
        types = [self.types[word] for word in keywords if word in self.types]
        name, address = self._place(announced)
        price = announced.price or ("" if announced.is_free else self.source.price)
        values = {
            "title": cut(announced.title, MOST_TITLE),
            "summary": announced.summary,
            "body": announced.story,
            "schedules": [_announced_row(timing) for timing in announced.timings],
            "event_type": types[0] if types else self.source.event_type_id,
            "audiences": sorted({self.audiences[w] for w in keywords if w in self.audiences}),
            "min_age": announced.min_age,
            "max_age": announced.max_age,
            "is_free": announced.is_free,
            "price": cut(price, MOST_SHORT),
            "booking": cut(announced.booking, MOST_LINE),
            "booking_url": _web_address(announced.booking_url),
            "place_name": cut(name, MOST_SHORT),
            "place_address": cut(address, MOST_LINE),
            "is_cancelled": announced.is_cancelled,
        }
        return values | dict(_exceptions(announced))

    def _place(self, announced: Announced) -> tuple[str, str]:
        """Where it is, unless that is the museum itself."""
        museum = self.source.museum
        if is_at(museum, announced.place_name, announced.place_address):
            return "", ""
        return announced.place_name or announced.place_address, (
            announced.place_address if announced.place_name else ""
        )


def is_at(museum: MuseumPage, name: str, address: str) -> bool:
    """Whether a place is the museum: it bears its name, or stands in its street."""
    place = plain(f"{name} {address}")
    title, street = plain(museum.title), plain(museum.street)
    return not place or (bool(title) and title in place) or (bool(street) and street in place)


def _by_name(terms: Iterable[EventType | Audience]) -> dict[str, int]:
    return {plain(name): term.pk for term in terms for name in term.names()}


def _web_address(url: str) -> str:
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError:
        return ""
    return url if len(url) <= MOST_SHORT else ""


def _text(value: Any) -> Any:
    """A day or a time as JSON has it."""
    return value.isoformat() if isinstance(value, date | time) else value


def _announced_row(timing: Timing) -> dict[str, Any]:
    """The schedule that says `timing`."""
    return {
        "start_date": _text(timing.start_date),
        "start_time": _text(timing.start_time),
        "end_date": _text(timing.end_date),
        "end_time": _text(timing.end_time),
        "until_date": _text(timing.until_date),
        "timezone": timing.timezone,
        "skip_public_holidays": False,
        "school_holidays": "any",
        "rule": timing.rule.text() if timing.rule else "",
        "other_dates": [_text(day) for day in timing.other_dates],
    }


def _exceptions(announced: Announced) -> Iterator[tuple[str, dict[str, Any]]]:
    """The changes of single dates; the time is said where a day has several sittings."""
    days = [day for timing in announced.timings for day in (timing.start_date, *timing.other_dates)]
    for change in announced.changes:
        needs_time = len(announced.timings) > 1 or days.count(change.day) > 1
        yield _exception_key(change.day, change.at if needs_time else None), _change(change)


def _exception_key(day: date, at: time | None) -> str:
    return f"{EXCEPTION}{day.isoformat()}" + (f" {at.isoformat()}" if at else "")


def _change(change: Change | OccurrenceException) -> dict[str, Any]:
    return {name: _text(getattr(change, name)) for name in CHANGED_FIELDS}


def page_values(page: EventPage) -> dict[str, Any]:
    """What a page says now, in the same form."""
    values = {name: getattr(page, name) for name in PLAIN_FIELDS} | {
        "body": _body(page),
        "schedules": [_row(schedule) for schedule in page.schedules.all()],
        "event_type": page.event_type_id,
        "audiences": sorted(audience.pk for audience in page.audiences.all()),
        "is_cancelled": page.is_cancelled,
    }
    exceptions = page.exceptions.all()
    return values | {_exception_key(e.date, e.time): _change(e) for e in exceptions}


def _body(page: EventPage) -> str:
    """The one paragraph that an import writes; anything else as JSON, which no import says."""
    blocks = list(page.body)
    if not blocks:
        return ""
    if len(blocks) == 1 and blocks[0].block_type == "paragraph":
        return without_keys(blocks[0].value.source)
    return without_keys(json.dumps(page.body.get_prep_value(), sort_keys=True))


def _row(schedule: EventSchedule) -> dict[str, Any]:
    row = {name: _text(getattr(schedule, name)) for name in SCHEDULE_FIELDS}
    rule = parse_rule(schedule.recurrence)
    return row | {
        "rule": rule.text() if rule else "",
        "other_dates": list(schedule.other_dates),
    }


def write(page: EventPage, changes: Values) -> None:
    """Put changed values on a page; it is not saved."""
    for name, value in changes.items():
        if name.startswith(EXCEPTION):
            _write_exception(page, name, value)
        elif name == "body":
            page.body = [("paragraph", RichText(value))] if value else []
        elif name == "schedules":
            page.schedules = list(_schedules(page, value))
        elif name == "event_type":
            page.event_type_id = value
        elif name == "audiences":
            page.audiences = Audience.objects.filter(pk__in=value)
        else:
            setattr(page, name, value)


def _schedules(page: EventPage, rows: list[dict[str, Any]]) -> Iterator[EventSchedule]:
    """The schedules to be; each takes the identity of the one that it was, so that dates move.

    The same schedule first, then one from the same day, then the next one that is left.
    """
    left = list(page.schedules.all())
    taken: dict[int, EventSchedule] = {}
    tests = (
        lambda old, row: _row(old) == row,
        lambda old, row: old.start_date.isoformat() == row["start_date"],
        lambda old, row: True,
    )
    for test in tests:
        for number, row in enumerate(rows):
            old = next((old for old in left if test(old, row)), None)
            if number not in taken and old:
                taken[number] = old
                left.remove(old)
    for number, row in enumerate(rows):
        fields = {name: _parsed(name, value) for name, value in row.items() if name != "rule"}
        recurrence = f"RRULE:{row['rule']}" if row["rule"] else ""
        schedule = EventSchedule(recurrence=recurrence, sort_order=number, **fields)
        if number in taken:
            schedule.pk, schedule.uid = taken[number].pk, taken[number].uid
        yield schedule


def _write_exception(page: EventPage, key: str, value: dict[str, Any] | None) -> None:
    day, _space, at = key.removeprefix(EXCEPTION).partition(" ")
    others = [e for e in page.exceptions.all() if _exception_key(e.date, e.time) != key]
    if value:
        fields = {name: _parsed(name, part) for name, part in value.items()}
        moment = time.fromisoformat(at) if at else None
        others.append(OccurrenceException(date=date.fromisoformat(day), time=moment, **fields))
    page.exceptions = others


def _parsed(name: str, value: Any) -> Any:
    return PARSERS[name](value) if name in PARSERS and value else value


def field_names(names: Iterable[str]) -> list[str]:
    """The fields that a report names, each once; single dates go by one name."""
    return list(dict.fromkeys(name.partition(" ")[0] for name in names))
