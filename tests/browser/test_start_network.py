"""From an empty database to the first event that the public sees."""

import re
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.axe import findings
from tests.browser.conftest import PATIENCE, SAID, run_site
from tests.browser.test_editor import (
    LOOK,
    box,
    choice,
    is_kept,
    publish,
    type_title,
    wait_until_watched,
)

pytestmark = pytest.mark.browser

PASSWORD = "fenêtre sur rue 12"
ADMINISTRATOR, LEAD = "alix@armorique.example", "maud@goemon.example"
MUSEUM, EVENT = "Musée du Goémon", "Le brûlage du goémon"
START = [
    "start_network",
    "--no-input",
    *("--name", "Musées d’Armorique"),
    *("--departments", "22,29"),
    *("--contact-email", "contact@armorique.example"),
    *("--brand", "#7a1f3d"),
    *("--admin", ADMINISTRATOR),
]
LINK = re.compile(r"http\S+/password_reset/confirm/\S+")
INVITATION = re.compile(r"http\S+/-/invitation/\S+")


@pytest.fixture(scope="module")
def folder(chromium, tmp_path_factory):
    return tmp_path_factory.mktemp("started")


@pytest.fixture(scope="module")
def url(folder):
    """The address of a network that has just been started."""
    with run_site(folder, START, EMAIL_URL=f"filemail:///{folder / 'mail'}") as address:
        yield address


@pytest.fixture
def open_tab(browser, url):
    """Opens a browser of somebody new."""
    contexts = []

    def open_one():
        size = {"width": 1280, "height": 900}
        context = browser.new_context(base_url=url, locale="fr-FR", viewport=size)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        tab = context.new_page()
        tab.add_init_script(LOOK)
        return tab

    yield open_one
    for context in contexts:
        context.close()


def choose_password(tab, link):
    tab.goto(link)
    for one in tab.locator("[type=password]").all():
        one.fill(PASSWORD)
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/complete/")


def log_in(tab, email):
    tab.goto("/admin/")
    tab.get_by_label("Adresse électronique").fill(email)
    tab.locator("[type=password]").fill(PASSWORD)
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/admin/")


def mails(folder):
    """The texts of the mail that left, the latest last."""
    files = sorted((folder / "mail").iterdir(), key=lambda path: path.stat().st_mtime)
    messages = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in files]
    return [(message["To"], message.get_body(["plain"]).get_content()) for message in messages]


def test_from_an_empty_database_to_the_first_event(open_tab, folder, url):
    tab = open_tab()
    choose_password(tab, LINK.search((folder / SAID).read_text())[0])
    log_in(tab, ADMINISTRATOR)

    # What is left is told, and the way to it.
    tab.get_by_role("link", name="Tout voir").click()
    expect(tab.get_by_role("heading", name="Reste à faire")).to_be_visible()
    assert findings(tab, ".first-steps") == []
    tab.get_by_role("button", name="Envoyer un message d’essai").click()
    expect(tab.get_by_text(f"Un message part pour {ADMINISTRATOR}")).to_be_visible()

    # A member takes one form.
    tab.goto("/admin/museums/new/")
    # Wagtail draws the arrow of a list to choose from as a gradient, which axe cannot judge.
    found = findings(tab, ".museum-page")
    assert [one for one in found if "background gradient" not in one] == []
    tab.get_by_label("Nom du musée").fill(MUSEUM)
    tab.get_by_label("Commune").fill("Plouguerneau")
    tab.get_by_label("Département").select_option("Finistère (29)")
    tab.get_by_role("button", name="Ajouter le musée").click()
    expect(tab.get_by_role("status").first).to_contain_text(MUSEUM)

    # Its lead is invited from a table, and gets in by a link that comes by mail.
    tab.goto("/admin/first-steps/")
    tab.get_by_role("link", name="Les inviter à partir d’un tableau").click()
    with tab.expect_download() as download:
        tab.get_by_role("link", name="Téléchargez le tableau").click()
    table = folder / "invitations.csv"
    table.write_text(Path(download.value.path()).read_text().replace(";;réf", f";{LEAD};réf"))
    tab.get_by_label("Fichier").set_input_files(table)
    tab.get_by_role("button", name="Voir ce qui viendrait").click()
    expect(tab.get_by_text("Un message part.")).to_be_visible()
    assert findings(tab, ".museum-page") == []
    tab.get_by_role("button", name="Envoyer les invitations").click()
    expect(tab.get_by_role("status").first).to_contain_text("1 message part.")

    theirs = open_tab()
    recipient, text = mails(folder)[-1]
    assert recipient == LEAD
    theirs.goto(INVITATION.search(text)[0])
    expect(theirs.get_by_role("heading", level=1)).to_have_text(f"Publier pour {MUSEUM}")
    assert findings(theirs) == []
    theirs.get_by_label("Prénom").fill("Maud")
    theirs.locator("[name=last_name]").fill("Kerdoncuff")
    theirs.get_by_label("Mot de passe").fill(PASSWORD)
    theirs.get_by_role("button", name="Accepter").click()
    expect(theirs.get_by_text("0 étape sur 6 est faite.")).to_be_visible()

    # They publish, and everybody sees it.
    theirs.get_by_role("link", name="Ajouter un événement").click()
    wait_until_watched(theirs)
    type_title(theirs, EVENT)
    choice(theirs, "Type").select_option("Fête")
    box(theirs, "Premier jour").fill(f"{timezone.localdate() + timedelta(days=7):%d/%m/%Y}")
    box(theirs, "De").fill("21:00")
    box(theirs, "Tarif").fill("5\xa0€")
    box(theirs, "Résumé").fill("On fait flamber les algues comme autrefois.")
    is_kept(theirs)
    publish(theirs)
    expect(theirs.get_by_role("status").first).to_contain_text("publiée")
    visitor = open_tab()
    visitor.goto("/agenda/")
    visitor.get_by_role("link", name=EVENT).click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(EVENT)
    expect(visitor.locator(".kind").first).to_contain_text(MUSEUM)
    tab.goto("/admin/first-steps/")
    expect(tab.get_by_role("heading", name="Ajouter les musées")).to_be_visible()
    left = tab.locator("[aria-labelledby=left] h3").all_inner_texts()
    assert left == [
        "Compléter les mentions que la loi demande",
        "Présenter le réseau",
        "Essayer l’envoi des messages",
        "Faire lancer les commandes par un planificateur",
        "Ouvrir le site à son adresse",
    ]
