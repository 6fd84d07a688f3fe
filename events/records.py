"""An event as other sites are told of it: OpenAgenda's words for it, and when they changed."""

import re
from collections.abc import Callable
from datetime import datetime, time
from posixpath import split
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from cms.renditions import FALLBACK_SPEC
from cms.visibility import unrestricted
from events.choices import OccurrenceStatus
from events.models.occurrence import FeedVersion, Occurrence
from events.models.record import EventRecord
from museums.models import MuseumPage

if TYPE_CHECKING:
    from events.models import EventPage, PartnerVenue
    from events.page_querysets import EventQuerySet

RECORDS_SCOPE = "records"
ON_SITE = 1  # OpenAgenda's attendanceMode
LAST_MINUTE = time(23, 59)
STATUSES = {  # OpenAgenda's numbers
    OccurrenceStatus.SCHEDULED: 1,
    OccurrenceStatus.MOVED: 2,
    OccurrenceStatus.FULL: 5,
    OccurrenceStatus.CANCELLED: 6,
}
ADDRESS_ON_SITE = re.compile(r'\bhref="(?=/(?!/))')

Texts = dict[str, "EventPage"]


# Keeping records


def changed_record(
    page: "EventPage", now: datetime, dates: "list[Occurrence] | None" = None
) -> EventRecord | None:
    """The record of a source as it is to be, not saved; None where it says so already."""
    content = record_content(page, dates) if is_public(page) else {}
    record = EventRecord.objects.filter(event_key=page.event_key).first()
    if record is None and not content:
        return None
    record = record or EventRecord(event_key=page.event_key)
    wanted = {"content": content, "page_id": page.pk, "museum": page.museum}
    if all(getattr(record, name) == value for name, value in wanted.items()):
        return None
    for name, value in wanted.items():
        setattr(record, name, value)
    record.removed_at = None if content else record.removed_at or now
    return record


@transaction.atomic(savepoint=False)
def refresh_record(
    page: "EventPage", now: datetime, dates: "list[Occurrence] | None" = None
) -> bool:
    """Write what other sites are told of a source, a tombstone if it went; True if that changed.

    `dates` are its stored ones, where they are at hand.
    """
    record = changed_record(page, now, dates)
    if record:
        _save(record, now)
    return record is not None


def refresh_records(pages: "EventQuerySet", now: datetime) -> None:
    """Do so for several sources."""
    for page in pages:
        refresh_record(page, now)


@transaction.atomic
def withdraw_record(event_key: UUID, now: datetime) -> None:
    """Tell other sites that an event went off line, or was deleted."""
    record = EventRecord.objects.filter(event_key=event_key, removed_at=None).first()
    if record:
        record.content, record.removed_at = {}, now
        _save(record, now)


def _save(record: EventRecord, now: datetime) -> None:
    """Give a changed record its place after all others.

    The counter's row stays locked until the transaction ends, so that numbers come on show in
    their order: who has read up to one of them has missed none below.
    """
    counter = FeedVersion.objects.filter(scope=RECORDS_SCOPE)
    if not counter.update(number=F("number") + 1, updated_at=now):
        first = FeedVersion(scope=RECORDS_SCOPE, updated_at=now)
        FeedVersion.objects.bulk_create([first], ignore_conflicts=True)
        counter.update(number=F("number") + 1, updated_at=now)
    record.number, record.updated_at = counter.get().number, now
    record.save()


def is_public(page: "EventPage") -> bool:
    """Whether any visitor may see this source; `PublicQuerySet` asks the same of rows."""
    above = page.museum or page.season
    is_on_line = page.live and above is not None and above.live
    return is_on_line and unrestricted(type(page).objects.filter(pk=page.pk)).exists()


# What a record says


def record_content(page: "EventPage", dates: "list[Occurrence] | None" = None) -> dict[str, Any]:
    """The event in OpenAgenda's words, only what is known of it; addresses are whole."""
    texts = texts_of(page)
    if dates is None:
        dates = list(Occurrence.objects.of_event(page.event_key))
    content = {
        "uid": str(page.event_key),
        "slug": page.slug,
        "title": _in_each(texts, lambda text: text.title),
        "description": _in_each(texts, lambda text: text.summary),
        "longDescription": _in_each(texts, lambda text: as_html(text.body)),
        **_picture(page, texts),
        "type": page.event_type.slug if page.event_type else None,
        "audiences": [audience.slug for audience in page.audiences.all()],
        "keywords": _in_each(texts, lambda text: _keywords(page)),
        "conditions": _in_each(texts, lambda text: _conditions(page, text)),
        "isFree": page.is_free,
        "age": _known({"min": page.min_age, "max": page.max_age}),
        "registration": [{"type": "link", "value": page.booking_url}] if page.booking_url else [],
        "attendanceMode": ON_SITE,
        "location": _location(page),
        **_dates(dates),
        "canonicalUrl": settings.BASE_URL + page.url,
        "createdAt": page.first_published_at and _utc(page.first_published_at),
    }
    return _known(content)


def texts_of(page: "EventPage") -> Texts:
    """The event by language: the source, and what somebody really translated and put on line."""
    translations = unrestricted(page.get_translations().live().filter(alias_of=None))
    others = {text.locale.language_code: text for text in translations.select_related("locale")}
    return {settings.LANGUAGE_CODE: page} | others


def _in_each(texts: Texts, say: "Callable[[EventPage], Any]") -> dict[str, Any]:
    """What `say` answers in each language, spoken in that language."""
    said = {}
    for language, text in texts.items():
        with translation.override(language):
            said[language] = say(text)
    return _known(said)


def as_html(body: Any) -> str:
    """The paragraphs and quotes of a text, with addresses that hold on another site."""
    parts = []
    for block in body:
        if block.block_type == "paragraph":
            parts.append(expand_db_html(block.value.source))
        elif block.block_type == "quote":
            text = format_html("<blockquote><p>{}</p></blockquote>", block.value["text"])
            parts.append(str(text))
    return ADDRESS_ON_SITE.sub(f'href="{settings.BASE_URL}', "".join(parts))


def _picture(page: "EventPage", texts: Texts) -> dict[str, Any]:
    if page.image is None:
        return {}
    rendition = page.image.get_renditions(FALLBACK_SPEC)[FALLBACK_SPEC]
    folder, name = split(rendition.url)
    return {
        "image": {
            "base": f"{settings.BASE_URL}{folder}/",
            "filename": name,
            "size": {"width": rendition.width, "height": rendition.height},
            "alt": _in_each(texts, lambda text: text.image_alt),
        },
        "imageCredits": page.image.credit,
    }


def _keywords(page: "EventPage") -> list[str]:
    terms = [page.event_type, *page.audiences.all()]
    return [str(term) for term in terms if term]


def _conditions(page: "EventPage", text: "EventPage") -> str:
    """What it costs and how to book."""
    price = _("Free of charge") if page.is_free else text.price
    return "\n".join(filter(None, (price, text.booking)))


def _location(page: "EventPage") -> dict[str, Any]:
    if page.place_name:
        place = {"name": page.place_name, "address": page.place_address}
    else:
        place = _host(page.host)
    return _known(place | {"countryCode": settings.COUNTRY})


def _host(host: "MuseumPage | PartnerVenue") -> dict[str, Any]:
    """The member, or the partner venue, which has no name of its own among records."""
    place = {
        "name": host.title,
        "address": host.full_address,
        "city": host.town,
        "postalCode": host.postcode,
        "department": host.department.name if host.department_id else "",
        "latitude": None if host.latitude is None else float(host.latitude),
        "longitude": None if host.longitude is None else float(host.longitude),
        "phone": host.phone,
        "email": host.email,
        "website": host.website,
    }
    if isinstance(host, MuseumPage):
        place |= {
            "uid": str(host.translation_key),
            "slug": host.slug,
            "url": settings.BASE_URL + host.url,
        }
    return place


def _dates(rows: "list[Occurrence]") -> dict[str, Any]:
    """The dates that take place and those that do not; all of them where none does.

    Whoever knows OpenAgenda only reads `timings` and `status`, and so lists nothing in vain.
    """
    rows = sorted(rows, key=lambda row: (row.starts_at, row.schedule_uid))
    kept = [row for row in rows if not row.is_cancelled]
    cancelled = [row for row in rows if row.is_cancelled]
    return {
        "status": event_status(rows),
        "timezone": rows[0].timezone if rows else settings.TIME_ZONE,
        "timings": [_timing(row) for row in kept or cancelled],
        "cancelledTimings": [_timing(row) for row in cancelled],
    }


def event_status(rows: "list[Occurrence]") -> int:
    """One number for a whole event: cancelled or full where all of it is, else what is special."""
    kept = {row.status for row in rows} - {OccurrenceStatus.CANCELLED}
    if rows and not kept:
        return STATUSES[OccurrenceStatus.CANCELLED]
    if kept == {OccurrenceStatus.FULL}:
        return STATUSES[OccurrenceStatus.FULL]
    is_moved = OccurrenceStatus.MOVED in kept
    return STATUSES[OccurrenceStatus.MOVED if is_moved else OccurrenceStatus.SCHEDULED]


def _timing(row: Occurrence) -> dict[str, Any]:
    """One date on the clock of its place; it ends when it begins where nobody said until when."""
    end = row.local_end
    if row.is_all_day:
        end = datetime.combine(row.ends_on, LAST_MINUTE, ZoneInfo(row.timezone))
    previous = row.previous_local_start
    return _known(
        {
            "uid": f"{row.event_key}-{row.schedule_uid}-{row.slot}",
            "begin": row.local_start.isoformat(),
            "end": end.isoformat(),
            "isAllDay": row.is_all_day,
            "hasEnd": row.has_end or row.is_all_day,
            "status": STATUSES[OccurrenceStatus(row.status)],
            "previousBegin": previous and previous.isoformat(),
            "place": row.place,
            "note": row.note,
        }
    )


def _known(values: dict[str, Any]) -> dict[str, Any]:
    """Without what nobody said: null, an empty text, an empty object; an empty list stays."""
    return {name: value for name, value in values.items() if value not in (None, "", {})}


def _utc(moment: datetime) -> str:
    return moment.astimezone(ZoneInfo("UTC")).isoformat(timespec="seconds").replace("+00:00", "Z")
