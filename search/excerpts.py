"""The part of a text that answers a question, its words marked as their author wrote them. Pure."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cms.french import LocatedWord, located_words

LENGTH = 220  # signs, about three lines
BEFORE = 60  # of which at most this many stand before the first word found


class Passage(NamedTuple):
    """A part of a text, with how many of the words asked for it holds."""

    worth: int
    text: str
    start: int
    end: int


def marked(text: str, asked: Collection[str]) -> SafeString:
    """The text as HTML, the words asked for in <mark>."""
    pieces, done = [], 0
    for place in located_words(text):
        if place.word in asked and place.start >= done:
            pieces.append((text[done : place.start], text[place.start : place.end]))
            done = place.end
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[done:])


def excerpt(texts: Iterable[str], asked: Collection[str]) -> SafeString:
    """The best passage of these texts, marked; the beginning of the first one where none is found.

    A passage cut out of a text has an ellipsis where it was cut.
    """
    told = [text for text in (" ".join(text.split()) for text in texts) if text]
    if not told:
        return SafeString("")
    best = max((best_passage(text, asked) for text in told), key=lambda passage: passage.worth)
    return format_html(
        "{}{}{}",
        "… " if best.start else "",
        marked(best.text[best.start : best.end], asked),
        " …" if best.end < len(best.text) else "",
    )


def best_passage(text: str, asked: Collection[str]) -> Passage:
    """The first passage of a text that holds the most of the words asked for."""
    places = list(located_words(text))
    found = [place for place in places if place.word in asked]
    candidates = [passage_around(text, place, places, found) for place in found]
    beginning = Passage(0, text, 0, last_end(text, 0, places))
    return max([*candidates, beginning], key=lambda passage: passage.worth)


def passage_around(
    text: str, first: LocatedWord, places: list[LocatedWord], found: list[LocatedWord]
) -> Passage:
    """Whole words from shortly before `first` on."""
    if first.end <= LENGTH:
        start = 0
    else:
        earlier = (place.start for place in places if place.start >= first.start - BEFORE)
        start = next(earlier, first.start)
    end = last_end(text, start, places)
    held = {place.word for place in found if place.start >= start and place.end <= end}
    return Passage(len(held), text, start, end)


def last_end(text: str, start: int, places: list[LocatedWord]) -> int:
    """Where a passage from `start` on ends: with the text, or after its last whole word."""
    if len(text) - start <= LENGTH:
        return len(text)
    ends = [place.end for place in places if start < place.end <= start + LENGTH]
    return max(ends, default=start + LENGTH)
