"""What a teacher, a job seeker, a visitor from abroad and someone with a question come for."""

import hashlib
from http.client import HTTPConnection
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser

KIT = "Le langage des phares"
SLOW = 2500  # milliseconds: what is sent faster than anybody types is a robot's
WITHOUT_SCRIPTS = {**PHONE, "java_script_enabled": False}


def click(tab, name):
    """Follow a link of the page itself; the foot of the page may have it too."""
    tab.get_by_role("link", name=name).first.click()


def fetch(url, **headers):
    """The answer to a request that is not a browser's."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname, parts.port)
    try:
        connection.request("GET", parts.path, headers=headers)
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize("options", [{}, WITHOUT_SCRIPTS], ids=["desktop", "phone, no scripts"])
def test_a_teacher_has_the_file_in_three_clicks(visit, tmp_path, options):
    tab = visit("home", **options)
    click(tab, "Tous les kits pédagogiques")
    click(tab, KIT)
    with tab.expect_download() as begun:
        click(tab, "Télécharger le kit")
    path = tmp_path / begun.value.suggested_filename
    begun.value.save_as(path)
    answer, whole = fetch(begun.value.url)
    assert path.read_bytes() == whole
    assert answer.headers["ETag"] == f'"{hashlib.sha256(whole).hexdigest()}"'
    assert tab.context.cookies() == []
    with ZipFile(path) as archive:
        assert archive.testzip() is None
        assert [name for name in archive.namelist() if name.endswith("/index.html")]


def test_a_download_cut_at_40_percent_is_resumed(visit):
    tab = visit("class kit")
    url = tab.get_by_role("link", name="Télécharger le kit").first.evaluate("link => link.href")
    answer, whole = fetch(url)
    cut = len(whole) * 40 // 100
    rest, end = fetch(url, **{"Range": f"bytes={cut}-", "If-Range": answer.headers["ETag"]})
    assert rest.status == 206
    assert hashlib.sha256(whole[:cut] + end).hexdigest() == answer.headers["ETag"].strip('"')


def test_a_kit_is_filtered_for_by_class_without_scripts(visit):
    tab = visit("class kits", java_script_enabled=False, viewport={"width": 1280, "height": 900})
    tab.get_by_label("Classe").select_option(label="CM2")
    tab.get_by_role("button", name="Voir les résultats").click()
    assert "classe=cm2" in tab.url
    expect(tab.locator("#results").get_by_role("link", name=KIT)).to_be_visible()


def test_a_job_seeker_narrows_down_and_comes_back_to_the_same_list(visit):
    tab = visit("home")
    click(tab, "Toutes les offres")
    contract = tab.get_by_role("group", name="Contrat").get_by_role("checkbox").first
    contract.check()
    tab.wait_for_url("**contrat=**")
    listed = tab.locator("#results h3").all_inner_texts()
    assert listed
    click(tab, listed[0])
    expect(tab.get_by_role("heading", level=1)).to_have_text(listed[0])
    expect(tab.get_by_text("Comment candidater").first).to_be_visible()
    tab.go_back()
    assert "contrat=" in tab.url
    expect(tab.locator("#results h3")).to_have_text(listed)


def test_a_message_reaches_the_network_and_nothing_typed_is_lost(visit):
    tab = visit("contact")
    tab.get_by_label("Votre nom").fill("Camille Durand")
    tab.get_by_label("Votre message").fill("Vos cartels sont beaux.")
    form = tab.locator("main form")
    form.evaluate("form => form.noValidate = true")
    tab.wait_for_timeout(SLOW)
    form.get_by_role("button", name="Envoyer").click()
    mistakes = tab.get_by_role("region", name="Vos réponses ne sont pas encore parties")
    expect(mistakes.get_by_role("link")).to_have_count(2)
    expect(tab.get_by_label("Votre message")).to_have_value("Vos cartels sont beaux.")
    tab.get_by_label("Votre adresse électronique").fill("camille@exemple.fr")
    tab.get_by_label("De quoi s’agit-il").select_option(label="Presse")
    tab.wait_for_timeout(SLOW)
    form.get_by_role("button", name="Envoyer").click()
    tab.wait_for_url("**/contact/?merci")
    assert tab.context.cookies() == []


@pytest.mark.parametrize(
    ("page", "english"),
    [("home", "/en/"), ("agenda", "/en/agenda/"), ("class kit", "/en/museums/")],
)
def test_the_switch_leads_to_english_and_back(visit, page, english):
    tab = visit(page)
    click(tab, "English")
    assert urlsplit(tab.url).path == english
    assert tab.locator("html").get_attribute("lang") == "en"
    click(tab, "Français")
    assert tab.locator("html").get_attribute("lang") == "fr"
