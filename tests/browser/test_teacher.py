"""What teachers must be able to, on a site that runs: the list of the schools' specification."""

import hashlib
import re
import shutil
import subprocess
from contextlib import closing
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pikepdf
import pytest
from django.utils import translation
from playwright.sync_api import expect

from cms.templatetags.weights import weight
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser

KIT = "Le langage des phares"
MUSEUM = "Maison du Brouillard et des Phares"
WITHOUT_SCRIPTS = {"java_script_enabled": False, "viewport": {"width": 1280, "height": 900}}
FOR_MACHINES = {"kit.jsonld", "scolomfr.xml", "MANIFEST.sha256"}
BESIDE = {"LICENCE.txt", "VERSION.txt"}  # read in the folder, not from a page


def expect_found(tab, *titles):
    """These kits, once the page is all there: a click ends before what it asks for is read."""
    tab.wait_for_load_state()
    expect(tab.locator("#results h3")).to_have_text(titles)


def narrow(tab):
    """Every filter of the list, as its form has them."""
    tab.get_by_label("Classe").select_option(label="CM2")
    tab.get_by_label("Discipline").select_option(label="Mathématiques")
    tab.get_by_label("Durée").select_option(value="360")
    tab.get_by_label("Après la visite").check()
    tab.get_by_label("Près de").fill("Bayeux")
    tab.get_by_label("Musée", exact=True).select_option(label=MUSEUM)
    tab.get_by_label("Audiodescription").check()


def test_all_the_filters_together_make_an_address_to_pass_on(visit):
    tab = visit("class kits", **WITHOUT_SCRIPTS)
    narrow(tab)
    tab.get_by_role("button", name="Voir les résultats").click()
    expect_found(tab, KIT)
    for asked in (
        *("classe=cm2", "discipline=mathematiques", "duree=360", "phase=apres", "pres=Bayeux"),
        *("musee=maison-du-brouillard", "acces=audiodescription"),
    ):
        assert asked in tab.url
    chips = tab.get_by_role("list", name="Filtres actifs").get_by_role("link")
    assert chips.count() == 8  # seven filters, and all of them
    parts = urlsplit(tab.url)
    colleague = visit(f"{parts.path}?{parts.query}", **PHONE)
    expect_found(colleague, KIT)


def test_where_nothing_is_found_the_rarest_filter_is_dropped_in_one_click(visit):
    tab = visit("class kits", **WITHOUT_SCRIPTS)
    narrow(tab)
    tab.get_by_label("Durée").select_option(value="30")
    tab.get_by_role("button", name="Voir les résultats").click()
    expect_found(tab)
    expect(tab.get_by_role("heading", name="Aucun kit trouvé")).to_be_visible()
    tab.get_by_role("link", name=re.compile(r"^Sans «\s30.min au plus\s».: 1 kit$")).click()
    expect_found(tab, KIT)
    assert "duree=" not in tab.url
    assert "discipline=mathematiques" in tab.url


def test_what_one_gets_is_said_before_one_takes_it(visit):
    """Format, weight and pages, of the whole kit and of a sheet: as they are."""
    tab = visit("class kit", **WITHOUT_SCRIPTS)
    pack = tab.get_by_role("link", name=re.compile("^Télécharger le kit"))
    size = len(tab.request.get(pack.get_attribute("href")).body())
    with translation.override("fr"):
        assert pack.inner_text() == f"Télécharger le kit (ZIP, {weight(size)}, 8 documents)"

    sheet = tab.locator("li.kit-document", has_text="Fiche enseignant")
    line = sheet.locator("ul.papers li", has_text="PDF accessible")
    content = tab.request.get(line.locator("a").get_attribute("href")).body()
    with pikepdf.open(BytesIO(content)) as pdf:
        pages = len(pdf.pages)
    with translation.override("fr"):
        assert f"({weight(len(content))}, {pages} pages)" in line.inner_text()


def test_curl_goes_on_where_the_line_broke(visit, tmp_path):
    """A client that is not ours: the server hangs up on nobody, the reader does, at 40 %."""
    curl = shutil.which("curl")
    if not curl:
        pytest.skip("no curl on this machine")
    tab = visit("class kit")
    url = tab.get_by_role("link", name="Télécharger le kit").first.evaluate("link => link.href")
    path = tmp_path / "kit.zip"
    parts = urlsplit(url)
    with closing(HTTPConnection(parts.hostname, parts.port)) as connection:
        connection.request("GET", parts.path)
        answer = connection.getresponse()
        length, etag = int(answer.headers["Content-Length"]), answer.headers["ETag"]
        path.write_bytes(answer.read(length * 40 // 100))
    command = [curl, "--silent", "--show-error", "--fail", "--noproxy", "*"]
    command += ["--continue-at", "-", "--output", str(path), "--write-out", "%{http_code}", url]
    resumed = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    assert resumed.stdout == "206"
    assert path.stat().st_size == length
    with path.open("rb") as file:
        assert f'"{hashlib.file_digest(file, "sha256").hexdigest()}"' == etag


@pytest.fixture
def usb_key(visit, tmp_path):
    """The kit that the site gives today, unzipped."""
    tab = visit("class kit")
    with tab.expect_download() as begun:
        tab.get_by_role("link", name="Télécharger le kit").first.click()
    begun.value.save_as(tmp_path / "kit.zip")
    with ZipFile(tmp_path / "kit.zip") as archive:
        archive.extractall(tmp_path / "key")
    (folder,) = (tmp_path / "key").iterdir()
    return folder


def test_a_usb_key_holds_all_that_its_pages_lead_to(usb_key, browser):
    """Every link is walked without a network; every file is found; nothing is asked elsewhere."""
    context = browser.new_context(offline=True, java_script_enabled=True)
    tab = context.new_page()
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    seen, ahead = set(), [usb_key / "index.html"]
    while ahead:
        tab.goto(ahead.pop().as_uri())
        for url in tab.evaluate(
            "[...document.querySelectorAll('a[href], img, link')].map(e => e.href || e.src)"
        ):
            target = urlsplit(url)
            path = Path(unquote(target.path))
            if target.scheme != "file" or path in seen:
                continue
            assert path.is_file(), (tab.url, url)
            seen.add(path)
            if path.suffix == ".html":
                ahead.append(path)
        sizes = tab.evaluate("[...document.images].map(image => image.naturalWidth)")
        assert 0 not in sizes, tab.url
    context.close()
    everything = {path for path in usb_key.rglob("*") if path.is_file()}
    assert {path.name for path in everything - seen} == FOR_MACHINES | BESIDE
    assert {urlsplit(url).scheme for url in asked} == {"file"}
    assert {path.suffix for path in seen} >= {".html", ".pdf", ".odt", ".csv", ".css"}


def test_the_address_that_never_changes_leads_to_the_kit_and_to_its_version(visit):
    tab = visit("class kit")
    url = tab.get_by_role("link", name="Télécharger le kit").first.evaluate("link => link.href")
    key = re.search(r"/ecoles/kits/(\w+)-", url)[1]
    page = tab.url
    tab.goto(f"/ecoles/kits/{key}/")
    assert tab.url == page
    named, bare = tab.request.get(url), tab.request.get(f"/ecoles/kits/{key}/v1/complet.zip")
    assert (named.status, named.headers["etag"]) == (200, bare.headers["etag"])
    assert named.body() == bare.body()
