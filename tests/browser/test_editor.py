"""A museum's editor, who is no computer scientist, announces an event; the public sees it."""

import os
import re
from datetime import datetime, time, timedelta
from io import BytesIO
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import icalendar
import polib
import pytest
import recurring_ical_events
from django.utils import timezone, translation
from django.utils.text import capfirst, slugify
from PIL import Image
from playwright.sync_api import expect

from cms.demo import PASSWORD
from cms.templatetags.components import calendar_day, long_day
from events.models import EventPage, EventSchedule, OccurrenceException
from tests.browser.axe import findings
from tests.browser.conftest import ROOT

pytestmark = pytest.mark.browser

EDITOR = "redaction@musees.example"
WEEKS = 5
ALT = "Une main pique une épingle dans un carreau de dentellière."

# Wagtail keeps what is typed from the moment it has looked at the form, two seconds after it
# opened; people are slower than that, tests are not.
LOOK = """
document.addEventListener("w-unsaved:watch-edits", () => {
    document.documentElement.dataset.isWatched = "";
});
"""


def log_in(tab):
    tab.get_by_label("Adresse électronique").fill(EDITOR)
    tab.locator("[type=password]").fill(PASSWORD)
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("link", name="Ajouter un événement")).to_be_visible()


def open_form(tab):
    """The one click from the dashboard."""
    tab.get_by_role("link", name="Ajouter un événement").click()
    expect(box(tab, "Titre")).to_be_editable()


def wait_until_watched(tab):
    """From now on Wagtail keeps what is typed."""
    expect(tab.locator("html[data-is-watched]")).to_have_count(1)


@pytest.fixture(scope="module")
def session(browser, site):
    """The cookies of somebody logged in."""
    context = browser.new_context(base_url=site.url, locale="fr-FR")
    tab = context.new_page()
    tab.goto("/admin/")
    log_in(tab)
    yield context.storage_state()
    context.close()


@pytest.fixture
def dashboard(visit, session):
    """The dashboard of a museum's editor."""
    tab = visit("/admin/", storage_state=session, viewport={"width": 1280, "height": 900})
    tab.add_init_script(LOOK)
    return tab


@pytest.fixture
def form(dashboard):
    """The empty form of an event of their museum."""
    open_form(dashboard)
    return dashboard


def box(tab, name):
    return tab.get_by_role("textbox", name=re.compile(rf"^{name}\W*$"))


def choice(tab, name):
    return tab.get_by_role("combobox", name=re.compile(rf"^{name}\W*$"))


def type_title(tab, title):
    """As fingers do: the address, on the other tab, follows them."""
    box(tab, "Titre").press_sequentially(title)
    expect(tab.locator("#id_slug")).not_to_have_value("")


def fill_dates(tab, first, last):
    box(tab, "Premier jour").fill(f"{first:%d/%m/%Y}")
    box(tab, "De").fill("14:00")
    box(tab, "À").fill("16:00")
    choice(tab, "Se répète").select_option("Toutes les semaines")
    tab.get_by_label(capfirst(long_day(first)).split()[0]).press("Space")
    box(tab, "Jusqu’au").fill(f"{last:%d/%m/%Y}")


def picture():
    """A photograph like no other: of the same one twice, Wagtail asks which to keep."""
    file = BytesIO()
    Image.frombytes("L", (60, 40), os.urandom(60 * 40)).resize((600, 400)).save(file, "PNG")
    return {"name": "dentelle.png", "mimeType": "image/png", "buffer": file.getvalue()}


def upload_picture(tab, description=""):
    tab.get_by_role("button", name="Choisir une image").click()
    dialog = tab.get_by_role("dialog")
    dialog.get_by_role("tab", name="Transférer").click()
    dialog.get_by_label("Fichier").set_input_files(picture())
    expect(box(dialog, "Titre")).to_have_value("dentelle")
    dialog.get_by_label("Description").fill(description)
    dialog.get_by_label("Crédit").fill("Sacha Lemoine")
    dialog.get_by_role("button", name="Transférer").click()
    expect(tab.locator("#id_image")).not_to_have_value("")


def save_draft(tab):
    tab.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(tab.get_by_role("status").first).to_contain_text("a été mise à jour")


def is_kept(tab):
    """Without any click: Wagtail keeps a draft from half a second after the last key on.

    What arrives after a click on “save” looks to it like a change from another window, which it
    asks about before it publishes.
    """
    tab.wait_for_timeout(600)
    indicator = tab.locator("#w-autosave-indicator")
    expect(indicator).to_have_attribute("data-w-autosave-state-value", "saved")
    expect(tab).to_have_url(re.compile(r"/admin/pages/\d+/edit/$"))


def publish(tab):
    """By keyboard: the calendar of a date may still lie over the buttons."""
    tab.get_by_role("button", name="Plus d'actions").press("Enter")
    tab.get_by_role("button", name="Publier", exact=True).press("Enter")


def in_words(day):
    return capfirst(long_day(day, "year"))


@pytest.fixture
def wednesdays():
    """Five Wednesdays in a row, the first in a week or two."""
    first = timezone.localdate() + timedelta(days=7)
    first += timedelta(days=(2 - first.weekday()) % 7)
    return [first + timedelta(weeks=number) for number in range(WEEKS)]


def test_from_the_dashboard_to_the_agenda(visit, wednesdays):
    tab = visit("/admin/", viewport={"width": 1280, "height": 900})
    tab.add_init_script(LOOK)
    hosts, errors = set(), []
    tab.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    tab.on("pageerror", lambda error: errors.append(str(error)))
    log_in(tab)
    museum = tab.locator(".museum-panel h2").inner_text()
    slug = urlsplit(tab.get_by_role("link", name="La voir en ligne").get_attribute("href"))
    slug = slug.path.split("/")[-2]

    open_form(tab)
    wait_until_watched(tab)
    type_title(tab, "Les fuseaux du mercredi")
    choice(tab, "Type").select_option("Atelier")
    fill_dates(tab, wednesdays[0], wednesdays[-1])
    box(tab, "Résumé").fill("On croise les fils, on épingle, on admire.")
    upload_picture(tab)
    box(tab, "Texte de remplacement").fill(ALT)
    box(tab, "Tarif").fill("5\xa0€, réduit 3\xa0€")

    is_kept(tab)
    tab.get_by_role("button", name="Afficher/masquer la prévisualisation").click()
    preview = tab.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("heading", level=1)).to_have_text("Les fuseaux du mercredi")
    expect(preview.locator("#dates tbody th")).to_have_text([in_words(d) for d in wednesdays])
    is_kept(tab)
    save_draft(tab)

    visitor = visit(f"/agenda/?musee={slug}")
    link = visitor.locator("#results").get_by_role("link", name="Les fuseaux du mercredi")
    expect(link).to_have_count(0)
    publish(tab)
    expect(tab.get_by_role("status").first).to_contain_text("publiée")

    visitor.reload()
    expect(link).to_have_count(WEEKS)
    visitor.goto(f"/musees/{slug}/")
    visitor.get_by_role("link", name="Les fuseaux du mercredi").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Les fuseaux du mercredi")
    expect(visitor.locator(".kind").first).to_contain_text(museum)
    expect(visitor.locator("#dates tbody th")).to_have_text([in_words(d) for d in wednesdays])
    expect(visitor.get_by_role("img", name=ALT)).to_be_visible()

    feed = icalendar.Calendar.from_ical(visitor.request.get(f"/agenda/m/{slug}.ics").text())
    told = [
        event.start
        for event in recurring_ical_events.of(feed).between(
            wednesdays[0], wednesdays[-1] + timedelta(days=60)
        )
        if str(event["SUMMARY"]) == "Les fuseaux du mercredi"
    ]
    paris = ZoneInfo("Europe/Paris")
    assert sorted(told) == [datetime.combine(day, time(14), paris) for day in wednesdays]
    assert hosts == {urlsplit(tab.url).netloc}
    assert errors == []


def test_the_dashboard_is_one_click_from_an_empty_event(dashboard):
    museum = dashboard.locator(".museum-panel h2").inner_text()
    clicks = dashboard.get_by_role("link", name="Ajouter un événement")
    expect(clicks).to_have_count(1)
    clicks.click()
    expect(box(dashboard, "Titre")).to_have_value("")
    above = dashboard.get_by_role("navigation", name="Fil d’Ariane").get_by_role(
        "link", name=museum, include_hidden=True
    )
    expect(above).to_have_count(1)


def test_an_event_asks_for_little_on_one_tab(form):
    panel = form.get_by_role("tabpanel")
    expect(panel).to_have_count(1)
    marked = panel.locator(".w-panel__heading, .w-field__label").filter(has_text="*")
    asked = [text.strip(" *\n") for text in marked.all_inner_texts()]
    # School holidays are filled in, the whole year, and hidden until something repeats.
    assert asked == ["Titre", "Type", "Premier jour", "Vacances scolaires", "Résumé"]
    expect(form.locator("#id_schedules-0-school_holidays")).to_have_value("any")


def told(tab):
    """What the form tells below its schedules."""
    return tab.get_by_role("region", name="Prochaines dates")


def test_the_next_dates_are_told_while_one_types(form, wednesdays):
    """By keyboard alone; the sentence is heard, the dates are there to be read."""
    keyboard, first, last = form.keyboard, wednesdays[0], wednesdays[0] + timedelta(weeks=11)
    expect(told(form)).to_contain_text("Indiquez le premier jour")
    box(form, "Premier jour").focus()
    for typed in (f"{first:%d/%m/%Y}", "14:00", "16:00"):
        keyboard.type(typed)
        keyboard.press("Escape")  # the calendar that Wagtail unfolds
        keyboard.press("Tab")
    choice(form, "Se répète").focus()
    keyboard.type("Toutes les s")
    expect(choice(form, "Se répète")).to_have_value("WEEKLY")
    form.get_by_label("Mercredi").focus()
    keyboard.press("Space")
    box(form, "Jusqu’au").focus()
    keyboard.type(f"{last:%d/%m/%Y}")

    sentence = (
        f"Tous les mercredis de 14\xa0h à 16\xa0h, jusqu’au {calendar_day(last, 'year')}. "
        "12 dates à venir en tout."
    )
    expect(told(form).get_by_role("status")).to_have_text(sentence)
    lines = told(form).locator("ol li")
    expect(lines).to_have_count(10)
    expect(lines.first).to_contain_text(long_day(first))
    expect(lines.last).to_contain_text(long_day(first + timedelta(weeks=9)))
    expect(told(form)).to_contain_text("Et 2 dates de plus ensuite.")
    assert own_findings(form, "[data-forthcoming]") == []


def test_a_second_schedule_is_told_and_a_removed_one_is_not(form, wednesdays):
    first, second = wednesdays[:2]
    box(form, "Premier jour").fill(f"{first:%d/%m/%Y}")
    expect(told(form).get_by_role("status")).to_contain_text(f"Le {calendar_day(first, 'year')}")
    form.locator("#id_schedules-ADD").press("Enter")
    box(form, "Premier jour").nth(1).fill(f"{second:%d/%m/%Y}")
    expect(told(form).get_by_role("status")).to_have_text(
        f"Horaire 1\xa0: Le {calendar_day(first, 'year')}. "
        f"Horaire 2\xa0: Le {calendar_day(second, 'year')}. 2 dates à venir en tout."
    )
    form.locator("#id_schedules-0-DELETE-button").press("Enter")
    expect(told(form).get_by_role("status")).to_have_text(
        f"Le {calendar_day(second, 'year')}. 1 date à venir en tout."
    )


def test_only_what_goes_with_the_choice_is_shown(form):
    shown = {}
    for frequency in ("Une seule fois", "À plusieurs dates", "Toutes les semaines"):
        choice(form, "Se répète").select_option(frequency)
        expect(box(form, "Autres dates")).to_be_visible(visible=frequency.startswith("À"))
        expect(box(form, "Jusqu’au")).to_be_visible(visible=frequency.startswith("Toutes"))
        shown[frequency] = choice(form, "Vacances scolaires").is_visible()
    assert list(shown.values()) == [False, False, True]


def test_a_title_alone_is_kept(form):
    wait_until_watched(form)
    type_title(form, "Peut-être un jour")
    is_kept(form)
    form.reload()
    expect(box(form, "Titre")).to_have_value("Peut-être un jour")
    expect(box(form, "Premier jour")).to_have_value("")


def send_draft(tab, title):
    """A draft with a title and nothing else, sent as the form sends itself."""
    tab.goto("/admin/")
    open_form(tab)
    fields = tab.locator("#page-edit-form").evaluate("form => [...new FormData(form)]")
    typed = {"title": title, "slug": slugify(title)}
    answer = tab.request.post(tab.url, form=dict(fields) | typed)
    assert re.search(r"/admin/pages/\d+/edit/$", answer.url)
    return answer.url


def test_two_events_may_bear_the_same_title(dashboard):
    for address in ("visite-du-dimanche", "visite-du-dimanche-2"):
        dashboard.goto(send_draft(dashboard, "Visite du dimanche"))
        expect(dashboard.locator("#id_slug")).to_have_value(address)


def error_of(tab, name):
    """What is said at a field, in the place that the field names as its description."""
    parts = box(tab, name).get_attribute("aria-describedby").split()
    said = [tab.locator(f"[id='{part}'] .error-message").all_inner_texts() for part in parts]
    return [text.strip() for texts in said for text in texts]


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(form, wednesdays):
    first, last = wednesdays[1], wednesdays[0]
    type_title(form, "Le temps à l’envers")
    choice(form, "Type").select_option("Exposition")
    box(form, "Premier jour").fill(f"{first:%d/%m/%Y}")
    box(form, "Dernier jour").fill(f"{last:%d/%m/%Y}")
    box(form, "Résumé").fill("On remonte les horloges.")
    upload_picture(form)
    box(form, "Tarif").fill("4\xa0€")
    publish(form)

    expect(form.get_by_role("status").first).to_contain_text("erreurs de validation")
    assert error_of(form, "Dernier jour") == [
        f"Le dernier jour, {calendar_day(last, 'year')}, précède le premier, "
        f"{calendar_day(first, 'year')}."
    ]
    assert error_of(form, "Texte de remplacement") == [
        "Dites en une phrase ce que l’on voit sur l’image, pour celles et ceux qui ne peuvent pas "
        "la voir."
    ]
    assert error_of(form, "Tarif") == []
    expect(box(form, "Dernier jour")).to_have_attribute("aria-invalid", "true")
    expect(box(form, "Titre")).to_have_value("Le temps à l’envers")
    expect(box(form, "Premier jour")).to_have_value(f"{first:%d/%m/%Y}")
    expect(box(form, "Dernier jour")).to_have_value(f"{last:%d/%m/%Y}")
    expect(box(form, "Résumé")).to_have_value("On remonte les horloges.")
    expect(box(form, "Tarif")).to_have_value("4\xa0€")
    expect(form.locator("#id_image")).not_to_have_value("")


def test_a_picture_brings_its_words(dashboard):
    dashboard.goto(send_draft(dashboard, "Une image et ses mots"))
    upload_picture(dashboard, description=ALT)
    save_draft(dashboard)
    expect(box(dashboard, "Texte de remplacement")).to_have_value(ALT)


def test_an_editor_sees_their_own_branch_only(dashboard, visit):
    own = dashboard.locator(".museum-panel h2").inner_text()
    names = visit("museums").locator("#results h2").all_inner_texts()
    both = dashboard.locator(".museum-panel__switch a").all_inner_texts()
    others = [name for name in names if name not in both]
    assert own in both
    assert len(others) == len(names) - 2 == 22

    shown = []
    dashboard.goto("/admin/pages/")
    for step in ("Accueil", "Musées", own):
        shown.append(dashboard.locator("body").inner_text())
        below = re.compile(rf"sous-pages.*{re.escape(step)}")
        dashboard.locator("main").get_by_role("link", name=below).click()
        expect(dashboard.get_by_role("heading", level=1)).to_contain_text(step)
    shown.append(dashboard.locator("body").inner_text())
    assert own in shown[2]
    assert [name for name in others if name in "".join(shown)] == []


# The form and the dashboard, for everybody, in French

# Wagtail draws its lines and its arrows as pictures behind the text: axe cannot tell a contrast
# above them, and would leave every label undecided.
PLAIN = "*, ::before, ::after { background-image: none !important; }"
# « À » is too short a word for axe to tell whether it is one.
TOO_SHORT = "too short to determine if it is actual text content"


def own_findings(tab, *parts):
    tab.add_style_tag(content=PLAIN)
    return [finding for finding in findings(tab, *parts) if TOO_SHORT not in finding]


def test_axe_finds_nothing_in_our_panels_of_the_dashboard(dashboard):
    for title in ("Un brouillon", "Un autre brouillon"):
        send_draft(dashboard, title)
    dashboard.goto("/admin/")
    drafts = dashboard.get_by_role("region", name="Brouillons")
    expect(drafts.get_by_role("link", name="Un autre brouillon")).not_to_have_count(0)
    assert own_findings(dashboard, ".w-dashboard") == []


def test_axe_finds_nothing_in_the_rule(form):
    found = {}
    frequencies = choice(form, "Se répète")
    for frequency in frequencies.locator("option").all_inner_texts():
        frequencies.select_option(frequency)
        folded = form.locator(".rule-widget details:not([open]) > summary:visible")
        if folded.count():
            folded.click()
        found[frequency] = own_findings(form, ".rule-widget")
    assert found == {
        "Une seule fois": [],
        "À plusieurs dates": [],
        "Tous les jours": [],
        "Toutes les semaines": [],
        "Tous les mois": [],
        "Tous les ans": [],
    }


def test_axe_finds_nothing_in_the_fields(form):
    folded = form.locator("#tab-contenu [data-panel-toggle][aria-expanded=false]")
    while folded.count():
        folded.first.click()
    assert own_findings(form, "#tab-contenu") == []


def plain(text):
    """A text as one compares it: without its spaces at the ends, its star, its capital."""
    return text.strip(" \xa0\n*:").casefold()


def english_texts():
    """What our own code says in English, and would not say in the same words in French."""
    models = (EventPage, EventSchedule, OccurrenceException)
    fields = [field for model in models for field in model._meta.local_fields]
    with translation.override("en"):
        labels = [field.verbose_name for field in fields if not field.auto_created]
        labels += [field.help_text for field in fields if hasattr(field, "help_text")]
        labels = [plain(str(label)) for label in labels]
    catalogue = polib.pofile(str(ROOT / "locale" / "fr" / "LC_MESSAGES" / "django.po"))
    translated = {plain(entry.msgid): plain(entry.msgstr) for entry in catalogue}
    everything = {*translated, *labels} - {""}
    return {text for text in everything if translated.get(text) != text}


# Every text of a page, shown or folded away, and what a screen reader says besides.
TEXTS = """() => {
    const texts = [];
    const skipped = "script, style, template, noscript";
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        if (!walker.currentNode.parentElement.closest(skipped)) texts.push(walker.currentNode.data);
    }
    for (const name of ["aria-label", "placeholder", "title"]) {
        for (const element of document.querySelectorAll(`[${name}]`)) {
            texts.push(element.getAttribute(name));
        }
    }
    return texts;
}"""


def french_texts(tab):
    return {plain(text) for text in tab.evaluate(TEXTS)}


def test_nothing_of_ours_is_left_in_english(form):
    english = english_texts()
    assert {"summary", "first day", "days of the week", "add an event"} <= english
    form.get_by_role("button", name="Afficher/masquer la section").last.click()
    form.get_by_role("button", name=re.compile("Exception")).click()
    said = french_texts(form)
    assert {"résumé", "premier jour", "jours de la semaine", "ce qui change"} <= said
    assert said & english == set()

    form.goto("/admin/")
    said = french_texts(form)
    assert "ajouter un événement" in said
    assert said & english == set()


def test_one_logs_in_in_french(visit):
    tab = visit("/admin/login/")
    expect(tab.get_by_label("Mot de passe")).to_be_visible()


def test_what_an_editor_may_do_is_said_in_french(form):
    form.get_by_role("button", name="Plus d'actions").click()
    actions = form.get_by_role("navigation", name="Actions (pied de page)")
    assert "Moderators" not in actions.inner_text()


def status_of(visitor, slug, title, day):
    """What a museum's calendar says of one date of an event: (title, status)."""
    feed = icalendar.Calendar.from_ical(visitor.request.get(f"/agenda/m/{slug}.ics").text())
    told = recurring_ical_events.of(feed).between(day, day + timedelta(days=1))
    (entry,) = [entry for entry in told if title in str(entry["SUMMARY"])]
    return str(entry["SUMMARY"]), str(entry["STATUS"])


def test_a_date_is_cancelled_in_one_click_and_back(visit, dashboard, wednesdays):
    title, day = "Un mercredi sans fuseaux", wednesdays[1]
    slug = urlsplit(dashboard.get_by_role("link", name="La voir en ligne").get_attribute("href"))
    slug = slug.path.split("/")[-2]
    open_form(dashboard)
    wait_until_watched(dashboard)
    type_title(dashboard, title)
    choice(dashboard, "Type").select_option("Atelier")
    fill_dates(dashboard, wednesdays[0], wednesdays[-1])
    box(dashboard, "Résumé").fill("On croise les fils, on épingle, on admire.")
    box(dashboard, "Tarif").fill("5\xa0€")
    publish(dashboard)
    expect(dashboard.get_by_role("status").first).to_contain_text("publiée")

    open_dates(dashboard)
    dates = dashboard.get_by_role("region", name="Prochaines dates").get_by_role("listitem")
    expect(dates).to_have_count(WEEKS)
    said = re.compile(capfirst(long_day(day)))
    row = dates.filter(has_text=said)
    row.get_by_role("button", name=re.compile("^Annuler")).focus()
    dashboard.keyboard.press("Enter")
    expect(dashboard.get_by_role("status").first).to_contain_text("annulé.")
    expect(row).to_contain_text("Annulé")
    assert own_findings(dashboard, ".event-dates") == []

    visitor = visit(f"/musees/{slug}/{slugify(title)}/")
    public = visitor.locator("#dates tr").filter(has_text=in_words(day))
    expect(public.locator(".tag")).to_have_text("Annulé")
    assert status_of(visitor, slug, title, day) == (f"ANNULÉ – {title}", "CANCELLED")

    row.get_by_role("button", name=re.compile("^Remettre comme prévu")).click()
    expect(dashboard.get_by_role("status").first).to_contain_text("comme prévu.")
    visitor.reload()
    expect(public).to_have_count(1)
    expect(public.locator(".tag")).to_have_count(0)
    assert status_of(visitor, slug, title, day) == (title, "CONFIRMED")


def open_dates(tab):
    """From the message that an event is published to its form, and on to its dates."""
    tab.get_by_role("status").first.get_by_role("link", name="Modifier").click()
    tab.get_by_role("link", name="Annuler, reporter ou indiquer complète").click()
