"""A file that is not what its name says is refused, in words."""

import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import CollectionViewRestriction

from cms.file_contents import check_content
from cms.models import CreditedImage, LicensedDocument
from tests.pdfs import a_pdf, locked

PDF = a_pdf()
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
ICS = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def packed(**files):
    """A ZIP of small files; two underscores stand for a slash, three for a point."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("___", ".").replace("__", "/"), content)
    return file.getvalue()


ZIP = packed(a___txt="a")
ODT = packed(mimetype="application/vnd.oasis.opendocument.text", content___xml="<a/>")
TYPES = {"[Content_Types]___xml": "<Types/>"}
DOCX = packed(**TYPES, word__document___xml="<w/>")
XLSX = packed(**TYPES, xl__workbook___xml="<x/>")
MACROS = packed(**TYPES, word__document___xml="<w/>", word__vbaProject___bin="x")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kit.pdf", PDF),
        ("KIT.PDF", PDF),
        ("not-to-be-changed.pdf", locked(PDF)),
        ("kit.zip", ZIP),
        ("kit.zip", ODT),
        ("fiche.odt", ODT),
        ("fiche.docx", DOCX),
        ("liste.xlsx", XLSX),
        ("agenda.ics", ICS),
        ("agenda.ics", b"\xef\xbb\xbf" + ICS),
        ("texte.vtt", b"WEBVTT\n\n"),
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
        ("kit.pdf", b"%PDF-1.4\n" + HTML),
        ("kit.pdf", b"%PDF-1.4\n" + HTML + b"%%EOF"),
        ("kit.pdf", HTML + PDF),
        ("kit.pdf", PDF[:-6]),
        ("kit.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"),
        ("kit.pdf", locked(PDF, to_read="secret")),
        ("kit.zip", PDF),
        ("kit.zip", HTML + ZIP),
        ("kit.zip", b"PK\x03\x04" + b"\0" * 64),
        ("kit.zip", packed(setup___exe="MZ")),
        ("fiche.odt", HTML),
        ("fiche.odt", ZIP),
        ("fiche.odt", DOCX),
        ("liste.ods", ODT),
        ("fiche.docx", ZIP),
        ("fiche.docx", XLSX),
        ("fiche.docx", MACROS),
        ("agenda.ics", HTML),
        ("agenda.ics", b"nom;ville"),
        ("liste.csv", HTML),
        ("liste.csv", ZIP),
        ("liste.csv", b"nom\0ville"),
        ("trace.gpx", b"<?xml version='1.0'?><svg></svg>"),
        ("trace.gpx", b"<gpx/><script>alert(1)</script>"),
        ("son.mp3", ICS),
        ("son.mp3", b"ID3" + HTML),
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


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["page.html", "dessin.svg", "programme.exe", "page.pdf.html"])
def test_other_kinds_of_files_are_refused_by_their_name(editor, client, name):
    response = upload(client, "wagtaildocs:add", editor, SimpleUploadedFile(name, HTML))
    assert list(response.context["form"].errors) == ["file"]


@pytest.mark.django_db
def test_a_drawing_that_is_a_program_is_no_picture(editor, client):
    """SVG holds scripts."""
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    for name in ("dessin.svg", "dessin.png"):
        response = upload(client, "wagtailimages:add", editor, SimpleUploadedFile(name, drawing))
        assert list(response.context["form"].errors) == ["file"]


@pytest.mark.django_db
def test_too_large_a_file_and_too_large_a_picture_are_refused(editor, client, settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 10
    response = upload(client, "wagtaildocs:add", editor, SimpleUploadedFile("kit.pdf", PDF))
    assert list(response.context["form"].errors) == ["file"]
    file = BytesIO()
    Image.new("1", (8000, 8000)).save(file, "PNG")  # 64 million pixels in some kilobytes
    picture = SimpleUploadedFile("photo.png", file.getvalue(), "image/png")
    response = upload(client, "wagtailimages:add", editor, picture)
    assert list(response.context["form"].errors) == ["file"]


@pytest.mark.django_db
def test_a_document_is_handed_out_as_what_it_is_and_runs_nothing(editor, client):
    upload(client, "wagtaildocs:add", editor, SimpleUploadedFile("kit.zip", ZIP))
    response = client.get(LicensedDocument.objects.get().url)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.django_db
def test_a_private_document_is_not_handed_out(editor, client):
    upload(client, "wagtaildocs:add", editor, SimpleUploadedFile("kit.pdf", PDF))
    document = LicensedDocument.objects.get()
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type="groups"
    )
    client.logout()
    assert client.get(document.url).status_code == 302
    assert client.get(f"/media/{document.file.name}").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            PDF[:-200],
            "«\u202fkit.pdf\u202f» ne peut pas être lu\xa0: il est abîmé, ou n’a pas été copié en "
            "entier. Ouvrez-le dans le logiciel qui l’a produit et exportez-le de nouveau en PDF.",
        ),
        (
            locked(PDF, to_read="secret"),
            "«\u202fkit.pdf\u202f» demande un mot de passe\xa0: personne ne pourrait l’ouvrir ici. "
            "Exportez-le de nouveau en PDF, sans mot de passe.",
        ),
    ],
    ids=["cut off", "locked"],
)
def test_a_pdf_that_nobody_could_open_is_refused_in_words(editor, client, content, said):
    response = upload(client, "wagtaildocs:add", editor, SimpleUploadedFile("kit.pdf", content))
    assert response.context["form"].errors["file"] == [said]
    assert not LicensedDocument.objects.exists()


@pytest.mark.django_db
def test_whoever_adds_a_pdf_is_told_how_long_it_is_and_what_it_lacks(editor, client):
    def told(content, title):
        file = SimpleUploadedFile("kit.pdf", content)
        upload(client, "wagtaildocs:add", editor, file, title=title)
        document = LicensedDocument.objects.get(title=title)
        form = client.get(reverse("wagtaildocs:edit", args=[document.pk])).context["form"]
        return str(form.fields["file"].help_text)

    assert told(a_pdf(12), "Brut").startswith(
        "PDF, 12 pages. Il lui manque, pour les lecteurs d’écran\xa0: des balises, sa langue, son "
        "titre. Exportez-le de nouveau"
    )
    assert told(a_pdf(is_tagged=True, language="fr", title="Plan"), "Complet") == (
        "PDF, 1 page. Un lecteur d’écran peut le lire."
    )
    assert told(a_pdf(is_tagged=True, language="fr"), "Sans titre").startswith(
        "PDF, 1 page. Il lui manque, pour les lecteurs d’écran\xa0: son titre."
    )


@pytest.mark.django_db
def test_what_a_pdf_says_of_itself_follows_its_file(editor, client):
    upload(client, "wagtaildocs:add", editor, SimpleUploadedFile("kit.pdf", a_pdf(3)))
    document = LicensedDocument.objects.get()
    assert (document.page_count, document.is_tagged) == (3, False)
    document.file = SimpleUploadedFile("kit.zip", ZIP)
    document.save()
    document.refresh_from_db()
    assert (document.page_count, document.is_tagged, document.lacks) == (None, None, [])
