"""What a kit is made of, and where each thing goes."""

import pytest

from schools.contents import KitContents, folder_of, level_name
from schools.models import KitDocument, SchoolLevel
from tests.factories.schools import ClassKitPageFactory, KitDocumentFactory
from tests.schools.conftest import shown, story
from tests.schools.kits import a_file, a_picture

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("values", "folder"),
    [
        ({"role": "teacher"}, "01-enseignant"),
        ({"role": "teacher", "phase": "avant"}, "01-enseignant"),
        ({"role": "answers"}, "01-enseignant/corriges"),
        ({"role": "source", "is_teacher_only": True}, "01-enseignant"),
        ({"role": "pupil"}, "02-eleve"),
        ({"role": "pupil", "phase": "avant"}, "02-eleve/avant"),
        ({"role": "pupil", "phase": "sans-visite"}, "02-eleve/sans-visite"),
        ({"role": "pupil", "is_teacher_only": True}, "01-enseignant"),
        ({"role": "source", "phase": "pendant"}, "03-documents"),
        ({"role": "game"}, "03-documents"),
        ({"role": "audio"}, "04-audio-video"),
        ({"role": "video", "is_teacher_only": True}, "01-enseignant"),
    ],
)
def test_each_document_is_where_a_teacher_looks_for_it(values, folder):
    assert folder_of(KitDocument(title="x", **values)) == folder


@pytest.mark.parametrize(
    ("codes", "name"),
    [
        (["6e"], "6e"),
        (["cm1", "6e"], "cycle-3"),
        (["ce2", "cm1", "6e"], "ce2-6e"),
        ([], "classes"),
    ],
)
def test_a_file_name_says_whom_a_kit_is_for(codes, name):
    found = {level.code: level for level in SchoolLevel.objects.classes()}
    assert level_name([found[code] for code in codes]) == name


def test_what_is_shown_twice_is_there_once(museum):
    picture, file = a_picture("Roue"), a_file("plan.pdf", title="Plan")
    link = f'<p><a linktype="document" id="{file.pk}">plan</a></p>'
    body = story(shown(picture), ("paragraph", link), ("document", file.pk), shown(picture))
    kit = ClassKitPageFactory(parent=museum, body=body, image=picture)
    contents = KitContents(kit, [KitDocumentFactory.build(kit=kit, body=body)])
    assert [file.path for file in contents.files()] == [
        "assets/01-roue.jpg",
        "03-documents/01-plan.pdf",
    ]


def test_a_document_that_a_text_names_stays_where_it_is(museum):
    file = a_file("plan.pdf", title="Un autre titre")
    link = f'<p><a linktype="document" id="{file.pk}">plan</a></p>'
    kit = ClassKitPageFactory(parent=museum, body=story(("paragraph", link)))
    plan = KitDocumentFactory.build(kit=kit, title="Plan", role="source", body="", file=file)
    contents = KitContents(kit, [plan])
    assert [file.path for file in contents.files()] == ["03-documents/01-plan.pdf"]
    assert contents.place_of(file).path == "03-documents/01-plan.pdf"


def test_a_link_to_a_file_that_is_gone_is_no_file(museum):
    body = story(("paragraph", '<p><a linktype="document" id="99999">plan</a></p>'))
    kit = ClassKitPageFactory(parent=museum, body=body)
    assert KitContents(kit, []).files() == []
