"""How far one place is from another, on a globe."""

from decimal import Decimal
from math import asin, cos, degrees, radians, sin, sqrt
from typing import NamedTuple, Protocol

EARTH_RADIUS = 6371.0088  # kilometres, on average
MARGIN = 0.001  # degrees: what rounded coordinates may be off


class Place(Protocol):
    """Anything whose place is known, in degrees: a town, a museum."""

    @property
    def latitude(self) -> float | Decimal: ...

    @property
    def longitude(self) -> float | Decimal: ...


class Box(NamedTuple):
    """A part of the map between two parallels and two meridians, in degrees."""

    south: float
    north: float
    west: float
    east: float

    def lookups(self) -> dict[str, tuple[float, float]]:
        """The box as a database is asked for it, by fields named latitude and longitude."""
        return {
            "latitude__range": (self.south, self.north),
            "longitude__range": (self.west, self.east),
        }


def distance_km(here: Place, there: Place) -> float:
    """The shortest way over the ground, as the crow flies (haversine); some 0.5 % exact."""
    latitude, other = radians(here.latitude), radians(there.latitude)
    northwards, eastwards = other - latitude, radians(there.longitude) - radians(here.longitude)
    chord = sin(northwards / 2) ** 2 + cos(latitude) * cos(other) * sin(eastwards / 2) ** 2
    return 2 * EARTH_RADIUS * asin(min(1.0, sqrt(chord)))


def box_around(here: Place, km: float) -> Box:
    """A box that holds every place within `km` of here, and some beyond: to be measured after."""
    latitude, longitude = float(here.latitude), float(here.longitude)
    angle = km / EARTH_RADIUS
    south, north = (latitude + sign * degrees(angle) + sign * MARGIN for sign in (-1, 1))
    if south <= -90 or north >= 90:  # over a pole: every meridian is near
        return Box(max(south, -90), min(north, 90), -180, 180)
    width = degrees(asin(min(1.0, sin(angle) / cos(radians(latitude))))) + MARGIN
    west, east = longitude - width, longitude + width
    if west < -180 or east > 180:  # over the date line, where a range would have two parts
        return Box(south, north, -180, 180)
    return Box(south, north, west, east)
