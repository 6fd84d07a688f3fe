"""What keeps a kit from being put on line, said so that an editor can put it right."""

import re
from datetime import date, timedelta

import pytest
from django.utils import translation
from wagtail.models import CollectionViewRestriction

from cms.models import RightsStatus
from schools.choices import DocumentRole
from schools.models import ClassKitPage
from schools.rights import problems_of
from tests.factories.schools import ClassKitPageFactory, KitDocumentFactory
from tests.schools.conftest import shown, story
from tests.schools.kits import a_file, a_picture, licence

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def kit(museum) -> ClassKitPage:
    return ClassKitPageFactory(parent=museum)


def problems(kit, *documents, with_sheet=True):
    sheet = [KitDocumentFactory.build(kit=kit)] if with_sheet else []
    for document in documents:
        document.kit = kit
    with translation.override("en"):
        return problems_of(kit, [*sheet, *documents], TODAY)


def source(**values):
    """A document that is no text, licensed unless said otherwise."""
    given = {"rights_status": RightsStatus.LICENSED, "role": DocumentRole.SOURCE}
    return KitDocumentFactory.build(title="Cadastre", body="", **given | values)


def test_a_kit_that_says_all_has_no_problem(kit):
    painting = source(picture=a_picture(), alt_text="Un moulin.")
    sound = source(file=a_file("bruit.mp3"), transcript="L’eau tombe.")
    assert problems(kit, source(file=a_file()), painting, sound) == []


def test_a_kit_has_a_teachers_sheet_an_author_and_a_licence(kit):
    kit.authors, kit.licence = [], None
    assert problems(kit, with_sheet=False) == [
        "There is no teacher’s sheet.",
        "The kit does not say who wrote it.",
        "The kit has no licence: say what teachers may do with it.",
    ]


def test_a_kit_may_be_passed_on(kit):
    kit.licence = licence("droits-reserves")
    assert problems(kit) == [
        "The kit’s licence (All rights reserved) does not let teachers pass it on."
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"credit": ""}, "“Cadastre” has no credit: say who made it."),
        (
            {"licence": None},
            "“Cadastre” has no licence: say what teachers may do with it.",
        ),
    ],
)
def test_a_file_says_whose_it_is(kit, values, expected):
    assert problems(kit, source(file=a_file(**values))) == [expected]


def test_what_is_said_in_the_kit_holds_before_what_the_file_says(kit):
    file = a_file(credit="", licence=None)
    said = {"author": "A. Peintre", "licence": licence()}
    assert problems(kit, source(file=file, **said)) == []


def test_a_file_that_may_not_be_passed_on_is_named(kit):
    reserved = licence("droits-reserves")
    assert problems(kit, source(file=a_file(licence=reserved))) == [
        "“Cadastre” may not be passed on (All rights reserved): leave it out of the kit."
    ]


def test_rights_that_are_not_known_are_refused(kit):
    file = a_file(licence=None)
    assert problems(kit, source(file=file, rights_status=RightsStatus.UNKNOWN)) == [
        "“Cadastre”: its rights are not known, so it cannot be passed on."
    ]


def test_an_authorisation_holds_until_its_last_day(kit):
    said = {"file": a_file(), "rights_status": RightsStatus.AUTHORISED}
    assert problems(kit, source(**said, valid_until=TODAY)) == []
    assert problems(kit, source(**said, valid_until=TODAY - timedelta(days=1))) == [
        "“Cadastre”: its authorisation ended on 21 November 2026."
    ]


def test_a_picture_is_described(kit):
    assert problems(kit, source(picture=a_picture(description="Un moulin."))) == []
    assert problems(kit, source(picture=a_picture())) == [
        "“Cadastre”: say in one sentence what one sees in the picture."
    ]


@pytest.mark.parametrize("name", ["bruit.mp3", "bruit.m4a", "bruit.ogg", "film.mp4"])
def test_what_is_heard_is_written_down(kit, name):
    assert problems(kit, source(file=a_file(name))) == [
        "“Cadastre”: write down what is said and heard (transcript)."
    ]


def test_pictures_and_files_in_texts_count_too(kit):
    kit.image = a_picture("Couverture", credit="")
    kit.body = story(shown(a_picture("Roue", licence=None)))
    sheet = KitDocumentFactory.build(body=story(("document", a_file(title="Plan", credit="").pk)))
    file = a_file(title="Notice", credit="")
    link = story(("paragraph", f'<p><a linktype="document" id="{file.pk}">lire</a></p>'))
    assert problems(kit, sheet, KitDocumentFactory.build(body=link)) == [
        "“Roue” has no licence: say what teachers may do with it.",
        "“Couverture” has no credit: say who made it.",
        "“Plan” has no credit: say who made it.",
        "“Notice” has no credit: say who made it.",
    ]


def test_a_picture_in_a_text_is_described_or_says_that_it_is_an_ornament(kit):
    kit.body = story(shown(a_picture("Frise"), alt=""))
    assert problems(kit) == []
    bare = {"image": {"image": a_picture("Roue").pk, "alt_text": "", "decorative": False}}
    kit.body = story(("picture", bare | {"caption": ""}))
    assert problems(kit) == ["“Roue”: say in one sentence what one sees in the picture."]


def test_each_problem_is_said_once(kit):
    picture = a_picture("Roue", credit="")
    kit.body = story(shown(picture), shown(picture))
    assert problems(kit) == ["“Roue” has no credit: say who made it."]


def test_a_kit_weighs_100_megabytes_at_most(kit):
    half = {"file_size": 50_000_000}
    assert problems(kit, source(file=a_file("1.pdf", **half))) == []
    same = a_file("2.pdf", **half)
    assert problems(kit, source(file=same), source(file=same)) == []
    documents = [source(file=a_file(f"{number}.pdf", **half)) for number in range(3)]
    assert problems(kit, *documents) == ["The files weigh 150.0 MB together: 100.0 MB at most."]


def test_the_teaching_exception_covers_twenty_works(kit):
    values = {"rights_status": RightsStatus.TEACHING_EXCEPTION, "file": a_file()}
    assert problems(kit, *(source(**values) for _ in range(20))) == []
    assert problems(kit, *(source(**values) for _ in range(21))) == [
        "21 works are shown within the teaching exception, which covers 20."
    ]


def close(collection):
    """Only some people may see what is in it."""
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


def test_what_a_museum_keeps_in_its_own_collection_may_be_in_a_kit(kit, museum):
    assert problems(kit, source(file=a_file(collection=museum.collection))) == []
    close(museum.collection)
    assert problems(kit, source(file=a_file(collection=museum.collection))) == [
        f"“Cadastre” is in the collection “{museum.collection.name}”, which not everybody may see: "
        "move the file to another collection, or leave it out of the kit."
    ]


def test_what_is_put_aside_comes_into_a_kit_by_no_way(kit, museum):
    drawer = museum.collection.add_child(name="Tiroir")
    close(museum.collection)  # and so what lies below it
    kit.image = a_picture("Couverture", collection=drawer)
    kit.body = story(shown(a_picture("Roue", collection=drawer)))
    sheet = KitDocumentFactory.build(
        body=story(("document", a_file(title="Plan", collection=drawer).pk))
    )
    file = a_file(title="Notice", collection=drawer)
    link = story(("paragraph", f'<p><a linktype="document" id="{file.pk}">lire</a></p>'))
    painting = source(picture=a_picture(collection=drawer), alt_text="Un moulin.")
    found = problems(kit, sheet, KitDocumentFactory.build(body=link), painting)
    assert [re.match("“(.+?)” is in the collection “Tiroir”", said)[1] for said in found] == [
        "Cadastre",
        "Roue",
        "Plan",
        "Notice",
        "Couverture",
    ]


def test_a_written_authorisation_stays_where_it_is(kit, museum):
    """It is no part of the kit: a museum keeps it to itself."""
    paper = a_file("contrat.pdf", collection=close(museum.collection))
    assert problems(kit, source(file=a_file(), authorisation=paper)) == []
