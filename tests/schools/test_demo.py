"""The demo's kits: complete, in order as to rights, of museums that do not exist."""

import csv
import json
import re
from datetime import timedelta
from hashlib import sha256
from io import StringIO
from zipfile import ZipFile

import pytest
from django.utils import timezone

from cms.models import CreditedImage
from home.demo_pictures import PICTURES
from museums import demo as museums_demo
from museums.models import MuseumPage
from schools.choices import DocumentRole
from schools.demo import DATA, load_kits
from schools.models import ClassKitPage, KitRelease
from schools.rights import problems_of
from tests.factories.museums import DepartmentFactory, MuseumPageFactory
from tests.keeping import kept
from tests.schools.kits import a_picture

TEXTS = json.loads(DATA.read_text())
MEMBERS = {
    member["name"]: member for member in json.loads(museums_demo.DATA.read_text())["members"]
}
ALL_KITS = pytest.mark.parametrize("text", TEXTS, ids=lambda text: text["slug"])
NUMBERED = re.compile(r"^Fiche\u00a0(\d)")


@pytest.fixture
@kept
def members(network) -> list[MuseumPage]:
    """The museums that the kits are by."""
    names = [text["museum"] for text in TEXTS]
    return [
        MuseumPageFactory(
            parent=network.museums,
            title=name,
            department=DepartmentFactory(code=MEMBERS[name]["department"]),
            is_fictional=True,
        )
        for name in names
    ]


@pytest.fixture
@kept
def pictures(db) -> list[CreditedImage]:
    """The demo's pictures that the kits show, in one colour."""
    titles = {text["picture"] for text in TEXTS}
    return [
        a_picture(picture.title, description=picture.alt)
        for picture in PICTURES
        if picture.title in titles
    ]


@pytest.fixture
@kept
def kits(members, pictures, now) -> list[ClassKitPage]:
    loaded = load_kits(members, now, pictures)
    return [ClassKitPage.objects.get(pk=kit.pk) for kit in loaded]


def roles_of(text):
    return [document["role"] for document in text["documents"]]


def told(body):
    """All the words of a text."""
    return " ".join(str(value) for _kind, value, *_lines in body)


# What is written


@ALL_KITS
def test_a_kit_is_by_a_member_that_does_not_exist(text):
    assert MEMBERS[text["museum"]]["is_fictional"]


def test_six_kits_come_from_five_departments():
    assert len({MEMBERS[text["museum"]]["department"] for text in TEXTS}) == 5
    assert len(TEXTS) == 6


@ALL_KITS
def test_the_pictures_that_a_kit_shows_are_drawn(text):
    named = {document["picture"] for document in text["documents"] if "picture" in document}
    bodies = [block for document in text["documents"] for block in document.get("body", [])]
    named |= {value for kind, value, *_lines in bodies if kind == "picture"}
    assert named == {text["picture"]}
    assert text["picture"] in {picture.title for picture in PICTURES}


@ALL_KITS
def test_a_kit_holds_what_a_class_needs(text):
    roles = roles_of(text)
    for role in (DocumentRole.TEACHER_SHEET, DocumentRole.ANSWERS, DocumentRole.IMAGE):
        assert roles.count(role) == 1
    assert roles.count(DocumentRole.PUPIL_SHEET) >= 2
    assert len(text["summary"]) <= 300


@ALL_KITS
def test_each_sheet_with_questions_has_its_answers(text):
    (answers,) = (told(one["body"]) for one in text["documents"] if one["role"] == "answers")
    sheets = [one for one in text["documents"] if one["role"] == "pupil"]
    asked = {NUMBERED.match(sheet["title"])[1] for sheet in sheets if "?" in told(sheet["body"])}
    answered = set(re.findall(r"<h3>Fiche\u00a0(\d)", answers))
    assert asked == answered


@ALL_KITS
def test_what_is_invented_says_so(text):
    for document in text["documents"]:
        if document["role"] == DocumentRole.SOURCE:
            assert "pour la démonstration" in document["title"] or "inventés" in document["title"]
    assert all("fictive" in author["function"] for author in text["authors"])


@ALL_KITS
def test_the_minutes_of_the_lessons_make_the_total(text):
    """The headings of the teacher's sheet say how long each lesson takes."""
    (sheet,) = (one for one in text["documents"] if one["role"] == "teacher")
    lessons = re.findall(r"<h3>Séance\u00a0\d[^<]*", told(sheet["body"]))
    assert len(lessons) == text["sessions_count"]
    assert sum(map(minutes_in, lessons)) == text["total_minutes"]


def minutes_in(heading):
    """« (1 h 15) », « (45 min) »."""
    hours, minutes = re.search(r"\((?:(\d+)\u00a0h\u00a0?)?(\d+)?", heading).groups()
    return int(hours or 0) * 60 + int(minutes or 0)


def strings_in(value):
    """All that a kit says, however deep."""
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value
    return [s for one in parts if not isinstance(one, int) for s in strings_in(one)]


@ALL_KITS
def test_french_is_typeset(text):
    """No plain space before a high sign, inside guillemets or in a time; no typewriter quotes."""
    wrong = re.compile(r".{0,9}(?: [:;?!»]|« |'|\d h \d|\d \d{3}).{0,9}")
    assert [found for words in strings_in(text) for found in wrong.findall(words)] == []
    assert wrong.findall("Qui ? L'élève") == ["Qui ? L'élève"]


# What is loaded


def test_nothing_keeps_the_kits_from_being_passed_on(kits, now):
    for kit in kits:
        assert problems_of(kit, kit.documents.all(), timezone.localdate(now)) == []


def test_each_word_of_the_vocabularies_exists(kits):
    for text, kit in zip(TEXTS, kits, strict=True):
        assert {level.code for level in kit.levels.all()} == set(text["levels"])
        assert {one.slug for one in kit.disciplines.all()} == set(text["disciplines"])
        assert {one.slug for one in kit.eac_domains.all()} == set(text["eac_domains"])
        assert [str(phase) for phase in kit.phases] == text["phases"]
        assert [str(need) for need in kit.special_needs] == text["special_needs"]


def test_a_kit_is_published_under_its_museum(kits, now):
    for text, kit in zip(TEXTS, kits, strict=True):
        assert kit.museum.title == text["museum"]
        assert kit.live
        assert kit.first_published_at == now


def test_each_document_is_one_thing_in_the_order_written(kits):
    for text, kit in zip(TEXTS, kits, strict=True):
        documents = list(kit.documents.all())
        assert [one.title for one in documents] == [one["title"] for one in text["documents"]]
        assert {len(one.sources) for one in documents} == {1}


def test_each_kit_has_its_first_version(kits, now):
    releases = KitRelease.objects.order_by("kit__path")
    assert [(r.kit_id, r.number, r.built_at) for r in releases] == [
        (kit.pk, 1, now) for kit in kits
    ]
    for release in releases:
        with release.file.open() as file:
            assert sha256(file.read()).hexdigest() == release.sha256


def test_a_table_opens_in_a_french_spreadsheet(kits):
    for text, kit in zip(TEXTS, kits, strict=True):
        table = next((one["table"] for one in text["documents"] if "table" in one), None)
        if not table:
            continue
        with ZipFile(kit.releases.get().file) as pack:
            (name,) = (n for n in pack.namelist() if "03-documents" in n and n.endswith(".csv"))
            content = pack.read(name).decode("utf-8-sig")
        rows = list(csv.reader(StringIO(content), delimiter=";"))
        assert rows == [[str(cell) for cell in row] for row in table["rows"]]


def test_loading_twice_gives_the_same_bytes(kits, members, pictures, now):
    def bytes_of_all():
        return list(KitRelease.objects.order_by("kit__path").values_list("sha256", flat=True))

    first, keys = bytes_of_all(), [kit.key for kit in kits]
    for kit in kits:
        kit.delete()
    parents = [MuseumPage.objects.get(pk=member.pk) for member in members]
    assert [kit.key for kit in load_kits(parents, now, pictures)] == keys
    assert bytes_of_all() == first


def test_a_kit_is_read_again_in_two_years(kits, now):
    for kit in kits:
        assert kit.review_due_on - timezone.localdate(now) == timedelta(days=731)


def test_a_small_demo_leaves_out_what_it_cannot_show(members, pictures, now):
    real = members[0]
    real.is_fictional = False
    (seen,) = (one for one in pictures if one.title == TEXTS[1]["picture"])
    kits = load_kits(members, now, [seen])
    assert [kit.slug for kit in kits] == [TEXTS[1]["slug"]]
    (unseen,) = (one for one in pictures if one.title == TEXTS[0]["picture"])
    assert load_kits([real], now, [unseen]) == []
