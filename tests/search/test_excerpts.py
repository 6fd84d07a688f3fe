"""Excerpts keep the author's letters, and never become markup."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.french import words
from search.excerpts import LENGTH, excerpt, marked

LONG = "Le musée présente des outils. " * 20


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        ("Les Musées de l’été", ["musee"], "Les <mark>Musées</mark> de l’été"),
        ("L’œuvre", ["oeuvre"], "L’<mark>œuvre</mark>"),
        ("de 14-18 à 1918", ["14", "18", "1418"], "de <mark>14-18</mark> à 1918"),
        ("<b>musée & cie</b>", ["musee"], "&lt;b&gt;<mark>musée</mark> &amp; cie&lt;/b&gt;"),
        ("rien", ["musee"], "rien"),
        ("", ["musee"], ""),
    ],
)
def test_words_are_marked_as_they_are_written(text, asked, expected):
    assert marked(text, asked) == expected


def test_a_short_text_is_shown_whole():
    assert excerpt(["Des fuseaux\n et du fil."], ["fil"]) == "Des fuseaux et du <mark>fil</mark>."


def test_a_long_text_is_cut_around_its_words():
    text = excerpt([f"{LONG}Une navette de tisserand. {LONG}"], ["navette"])
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert "Une <mark>navette</mark> de tisserand" in text


def test_the_passage_with_most_words_wins():
    texts = [f"Une navette. {LONG}", f"{LONG}Une navette et un peigne."]
    assert "<mark>navette</mark> et un <mark>peigne</mark>" in excerpt(texts, ["navette", "peigne"])


def test_without_a_word_found_the_beginning_is_shown():
    assert excerpt(["", "Le début.", "La suite."], ["navette"]) == "Le début."
    assert excerpt(["", " "], ["navette"]) == ""


any_text = st.text() | st.text(alphabet="aéœs <>&\"'’-0189")


@given(any_text, st.lists(st.text(max_size=5), max_size=3))
def test_marking_only_adds_marks(text, questions):
    asked = [word for question in questions for word in words(question)]
    result = marked(text, asked)
    assert html.unescape(re.sub(r"</?mark>", "", result)) == html.unescape(html.escape(text))
    for piece in re.findall(r"<mark>(.*?)</mark>", result, re.DOTALL):
        assert set(words(html.unescape(piece))) & set(asked)


@given(st.lists(any_text, max_size=4), st.lists(st.sampled_from(["a", "aes", "0189"])))
def test_an_excerpt_is_a_passage_of_one_text(texts, asked):
    result = excerpt(texts, asked)
    shown = html.unescape(re.sub(r"</?mark>", "", result))
    passage = shown.removeprefix("… ").removesuffix(" …")
    assert len(passage) <= LENGTH
    assert not passage or any(passage in " ".join(text.split()) for text in texts)
