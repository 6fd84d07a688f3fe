"""Events in schema.org's words, as search engines read them: only what is known is said."""

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.conf import settings

from cms.renditions import FALLBACK_SPEC
from events.choices import OccurrenceStatus, SchemaType
from events.dates import EventDates
from museums.models import MuseumPage
from museums.structured_data import museum_place

if TYPE_CHECKING:
    from events.models import EventPage, Occurrence, PartnerVenue, SeasonPage

SCHEMA = "https://schema.org"
MOST_SUB_EVENTS = 10
STATUSES = {
    OccurrenceStatus.SCHEDULED: "EventScheduled",
    OccurrenceStatus.FULL: "EventScheduled",
    OccurrenceStatus.CANCELLED: "EventCancelled",
    OccurrenceStatus.MOVED: "EventRescheduled",
}
# « 5 € », « 3,50 euros », “€5”
EUROS = re.compile(r"(\d+(?:[.,]\d{1,2})?)\s*(?:€|euros?\b)|€\s*(\d+(?:\.\d{1,2})?)")


def event_structured_data(page: "EventPage", dates: EventDates) -> dict[str, Any] | None:
    """An Event, or an EventSeries of its next dates; None for an event without any date."""
    rows = dates.upcoming or dates.past[-1:]
    if not rows:
        return None
    if len(rows) == 1:
        return {"@context": SCHEMA, **_event(page, rows[0], page.url)}
    is_cancelled = all(row.is_cancelled for row in rows)
    status = OccurrenceStatus.CANCELLED if is_cancelled else OccurrenceStatus.SCHEDULED
    return {
        "@context": SCHEMA,
        "@type": "EventSeries",
        **_common(page),
        **_offers(page),
        "url": settings.BASE_URL + page.url,
        "startDate": _date(rows[0], "start"),
        "endDate": _date(rows[-1], "end" if rows[-1].has_end else "start"),
        "eventStatus": f"{SCHEMA}/{STATUSES[status]}",
        "subEvent": [_event(page, row, page.path_of(row)) for row in rows[:MOST_SUB_EVENTS]],
    }


def _event(page: "EventPage", row: "Occurrence", path: str) -> dict[str, Any]:
    """One date as an Event of its own; `path` is where it is told."""
    return {
        "@type": page.event_type.schema_type if page.event_type else SchemaType.EVENT,
        **_common(page),
        **_timing(row),
        **_own_place(row),
        **_offers(page, row),
        "url": settings.BASE_URL + path,
    }


def _common(page: "EventPage") -> dict[str, Any]:
    """What is the same on each date; there is no performer, since nobody says who performs."""
    known = {
        "name": page.title,
        "description": page.summary,
        "eventAttendanceMode": f"{SCHEMA}/OfflineEventAttendanceMode",
        "location": _location(page),
        "organizer": _organizer(page.museum),
        "inLanguage": settings.LANGUAGE_CODE if page.alias_of_id else page.locale.language_code,
        "typicalAgeRange": _ages(page),
        "superEvent": _season(page.season),
    }
    if page.image:
        rendition = page.image.get_renditions(FALLBACK_SPEC)[FALLBACK_SPEC]
        known["image"] = [settings.BASE_URL + rendition.url]
    return {name: value for name, value in known.items() if value}


def _timing(row: "Occurrence") -> dict[str, Any]:
    timing = {
        "startDate": _date(row, "start"),
        "eventStatus": f"{SCHEMA}/{STATUSES[row.status]}",
    }
    if row.has_end or row.is_all_day:
        timing["endDate"] = _date(row, "end")
    if previous := row.previous_local_start:
        timing["previousStartDate"] = (previous.date() if row.is_all_day else previous).isoformat()
    return timing


def _date(row: "Occurrence", which: str) -> str:
    """A date when all day (schema.org counts the last day in), else a time with its offset."""
    if row.is_all_day:
        return (row.starts_on if which == "start" else row.ends_on).isoformat()
    return (row.local_start if which == "start" else row.local_end).isoformat()


def _ages(page: "EventPage") -> str:
    if page.min_age is None and page.max_age is None:
        return ""
    return f"{page.min_age or 0}-{page.max_age or ''}"


def _season(season: "SeasonPage | None") -> dict[str, Any] | None:
    """The season or festival that it is part of, once that is on line."""
    if season is None or not season.live:
        return None
    return {
        "@type": "EventSeries",
        "name": season.title,
        "url": settings.BASE_URL + season.url,
        "startDate": season.starts_on.isoformat(),
        "endDate": season.ends_on.isoformat(),
    }


# What it costs


def prices(text: str) -> list[Decimal]:
    """The amounts in euros that a museum wrote, the lowest first."""
    found = (one or other for one, other in EUROS.findall(text))
    return sorted({Decimal(number.replace(",", ".")) for number in found})


def _offers(page: "EventPage", row: "Occurrence | None" = None) -> dict[str, Any]:
    """What it costs where a number says it, where to book, and whether this date is full."""
    amounts = [Decimal(0)] if page.is_free else prices(page.price)
    offer: dict[str, Any] = {}
    if len(amounts) > 1:
        low, high = str(amounts[0]), str(amounts[-1])
        offer = {"@type": "AggregateOffer", "lowPrice": low, "highPrice": high}
    elif amounts:
        offer = {"@type": "Offer", "price": str(amounts[0])}
    if amounts:
        offer["priceCurrency"] = "EUR"
    if row and row.status == OccurrenceStatus.FULL:
        offer["availability"] = f"{SCHEMA}/SoldOut"
    if offer or page.booking_url:
        offer["url"] = page.booking_url or settings.BASE_URL + page.url
    known = {"isAccessibleForFree": amounts == [0]} if amounts else {}
    return known | ({"offers": {"@type": "Offer"} | offer} if offer else {})


# Where it is, who announces it


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
        "address": {"@type": "PostalAddress"} | _said(address),
        **_said({"telephone": host.phone, "url": host.website}),
    }
    if host.latitude is not None:
        coordinates = {"latitude": float(host.latitude), "longitude": float(host.longitude)}
        place["geo"] = {"@type": "GeoCoordinates"} | coordinates
    return place


def _location(page: "EventPage") -> dict[str, Any]:
    if page.place_name:
        return {"@type": "Place"} | _said({"name": page.place_name, "address": page.place_address})
    return host_place(page.host)


def _own_place(row: "Occurrence") -> dict[str, Any]:
    """Where this date is, if elsewhere than the others: a name, then an address, on one line."""
    name, _comma, address = row.place.partition(",")
    place = {"@type": "Place"} | _said({"name": name, "address": address.strip()})
    return {"location": place} if name else {}


def _organizer(museum: MuseumPage | None) -> dict[str, Any] | None:
    """The member that announces it; at a partner venue nobody says who organises."""
    if museum is None:
        return None
    url = settings.BASE_URL + museum.url
    return {"@type": "Organization", "name": museum.title, "url": url} | _said(
        {"telephone": museum.phone, "email": museum.email}
    )


def _said(values: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}
