"""Lesser packs and papers: what pupils get, what a slow line bears, what a printer prints."""

import hashlib
import os
import posixpath
import re
import subprocess
import sys
import zlib
from io import BytesIO
from zipfile import ZipFile

import pytest
from odfdo import Document
from PIL import Image
from weasyprint.urls import FatalURLFetchingError

from schools.choices import DocumentRole, Pack
from schools.credits import credits_among
from schools.models import ClassKitPage, KitRelease
from schools.papers import pdf_of
from tests.factories.schools import ClassKitPageFactory, KitDocumentFactory
from tests.keeping import kept
from tests.schools.conftest import MP3, story
from tests.schools.kits import a_file, a_picture, publish_kit

pytestmark = pytest.mark.django_db

ANSWER = "Zqreponse"


def files_of(stored):
    with ZipFile(stored.file) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def streams(pdf):
    """All that a PDF says, uncompressed."""
    parts = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return b"".join(zlib.decompressobj().decompress(part) for part in parts if part[:1] == b"x")


@pytest.fixture
@kept
def kit(museum, now):
    """A kit whose answers hide wherever they can."""
    answers = a_file("corrige.pdf", f"%PDF-1.4 {ANSWER}".encode(), title="Corrigé en PDF")
    link = f'<p>Voir <a linktype="document" id="{answers.pk}">la suite</a>.</p>'
    build = KitDocumentFactory.build
    return publish_kit(
        ClassKitPageFactory(
            parent=museum,
            title="Le moulin",
            slug="le-moulin",
            objectives=f"{ANSWER} attendue",
            body=story(("paragraph", f"<p>{ANSWER}</p>")),
        ),
        build(title="Fiche", body=story(("paragraph", f"<h3>Un</h3><p>{ANSWER}</p>"))),
        build(title="Corrigé", role=DocumentRole.ANSWERS, body="", file=answers),
        build(title="J’observe", role=DocumentRole.PUPIL_SHEET, body=story(("paragraph", link))),
        build(
            title="Réservé",
            role=DocumentRole.SOURCE,
            is_teacher_only=True,
            body=story(("paragraph", f"<p>{ANSWER}</p>")),
        ),
        build(
            title="Le bruit",
            role=DocumentRole.AUDIO,
            body="",
            file=a_file("roue.mp3", MP3),
            transcript="L’eau tombe.",
        ),
        build(
            title="La roue",
            role=DocumentRole.IMAGE,
            body="",
            picture=a_picture("Roue", size=(2400, 1200)),
            alt_text="Une roue.",
        ),
    )


def test_pupils_get_no_answer(kit):
    release = kit.releases.get()
    assert any(ANSWER.encode() in content for content in files_of(release).values())
    files = files_of(release.packs.get(kind=Pack.PUPILS))
    assert [path for path in files if path.startswith("01-")] == []
    for path, content in files.items():
        text = content
        if path.endswith(".odt"):
            with ZipFile(BytesIO(content)) as odt:
                text = odt.read("content.xml")
        assert ANSWER.encode() not in text, path
    assert "LISEZ-MOI.html" not in files
    assert "02-eleve/01-j-observe.odt" in files


def test_every_link_of_each_pack_leads_somewhere(kit):
    release = kit.releases.get()
    for stored in (release, *release.packs.all()):
        files = files_of(stored)
        for path, content in files.items():
            if not path.endswith(".html"):
                continue
            folder = posixpath.dirname(path)
            for target in re.findall(r'(?:href|src)="([^"#]+)', content.decode()):
                if not target.startswith(("http", "mailto")):
                    inside = posixpath.normpath(posixpath.join(folder, target))
                    assert inside in files, (stored, path, target)


def test_a_light_pack_has_small_pictures_and_no_sound(kit):
    release = kit.releases.get()
    light = release.packs.get(kind=Pack.LIGHT)
    assert light.size < 5_000_000
    files = files_of(light)
    assert [path for path in files if path.endswith(".mp3")] == []
    picture = next(content for path, content in files.items() if path.endswith("la-roue.jpg"))
    assert max(Image.open(BytesIO(picture)).size) == 1024


def test_what_is_too_heavy_is_left_out_and_named(museum, now):
    heavy = a_file("carte.pdf", b"%PDF-1.7\n" + os.urandom(5_200_000) + b"\n%%EOF")
    kit = publish_kit(
        ClassKitPageFactory(parent=museum),
        KitDocumentFactory.build(title="Fiche"),
        KitDocumentFactory.build(title="La grande carte", role="source", body="", file=heavy),
    )
    light = kit.releases.get().packs.get(kind=Pack.LIGHT)
    assert light.size < 5_000_000
    assert "La grande carte" in files_of(light)["LISEZ-MOI.html"].decode()


def test_no_path_is_longer_than_windows_opens(museum, now):
    kit = publish_kit(
        ClassKitPageFactory(parent=museum, title="Œ" * 200, slug="k" * 200),
        KitDocumentFactory.build(title="Fiche très longue " * 10),
        KitDocumentFactory.build(title="É" * 200, role=DocumentRole.ANSWERS),
    )
    release = kit.releases.get()
    for stored in (release, *release.packs.all()):
        with ZipFile(stored.file) as archive:
            assert max(len(name) for name in archive.namelist()) < 120
            assert all(name.isascii() for name in archive.namelist())


def test_a_text_begins_at_the_second_heading(kit):
    page = files_of(kit.releases.get())["01-enseignant/01-fiche.html"].decode()
    assert re.findall(r"<h(\d)", page) == ["1", "2"]


def test_an_odt_is_read_back(kit):
    files = files_of(kit.releases.get())
    odt = Document(BytesIO(files["01-enseignant/01-fiche.odt"]))
    assert odt.meta.title == "Fiche"
    assert [h.text for h in odt.body.headers] == ["Fiche", "Un"]


def test_papers_are_made_where_they_are_wanted(museum, now, settings):
    settings.KIT_PAPERS = True
    wheel = a_picture("Roue")
    shown = {"image": {"image": wheel.pk, "alt_text": "Une roue.", "decorative": False}}
    shown |= {"caption": ""}
    body = story(("paragraph", "<h3>Un</h3><p>Lire <i>bien</i>.</p>"), ("picture", shown))
    sheet = KitDocumentFactory.build(title="Fiche", body=body)
    kit = publish_kit(ClassKitPageFactory(parent=museum), sheet)
    release = kit.releases.get()
    files = files_of(release)
    pdfs = sorted(path for path in files if path.endswith(".pdf"))
    assert pdfs == [
        "01-enseignant/01-fiche-dys.pdf",
        "01-enseignant/01-fiche-gros-caracteres.pdf",
        "01-enseignant/01-fiche.pdf",
    ]
    for path in pdfs:
        assert files[path].startswith(b"%PDF-1.7")
        assert b"pdfuaid" in streams(files[path])
    assert release.papers() == {*pdfs, "01-enseignant/01-fiche.odt"}
    listed = credits_among(
        files["CREDITS.csv"].decode(), dict.fromkeys(pdfs, "01-enseignant/01-fiche.html")
    )
    assert [line.partition(";")[0] for line in listed.splitlines()[1:]] == pdfs
    (forms,) = release.documents.values()
    assert (forms[0]["path"], forms[0]["pages"]) == ("01-enseignant/01-fiche.pdf", 1)
    release.delete()
    publish_kit(ClassKitPage.objects.get(pk=kit.pk))
    again = KitRelease.objects.get()
    assert files_of(again) == files


def test_a_paper_is_the_same_in_another_zone_and_process(tmp_path):
    html = "<html lang=fr><title>Fiche</title><h1>Fiche</h1><p>Lire <b>bien</b>.</p></html>"
    here = pdf_of(html, ("paper.css",), lambda path: b"", "fiche").content
    code = (
        "from schools.papers import pdf_of; import hashlib;"
        f"print(hashlib.sha256(pdf_of({html!r}, ('paper.css',), lambda p: b'', 'fiche').content)"
        ".hexdigest())"
    )
    there = subprocess.run(  # noqa: S603 -- our own words
        [sys.executable, "-c", code],
        env=os.environ | {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.strip() == hashlib.sha256(here).hexdigest()


def test_a_sheet_asks_for_nothing_outside():
    html = (
        "<html lang=fr><title>F</title><img src='https://elsewhere.example/a.png' alt='x'></html>"
    )
    with pytest.raises(FatalURLFetchingError, match="asks for what is not in it"):
        pdf_of(html, ("paper.css",), lambda path: b"", "fiche")
