"""Offers of every kind, typed into the form by a museum's editor, and read by visitors."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.test_admin import EDITOR, counted, log_in

pytestmark = pytest.mark.browser

SAID = "Ranger, compter, raconter."


@pytest.fixture
def form(visit):
    """The form of a new offer, one click from the dashboard."""
    tab = log_in(visit, EDITOR)
    tab.get_by_role("link", name="Ajouter une offre d’emploi").click()
    expect(tab.locator("[name=title]")).to_be_editable()
    expect(tab.locator("html[data-is-watched]")).to_have_count(1)
    tab.evaluate("sessionStorage.clear()")
    return tab


def coming(days):
    return f"{timezone.localdate() + timedelta(days=days):%d/%m/%Y}"


def fill(tab, **values):
    """Type each value into the field of that name, opening the groups that hold it."""
    for name, value in values.items():
        key = re.sub(r"__(\d+)__", r"-\1-", name)
        relation, _dash, rest = key.partition("-")
        if rest and not tab.locator(f"[name='{key}']").count():
            open_group(tab, f"#id_{relation}-ADD")
            tab.locator(f"#id_{relation}-ADD").press("Enter")
        open_group(tab, f"[name='{key}']")
        field = tab.locator(f"[name='{key}']").first
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
            tab.keyboard.press("Escape")


def open_group(tab, inside):
    """Unfold the panels around something, from the outside."""
    closed = tab.locator(
        f"section.w-panel:has({inside}) > .w-panel__header > [aria-expanded=false]"
    )
    for _panel in range(closed.count()):
        closed.first.click()


def choose_contract(tab, *names):
    for name in names:
        tab.get_by_role("checkbox", name=name, exact=True).check()


def write_text(tab):
    """The part of the text that a new offer begins with."""
    editor = tab.locator(".Draftail-Editor [contenteditable=true]").first
    editor.click()
    editor.press_sequentially(SAID)


def publish(tab):
    """Publish, and open the page as visitors see it."""
    indicator = tab.locator("#w-autosave-indicator")
    tab.wait_for_timeout(600)
    expect(indicator).to_have_attribute("data-w-autosave-state-value", "saved")
    tab.get_by_role("button", name="Plus d'actions").press("Enter")
    tab.get_by_role("button", name="Publier", exact=True).press("Enter")
    expect(tab.get_by_role("status").first).to_contain_text("publiée")
    way = tab.get_by_role("link", name="Visualiser la version publiée").first
    tab.goto(way.get_attribute("href"))
    return " ".join(tab.locator("main").inner_text().split())


def test_a_simple_offer_takes_seven_fields_on_one_tab(form):
    expect(form.get_by_role("tabpanel")).to_have_count(1)
    fill(form, title="Agente ou agent d’accueil, deux dimanches par mois")
    choose_contract(form, "CDD")
    fill(form, working_time="part", deadline_on=coming(20))
    write_text(form)
    fill(form, applications__0__value="emploi@musee.example", salary_text="Le Smic horaire")
    typed = ("text" if SAID.startswith(name) else name for name in counted(form, "input"))
    assert list(dict.fromkeys(typed)) == [
        "title",
        "contract_types",
        "working_time",
        "deadline_on",
        "text",
        "applications-0-value",
        "salary_text",
    ]
    shown = publish(form)
    expected = ("deux dimanches par mois", "CDD", "Temps partiel", SAID, "emploi@musee.example")
    assert [words for words in expected if words not in shown] == []


KINDS = {
    "statutory grid": (
        ("Fonctionnaire titulaire", "Contrat de droit public"),
        {
            "deadline_on": coming(30),
            "civil_service": "fpt",
            "category": "B",
            "grades__0__label": "Assistant de conservation principal",
            "open_to_contract": "yes",
            "legal_basis": "Article L332-8",
            "vacancy_reason": "Création de poste",
            "salary_kind": "statutory_grid",
            "salary_text": "Régime indemnitaire, treizième mois",
            "benefits__0__kind": "social_works",
        },
        (
            "Fonctionnaire titulaire",
            "Territoriale",
            "Assistant de conservation principal",
            "Article L332-8",
            "Création de poste",
            "Régime indemnitaire, treizième mois",
        ),
    ),
    "two associations": (
        ("CDI",),
        {
            "employers__0__name": "Association du Moulin à tan",
            "employers__1__name": "Association du Moulin à huile",
            "employers__1__role": "co_employer",
            "locations__0__city": "Pont-de-Risle",
            "locations__1__city": "Saint-Wandrin",
            "locations__1__postcode": "76490",
            "deadline_on": coming(15),
            "deadline_rule": "exclusive",
            "deadline_text": "avant la mi-mois",
            "collective_agreement": "Éclat, groupe C",
        },
        (
            "Association du Moulin à tan",
            "Association du Moulin à huile",
            "Pont-de-Risle",
            "76490 Saint-Wandrin",
            "Avant le",
            "avant la mi-mois",
            "Éclat, groupe C",
        ),
    ),
    "internship": (
        ("Stage",),
        {
            "deadline_on": coming(12),
            "deadline_time": "17:30",
            "starts_on": coming(90),
            "duration_value": "6",
            "salary_kind": "allowance",
            "salary_min": "4.35",
            "salary_unit": "hour",
            "education_text": "Master 1 en patrimoine",
            "interviews__0__label": "Premiers entretiens",
            "interviews__0__starts_on": coming(16),
            "interviews__1__label": "Seconds entretiens",
            "interviews__1__starts_on": coming(23),
        },
        (
            "Stage",
            "17 h 30",
            "6 mois",
            "4,35 €",
            "Master 1 en patrimoine",
            "Premiers entretiens",
            "Seconds entretiens",
        ),
    ),
    "volunteering": (
        ("Bénévolat",),
        {
            "deadline_rule": "until_filled",
            "salary_kind": "unpaid",
            "working_time_text": "Un samedi sur deux",
            "applications__0__kind": "phone",
            "applications__0__value": "02 61 91 00 14",
            "contacts__0__name": "L’équipe des bénévoles",
            "openings": "4",
        },
        ("Bénévolat", "Un samedi sur deux", "02 61 91 00 14", "L’équipe des bénévoles", "4"),
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_an_offer_of_another_kind_is_typed_and_shown_whole(form, kind):
    contracts, values, expected = KINDS[kind]
    fill(form, title=f"Une offre d’une autre sorte ({kind})")
    choose_contract(form, *contracts)
    write_text(form)
    fill(form, applications__0__value="emploi@musee.example")
    fill(form, **values)
    shown = publish(form).replace("\u00a0", " ")
    missing = [words for words in (SAID, *expected) if words not in shown]
    assert missing == [], shown
