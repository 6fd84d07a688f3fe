"""Lists in frames on somebody else's site, whose policy is strict."""

import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

from tests.browser.axe import findings

pytestmark = pytest.mark.browser


@pytest.fixture
def elsewhere(site) -> Iterator[str]:
    """The address of a page of another origin, with what the admin gives to paste."""
    page = f"""<!doctype html><html lang="fr"><title>Chez moi</title>
        <iframe src="{site.url}/embed/agenda/" title="Agenda" width="100%" height="150"
        frameborder="0" loading="lazy"></iframe>
        <iframe src="{site.url}/embed/emploi/" title="Emploi" width="100%" height="150"
        frameborder="0" loading="lazy"></iframe>
        <script src="{site.url}/embed/agenda.js" async></script>
        <script src="{site.url}/embed/emploi.js" async></script>"""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/" else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            policy = f"default-src 'none'; frame-src {site.url}; script-src {site.url}"
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(page.encode() if self.path == "/" else b"")

        def log_message(self, *args: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize("width", [1280, 390])
def test_it_grows_with_what_it_holds_and_leaves_nothing(visit, elsewhere, width):
    tab = visit("about:blank", viewport={"width": width, "height": 800})
    said = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto(elsewhere)
    for title in ("Agenda", "Emploi"):
        frame = tab.locator(f"iframe[title={title}]")
        frame.scroll_into_view_if_needed()
        expect(frame).not_to_have_attribute("height", "150")
        inside = frame.content_frame.locator("html")
        assert inside.evaluate(
            "html => html.offsetHeight > 400 && innerHeight >= html.offsetHeight"
        )
    assert tab.context.cookies() == []
    assert [text for text in said if "favicon" not in text] == []


def test_a_link_leaves_the_frame(visit, elsewhere, site):
    tab = visit(elsewhere)
    link = tab.locator("iframe[title=Agenda]").content_frame.locator("h3 a").first
    link.click()
    expect(tab).to_have_url(re.compile(f"^{site.url}/"))


@pytest.mark.parametrize("listed", ["agenda", "emploi"])
@pytest.mark.parametrize("query", ["", "?couleur=sombre&lang=en", "?musee=nulle-part&nombre=0"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_in_the_frame(visit, listed, query, width):
    tab = visit(f"/embed/{listed}/{query}", viewport={"width": width, "height": 800})
    assert findings(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") == width


def test_it_is_a_plain_list_without_scripts(visit):
    tab = visit("/embed/agenda/", java_script_enabled=False)
    assert tab.locator("h3 a").count() > 3
    tab = visit("/embed/emploi/", java_script_enabled=False)
    assert tab.locator("h2 a").count() > 3
