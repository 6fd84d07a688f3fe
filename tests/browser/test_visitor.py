"""A visitor without scripts, one without a mouse, and one with all of it."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import icalendar
import pytest
from django.utils import timezone
from django.utils.text import capfirst
from playwright.sync_api import expect

from cms.templatetags.components import long_day, year_form
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser

WITHOUT_SCRIPTS = PHONE | {"java_script_enabled": False}


def texts(tab, selector):
    tab.wait_for_load_state()  # a click ends before the page that it asks for is read
    return tab.locator(selector).all_inner_texts()


def days_from_today(first, last):
    """(date, as the agenda writes it) from so many days after today to so many."""
    today = timezone.localdate()
    days = [today + timedelta(days=number) for number in range(first, last + 1)]
    return [(day, capfirst(long_day(day, year_form(day, today)))) for day in days]


# Without scripts


def test_the_menu_opens_without_scripts(visit):
    tab = visit("home", **WITHOUT_SCRIPTS)
    link = tab.get_by_role("navigation", name="Menu principal").get_by_role("link", name="Musées")
    expect(link).to_be_hidden()
    tab.get_by_role("button", name="Menu").click()
    link.click()
    expect(tab).to_have_url(re.compile(r"/musees/$"))


def test_the_agenda_is_filtered_without_scripts(visit):
    tab = visit("agenda", **WITHOUT_SCRIPTS)
    period = days_from_today(3, 30)
    (first, _), *_, (last, _) = period
    tab.get_by_role("button", name="Affiner").click()
    tab.get_by_label("Du", exact=True).fill(first.isoformat())
    tab.get_by_label("Au", exact=True).fill(last.isoformat())
    tab.get_by_label("Atelier").check()
    tab.get_by_role("button", name="Voir les rendez-vous").click()

    expect(tab).to_have_url(
        re.compile(rf"\?du={first}&au={last}&q=&pres=&rayon=&age=&musee=&type=atelier$")
    )
    assert set(texts(tab, "#results .kind")) == {"Atelier"}
    shown = texts(tab, "#results .day-heading h2")
    assert shown == [name for _day, name in period if name in shown]
    removable = tab.get_by_role("list", name="Filtres actifs").get_by_role("link")
    assert removable.count() == 4  # the two days, the type, all of them
    removable.last.click()
    expect(tab).to_have_url(re.compile(r"/agenda/$"))


def test_something_is_found_without_scripts(visit):
    tab = visit("home", **WITHOUT_SCRIPTS)
    tab.get_by_role("link", name="Rechercher").click()
    tab.get_by_label("Que cherchez-vous").fill("Musees")
    tab.get_by_role("button", name="Rechercher").click()
    tab.get_by_role("navigation", name="Genres de résultats").get_by_text("Musées").click()
    expect(tab).to_have_url(re.compile(r"\?q=Musees&type=musees$"))
    assert set(map(str.lower, texts(tab, ".result h2 mark"))) <= {"musée", "musées"}
    expect(tab.get_by_role("list").locator("h2").first).to_be_visible()


def test_every_page_has_the_box_on_a_wide_screen(visit):
    tab = visit("agenda", viewport={"width": 1280, "height": 800}, java_script_enabled=False)
    box = tab.get_by_role("search", name="Tout le site")
    box.get_by_label("Rechercher").fill("exposition")
    box.get_by_role("button").click()
    expect(tab).to_have_url(re.compile(r"/recherche/\?q=exposition$"))
    expect(tab.get_by_role("status")).to_contain_text("exposition")


def test_the_agenda_has_pages_without_scripts(visit):
    tab = visit("/agenda/?type=visite-guidee", **WITHOUT_SCRIPTS)
    first_page = texts(tab, "#results h3")
    tab.get_by_role("link", name="Page suivante").click()
    expect(tab.get_by_role("link", name="Page 2")).to_have_attribute("aria-current", "page")
    assert set(texts(tab, "#results .kind")) == {"Visite guidée"}
    tab.get_by_role("link", name="Page précédente").click()
    assert texts(tab, "#results h3") == first_page


def test_a_calendar_is_behind_the_link_to_subscribe(visit):
    tab = visit("agenda", **WITHOUT_SCRIPTS)
    tab.get_by_role("link", name="S’abonner à cette sélection").click()
    link = tab.get_by_role("link", name="S’abonner", exact=True).get_attribute("href")
    assert link.startswith("webcal://")
    answer = tab.request.get(link.replace("webcal", "http", 1))
    assert answer.headers["content-type"].partition(";")[0] == "text/calendar"
    assert icalendar.Calendar.from_ical(answer.body()).walk("VEVENT")


# Without a mouse


def focused(tab):
    return tab.locator(":focus")


@pytest.mark.parametrize("page", ["home", "agenda", "museums", "event"])
def test_the_first_key_leads_past_the_menu(visit, page):
    tab = visit(page)
    tab.keyboard.press("Tab")
    expect(focused(tab)).to_have_text("Aller au contenu")
    expect(focused(tab)).to_be_in_viewport(ratio=1)
    tab.keyboard.press("Enter")
    expect(tab.locator("main")).to_be_focused()


@pytest.mark.parametrize(
    ("page", "name", "close"),
    [("home", "Menu", "Escape"), ("agenda", "Affiner", "Escape"), ("museums", "Affiner", "Enter")],
)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_what_opens_by_key_closes_by_key(visit, page, name, close, scripts):
    tab = visit(page, **PHONE, java_script_enabled=scripts)
    button = tab.get_by_role("button", name=name)
    button.focus()
    tab.keyboard.press("Enter")
    sheet = tab.locator(":popover-open")
    expect(sheet).to_be_visible()
    tab.keyboard.press("Tab")
    expect(sheet.get_by_role("button", name="Fermer")).to_be_focused()
    tab.keyboard.press(close)
    expect(sheet).to_have_count(0)
    expect(button).to_be_focused()


def press_until(tab, key, says):
    """Press a key until what has the focus says this; as many times as a page has links."""
    for _press in range(200):
        tab.keyboard.press(key)
        # Not `focused`: within a date, the button of its calendar is no element of the page.
        name = tab.evaluate(
            "(e => e.labels?.[0]?.innerText ?? e.innerText)(document.activeElement)"
        )
        if name.strip().startswith(says):
            return
    pytest.fail(f"no way to {says!r} by {key}")


def test_the_agenda_is_narrowed_down_and_back_by_key_alone(visit):
    tab = visit("agenda", viewport={"width": 1280, "height": 900})
    press_until(tab, "Tab", "Gratuit")  # the shortcut of the days, a link
    press_until(tab, "Tab", "Gratuit")  # the box of the form
    tab.keyboard.press("Space")
    expect(tab).to_have_url(re.compile(r"\?gratuit=\w+$"))
    expect(tab.get_by_label("Gratuit")).to_be_focused()
    press_until(tab, "Tab", "Retirer ce filtre")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile(r"/agenda/$"))
    expect(tab.get_by_label("Gratuit")).not_to_be_checked()


# With scripts


@pytest.fixture
def agenda(visit):
    """The agenda on a large screen, marked: a full load would lose the mark."""
    tab = visit("agenda")
    tab.evaluate("window.isSameDocument = true")
    return tab


def test_a_choice_shows_its_results_at_once(agenda):
    status = agenda.get_by_role("status")
    everything = status.inner_text()
    agenda.get_by_label("Atelier").check()

    expect(agenda).to_have_url(re.compile(r"/agenda/\?type=atelier$"))
    expect(status).not_to_have_text(everything)
    expect(status).to_have_text(re.compile(r"^\s*\d+\srendez-vous\s*$"))
    expect(agenda.get_by_label("Atelier")).to_be_focused()
    assert set(texts(agenda, "#results .kind")) == {"Atelier"}
    assert agenda.evaluate("window.isSameDocument")


def test_back_shows_what_was_there_before(agenda):
    before = agenda.get_by_role("status").inner_text()
    agenda.get_by_label("Atelier").check()
    expect(agenda).to_have_url(re.compile(r"\?type=atelier$"))
    agenda.get_by_label("Gratuit").check()
    expect(agenda).to_have_url(re.compile(r"\?gratuit=\w+&type=atelier$"))

    agenda.go_back()
    expect(agenda.get_by_label("Gratuit")).not_to_be_checked()
    expect(agenda.get_by_label("Atelier")).to_be_checked()
    agenda.go_back()
    expect(agenda.get_by_label("Atelier")).not_to_be_checked()
    expect(agenda.get_by_role("status")).to_have_text(before)
    agenda.go_forward()
    expect(agenda.get_by_label("Atelier")).to_be_checked()
    assert agenda.evaluate("window.isSameDocument")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_way_back_from_an_event_keeps_the_filters(visit, scripts):
    tab = visit("/agenda/?type=atelier", java_script_enabled=scripts)
    if scripts:
        tab.get_by_label("Gratuit").check()
        expect(tab).to_have_url(re.compile(r"\?gratuit=\w+&type=atelier$"))
    list_address, listed = tab.url, texts(tab, "#results h3")
    tab.locator("#results .event-row h3 a").first.click()
    expect(tab.get_by_role("heading", level=1)).to_have_text(listed[0])
    dates = tab.locator("#dates table a")
    if dates.count():
        dates.first.click()  # to the page of another date, and still back to the list
        expect(tab).to_have_url(re.compile(r"/20\d\d-\d\d-\d\d"))
    tab.get_by_role("link", name="Retour à l’agenda").click()
    expect(tab).to_have_url(list_address if scripts else re.compile(r"/agenda/$"))
    if scripts:
        assert texts(tab, "#results h3") == listed
        assert tab.context.cookies() == []


def test_the_map_asks_its_server_after_a_click_only(visit):
    asked = []
    tab = visit("/musees/?q=arromanches")
    tab.context.route(
        re.compile("^https:"), lambda route: (asked.append(route.request.url), route.abort())
    )
    tab.reload(wait_until="networkidle")
    assert asked == []
    tab.evaluate(
        "window.violations = []; addEventListener('securitypolicyviolation', event =>"
        " violations.push(event.blockedURI))"
    )
    with tab.expect_request("https://data.geopf.fr/**"):
        tab.get_by_role("button", name="Afficher la carte").click()
    expect(tab.locator(".map-pin").first).to_be_visible()
    assert {urlsplit(url).netloc for url in asked} == {"data.geopf.fr"}
    assert tab.evaluate("violations") == []
    tab.get_by_role("button", name="Musée du Débarquement").press("Enter")
    expect(tab.locator(".leaflet-popup p a")).to_be_focused()


def test_offers_come_back_as_they_were_left(visit):
    """The counts at the choices follow; the way back, and the browser's own, lose no filter."""
    tab = visit("/emploi/", viewport={"width": 1280, "height": 900})
    count = tab.get_by_role("status")
    all_of_them = count.inner_text()
    tab.get_by_label(re.compile("^Stage")).check()
    expect(tab).to_have_url(re.compile(r"/emploi/\?contrat=stage$"))
    expect(count).not_to_have_text(all_of_them)
    assert int(count.inner_text().split()[0]) == tab.locator("#results h3").count() > 0
    expect(tab.get_by_label(re.compile("^Bénévolat"))).to_be_visible()
    tab.locator("#results h3 a").first.click()
    tab.get_by_role("link", name="Retour aux offres").click()
    expect(tab).to_have_url(re.compile(r"/emploi/\?contrat=stage$"))
    expect(tab.get_by_label(re.compile("^Stage"))).to_be_checked()
    for _step in range(3):
        tab.go_back()
    expect(tab).to_have_url(re.compile(r"/emploi/$"))
    expect(tab.get_by_label(re.compile("^Stage"))).not_to_be_checked()
    expect(count).to_have_text(all_of_them)
