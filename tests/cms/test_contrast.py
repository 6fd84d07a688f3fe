"""How well colours are read on each other."""

import pytest

from cms.contrast import contrast, lightened_until, mixed


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#ffffff", 1),
        ("#767676", "#ffffff", 4.54),  # the lightest grey that the WCAG allows on white
        ("#777777", "#ffffff", 4.48),
        ("#123a4a", "#ffffff", 12.14),
    ],
)
def test_the_ratio_is_that_of_the_wcag(one, other, ratio):
    assert round(contrast(one, other), 2) == ratio
    assert contrast(other, one) == contrast(one, other)


def test_a_colour_takes_as_much_white_as_it_needs():
    assert lightened_until("#8fd0ea", "#263036", 4.5) == "#8fd0ea"
    light = lightened_until("#0a6b4f", "#263036", 4.5)
    assert light == "#6ca695"
    assert contrast(light, "#263036") >= 4.5


def test_mixing_goes_from_one_colour_to_the_other():
    assert [mixed("#000000", "#ffffff", share) for share in (0, 0.5, 1)] == [
        "#000000",
        "#808080",
        "#ffffff",
    ]
