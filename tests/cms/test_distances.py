"""Distances on the globe, and boxes that lose nobody."""

from decimal import Decimal
from math import pi
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cms.distances import EARTH_RADIUS, Box, box_around, distance_km


def at(latitude, longitude):
    return SimpleNamespace(latitude=latitude, longitude=longitude)


CAEN, ROUEN = at(49.18585, -0.35912), at(Decimal("49.44313"), Decimal("1.09932"))
places = st.builds(
    at,
    st.floats(min_value=-90, max_value=90, allow_nan=False),
    st.floats(min_value=-180, max_value=180, allow_nan=False),
)


def test_known_distances():
    quarter = pi / 2 * EARTH_RADIUS
    assert distance_km(at(0, 0), at(0, 90)) == pytest.approx(quarter)
    assert distance_km(at(0, 0), at(90, 0)) == pytest.approx(quarter)
    assert distance_km(at(0, 0), at(0, 180)) == pytest.approx(2 * quarter)
    assert distance_km(at(0, 179.5), at(0, -179.5)) == pytest.approx(quarter / 90)
    assert round(distance_km(CAEN, ROUEN)) == 110


@given(places, places)
def test_there_and_back_is_as_far(here, there):
    assert distance_km(here, there) == pytest.approx(distance_km(there, here))
    assert 0 <= distance_km(here, there) <= pi * EARTH_RADIUS + 1e-6
    assert distance_km(here, here) == 0


@given(places, places, st.floats(min_value=0, max_value=21_000))
@example(at(89.99, 0), at(89.99, 180), 5.0)
@example(at(0, 179.99), at(0, -179.99), 5.0)
@example(at(49, 0), at(49.0898, 0), 10.0)
@example(at(-16.5, 179.9), at(-16.5, -179.9), 50.0)
def test_a_box_holds_whatever_is_as_near(here, there, km):
    if distance_km(here, there) <= km:
        box = box_around(here, km)
        assert box.south <= there.latitude <= box.north
        assert box.west <= there.longitude <= box.east


def test_a_box_is_not_much_larger_than_it_must_be():
    box = box_around(CAEN, 20)
    corner = distance_km(CAEN, at(box.north, box.east))
    assert 20 < corner < 20 * 1.5
    assert box_around(at(0, 0), 111.195) == pytest.approx(
        Box(-1.001, 1.001, -1.001, 1.001), abs=1e-3
    )


def test_a_box_asks_the_database():
    assert Box(48, 50, -1, 1).lookups() == {
        "latitude__range": (48, 50),
        "longitude__range": (-1, 1),
    }
