"""Words that a visitor would call the same are the same; others are not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.french import located_words, normalise, question_words, singular, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Musées", ["musee"]),
        ("L’œuvre d'art", ["oeuvre", "art"]),
        ("jusqu’à l'aube", ["a", "aube"]),
        ("aujourd’hui, AUJOURD'HUI", ["aujourdhui", "aujourdhui"]),
        ("l’ĳssel, Ærø, Łódź, Straße", ["ijssel", "aero", "lodz", "strasse"]),
        ("Saint-Lô", ["saint", "lo"]),
        ("14-18", ["14", "18", "1418"]),
        ("1914–1918", ["1914", "1918", "19141918"]),
        ("la 6e, la 6ème, les 6es", ["la", "6e", "la", "6e", "les", "6e"]),
        ("CM2, 1e5", ["cm2", "1", "e5"]),
        ("rock’n’roll, O’Keeffe", ["rock", "roll", "o", "keeffe"]),
        ("contact@musee.fr", ["contact", "musee", "fr"]),
        ("mu\u00adsée", ["musee"]),
        ("Музей du verre", ["du", "verre"]),
        ("… ! ’", []),
    ],
)
def test_words_are_taken_apart(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    ("several", "one"),
    [
        ("musées", "musée"),
        ("bijoux", "bijou"),
        ("chevaux", "cheval"),
        ("journaux", "journal"),
        ("travaux", "travail"),
        ("vitraux", "vitrail"),
        ("eaux", "eau"),
        ("châteaux", "château"),
        ("jeux", "jeu"),
        ("vœux", "vœu"),
        ("yeux", "œil"),
        ("noyaux", "noyau"),
        ("normandes", "normand"),
        ("municipales", "municipaux"),
        ("anciennes", "anciens"),
        ("médiatrices", "médiateurs"),
        ("visites gratuites", "visite gratuit"),
    ],
)
def test_plurals_and_some_feminines_are_the_same_word(several, one):
    assert normalise(several) == normalise(one)


@pytest.mark.parametrize(
    "name",
    """
    temps corps Calvados bras souris gaz tapis Lisieux Bayeux Évreux Dreux chaux taux prix croix
    palais marais bois mois fois cours vers sous trois Paris repas progrès stress express
    """.split(),  # noqa: SIM905
)
def test_what_only_looks_like_a_plural_is_left_alone(name):
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    assert normalise(name) == plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("cours", "cour"),
        ("fois", "foi"),
        ("muse", "musée"),
        ("port", "porte"),
        ("verre", "vers"),
        ("congrès", "congre"),
        ("marée", "marais"),
        ("vent", "vente"),
        ("guitare", "guitariste"),
    ],
)
def test_different_words_stay_different(one, other):
    assert normalise(one) != normalise(other)


def test_a_question_drops_small_words_unless_it_has_no_others():
    assert question_words("Le musée de la mer") == ["musee", "mer"]
    assert question_words("the museum of lace") == ["museum", "lace"]
    assert question_words("de la") == ["de", "la"]
    assert question_words("mer mers Mer") == ["mer"]
    assert question_words("") == []


def test_words_know_where_they_stand():
    text = "L’œuvre, 14-18"
    assert [(text[start:end], word) for word, start, end in located_words(text)] == [
        ("œuvre", "oeuvre"),
        ("14-18", "14"),
        ("14-18", "18"),
        ("14-18", "1418"),
    ]


any_text = st.text() | st.text(alphabet="aàeéœsxlLdqu’'-– \u0301\u00ad0159½ßЖ中\u200d")


@given(any_text)
def test_any_text_becomes_small_ascii_words(text):
    assert all(word.isascii() and word.isalnum() and word == word.lower() for word in words(text))


@given(any_text)
def test_comparing_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet="aàâäeéèêëiîïoôöuùûücçsx ", max_size=40))
def test_accents_however_they_are_written_do_not_matter(text):
    apart = unicodedata.normalize("NFD", text)
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    assert words(text) == words(apart) == words(bare) == words(text.upper())


@given(any_text)
def test_places_lie_in_the_text_in_order(text):
    places = list(located_words(text))
    assert all(0 <= place.start < place.end <= len(text) for place in places)
    assert [place.start for place in places] == sorted(place.start for place in places)


@given(st.from_regex(r"[a-z]{1,20}", fullmatch=True))
def test_a_plural_s_changes_nothing_where_the_word_is_one_of_its_own(word):
    one = singular(word)
    assert singular(one) == one
    if len(word) > 3 and word[-1] not in "sx":
        assert singular(f"{word}s") in (one, f"{word}s")
