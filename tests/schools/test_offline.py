"""The offline site: whole in itself, readable by everybody, the same for the same kit."""

import csv
import json
import posixpath
import re
from datetime import date
from functools import partial
from io import BytesIO, StringIO
from itertools import pairwise
from urllib.parse import urlsplit
from zipfile import ZipFile

import html5lib
import pytest
from PIL import Image
from playwright.sync_api import sync_playwright

from cms.blocks import StoryBlock
from cms.models import Licence
from schools.choices import DocumentRole
from schools.contents import KitContents
from schools.models import KitMuseum
from schools.offline import Edition, OfflineSite
from tests.browser.axe import findings
from tests.browser.conftest import FLAGS, chromium  # noqa: F401 -- a fixture
from tests.factories.schools import ClassKitPageFactory, KitDocumentFactory
from tests.schools.conftest import shown, story
from tests.schools.kits import a_picture, publish_kit

pytestmark = pytest.mark.django_db

XHTML = "{http://www.w3.org/1999/xhtml}"
FETCHED = {"link": "href", "img": "src", "script": "src", "source": "src", "iframe": "src"}
PAPER = Edition(1, date(2026, 11, 22), "")


@pytest.fixture
def files(moulin) -> dict[str, bytes]:
    """What is in the ZIP of the first version, by its path below the root."""
    with ZipFile(moulin.releases.get().file) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def pages(files):
    return {path: parsed(content) for path, content in files.items() if path.endswith(".html")}


def parsed(content: bytes):
    """A page, which html5lib's strict parser accepts."""
    parser = html5lib.HTMLParser(html5lib.treebuilders.getTreeBuilder("etree"))
    tree = parser.parse(content.decode())
    assert parser.errors == []
    return tree


def elements(tree, name):
    return list(tree.iter(f"{XHTML}{name}"))


def text(tree):
    return " ".join("".join(tree.itertext()).split())


def built(kit, edition=PAPER):
    entries = OfflineSite(KitContents(kit, list(kit.documents.all())), edition).entries()
    return {entry.path: entry.open().read() for entry in entries}


# What follows from the texts: here without PDFs, which take time.
PAPERS = {
    "01-enseignant/01-preparer-la-visite.odt",
    "01-enseignant/corriges/01-corrige.odt",
    "02-eleve/01-mon-carnet.odt",
    "02-eleve/apres/01-ich-erzahle.odt",
    "02-eleve/avant/01-j-observe.odt",
    "02-eleve/pendant/01-je-dessine.odt",
    "02-eleve/sans-visite/01-chez-nous.odt",
}


def test_everything_has_its_place(files):
    assert set(files) > PAPERS
    assert sorted(path for path in files if path not in PAPERS) == [
        "01-enseignant/01-preparer-la-visite.html",
        "01-enseignant/02-plan-du-moulin.pdf",
        "01-enseignant/corriges/01-corrige.html",
        "02-eleve/01-mon-carnet.html",
        "02-eleve/apres/01-ich-erzahle.html",
        "02-eleve/avant/01-j-observe.html",
        "02-eleve/pendant/01-je-dessine.html",
        "02-eleve/sans-visite/01-chez-nous.html",
        "03-documents/01-le-cadastre-de-1823.pdf",
        "03-documents/02-la-roue-en-1900.png",
        "03-documents/03-un-tableau.jpg",
        "03-documents/04-notice.odt",
        "04-audio-video/01-le-bruit-de-la-roue.mp3",
        "04-audio-video/01-le-bruit-de-la-roue.txt",
        "CREDITS.csv",
        "CREDITS.html",
        "LICENCE.txt",
        "LISEZ-MOI.html",
        "MANIFEST.sha256",
        "VERSION.txt",
        "assets/01-le-moulin-vu-du-pont.jpg",
        "assets/02-meule.jpg",
        "assets/03-roue.jpg",
        "assets/kit.css",
        "index.html",
        "metadata/kit.jsonld",
        "metadata/scolomfr.xml",
    ]


def test_no_link_is_broken(files, pages):
    for path, tree in pages.items():
        ids = {element.get("id") for element in tree.iter()}
        for element in tree.iter():
            for name in ("href", "src"):
                target = urlsplit(element.get(name) or "")
                if target.scheme or not element.get(name):
                    continue
                if target.path:
                    inside = posixpath.normpath(
                        posixpath.join(posixpath.dirname(path), target.path)
                    )
                    assert inside in files, (path, element.get(name))
                else:
                    assert target.fragment in ids


def test_everything_can_be_reached_from_the_first_page(files, pages):
    reached, ahead = set(), ["LISEZ-MOI.html"]
    while ahead:
        path = ahead.pop()
        if path in reached:
            continue
        reached.add(path)
        for element in pages[path].iter() if path in pages else []:
            for name in ("href", "src"):
                target = urlsplit(element.get(name) or "")
                if target.path and not target.scheme:
                    ahead.append(
                        posixpath.normpath(posixpath.join(posixpath.dirname(path), target.path))
                    )
    for_machines = {"metadata/kit.jsonld", "metadata/scolomfr.xml", "MANIFEST.sha256"}
    assert files.keys() - reached == for_machines | {"LICENCE.txt", "VERSION.txt"}


def test_nothing_is_fetched(files, pages):
    for path, tree in pages.items():
        assert elements(tree, "script") == []
        assert elements(tree, "style") == []
        for name, attribute in FETCHED.items():
            for element in elements(tree, name):
                assert not urlsplit(element.get(attribute) or "").scheme, path
        for element in tree.iter():
            assert element.get("style") is None
            assert element.get("srcset") is None
    assert not re.search(r"url\(|@import|@font-face", files["assets/kit.css"].decode())


def test_every_page_can_be_read_by_everybody(pages):
    for path, tree in pages.items():
        (root,) = elements(tree, "html")
        assert root.get("lang") == "fr"
        assert len(elements(tree, "h1")) == len(elements(tree, "main")) == 1
        levels = [int(e.tag[-1]) for e in tree.iter() if re.fullmatch(r".*}h[1-6]", str(e.tag))]
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert all(image.get("alt") is not None for image in elements(tree, "img")), path
        first = next(element for element in elements(tree, "a"))
        assert first.get("href") == "#content"
        assert elements(tree, "title")[0].text.endswith("Réseau des musées de Normandie")


def test_a_text_in_another_language_says_so(pages):
    (article,) = elements(pages["02-eleve/apres/01-ich-erzahle.html"], "article")
    assert article.get("lang") == "de"
    (article,) = elements(pages["02-eleve/avant/01-j-observe.html"], "article")
    assert article.get("lang") is None


def test_a_link_to_the_site_is_whole_and_one_to_a_file_stays_inside(pages, museum):
    (article,) = elements(pages["01-enseignant/01-preparer-la-visite.html"], "article")
    links = {element.text: element.get("href") for element in elements(article, "a")}
    assert links == {
        "le plan": "../01-enseignant/02-plan-du-moulin.pdf",
        "le musée": f"http://testserver{museum.url}",
        "le ministère": "https://www.culture.gouv.fr/",
    }


def test_a_link_to_what_visitors_may_not_see_is_none(museum, other_museum, now):
    other_museum.unpublish()
    link = f'<p><a linktype="page" id="{other_museum.pk}">voir</a></p>'
    sheet = KitDocumentFactory.build(title="Fiche", body=story(("paragraph", link)))
    kit = publish_kit(ClassKitPageFactory(parent=museum), sheet)
    page = built(kit)["01-enseignant/01-fiche.html"].decode()
    assert "<a>voir</a>" in page


def test_a_picture_says_whose_it_is(pages, files):
    (figure, quote) = elements(pages["index.html"], "figure")[1:]
    (image,) = elements(figure, "img")
    assert image.get("src") == "assets/02-meule.jpg"
    assert image.get("alt") == "Une roue à aubes."
    assert text(figure) == "La meule © Ville de Marcy"
    assert text(quote) == "L’eau fait tout. Le meunier"
    assert files["assets/02-meule.jpg"].startswith(b"\xff\xd8")


def test_each_block_of_a_text_is_told(museum, now):
    picture = a_picture()
    values = {
        "paragraph": "<p>Un mot.</p>",
        "picture": shown(picture)[1],
        "quote": {"text": "Deux mots.", "source": ""},
        "document": None,
    }
    assert set(values) == set(StoryBlock().child_blocks)
    body = story(*values.items())
    sheet = KitDocumentFactory.build(title="Fiche", body=body)
    kit = publish_kit(ClassKitPageFactory(parent=museum), sheet)
    page = parsed(built(kit)["01-enseignant/01-fiche.html"])
    (article,) = elements(page, "article")
    assert text(article) == "Un mot. © Ville de Marcy Deux mots."


def test_the_credits_have_one_line_a_file(files):
    content = files["CREDITS.csv"].decode("utf-8-sig")
    assert files["CREDITS.csv"].startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(content), delimiter=";"))
    listed = [next(iter(row.values())) for row in rows]
    folders = ("01-", "02-", "03-", "04-", "assets/")
    ours = (path for path in files if path not in PAPERS and not path.endswith((".css", ".txt")))
    kept = sorted(path for path in ours if path.startswith(folders))
    assert listed == kept
    painting = list(rows[listed.index("03-documents/03-un-tableau.jpg")].values())
    assert painting[1:5] == ["Un tableau", "Le Meunier", "A. Peintre", "1998"]


def test_nobody_is_said_to_be_the_author_of_a_work_that_names_none(museum, now):
    picture = a_picture("Roue", credit="Studio du Port")
    build = partial(KitDocumentFactory.build, body="", picture=picture, alt_text="Une roue.")
    kit = publish_kit(
        ClassKitPageFactory(parent=museum),
        build(title="Roue", work_title="La Roue", photographer="A. Vidal"),
        build(title="Photo"),
        build(title="Plan", author="L. Meunier", holder="MuMa"),
    )
    _columns, *rows = csv.reader(StringIO(built(kit)["CREDITS.csv"].decode()), delimiter=";")
    assert [(row[1], row[3], row[7]) for row in rows] == [
        ("Roue", "", "A. Vidal"),
        ("Photo", "Studio du Port", ""),
        ("Plan", "L. Meunier", ""),
    ]


def test_a_kit_of_one_museum_and_one_of_two_say_so(museum, other_museum, now):
    kit = publish_kit(ClassKitPageFactory(parent=museum))
    told = {}
    for partners in ([], [KitMuseum(museum=other_museum)]):
        kit.partners = partners
        files = built(publish_kit(kit))
        for path in ("index.html", "LISEZ-MOI.html"):
            terms = [text(term) for term in elements(parsed(files[path]), "dt")]
            told.setdefault(path, []).append([term for term in terms if term.startswith("Musée")])
    both = [["Musée"], ["Musées"]]
    assert told == {"index.html": both, "LISEZ-MOI.html": both}


def test_a_teacher_is_told_what_to_give_pupils(pages, moulin):
    addresses = [link.get("href") for link in elements(pages["LISEZ-MOI.html"], "a")]
    assert f"http://testserver/ecoles/kits/{moulin.key}/v1/eleves.zip" in addresses
    assert "dossier 02-eleve" not in text(pages["LISEZ-MOI.html"])  # no PDF was made


def test_a_teacher_is_told_of_the_pdfs_where_there_are(museum, now, settings):
    settings.KIT_PAPERS = True
    sheet = KitDocumentFactory.build(role=DocumentRole.PUPIL_SHEET)
    files = built(publish_kit(ClassKitPageFactory(parent=museum), sheet))
    assert "les PDF du dossier 02-eleve" in text(parsed(files["LISEZ-MOI.html"]))


def test_the_credits_page_says_what_the_table_says(files, pages):
    content = files["CREDITS.csv"].decode("utf-8-sig")
    rows = csv.DictReader(StringIO(content), delimiter=";")
    page = text(pages["CREDITS.html"])
    for row in rows:
        assert [value for value in row.values() if value and value not in page] == []


def test_no_cell_of_the_credits_is_a_formula(museum, now):
    document = KitDocumentFactory.build(author="=HYPERLINK(1)", copyright_notice="+33")
    kit = publish_kit(ClassKitPageFactory(parent=museum), document)
    rows = list(csv.reader(StringIO(built(kit)["CREDITS.csv"].decode()), delimiter=";"))
    assert [cell for cell in rows[1] if cell[:1] in ("=", "+")] == []
    assert "'=HYPERLINK(1)" in rows[1]


def test_texts_are_for_windows_too(files):
    transcript = files["04-audio-video/01-le-bruit-de-la-roue.txt"]
    assert transcript == "\ufeffL’eau tombe.\r\nLa roue tourne.\r\n".encode()
    for path in ("LICENCE.txt", "VERSION.txt"):
        assert files[path].count(b"\n") == files[path].count(b"\r\n") > 1


def test_the_version_is_told_with_where_to_find_the_next(files, moulin):
    lines = files["VERSION.txt"].decode("utf-8-sig").splitlines()
    assert lines[0] == moulin.title
    assert f"http://testserver/ecoles/kits/{moulin.key}/v1/complet.zip" in lines
    assert any(line.endswith(f"http://testserver/ecoles/kits/{moulin.key}/") for line in lines)


def test_the_licence_is_told(files):
    lines = files["LICENCE.txt"].decode("utf-8-sig").splitlines()
    assert Licence.objects.get(code="cc-by-4-0").url in lines


def test_the_metadata_are_those_of_this_version(files, moulin):
    data = json.loads(files["metadata/kit.jsonld"])
    assert data["@type"] == "LearningResource"
    assert data["version"] == "1"
    assert data["url"] == f"http://testserver/ecoles/kits/{moulin.key}/"


def test_a_picture_is_as_large_as_its_rights_allow(files):
    def size_of(path):
        with Image.open(BytesIO(files[path])) as image:
            return image.size

    assert size_of("03-documents/03-un-tableau.jpg") == (400, 100)
    assert size_of("03-documents/02-la-roue-en-1900.png") == (900, 600)
    assert size_of("assets/02-meule.jpg") == (1600, 800)


def test_a_site_is_the_same_twice(moulin):
    again = type(moulin).objects.get(pk=moulin.pk)
    assert built(moulin) == built(again)


def test_answers_are_in_no_folder_for_pupils(files):
    for path, content in files.items():
        if path.startswith("02-"):
            assert b"corriges" not in content


@pytest.fixture
def usb_key(moulin, tmp_path):
    """The folder of the kit, as a teacher unzips it."""
    with ZipFile(moulin.releases.get().file) as archive:
        archive.extractall(tmp_path / "key")
    (folder,) = (tmp_path / "key").iterdir()
    return folder


@pytest.fixture
def tab(chromium):  # noqa: F811
    """A page of a real browser without network."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser.new_context(offline=True).new_page()
        browser.close()


@pytest.mark.browser
def test_a_usb_key_is_enough(usb_key, tab):
    """Every page opens, and no request fails or leaves."""
    requested, failed = [], []
    tab.on("request", lambda request: requested.append(request.url))
    tab.on("requestfailed", lambda request: failed.append(request.url))
    for page in sorted(usb_key.rglob("*.html")):
        tab.goto(page.as_uri())
        widths = tab.evaluate("[...document.images].map(image => image.naturalWidth)")
        assert 0 not in widths, page.name
    tab.goto((usb_key / "index.html").as_uri())
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "content"
    tab.get_by_role("link", name="Préparer la visite").click()
    assert tab.title().startswith("Préparer la visite")
    assert failed == []
    assert {urlsplit(url).scheme for url in requested} == {"file"}


@pytest.mark.browser
def test_everybody_can_use_every_page(usb_key, tab):
    for page in sorted(usb_key.rglob("*.html")):
        tab.goto(page.as_uri())
        for width, scheme in ((1280, "light"), (1280, "dark"), (320, "light")):
            tab.set_viewport_size({"width": width, "height": 800})
            tab.emulate_media(color_scheme=scheme)
            assert findings(tab) == [], page.name
        assert tab.evaluate("document.documentElement.scrollWidth") == 320, page.name
