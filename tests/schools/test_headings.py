"""The headings of a text, below those of the page that shows it."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schools.headings import below
from tests.factories.schools import ClassKitPageFactory, KitDocumentFactory
from tests.reading import parsed
from tests.schools.conftest import story

levels = st.lists(st.lists(st.integers(1, 6), max_size=6), max_size=4)


def test_the_highest_headings_come_to_the_top_and_none_is_skipped():
    assert below(["<h3>Un</h3><p>a</p><h4 class='b'>Deux</h4>"], 2) == [
        "<h2>Un</h2><p>a</p><h3 class='b'>Deux</h3>"
    ]
    assert below(["<h2>Un</h2>", "<h4>Deux</h4>"], 2) == ["<h2>Un</h2>", "<h3>Deux</h3>"]
    assert below(["<h2>Un</h2><h4>Deux</h4><h3>Trois</h3>"], 5) == [
        "<h5>Un</h5><h6>Deux</h6><h6>Trois</h6>"
    ]
    assert below(["<hr><p>h2</p>"], 2) == ["<hr><p>h2</p>"]


@given(levels, st.integers(2, 5))
def test_any_text_can_be_heard_in_order(texts, top):
    html = ["".join(f"<h{level}>a</h{level}>" for level in text) for text in texts]
    moved = "".join(below(html, top))
    found = [int(level) for level in re.findall(r"<h(\d)>a</h\1>", moved)]
    assert len(found) == sum(map(len, texts))
    assert found[:1] == [top][: len(found)]
    assert all(top <= level <= 6 for level in found)
    assert all(after - before <= 1 for before, after in pairwise(found))


@pytest.mark.django_db
def test_the_page_of_a_kit_is_heard_in_order(museum, client):
    text = story(("paragraph", "<h2>Un</h2><p>a</p><h3>Deux</h3>"))
    begun_low = story(("paragraph", "<h3>Pourquoi</h3><p>b</p>"))
    kit = ClassKitPageFactory(
        parent=museum, body=begun_low, documents=[KitDocumentFactory.build(title="F", body=text)]
    )
    main = parsed(client.get(kit.url)).find(".//main")
    found = [(int(e.tag[1]), e.text.strip()) for e in main.iter() if re.fullmatch("h[1-6]", e.tag)]
    assert {"Pourquoi": 2, "F": 4, "Un": 5, "Deux": 6}.items() <= {
        words: level for level, words in found
    }.items()
    assert all(after[0] - before[0] <= 1 for before, after in pairwise(found))
