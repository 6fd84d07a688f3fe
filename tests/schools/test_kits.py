"""Durations and classes in words."""

import pytest

from schools.models import SchoolLevel
from schools.templatetags.kits import duration, in_words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(45, "45\xa0min"), (60, "1\xa0h"), (90, "1\xa0h\xa030"), (125, "2\xa0h\xa005")],
)
def test_a_duration_in_words(minutes, words):
    assert duration(minutes) == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (["cm2"], "CM2 (cycle 3)"),
        (["6e", "5e", "cm1"], "CM1, 6e (cycle 3), 5e (cycle 4)"),
        (["ps", "ms"], "Petite section, moyenne section (cycle 1)"),
        (["tle-pro"], "Terminale professionnelle (lycée professionnel)"),
        ([], ""),
    ],
)
def test_classes_in_words(codes, words):
    assert in_words(SchoolLevel.objects.classes().filter(code__in=codes)) == words
