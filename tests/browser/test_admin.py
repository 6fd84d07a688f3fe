"""What it costs somebody who is no computer scientist to publish: clicks, tabs, fields."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cms.demo import PASSWORD
from tests.browser.axe import findings

pytestmark = pytest.mark.browser

EDITOR, NETWORK = "redaction@musees.example", "reseau@musees.example"
MOST_CLICKS = 6  # after the form is open: the picture takes three, publishing two
# Wagtail draws its lines and its arrows as pictures behind the text: axe cannot tell a contrast
# above them, and would leave every label undecided.
PLAIN = "*, ::before, ::after { background-image: none !important; }"
# Wagtail's own, on the pages that it draws around ours.
WAGTAILS = ("too short to determine if it is actual text content",)

# What was clicked, and which fields were filled in, on this page and those before.
COUNT = """
for (const kind of ["click", "input"]) {
    addEventListener(kind, (event) => {
        const field = event.target;
        if (kind === "click" ? !event.isTrusted : !field.offsetParent) return;
        const done = JSON.parse(sessionStorage.getItem(kind) || "[]");
        const name = field.name || field.textContent.trim();
        sessionStorage.setItem(kind, JSON.stringify([...done, name]));
    }, true);
}
document.addEventListener("w-unsaved:watch-edits", () => {
    document.documentElement.dataset.isWatched = "";
});
"""


def log_in(visit, email, **options):
    tab = visit("/admin/login/", viewport={"width": 1280, "height": 900}, **options)
    tab.add_init_script(COUNT)
    tab.get_by_label("Adresse électronique").fill(email)
    tab.get_by_label("Mot de passe").fill(PASSWORD)
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", level=1, name=re.compile("^Bonjour"))).to_be_visible()
    tab.evaluate("sessionStorage.clear()")
    return tab


def counted(tab, kind):
    """What was clicked or filled in since one logged in, each once for the fields."""
    done = tab.evaluate("kind => JSON.parse(sessionStorage.getItem(kind) || '[]')", kind)
    return done if kind == "click" else list(dict.fromkeys(done))


def box(tab, name):
    return tab.get_by_role("textbox", name=re.compile(rf"^{name}\W*$"))


@pytest.fixture
def editor(visit):
    """The dashboard of a museum's editor."""
    return log_in(visit, EDITOR)


def choose_picture(tab):
    """One that the museum has already: opened, chosen."""
    tab.get_by_role("button", name="Choisir une image").click()
    tab.get_by_role("dialog").locator("a[data-chooser-modal-choice]").first.click()
    expect(tab.locator("#id_image")).not_to_have_value("")


def test_one_click_one_tab_six_things(editor):
    day = timezone.localdate() + timedelta(days=9)
    editor.get_by_role("link", name="Ajouter un événement").click()
    expect(box(editor, "Titre")).to_have_value("")
    assert counted(editor, "click") == ["Ajouter un événement"]
    expect(editor.locator("html[data-is-watched]")).to_have_count(1)
    editor.evaluate("sessionStorage.clear()")

    box(editor, "Titre").press_sequentially("Une dentelle de neuf jours")
    editor.get_by_role("combobox", name=re.compile(r"^Type\W*$")).select_option("Atelier")
    box(editor, "Premier jour").fill(f"{day:%d/%m/%Y}")
    box(editor, "De").fill("14:00")
    box(editor, "À").fill("16:00")
    editor.keyboard.press("Escape")
    box(editor, "Résumé").fill("On croise les fils, on épingle, on admire.")
    box(editor, "Texte de remplacement").fill("Une main pique une épingle.")
    box(editor, "Tarif").fill("5\xa0€")
    assert counted(editor, "input") == [
        "title",
        "event_type",
        "schedules-0-start_date",
        "schedules-0-start_time",
        "schedules-0-end_time",
        "summary",
        "image_alt",
        "price",
    ]
    assert counted(editor, "click") == []
    expect(editor.get_by_role("tabpanel")).to_have_count(1)
    told = editor.get_by_role("region", name="Prochaines dates").get_by_role("status")
    expect(told).to_contain_text("de 14\xa0h à 16\xa0h")

    editor.wait_for_timeout(600)
    indicator = editor.locator("#w-autosave-indicator")
    expect(indicator).to_have_attribute("data-w-autosave-state-value", "saved")
    editor.get_by_role("button", name="Plus d'actions").press("Enter")
    editor.get_by_role("button", name="Publier", exact=True).press("Enter")
    expect(editor.get_by_role("status").first).to_contain_text("publiée")
    assert len(counted(editor, "click")) <= MOST_CLICKS


def test_the_museum_and_the_place_are_there_already(editor):
    museum = editor.locator("#museum-at-hand").inner_text()
    editor.get_by_role("link", name="Ajouter un événement").click()
    expect(box(editor, "Titre")).to_be_visible()
    way = editor.get_by_role("navigation", name="Fil d’Ariane")
    expect(way.get_by_role("link", name=museum, include_hidden=True)).to_have_count(1)
    expect(box(editor, "Lieu")).to_have_count(0)  # folded away: only if it is elsewhere


def test_a_copy_takes_one_click(editor):
    coming = editor.get_by_role("region", name="Prochains événements")
    title = coming.get_by_role("row").first.get_by_role("link").first.inner_text()
    coming.get_by_role("button", name=re.compile("^Dupliquer")).first.click()
    expect(box(editor, "Titre")).to_have_value(re.compile(re.escape(title)))
    assert len(counted(editor, "click")) == 1


def test_days_are_written_as_in_france(editor):
    coming = editor.get_by_role("region", name="Prochains événements")
    coming.get_by_role("row").first.get_by_role("link").first.click()
    expect(box(editor, "Premier jour").first).to_have_value(re.compile(r"^\d\d/\d\d/\d{4}$"))


def test_what_could_be_better_is_said_beside_the_preview(editor):
    coming = editor.get_by_role("region", name="Prochains événements")
    coming.get_by_role("row").nth(1).get_by_role("link").first.click()
    expect(editor.locator("html[data-is-watched]")).to_have_count(1)
    box(editor, "Titre").fill("LA GRANDE NUIT DE LA DENTELLE")
    editor.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(editor.get_by_role("status").first).to_contain_text("a été mise à jour")
    editor.get_by_role("button", name="Activer/désactiver les vérifications").click()
    expect(editor.get_by_text("Le titre est en capitales").first).to_be_visible()


def own_findings(tab, *parts):
    tab.add_style_tag(content=PLAIN)
    found = findings(tab, *parts)
    return [finding for finding in found if not any(name in finding for name in WAGTAILS)]


def test_axe_finds_nothing_on_our_pages(visit):
    found = {}
    for email in (EDITOR, NETWORK):
        tab = log_in(visit, email)
        for path, part in {
            "/admin/": ".w-dashboard",
            "/admin/help/": ".help",
            "/admin/explore/eventpage/": "#listing-results",
            "/admin/explore/jobpage/": "#listing-results",
            "/admin/explore/classkitpage/": "#listing-results",
            "/admin/explore/museumpage/": "#listing-results",
        }.items():
            tab.goto(path)
            found[email, path] = own_findings(tab, part)
    assert {place: said for place, said in found.items() if said} == {}


def test_the_documents_of_a_kit_are_a_list_of_titles(visit):
    tab = log_in(visit, NETWORK)
    tab.get_by_role("link", name="Kits pédagogiques").click()
    tab.get_by_role("link", name="Le langage des phares").first.click()
    sections = tab.locator("[data-panel-toggle][aria-controls^=inline_child_documents]")
    expect(sections.first).to_have_attribute("aria-expanded", "false")
    title = tab.locator("#id_documents-1-title")
    expect(title).to_be_hidden()
    expect(tab.get_by_text(f"Document 2 – {title.input_value()}")).to_be_visible()
    sections.nth(1).click()
    title.fill("Je regarde")
    expect(tab.get_by_text("Document 2 – Je regarde")).to_be_visible()
    expect(tab.locator("#id_documents-0-title")).to_be_hidden()
