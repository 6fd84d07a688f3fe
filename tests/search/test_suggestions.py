"""What to ask instead."""

from hypothesis import given
from hypothesis import strategies as st

from search.suggestions import Vocabulary

known = Vocabulary(["Musée de la Dentelle", "Évreux", "Saint-Lô", "Château de Crèvecœur"])


def test_unknown_words_become_the_closest_known_one():
    assert known.corrected("musee de la dentele") == "musee de la dentelle"
    assert known.corrected("Evreu, crevecoeur, sain") == "évreux, crevecoeur, saint"
    assert known.corrected("chatau") == "château"


def test_known_or_strange_words_have_no_correction():
    assert known.corrected("dentelles") == ""
    assert known.corrected("zythologie") == ""
    assert known.corrected("den") == ""


def test_it_tells_which_words_are_known():
    assert known.known("dentelles de Bayeux et d’Évreux, dentelles") == ["dentelles", "Évreux"]


@given(st.text(max_size=100))
def test_any_question_may_be_asked(question):
    assert known.corrected(question) != question or question == ""
    assert all(word in question for word in known.known(question))
