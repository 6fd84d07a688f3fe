"""An OpenAgenda export as events: version 2 of its API, or the records of open data portals.

https://developers.openagenda.com/ describes the first; the second has the same facts, flattened,
with lists written as JSON in text.
"""

import json
import logging
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from events.imports.announced import Announced, Reading, Remark
from events.imports.content_lines import decoded
from events.imports.limits import LONGEST_TEXT, MOST_DATES, Budget
from events.imports.paging import records_of, total_of
from events.imports.reasons import Reason, RefusedError
from events.imports.stories import one_line, short_summary, story_html
from events.imports.timings import Moment, fewest_timings

logger = logging.getLogger(__name__)

POSTPONED, CANCELLED = 4, 6
LANGUAGES = ("fr", "en")
FREE = re.compile(
    r"(free( of charge| entry| admission)?|gratuite?s?|"
    r"(entr[ée]e|acc[èe]s|participation) (libre|gratuite?))\b",
    re.IGNORECASE,
)
BOOKING = re.compile(r"r[ée]serv|inscription|booking", re.IGNORECASE)
AMOUNT = re.compile(r"\d\s*(€|euros?\b)|tarif|€\s*\d", re.IGNORECASE)
WEB = re.compile(r"https?://\S+$")
PLAIN_MARKS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
MARKDOWN_LINK = re.compile(r"\[([^\]\n]+)\]\((https?://[^)\s]+)\)")


def is_openagenda(content: bytes) -> bool:
    """Whether it looks like JSON, which OpenAgenda writes and iCalendar is not."""
    return decoded(content)[0].lstrip()[:1] in ("{", "[")


def read_openagenda(content: bytes, timezone: str, budget: Budget) -> Reading:
    """What an export announces. Raises RefusedError where it is none."""
    text, is_utf8 = decoded(content)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        is_cut = text.rstrip()[-1:] not in ("}", "]")
        raise RefusedError(Reason.CUT_SHORT if is_cut else Reason.NOT_A_CALENDAR) from error
    records = records_of(data)
    if records is None:
        raise RefusedError(Reason.NOT_A_CALENDAR)
    remarks = [] if is_utf8 else [Remark(Reason.NOT_UTF8)]
    events: list[Announced] = []
    named: set[str] = set()
    stopped = None
    for number, record in enumerate(records, start=1):
        if stopped := budget.spent(number - 1, len(records)):
            remarks.append(stopped)
            break
        reader = RecordReader(record, number, timezone)
        named.add(reader.uid)
        try:
            events.append(reader.event())
        except RefusedError as refusal:
            remarks.append(reader.remark(refusal.reason, is_skipped=True, **refusal.details))
        except Exception:
            logger.exception("Event %s of an export could not be read", number)
            remarks.append(reader.remark(Reason.RECORD_UNREADABLE, is_skipped=True))
        remarks += reader.remarks
    total = total_of(data)
    if total > len(records):
        remarks.append(Remark(Reason.MORE_PAGES, details={"total": total, "read": len(records)}))
    is_complete = total <= len(records) and stopped is None
    return Reading(tuple(events), tuple(remarks), is_complete, False, frozenset(named))


class RecordReader:
    """Reads one event of an export, in either of its forms."""

    def __init__(self, record: Any, number: int, timezone: str) -> None:
        fields = record.get("fields", record) if isinstance(record, dict) else {}
        self.fields: dict[str, Any] = fields if isinstance(fields, dict) else {}
        self.number = number
        self.timezone = timezone
        self.title = one_line(self.words("title"))
        self.uid = str(
            self.fields.get("uid") or self.fields.get("slug") or f"{number} {self.title}"
        )
        self.remarks: list[Remark] = []

    def remark(self, reason: Reason, *, is_skipped: bool = False, **details: Any) -> Remark:
        """Something to say of this event."""
        return Remark(reason, self.number, self.uid, self.title, is_skipped, details)

    def words(self, name: str) -> str:
        """A text in French, or else in the next language that it has."""
        value = self.fields.get(name)
        if isinstance(value, str):
            return value
        if isinstance(value, dict):
            spoken = [value.get(language) for language in LANGUAGES] + list(value.values())
            return next((text for text in spoken if isinstance(text, str) and text), "")
        flat = (self.fields.get(f"{name.lower()}_{language}") for language in LANGUAGES)
        return next((text for text in flat if isinstance(text, str) and text), "")

    def value(self, name: str) -> Any:
        """A list or an object, which portals write as JSON in text."""
        value = self.fields.get(name)
        if isinstance(value, str) and value[:1] in ("[", "{"):
            try:
                return json.loads(value)
            except ValueError:
                return None
        return value

    def event(self) -> Announced:
        """The event; raises RefusedError with the reason for which it must be left out."""
        if not self.fields:
            raise RefusedError(Reason.RECORD_UNREADABLE)
        if not self.title:
            raise RefusedError(Reason.NO_TITLE)
        if not self.fields.get("uid"):
            self.remarks.append(self.remark(Reason.NO_UID))
        moments = list(self._moments())
        if not moments:
            raise RefusedError(Reason.NO_DATES)
        status = self.value("status")
        code = status.get("id") if isinstance(status, dict) else status
        story = self.words("longDescription")[:LONGEST_TEXT]
        location = self.value("location") if isinstance(self.value("location"), dict) else {}
        return Announced(
            uid=self.uid,
            title=self.title,
            line=self.number,
            timings=fewest_timings(moments),
            is_cancelled=code in (POSTPONED, CANCELLED),
            summary=short_summary(self.words("description") or story),
            story=story_html(_without_markdown(story)),
            place_name=one_line(location.get("name") or self._flat("location_name")),
            place_address=one_line(location.get("address") or self._flat("location_address")),
            keywords=tuple(self._keywords()),
            image_url=self._image_url(),
            **self._ages(),
            **self._conditions(),
        )

    def _flat(self, name: str) -> str:
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""

    def _moments(self) -> Iterator[Moment]:
        timings = self.value("timings")
        if not isinstance(timings, list) or len(timings) > MOST_DATES:
            count = len(timings) if isinstance(timings, list) else 0
            raise RefusedError(Reason.TOO_MANY_DATES if count else Reason.NO_DATES, count=count)
        zone = ZoneInfo(self.timezone)
        for timing in timings:
            try:
                start, end = (_instant(timing.get(name), zone) for name in ("begin", "end"))
            except (AttributeError, TypeError, ValueError):
                self.remarks.append(self.remark(Reason.DATE_UNREADABLE, value=str(timing)[:80]))
                continue
            if start is None:
                continue
            if end and end < start:
                day = f"{start:%Y-%m-%d}"
                self.remarks.append(self.remark(Reason.ENDS_BEFORE_IT_STARTS, day=day))
            yield Moment(start, end, timezone=self.timezone)

    def _keywords(self) -> Iterator[str]:
        value = self.fields.get("keywords")
        if isinstance(value, dict):
            value = next((words for words in value.values() if words), [])
        if not isinstance(value, list):
            value = re.split(r"[;,]", self.words("keywords"))
        yield from filter(None, (one_line(word) for word in value if isinstance(word, str)))

    def _image_url(self) -> str:
        image = self.value("image")
        if isinstance(image, dict):
            return f"{image.get('base', '')}{image.get('filename', '')}"
        address = self._flat("originalimage") or image
        return address if isinstance(address, str) else ""

    def _ages(self) -> dict[str, int | None]:
        """From which age and up to which; 99 and more means no limit."""
        age = self.value("age")
        ages = age if isinstance(age, dict) else {}
        youngest = _age(ages.get("min", self.fields.get("age_min")))
        oldest = _age(ages.get("max", self.fields.get("age_max")))
        if youngest and oldest and oldest < youngest:
            oldest = None
        return {"min_age": youngest, "max_age": oldest}

    def _conditions(self) -> dict[str, Any]:
        """What it costs and how to book, told apart as far as the words do."""
        words = one_line(self.words("conditions"))
        ways = self.value("registration")
        ways = [way for way in ways if isinstance(way, dict)] if isinstance(ways, list) else []
        links = [str(way.get("value", "")) for way in ways]
        addresses = [link for link in (*links, words) if WEB.match(link)]
        others = ", ".join(link for link in links if not WEB.match(link))
        if WEB.match(words):
            words = ""
        is_booking = bool(BOOKING.search(words)) and not AMOUNT.search(words)
        free = FREE.match(words) if not AMOUNT.search(words) else None
        if free:
            words = words.removeprefix(free.group()).strip(" .,;:!")
            is_booking = bool(words)
        return {
            "is_free": bool(free),
            "price": "" if free or is_booking else words,
            "booking": ", ".join(filter(None, (words if is_booking else "", others))),
            "booking_url": next(iter(addresses), ""),
        }


def _instant(value: Any, zone: ZoneInfo) -> datetime | None:
    """An instant as the wall clock of the network's zone."""
    if not value:
        return None
    moment = datetime.fromisoformat(value)
    if not 1970 <= moment.year <= 2100:
        raise ValueError(value)
    return moment.astimezone(zone).replace(tzinfo=None) if moment.tzinfo else moment


def _age(value: Any) -> int | None:
    try:
        age = int(value)
    except (TypeError, ValueError):
        return None
    return age if 0 < age < 99 else None


def _without_markdown(text: str) -> str:
    """The API's long texts are Markdown unless asked otherwise: links and bold words stay."""
    text = MARKDOWN_LINK.sub(r"\1 (\2)", text)
    return PLAIN_MARKS.sub(r"\2", text)
