"""Events in schema.org's words, as search engines read them."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import get_language

from cms.renditions import FALLBACK_SPEC
from events.choices import OccurrenceStatus, SchemaType
from events.dates import EventDates
from museums.models import MuseumPage
from museums.structured_data import museum_place

if TYPE_CHECKING:
    from events.models import EventPage, Occurrence, PartnerVenue

MOST_SUB_EVENTS = 10
STATUSES = {
    OccurrenceStatus.SCHEDULED: "EventScheduled",
    OccurrenceStatus.FULL: "EventScheduled",
    OccurrenceStatus.CANCELLED: "EventCancelled",
    OccurrenceStatus.MOVED: "EventRescheduled",
}


def event_structured_data(page: "EventPage", dates: EventDates) -> dict[str, Any] | None:
    """An Event, or an EventSeries of its next dates; None for an event without any date.

    Only what is known is said: no invented performer, no price where there is none.
    """
    rows = (dates.upcoming or dates.past[-1:])[:MOST_SUB_EVENTS]
    if not rows:
        return None
    schema_type = page.event_type.schema_type if page.event_type else SchemaType.EVENT
    common = _common(page)
    events = [{"@type": schema_type, **common, **_timing(row)} for row in rows]
    if len(events) == 1:
        return {"@context": "https://schema.org", **events[0]}
    return {
        "@context": "https://schema.org",
        "@type": "EventSeries",
        **common,
        "startDate": events[0]["startDate"],
        "endDate": events[-1].get("endDate", events[-1]["startDate"]),
        "subEvent": events,
    }


def _common(page: "EventPage") -> dict[str, Any]:
    known = {
        "name": page.title,
        "description": page.summary,
        "url": settings.BASE_URL + page.url,
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": _location(page),
        "organizer": host_place(page.host),
        "inLanguage": get_language(),
    }
    if page.is_free:
        known["isAccessibleForFree"] = True
        known["offers"] = {
            "@type": "Offer",
            "price": "0",
            "priceCurrency": "EUR",
            "url": known["url"],
        }
    if page.min_age is not None:
        known["typicalAgeRange"] = f"{page.min_age}-{page.max_age or ''}"
    if page.image:
        rendition = page.image.get_renditions(FALLBACK_SPEC)[FALLBACK_SPEC]
        known["image"] = [settings.BASE_URL + rendition.url]
    return known


def _timing(row: "Occurrence") -> dict[str, Any]:
    timing = {
        "startDate": _date(row, "start"),
        "eventStatus": f"https://schema.org/{STATUSES[row.status]}",
    }
    if row.has_end:
        timing["endDate"] = _date(row, "end")
    if row.previous_local_start:
        timing["previousStartDate"] = row.previous_local_start.isoformat()
    return timing


def _date(row: "Occurrence", which: str) -> str:
    """A date when all day (schema.org counts the last day in), else a time with its offset."""
    if row.is_all_day:
        return (row.starts_on if which == "start" else row.ends_on).isoformat()
    return (row.local_start if which == "start" else row.local_end).isoformat()


def host_place(host: "MuseumPage | PartnerVenue") -> dict[str, Any]:
    """The member, or the partner venue, as a place."""
    if isinstance(host, MuseumPage):
        return museum_place(host)
    address = {
        "streetAddress": host.street,
        "postalCode": host.postcode,
        "addressLocality": host.town,
        "addressCountry": settings.COUNTRY,
    }
    place = {
        "@type": "Place",
        "name": host.title,
        "address": {"@type": "PostalAddress", **address},
    }
    if host.latitude is not None:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(host.latitude),
            "longitude": float(host.longitude),
        }
    known = {"telephone": host.phone, "email": host.email, "url": host.website}
    return place | {name: value for name, value in known.items() if value}


def _location(page: "EventPage") -> dict[str, Any]:
    if page.place_name:
        return {"@type": "Place", "name": page.place_name, "address": page.place_address}
    return host_place(page.host)
