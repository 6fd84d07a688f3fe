"""A text of a kit as a PDF for a printer: tagged for screen readers, A4, without any request.

Knows no Django: it is handed HTML and what it shows.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

# Fonts are cut down for each PDF, and would bear the minute when that was done.
os.environ.setdefault("SOURCE_DATE_EPOCH", "315532800")

try:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse
except OSError:  # Pango is not installed on this machine
    HTML = None
    URLFetcher = object

ROOM = "https://kit.invalid/"  # what addresses inside a kit begin with: it is never asked
SHEETS = Path(__file__).parent / "templates/schools/pack"
FONT = Path(__file__).parents[1] / "cms/static/cms/fonts/source-sans-3.woff2"
FONT_URL = f"{ROOM}font.woff2"
FONT_FACE = f'@font-face {{ font-family: "Kit"; src: url("{FONT_URL}") }}'

IS_POSSIBLE = HTML is not None
"""Whether PDFs can be made here; without them a kit has its pages and its ODT all the same."""


class Paper(NamedTuple):
    """A PDF, and how many pages it has."""

    content: bytes
    pages: int


class OnlyThis(URLFetcher):
    """Gives the style sheet's font and what stands in the kit; nothing leaves the machine."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        super().__init__()
        self._read = read

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> "URLFetcherResponse":
        if url == FONT_URL:
            return URLFetcherResponse(url, FONT.read_bytes(), {"Content-Type": "font/woff2"})
        if not url.startswith(ROOM):
            raise FatalURLFetchingError(f"A sheet of a kit asks for what is not in it: {url}")
        return URLFetcherResponse(url, self._read(unquote(url.removeprefix(ROOM))))


class Press:
    """Makes each sheet once, however many packs hold it."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], Paper] = {}

    def pdf(
        self, html: str, sheets: tuple[str, ...], read: Callable[[str], bytes], uid: str
    ) -> Paper:
        """The PDF of a page, as `pdf_of` makes it."""
        if (uid, html) not in self._made:
            self._made[uid, html] = pdf_of(html, sheets, read, uid)
        return self._made[uid, html]


def pdf_of(html: str, sheets: tuple[str, ...], read: Callable[[str], bytes], uid: str) -> Paper:
    """The PDF/UA of a page, laid out by these style sheets, later ones over earlier ones.

    `read` gives what stands at a path of the kit. The same page gives the same bytes: `uid` is
    all that names it, and no clock is asked.
    """
    fetcher, fonts = OnlyThis(read), FontConfiguration()
    rules = "\n".join([FONT_FACE, *((SHEETS / sheet).read_text() for sheet in sheets)])
    style = CSS(string=rules, font_config=fonts, url_fetcher=fetcher, base_url=ROOM)
    page = HTML(string=html, base_url=ROOM, url_fetcher=fetcher)
    document = page.render(stylesheets=[style], font_config=fonts)
    content = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=uid.encode())
    return Paper(content, len(document.pages))
