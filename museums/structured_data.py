"""A museum in schema.org's words."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings

from museums.opening_hours import schema_specifications, special_specifications

if TYPE_CHECKING:
    from museums.models import MuseumPage
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
