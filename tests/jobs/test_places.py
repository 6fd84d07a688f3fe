"""Departments, read from postcodes."""

import pytest

from jobs.places import department_code


@pytest.mark.parametrize(
    ("postcode", "code"),
    [
        ("14200", "14"),
        ("01000", "01"),
        ("20000", "2A"),
        ("20137", "2A"),
        ("20200", "2B"),
        ("97410", "974"),
        ("98800", "988"),
        ("", ""),
        ("SW1A 1", ""),
        ("1420", ""),
    ],
)
def test_a_postcode_lies_in_a_department(postcode, code):
    assert department_code(postcode) == code
