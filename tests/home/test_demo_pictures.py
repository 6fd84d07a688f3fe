"""The demo's pictures: named, described, and drawn the same way each time."""

import pytest

from home.demo_pictures import PICTURES, render


def test_there_are_twenty_four_pictures_with_slugs_of_their_own():
    assert len({picture.slug for picture in PICTURES}) == len(PICTURES) == 24


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.slug)
def test_each_picture_says_in_one_short_sentence_what_one_sees(picture):
    assert picture.title
    assert 40 <= len(picture.alt) <= 120
    assert picture.alt.endswith(".")


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.slug)
def test_each_picture_is_drawn_the_same_way_each_time(picture):
    first, second = render(picture, 150, 100), render(picture, 150, 100)
    assert first.tobytes() == second.tobytes()
    assert len(set(first.resize((30, 20)).get_flattened_data())) > 20


@pytest.mark.parametrize("size", [(1600, 1067), (300, 300), (90, 200)])
def test_a_picture_has_the_size_and_mode_one_asks_for(size):
    picture = render(PICTURES[0], *size)
    assert (picture.size, picture.mode) == (size, "RGB")
