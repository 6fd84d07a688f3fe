"""What a document of a kit says of itself."""

import pytest
from django.urls import reverse

from cms.models import Licence, LicensedDocument
from schools.choices import DocumentRole
from tests.factories.schools import (
    ClassKitPageFactory,
    CreditedImageFactory,
    KitDocumentFactory,
    LicensedDocumentFactory,
)

pytestmark = pytest.mark.django_db


def licence(code):
    return Licence.objects.get(code=code)


@pytest.fixture
def sheet(museum):
    """A document that holds a file under CC BY, in a kit under CC BY-SA."""

    def make(**values):
        values = {"file": LicensedDocumentFactory(), "body": None, **values}
        document = KitDocumentFactory.build(title="Carnet", **values)
        ClassKitPageFactory(parent=museum, licence=licence("cc-by-sa-4-0"), documents=[document])
        return document

    return make


def test_a_licence_said_here_holds_before_the_file_s(sheet):
    assert sheet().licence_named == licence("cc-by-4-0")
    assert sheet(licence=licence("cc0-1-0")).licence_named == licence("cc0-1-0")


def test_the_kit_s_licence_holds_for_its_texts_alone(sheet):
    text = sheet(file=None, body=[("paragraph", "<p>On observe.</p>")])
    assert text.licence_named == licence("cc-by-sa-4-0")
    assert sheet(file=LicensedDocumentFactory(licence=None)).licence_named is None


def test_a_licence_is_a_ground_and_what_is_said_here_holds_before_it(sheet):
    assert sheet().ground == "licensed"
    assert sheet(rights_status="public-domain").ground == "public-domain"
    assert sheet(file=LicensedDocumentFactory(licence=None)).ground == "unknown"


def test_what_the_law_keeps_for_the_class_is_not_on_line(sheet):
    assert sheet().is_online
    assert not sheet(rights_status="teaching").is_online
    assert not sheet(max_pixels=400).is_online


def test_the_credit_is_said_here_or_by_the_file(sheet):
    assert sheet().credit_line == "Service des publics"
    assert sheet(author="Ada", holder="MuMa").credit_line == "Ada, MuMa"
    assert sheet(author="Ada", copyright_notice="Adagp 2026").credit_line == "Adagp 2026"


@pytest.mark.parametrize(
    ("role", "is_for_teachers"),
    [("teacher", True), ("answers", True), ("pupil", False), ("source", False)],
)
def test_pupils_never_get_what_is_for_their_teacher(role, is_for_teachers):
    build = KitDocumentFactory.build
    assert build(role=role).is_for_teachers == is_for_teachers
    assert build(role=DocumentRole.PUPIL_SHEET, is_teacher_only=True).is_for_teachers


def test_a_file_is_known_by_its_kind_and_its_weight(sheet):
    document = sheet()
    assert (document.extension, document.size) == ("pdf", 45_000)
    assert document.download_url == document.file.url
    text = sheet(file=None, body=[("paragraph", "<p>On observe.</p>")])
    assert (text.extension, text.size, text.download_url) == ("", 0, "")


def test_a_picture_is_described_here_or_by_itself(sheet):
    picture = CreditedImageFactory(description="Une femme penchée.")
    assert sheet(file=None, picture=picture).alternative == "Une femme penchée."
    assert sheet(file=None, picture=picture, alt_text="Ses mains.").alternative == "Ses mains."


@pytest.mark.indexed
def test_a_file_that_a_kit_holds_is_not_deleted_from_the_library(sheet, network_member, client):
    file = sheet().file
    client.force_login(network_member)
    url = reverse("wagtaildocs:delete", args=[file.pk])
    assert client.get(url).context["is_protected"]
    client.post(url)
    assert LicensedDocument.objects.filter(pk=file.pk).exists()
