"""A map without a map server: places as dots, on land guessed from where they stand."""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache

MAP_WIDTH, MAP_PADDING, MAP_STEP = 600, 50, 10
# In steps: land reaches this far around a museum, and less far at the edge of the whole.
LAND_REACH, LAND_RETREAT = 7, 3.5


def project(degrees: Sequence[tuple[float, float]]) -> tuple[list[tuple[int, int]], int]:
    """(longitude, latitude) in degrees to units of the drawing, and the drawing's height.

    A degree of longitude is shortened by the cosine of the middle latitude.
    """
    if not degrees:
        return [], MAP_WIDTH // 2
    longitudes, latitudes = zip(*degrees, strict=True)
    west, east, south, north = min(longitudes), max(longitudes), min(latitudes), max(latitudes)
    shortening = math.cos(math.radians((south + north) / 2))
    scale = (MAP_WIDTH - 2 * MAP_PADDING) / max((east - west) * shortening, north - south, 1e-6)
    inset = (MAP_WIDTH - (east - west) * shortening * scale) / 2
    spots = [
        (
            round(inset + (longitude - west) * shortening * scale),
            round(MAP_PADDING + (north - latitude) * scale),
        )
        for longitude, latitude in degrees
    ]
    return spots, round((north - south) * scale) + 2 * MAP_PADDING


def dots(spots: Iterable[tuple[int, int]]) -> str:
    """One path for any number of dots: strokes without length, round at both ends."""
    return "".join(f"M{x} {y}h0" for x, y in spots)


@lru_cache(maxsize=8)
def stipple(spots: tuple[tuple[int, int], ...]) -> str:
    """Land as rows of small dots around the spots; a dashed stroke draws each run of them.

    What lies near a museum is land; drawing back from the edge then leaves the gaps between
    museums filled and the outline close to them.
    """
    wide, edge = disc(LAND_REACH), disc(LAND_RETREAT)
    near = {
        (y // MAP_STEP + down, x // MAP_STEP + across) for x, y in spots for down, across in wide
    }
    land = {
        (row, column)
        for row, column in near
        if all((row + down, column + across) in near for down, across in edge)
    }
    path = ""
    for row, column in sorted(land):
        if (row, column - 1) in land:
            continue
        end = column
        while (row, end + 1) in land:
            end += 1
        path += f"M{column * MAP_STEP} {row * MAP_STEP}h{(end - column) * MAP_STEP + 1}"
    return path


def disc(radius: float) -> list[tuple[int, int]]:
    """The cells within `radius` steps of a cell, as differences of row and column."""
    reach = range(-math.ceil(radius), math.ceil(radius) + 1)
    return [
        (down, across) for down in reach for across in reach if math.hypot(down, across) <= radius
    ]
