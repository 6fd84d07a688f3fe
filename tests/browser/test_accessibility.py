"""Everybody can use every page: axe finds nothing, and leaves nothing undecided."""

import pytest

from tests.browser.axe import findings
from tests.browser.conftest import PAGES

pytestmark = pytest.mark.browser

DESKTOP = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 800}
MODES = {"desktop": (DESKTOP, "light"), "narrow": (NARROW, "light"), "dark": (DESKTOP, "dark")}


@pytest.fixture(scope="module", params=PAGES)
def tab(request, browser, site):
    """A page, opened once for all its tests."""
    context = browser.new_context(base_url=site.url, locale="fr-FR")
    tab = context.new_page()
    tab.goto(site.paths[request.param])
    yield tab
    context.close()


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing(tab, mode):
    size, scheme = MODES[mode]
    tab.set_viewport_size(size)
    tab.emulate_media(color_scheme=scheme)
    assert findings(tab) == []


def test_axe_finds_nothing_without_the_sites_scripts(tab, visit):
    if tab.locator("script[src]").count():
        assert findings(visit(tab.url, viewport=DESKTOP, site_scripts=False)) == []


def test_a_narrow_screen_scrolls_one_way_only(tab):
    tab.set_viewport_size(NARROW)
    assert tab.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


@pytest.mark.parametrize(("page", "opener"), [("home", "Menu"), ("agenda", "Affiner")])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_opens(visit, page, opener, scheme):
    tab = visit(page, viewport=NARROW, color_scheme=scheme)
    tab.get_by_role("button", name=opener).click()
    assert tab.locator(":popover-open").count() == 1
    assert findings(tab) == []


def test_what_axe_should_find_it_finds(visit):
    tab = visit("museum", viewport=DESKTOP)
    tab.evaluate(
        """() => {
            document.querySelector("h1").style.color = "#eee";
            document.querySelector("main img").removeAttribute("alt");
        }"""
    )
    assert {finding.split()[1] for finding in findings(tab)} == {"color-contrast", "image-alt"}
