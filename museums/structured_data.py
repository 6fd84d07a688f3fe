"""A museum in schema.org's words."""

from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from museums.models import MuseumPage


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
