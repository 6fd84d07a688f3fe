"""The weight of a file in words."""

import pytest
from django.utils import translation

from cms.templatetags.weights import weight


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (12, "1\xa0Ko"),
        (45_300, "45\xa0Ko"),
        (999_400, "999\xa0Ko"),
        (3_240_000, "3,2\xa0Mo"),
        (41_000_000, "41,0\xa0Mo"),
    ],
)
def test_a_weight_in_words(size, words):
    assert weight(size) == words


def test_a_weight_in_english():
    with translation.override("en"):
        assert weight(3_240_000) == "3.2 MB"
