"""How towns are called: as one types them, and as the post office prints them."""

import re
from unicodedata import combining, normalize

SHORT_FORMS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
ARTICLES = frozenset({"le", "la", "les"})
ELIDED = frozenset({"l", "d"})
WORDS_BETWEEN = "à au aux de des du en et la le les lès sous sur"
LINKING_WORDS = frozenset(WORDS_BETWEEN.split())


def plain_name(name: str) -> str:
    """A name as everybody types it: « Saint-Lô », "ST LO" and "st lo" are all "saint lo"."""
    name = name.replace("œ", "oe").replace("Œ", "OE")
    letters = "".join(c for c in normalize("NFKD", name) if not combining(c)).casefold()
    return " ".join(SHORT_FORMS.get(word, word) for word in re.findall(r"[a-z0-9]+", letters))


def written_out(capitals: str) -> str:
    """A name of the post office in ordinary letters: "ST JEAN D ASSE" is « Saint-Jean-d’Asse ».

    Accents that the capitals lack stay lacking.
    """
    words = [SHORT_FORMS.get(word, word) for word in re.split(r"[\s'’-]+", capitals.lower())]
    name = ""
    for position, word in enumerate(words):
        before = words[position - 1] if position else ""
        if before in ELIDED:
            name += "’"
        elif before:
            name += " " if (position == 1 and before in ARTICLES) or word.isdigit() else "-"
        is_small = word in LINKING_WORDS or word in ELIDED
        name += word if is_small and position else word.capitalize()
    return name
