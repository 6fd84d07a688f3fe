import pytest

from events.imports.merging import merge


@pytest.mark.parametrize(
    ("before", "now", "new", "changes", "kept"),
    [
        ("A", "A", "A", {}, []),
        ("A", "A", "B", {"f": "B"}, []),
        ("A", "mine", "A", {}, []),
        ("A", "mine", "B", {}, ["f"]),
        ("A", "B", "B", {}, []),
        ("", "", "B", {"f": "B"}, []),
        ("A", "A", "", {"f": ""}, []),
    ],
)
def test_who_wins(before, now, new, changes, kept):
    merged = merge({"f": before}, {"f": now}, {"f": new})
    assert (merged.changes, merged.kept) == (changes, kept)


def test_what_comes_and_goes_altogether():
    """One date's exception is a field that may not be there."""
    assert merge({}, {}, {"e": 1}).changes == {"e": 1}
    assert merge({"e": 1}, {"e": 1}, {}).changes == {"e": None}
    assert merge({"e": 1}, {}, {}).changes == {}
    assert merge({"e": 1}, {"e": 2}, {}).kept == ["e"]
    assert merge({}, {"e": 2}, {}).changes == {}
