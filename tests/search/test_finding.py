"""What is found, in which order; the same on every database."""

import random
from datetime import date

import pytest
from django.utils import translation
from wagtail.models import Locale, PageViewRestriction, get_page_models

from cms.french import question_words
from cms.models import BasePage
from events.models import OccurrenceException
from search.finding import find, known_texts, readable_locales
from tests.conftest import NOW
from tests.factories.events import AudienceFactory, EventTypeFactory, publish
from tests.factories.museums import DepartmentFactory, MuseumPageFactory, ThemeFactory
from tests.search.conftest import TOMORROW

pytestmark = [pytest.mark.django_db, pytest.mark.indexed, pytest.mark.usefixtures("now", "network")]


# What is found


@pytest.mark.parametrize(
    "question",
    [
        "journal",
        "journaux",
        "JOURNAUX",
        "l’atelier",
        "ateliers d'ete",
        "œuvre",
        "oeuvres",
        "1914",
        "14-18",
        "6ème",
        "CM2",
        "normand",
        "le journal de la 6e",
    ],
)
def test_case_accents_elisions_and_plurals_do_not_matter(tell, titles, question):
    tell("Journaux de guerre", "Des œuvres normandes de 14-18 (1914-1918).")
    tell("Ateliers d’été", "Pour les 6e et les CM2.")
    tell("Journal de 6e", "L’atelier d’une œuvre.")
    expected = {
        "journal": ["Journal de 6e", "Journaux de guerre"],
        "ateliers d'ete": ["Ateliers d’été"],
        "œuvre": ["Journal de 6e", "Journaux de guerre"],
        "1914": ["Journaux de guerre"],
        "14-18": ["Journaux de guerre"],
        "l’atelier": ["Ateliers d’été", "Journal de 6e"],
        "6ème": ["Journal de 6e", "Ateliers d’été"],
        "CM2": ["Ateliers d’été"],
        "normand": ["Journaux de guerre"],
        "le journal de la 6e": ["Journal de 6e"],
    }
    same_as = {"journaux": "journal", "JOURNAUX": "journal", "oeuvres": "œuvre"}
    assert titles(question) == expected[same_as.get(question, question)]


AWKWARD = """
contact@musee.fr www.musee.fr/visite https://musee.example/a-b?c=1#d 1e5 2e3x 3d 12,5 3.14 v1.2.3
-5 +33 02-31-00 a/b x_y 100% 5€ n°7 C.M.2 rock’n’roll aujourd’hui presqu’île Straße Łódź Ærø ½ ²
Saint-Germain-de-Tallevende-la-Lande-Vaumont 20261122T140000 f(x) d'1 qu'il &amp; <b> "mot" 'mot'
OR AND NOT NEAR title:mot mot* mot~ ^mot (mot) {mot} \\mot %s %% ; --
""".split()  # noqa: SIM905


def test_awkward_words_are_found_as_the_words_they_are_made_of(tell, titles):
    """Search engines take such words apart in their own ways: they never see them."""
    pages = [tell(f"Page {number}", word) for number, word in enumerate(AWKWARD)]
    for word in AWKWARD:
        asked = question_words(word)
        if asked:
            holding = [page for page in pages if set(asked) <= set(page.search_text.split())]
            assert sorted(titles(word)) == sorted(page.title for page in holding), word


def test_any_letters_and_digits_are_found(tell, titles):
    rng = random.Random(1)
    signs = "abcdefghijklmnopqrstuvwxyz0123456789eex"
    all_words = {"".join(rng.choices(signs, k=rng.randint(2, 9))) for _ in range(400)}
    tell("Toutes", " ".join(sorted(all_words))[:300])
    tell("Aucune")
    kept = " ".join(sorted(all_words))[:300].split()[:-1]
    assert {word: titles(word) for word in kept} == {word: ["Toutes"] for word in kept}


def test_a_museum_is_found_by_its_place_and_its_themes(museum, titles):
    museum.themes = [ThemeFactory(slug="archeologie", name="Archéologie", name_en="Archaeology")]
    museum.save_revision().publish()
    found = {question: titles(question) for question in ("Caen", "calvados", "archaeology", "Vire")}
    name = "Musée de la Dentelle"
    assert found == {"Caen": [name], "calvados": [name], "archaeology": [name], "Vire": []}


def test_a_department_is_a_place_too(network, titles):
    manche = DepartmentFactory(code="50", name="Manche")
    MuseumPageFactory(parent=network.museums, title="Musée du Bocage", department=manche)
    assert titles("manche") == ["Musée du Bocage"]


def test_an_event_is_found_by_its_museum_its_type_and_its_audience(museum, announce, titles):
    event = announce(
        "Fuseaux", event_type=EventTypeFactory(slug="visite", name="Visite", name_en="Tour")
    )
    event.audiences = [AudienceFactory()]
    publish(event)
    for question in ("fuseaux dentelle", "fuseaux caen", "fuseaux tour", "fuseaux familles"):
        assert titles(question) == ["Fuseaux"], question


def test_a_museum_renamed_is_found_with_its_events(museum, announce, titles):
    announce("Fuseaux")
    assert titles("fuseaux cidre") == []
    museum.title = "Musée du Cidre"
    museum.save_revision().publish()
    assert titles("fuseaux cidre") == ["Fuseaux"]


def test_an_event_that_moves_is_found_by_its_new_museum(museum, other_museum, announce, titles):
    event = announce("Fuseaux")
    assert titles("fuseaux dentelle") == ["Fuseaux"]
    event.move(other_museum, "last-child")
    assert titles("fuseaux dentelle") == []
    assert titles("fuseaux vire") == ["Fuseaux"]


def test_the_text_blocks_are_searched_without_their_markup(tell, titles):
    tell("Blocs", body=[("paragraph", '<h2 class="navette">Un carreau</h2><p>de <b>pl</b>omb</p>')])
    assert titles("carreaux plomb") == ["Blocs"]
    assert titles("navette") == []


def test_every_page_type_tells_its_words():
    for model in get_page_models():
        if issubclass(model, BasePage):
            names = {field.name for field in model._meta.get_fields()}
            assert names & set(model.searched), model


# What is not


def test_only_what_visitors_may_see_is_found(museum, tell, announce, titles):
    tell("Une dentelle")
    announce("Autre dentelle")
    everything = ["Musée de la Dentelle", "Autre dentelle", "Une dentelle"]
    assert titles("dentelle") == everything
    PageViewRestriction.objects.create(page=museum, restriction_type="login")
    assert titles("dentelle") == ["Une dentelle"]
    assert set(known_texts(readable_locales(Locale.objects.all()), NOW)).isdisjoint(everything[:2])


def test_a_draft_is_not_found(tell, titles):
    page = tell("Une dentelle")
    assert titles("dentelle") == ["Une dentelle"]
    page.unpublish()
    assert titles("dentelle") == []


def test_an_unpublished_change_is_not_found(tell, titles):
    page = tell("Une dentelle")
    page.title = "Un secret"
    page.save_revision()
    assert titles("secret") == []
    assert titles("dentelle") == ["Une dentelle"]


def test_a_museum_off_line_hides_its_events(museum, announce, titles):
    announce("Une dentelle")
    assert titles("dentelle") == ["Musée de la Dentelle", "Une dentelle"]
    museum.unpublish()
    assert titles("dentelle") == []


def test_an_event_that_is_over_is_not_found(announce, titles):
    announce("Dentelle de demain")
    announce("Dentelle d’hier", date(2026, 11, 21))
    announce(
        "Dentelle annulée",
        exceptions=[OccurrenceException(date=TOMORROW, kind="cancelled")],
    )
    found = ["Musée de la Dentelle", "Dentelle annulée", "Dentelle de demain"]
    assert titles("dentelle") == found


# In which order


def test_titles_first_then_museums_then_events_by_date(museum, network, tell, announce, titles):
    MuseumPageFactory(parent=network.museums, title="Musée de l’Outil", summary="Et la dentelle.")
    MuseumPageFactory(parent=network.museums, title="Écomusée", summary="Et la dentelle.")
    announce("Fuseaux", date(2026, 12, 1))
    announce("Aiguilles", date(2026, 12, 2))
    announce("Dentelle au fuseau", date(2026, 12, 3))
    tell("La dentelle d’Alençon")
    tell("Autre nouvelle", "Il y est question de dentelle.")
    assert titles("dentelles") == [
        "Musée de la Dentelle",
        "Dentelle au fuseau",
        "La dentelle d’Alençon",
        "Écomusée",
        "Musée de l’Outil",
        "Fuseaux",
        "Aiguilles",
        "Autre nouvelle",
    ]


# In which language


@pytest.fixture
def in_english(locale_en, network):
    network.home.copy_for_translation(locale_en).save_revision().publish()
    network.news.copy_for_translation(locale_en).save_revision().publish()
    with translation.override("en"):
        yield locale_en


def test_each_page_once_in_the_visitors_language_first(tell, titles, in_english):
    translated = tell("Dentelle traduite", "Lace and dentelle.")
    tell("Dentelle française")
    english = translated.copy_for_translation(in_english)
    english.title = "Translated dentelle"
    english.save_revision().publish()
    assert titles("dentelle") == ["Translated dentelle", "Dentelle française"]
    with translation.override("fr"):
        assert titles("dentelle") == ["Dentelle française", "Dentelle traduite"]


def test_an_alias_is_not_a_second_result(tell, titles, in_english):
    tell("Dentelle française").copy_for_translation(in_english, alias=True)
    found = find(["dentelle"], readable_locales(Locale.objects.all()), NOW)
    assert [one.page.locale.language_code for one in found] == ["fr"]


def test_an_event_is_found_in_its_translation(announce, museum, titles, in_english, network):
    network.museums.copy_for_translation(in_english, alias=True)
    museum.copy_for_translation(in_english, alias=True)
    english = announce("Dentelle au fuseau").copy_for_translation(in_english)
    english.title = "Bobbin lace"
    english.save_revision().publish()
    assert titles("lace") == ["Bobbin lace"]
