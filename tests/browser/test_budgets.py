"""What a first visit by telephone costs, and what it leaves behind: nothing."""

import gzip
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PAGES, PHONE

pytestmark = pytest.mark.browser

KILOBYTES = {"Document": 12, "Stylesheet": 12, "Script": 6, "Font": 60}
# A kit's texts are read on its page, whole: they are what a teacher came for.
OWN_KILOBYTES = {"class kit": {"Document": 15}}
PAGE_KILOBYTES = {
    "home": 160,
    "agenda": 90,
    "filtered agenda": 90,
    "event": 140,
    "weekly event": 140,
    "cancelled event": 140,
    "exhibition": 140,
    "museum": 150,
    "English home": 160,
    "English agenda": 90,
    "English event": 140,
    "English museum": 150,
}
REQUESTS = 14
NODES = 900
NODES_OF_LIST = dict.fromkeys(
    (
        *("agenda", "filtered agenda", "agenda asked nonsense", "English agenda"),
        *("museums", "class kits", "news list", "site map"),
    ),
    1500,
)
LAYOUT_SHIFT = 0.02

# What a browser says of a page that is meant to be wrong.
SAID = {
    "not found": ["Failed to load resource: the server responded with a status of 404 (Not Found)"],
}

# Kept from the first instant on, in the page itself.
WITNESS = """
window.witness = {shift: 0, violations: []};
new PerformanceObserver(list => {
    for (const entry of list.getEntries()) witness.shift += entry.value;
}).observe({type: "layout-shift", buffered: true});
document.addEventListener("securitypolicyviolation", event =>
    witness.violations.push(`${event.effectiveDirective}: ${event.blockedURI}`));
"""


@dataclass
class FirstVisit:
    """All that happens when somebody opens a page by telephone with nothing in the cache."""

    name: str
    tab: Page
    said: list[str] = field(default_factory=list)
    answers: dict[str, dict] = field(default_factory=dict)
    bytes_of: dict[str, float] = field(default_factory=dict)
    html: bytes = b""

    def watch(self):
        self.tab.add_init_script(WITNESS)
        self.tab.on("console", lambda message: self.said.append(message.text))
        self.tab.on("pageerror", lambda error: self.said.append(str(error)))
        network = self.tab.context.new_cdp_session(self.tab)
        network.send("Network.enable")
        network.on("Network.responseReceived", lambda e: self.answers.update({e["requestId"]: e}))
        network.on(
            "Network.loadingFinished",
            lambda e: self.bytes_of.update({e["requestId"]: e["encodedDataLength"]}),
        )

    def kilobytes(self):
        """What came over the wire by kind; the page itself as a web server compresses it."""
        sizes = Counter()
        for request, answer in self.answers.items():
            is_page = answer["type"] == "Document"
            sizes[answer["type"]] += (
                len(gzip.compress(self.html)) if is_page else self.bytes_of[request]
            )
        return {kind: size / 1000 for kind, size in sizes.items()}


@pytest.fixture(scope="module", params=PAGES)
def first_visit(request, browser, site):
    context = browser.new_context(base_url=site.url, locale="fr-FR", **PHONE)
    visit = FirstVisit(request.param, context.new_page())
    visit.watch()
    answer = visit.tab.goto(site.paths[visit.name], wait_until="networkidle")
    visit.html = answer.body()
    visit.tab.evaluate("document.fonts.ready.then(() => null)")
    yield visit
    context.close()


def test_it_is_light(first_visit):
    sizes = first_visit.kilobytes()
    most = KILOBYTES | OWN_KILOBYTES.get(first_visit.name, {})
    assert {kind: size for kind, size in sizes.items() if size > most.get(kind, size)} == {}
    assert sum(sizes.values()) <= PAGE_KILOBYTES.get(first_visit.name, float("inf")), sizes


def test_it_asks_for_little(first_visit):
    asked = sorted(answer["response"]["url"] for answer in first_visit.answers.values())
    assert len(asked) <= REQUESTS, asked


def test_it_is_short(first_visit):
    nodes = first_visit.tab.evaluate("document.querySelectorAll('*').length")
    assert nodes <= NODES_OF_LIST.get(first_visit.name, NODES)


def test_it_stands_still(first_visit):
    assert first_visit.tab.evaluate("witness.shift") <= LAYOUT_SHIFT


def test_nothing_goes_wrong(first_visit):
    assert first_visit.said == SAID.get(first_visit.name, [])
    assert first_visit.tab.evaluate("witness.violations") == []


def test_it_calls_nobody_else_and_leaves_nothing(first_visit, site):
    hosts = {urlsplit(a["response"]["url"]).netloc for a in first_visit.answers.values()}
    assert hosts == {urlsplit(site.url).netloc}
    assert first_visit.tab.context.cookies() == []
    assert first_visit.tab.evaluate("localStorage.length + sessionStorage.length") == 0


def test_its_pictures_say_what_they_show_and_how_large_they_are(first_visit):
    incomplete = first_visit.tab.locator("img:not([alt][width][height])")
    assert incomplete.evaluate_all("all => all.map(picture => picture.outerHTML)") == []
