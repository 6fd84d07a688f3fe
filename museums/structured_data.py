"""A museum in schema.org's words."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings

from cms.renditions import FALLBACK_SPEC
from museums.opening_hours import schema_specifications, special_specifications

if TYPE_CHECKING:
    from museums.models import MuseumPage
    from museums.models.accessibility import AccessState
    from museums.opening_hours import OpeningHours

SPECIAL_AHEAD = timedelta(days=180)


def museum_place(museum: "MuseumPage") -> dict[str, Any]:
    """A Museum with its address: on its own page, or as the place of something."""
    place = {
        "@type": "Museum",
        "name": museum.title,
        "url": settings.BASE_URL + museum.url,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": museum.street,
            "postalCode": museum.postcode,
            "addressLocality": museum.town,
            "addressCountry": settings.COUNTRY,
        },
    }
    if museum.latitude is not None:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(museum.latitude),
            "longitude": float(museum.longitude),
        }
    known = {"telephone": museum.phone, "email": museum.email, "sameAs": museum.website}
    return place | {name: value for name, value in known.items() if value}


def hours_data(hours: "OpeningHours", today: date) -> dict[str, Any]:
    """The opening hours, and what is exceptional in the coming half year."""
    rows = {
        "openingHoursSpecification": schema_specifications(hours, today),
        "specialOpeningHoursSpecification": special_specifications(
            hours, today, today + SPECIAL_AHEAD
        ),
    }
    return {name: specifications for name, specifications in rows.items() if specifications}


def museum_data(museum: "MuseumPage") -> dict[str, Any]:
    """All that is known of a museum, as its own page tells it; its member has the facts."""
    member = museum.member
    features = [(str(service), True) for service in member.services.all()]
    features += [(state.label, state.is_there) for state in _known_states(museum)]
    known = {
        "description": museum.summary,
        "image": _pictures(museum),
        "sameAs": list(filter(None, [museum.website, *_social_links(museum)])),
        "identifier": _identifiers(museum),
        "amenityFeature": [_feature(name, value) for name, value in features],
        "isAccessibleForFree": _is_free(museum),
    }
    told = {name: value for name, value in known.items() if value not in ("", [], None)}
    place = {name: value for name, value in museum_place(museum).items() if name != "sameAs"}
    return place | told


def museum_feature(museum: "MuseumPage") -> dict[str, Any]:
    """A museum as a point of a map, in GeoJSON's words."""
    return {
        "type": "Feature",
        "geometry": {
            "type": "Point",
            "coordinates": [float(museum.longitude), float(museum.latitude)],
        },
        "properties": {"name": museum.title, "town": museum.town, "url": museum.url},
    }


def _known_states(museum: "MuseumPage") -> "list[AccessState]":
    states = [state for group in museum.access_groups() for state in group.states]
    return [state for state in states if state.is_there is not None]


def _feature(name: str, value: bool) -> dict[str, Any]:
    return {"@type": "LocationFeatureSpecification", "name": name, "value": value}


def _pictures(museum: "MuseumPage") -> list[str]:
    if not museum.image:
        return []
    rendition = museum.image.get_renditions(FALLBACK_SPEC)[FALLBACK_SPEC]
    return [settings.BASE_URL + rendition.url]


def _identifiers(museum: "MuseumPage") -> list[dict[str, Any]]:
    """Its codes in registers, Muséofile's among them."""
    rows = [
        (one.get_scheme_display(), one.value, one.url) for one in museum.member.identifiers.all()
    ]
    if museum.museofile_code:
        rows.insert(0, ("Muséofile", museum.museofile_code, ""))
    return [
        {"@type": "PropertyValue", "propertyID": register, "value": value}
        | ({"url": url} if url else {})
        for register, value, url in rows
    ]


def _social_links(museum: "MuseumPage") -> list[str]:
    return [link.url for link in museum.member.social_links.all()]


def _is_free(museum: "MuseumPage") -> bool | None:
    """Whether one comes in without paying; None where nobody said."""
    prices = list(museum.member.prices.all())
    return museum.is_free or (False if any(price.amount for price in prices) else None)
