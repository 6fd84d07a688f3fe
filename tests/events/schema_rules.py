"""What schema.org and search engines allow an event to say, by type."""

import re
from datetime import date, datetime

from events.choices import SchemaType

TEXT, ADDRESS, ANY = r".+", r"https?://[^ ]+", None
EVENT = {
    "name": TEXT,
    "description": TEXT,
    "url": ADDRESS,
    "startDate": "date",
    "endDate": "date",
    "previousStartDate": "date",
    "eventStatus": r"https://schema\.org/Event(Scheduled|Cancelled|Rescheduled|Postponed)",
    "eventAttendanceMode": r"https://schema\.org/OfflineEventAttendanceMode",
    "location": {"Museum", "Place"},
    "organizer": {"Organization"},
    "inLanguage": r"fr|en",
    "typicalAgeRange": r"\d+-\d*",
    "superEvent": {"EventSeries"},
    "isAccessibleForFree": bool,
    "offers": {"Offer", "AggregateOffer"},
    "image": [ADDRESS],
}
PLACE = {
    "name": TEXT,
    "url": ADDRESS,
    "sameAs": ADDRESS,
    "telephone": TEXT,
    "email": r".+@.+",
    "address": {"PostalAddress", str},
    "geo": {"GeoCoordinates"},
}
OFFER = {
    "price": r"\d+(\.\d+)?",
    "priceCurrency": "EUR",
    "availability": r"https://schema\.org/SoldOut",
    "url": ADDRESS,
}
AGGREGATE = {"lowPrice": OFFER["price"], "highPrice": OFFER["price"]}
ALLOWED = {
    **dict.fromkeys(map(str, SchemaType.values), EVENT),
    "EventSeries": EVENT | {"subEvent": [set(map(str, SchemaType.values))]},
    "Museum": PLACE
    | {
        "description": TEXT,
        "sameAs": [ADDRESS],
        "image": [ADDRESS],
        "identifier": [{"PropertyValue"}],
        "amenityFeature": [{"LocationFeatureSpecification"}],
        "isAccessibleForFree": bool,
    },
    "PropertyValue": {"propertyID": TEXT, "value": TEXT, "url": ADDRESS},
    "LocationFeatureSpecification": {"name": TEXT, "value": bool},
    "Place": PLACE,
    "Organization": {key: PLACE[key] for key in ("name", "url", "telephone", "email")},
    "PostalAddress": dict.fromkeys(
        ("streetAddress", "postalCode", "addressLocality", "addressCountry"), TEXT
    ),
    "GeoCoordinates": {"latitude": float, "longitude": float},
    "Offer": OFFER,
    "AggregateOffer": OFFER | AGGREGATE,
}
NEEDED_ON_TOP = {"name", "startDate", "location", "eventStatus", "url"}
NEEDED = {
    "EventSeries": {"name", "startDate", "endDate", "url"},
    "Museum": {"name", "address"},
    "Place": {"name"},
    "AggregateOffer": {"lowPrice", "priceCurrency"},
    **dict.fromkeys(map(str, SchemaType.values), NEEDED_ON_TOP),
}


def offences(data, where=""):
    """What this object says that it may not, and what it fails to say."""
    kind = data.get("@type")
    where = f"{where}{kind}"
    if kind not in ALLOWED:
        yield f"{where}: unknown type"
        return
    said = {name: value for name, value in data.items() if not name.startswith("@")}
    for name in sorted(NEEDED.get(kind, set()) - set(said)):
        yield f"{where}: {name} is missing"
    if "previousStartDate" in said and not said["eventStatus"].endswith("Rescheduled"):
        yield f"{where}: a previous start without a change of date"
    if "price" in said and "priceCurrency" not in said:
        yield f"{where}: a price without a currency"
    for name, value in said.items():
        if name not in ALLOWED[kind]:
            yield f"{where}: {name} is unknown"
        else:
            yield from wrong_value(value, ALLOWED[kind][name], f"{where}.{name} ")


def wrong_value(value, rule, where):
    if isinstance(rule, list):
        for one in value if isinstance(value, list) else [value]:
            yield from wrong_value(one, rule[0], where)
    elif isinstance(value, dict):
        if not isinstance(rule, set) or value.get("@type") not in rule:
            yield f"{where}: a wrong type"
        yield from offences(value, where)
    elif isinstance(rule, set):
        if str not in rule:
            yield f"{where}: no object"
    elif isinstance(rule, type):
        if not isinstance(value, rule):
            yield f"{where}: {value!r}"
    elif rule == "date":
        if not is_date(value):
            yield f"{where}: {value!r} has no offset"
    elif not re.fullmatch(rule, value):
        yield f"{where}: {value!r}"


def is_date(text):
    """A day, or an instant with its offset."""
    if len(text) == len("2026-11-22"):
        return bool(date.fromisoformat(text))
    return datetime.fromisoformat(text).tzinfo is not None
