"""What to ask instead where nothing was found. Pure."""

from collections.abc import Iterable
from difflib import get_close_matches

from cms.french import located_words

SHORTEST = 4  # letters; below that every word is close to another
CLOSENESS = 0.8


class Vocabulary:
    """The words that one can be sure to find, as these texts spell them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.spellings = {
            place.word: text[place.start : place.end].lower()
            for text in texts
            for place in located_words(text)
            if len(place.word) >= SHORTEST and place.word.isalpha()
        }

    def corrected(self, question: str) -> str:
        """The question with each unknown word replaced by the closest known one.

        Empty where there is none: « musee de la dentele » gives « musee de la dentelle ».
        """
        better, done = "", 0
        for place in located_words(question):
            if len(place.word) < SHORTEST or place.word in self.spellings:
                continue
            for word in get_close_matches(place.word, self.spellings, 1, CLOSENESS):
                better += question[done : place.start] + self.spellings[word]
                done = place.end
        return better + question[done:] if better else ""

    def known(self, question: str) -> list[str]:
        """The words of the question that are known, each once."""
        places = [place for place in located_words(question) if place.word in self.spellings]
        return list(dict.fromkeys(question[place.start : place.end] for place in places))
