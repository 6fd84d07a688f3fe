"""French words as a search compares them: case, accents, elisions and plurals do not matter.

Pure. The same rules read what is searched and what is asked, so they need not be right about
French: they must always say the same, and seldom give one form to two words. What is left is
small ASCII letters and digits, which no search engine takes apart in a way of its own.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import combining, normalize

# A range of numbers, the one word that keeps its apostrophe, or a run of letters and digits.
TOKEN = re.compile(
    r"\d+(?:[-‑–]\d+)+(?![^\W_])|aujourd['’ʼ]hui|(?:[^\W_][\u0300-\u036f\u00ad]*)+", re.IGNORECASE
)
BEFORE_A_WORD = re.compile(r"['’ʼ][^\W_]")
ELIDED = frozenset("c d j l m n s t qu jusqu lorsqu puisqu quoiqu".split())  # noqa: SIM905
# Letters that do not come apart into a letter and its accent.
WHOLE_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
LEFT_OUT = frozenset("'’ʼ\u00ad")  # a soft hyphen, and the apostrophe of « aujourd’hui »
# PostgreSQL would read a number with an exponent in what starts like one: "2e3x" is "2", "e3x".
ASCII_WORD = re.compile(r"[0-9]+(?=e[0-9])|[a-z0-9]+")
ORDINAL = re.compile(r"(\d+)(?:i?eme|e)s?")
SHORTEST_PLURAL = 4
SHORTEST_IN_AUX = 6  # "chaux" and "taux" are no plurals

# Left out of a question that has other words; English ones too, since both languages ask.
SMALL_WORDS = frozenset(
    """
    a ai au aux avec c ce ces cet cette chez ci d dans de des du elle elles en entre est et eux
    il ils j je l la le les leur leurs lui m ma mais me mes moi mon n ne nos notre nous on ont ou
    par pas plus pour qu que quel quelle quelles quels qui s sa sans se ses si son sont sous sur
    t ta te tes toi ton tous tout toute toutes tu un une vers vos votre vous y
    and at by for from in of the to with
    """.split()  # noqa: SIM905
)
# They end in s and are no plurals: common words, and those that would meet another one.
NO_PLURALS = SMALL_WORDS | frozenset(
    """
    acces apres avis bois bras calvados campus chaos colis concours congres corps cours croquis
    deces dessous dessus devis discours divers expres fils fois fonds frais gars gens gras gres
    gris gros heros jadis jesus logis longtemps louis maquis marais mars mauvais moins mois mors
    ours palais paradis parcours paris pays permis poids pois pres pris printemps proces progres
    puis puits repas repos secours sens souris succes tapis temps tiers toujours travers tres
    trois univers velours vernis virus
    """.split()  # noqa: SIM905
)
PLURALS_IN_X = dict(
    pair.split(":")
    for pair in """
    adieux:adieu aveux:aveu bijoux:bijou boyaux:boyau cailloux:caillou cheveux:cheveu choux:chou
    cieux:ciel coraux:corail dieux:dieu emaux:email enjeux:enjeu essieux:essieu feux:feu
    genoux:genou hiboux:hibou jeux:jeu joyaux:joyau lieux:lieu materiaux:materiau milieux:milieu
    neveux:neveu noyaux:noyau soupiraux:soupirail travaux:travail tuyaux:tuyau vantaux:vantail
    vitraux:vitrail voeux:voeu yeux:oeil
    """.split()  # noqa: SIM905
)
# Feminine and masculine endings that may be taken for one without two words meeting.
FEMININE = {
    "ale": "al",
    "ande": "and",
    "elle": "el",
    "enne": "en",
    "gere": "ger",
    "iere": "ier",
    "ive": "if",
    "trice": "teur",
    "uite": "uit",
}
FEMININE_ENDING = re.compile(rf"(.{{3,}})({'|'.join(FEMININE)})")


class LocatedWord(NamedTuple):
    """A word in the form that is compared, and where it stands in its text."""

    word: str
    start: int
    end: int


def normalise(text: str) -> str:
    """The words of a text as they are compared: « L’œuvre des musées » is "oeuvre des musee"."""
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """The same as a list; a range of numbers is also one word: "14", "18", "1418"."""
    return [located.word for located in located_words(text)]


def question_words(text: str) -> list[str]:
    """The words that a question asks for, each once, without the small ones if there are others."""
    asked = list(dict.fromkeys(words(text)))
    return [word for word in asked if word not in SMALL_WORDS] or asked


def located_words(text: str) -> Iterator[LocatedWord]:
    """The words of a text with their places; several may stand at the same one."""
    for token in TOKEN.finditer(text):
        parts = ASCII_WORD.findall(folded(token[0]))
        if parts and parts[0] in ELIDED and BEFORE_A_WORD.match(text, token.end()):
            continue
        if len(parts) > 1 and "".join(parts).isdigit():  # a range of numbers
            parts.append("".join(parts))
        for part in parts:
            yield LocatedWord(singular(part), *token.span())


def folded(token: str) -> str:
    """A token in small letters without accents."""
    apart = normalize("NFKD", token.casefold().translate(WHOLE_LETTERS))
    return "".join(sign for sign in apart if not combining(sign) and sign not in LEFT_OUT)


def singular(word: str) -> str:
    """One form for a word and its plural: "musees" is "musee", "chevaux" is "cheval"."""
    ordinal = ORDINAL.fullmatch(word)
    if ordinal:
        return f"{ordinal[1]}e"
    if word in PLURALS_IN_X:
        return PLURALS_IN_X[word]
    if word in NO_PLURALS or len(word) < SHORTEST_PLURAL:
        return word
    if word.endswith("eaux"):
        return word[:-1]
    if word.endswith("aux") and len(word) >= SHORTEST_IN_AUX:
        return f"{word[:-2]}l"
    if word.endswith("s") and word[-2] not in "sx":
        return singular(word[:-1])
    feminine = FEMININE_ENDING.fullmatch(word)
    return f"{feminine[1]}{FEMININE[feminine[2]]}" if feminine else word
