"""A file that is not what its name says is refused, in words."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from cms.file_contents import check_content
from cms.models import CreditedImage, LicensedDocument

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
ZIP = b"PK\x03\x04" + b"\0" * 64
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
ICS = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kit.pdf", PDF),
        ("KIT.PDF", PDF),
        ("kit.zip", ZIP),
        ("fiche.odt", ZIP),
        ("agenda.ics", ICS),
        ("liste.csv", "nom;ville\nMusée;Caen\n".encode()),
        ("trace.gpx", b"<?xml version='1.0'?><gpx></gpx>"),
    ],
)
def test_a_file_that_is_what_it_says_is_taken(name, content):
    check_content(SimpleUploadedFile(name, content))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kit.pdf", HTML),
        ("kit.pdf", PNG),
        ("kit.zip", PDF),
        ("fiche.odt", HTML),
        ("agenda.ics", HTML),
        ("liste.csv", ZIP),
        ("liste.csv", b"nom\0ville"),
        ("son.mp3", ICS),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(name, content):
    with pytest.raises(ValidationError) as refusal:
        check_content(SimpleUploadedFile(name, content))
    assert name in refusal.value.messages[0]


@pytest.fixture
def editor(museum, editor_of, client):
    client.force_login(editor_of(museum))
    return museum


def upload(client, view, museum, file, **fields):
    data = {"title": "Fichier", "collection": museum.collection.pk, "file": file, **fields}
    return client.post(reverse(view), data)


@pytest.mark.django_db
def test_the_admin_says_what_is_wrong_with_a_document(editor, client):
    response = upload(client, "wagtaildocs:add", editor, SimpleUploadedFile("kit.pdf", HTML))
    assert response.context["form"].errors["file"] == [
        "Ce fichier s’appelle «\u202fkit.pdf\u202f», mais son contenu est d’une autre nature. "
        "Ouvrez-le dans le logiciel qui l’a produit et enregistrez-le de nouveau au format PDF."
    ]
    assert not LicensedDocument.objects.exists()


@pytest.mark.django_db
def test_the_admin_refuses_a_picture_that_is_none(editor, client):
    response = upload(client, "wagtailimages:add", editor, SimpleUploadedFile("photo.png", HTML))
    assert list(response.context["form"].errors) == ["file"]
    assert not CreditedImage.objects.exists()


@pytest.mark.django_db
def test_a_picture_has_all_its_sizes_as_soon_as_it_comes_in(editor, client):
    file = BytesIO()
    Image.new("RGB", (1200, 800), "#123a4a").save(file, "PNG")
    picture = SimpleUploadedFile("photo.png", file.getvalue(), "image/png")
    assert upload(client, "wagtailimages:add", editor, picture).status_code == 302
    assert CreditedImage.objects.get().renditions.count() >= 4
