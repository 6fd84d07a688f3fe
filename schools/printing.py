"""A text of a kit laid out for a printer: tagged for screen readers, A4, without any request.

Heavy: `schools.papers` loads it when a paper is made. Cannot be loaded where Pango is missing.
"""

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

# Fonts are cut down for each PDF, and would bear the minute when that was done.
os.environ.setdefault("SOURCE_DATE_EPOCH", "315532800")

ROOM = "https://kit.invalid/"  # what addresses inside a kit begin with: it is never asked
SHEETS = Path(__file__).parent / "templates/schools/pack"
FONT = Path(__file__).parents[1] / "cms/static/cms/fonts/source-sans-3.woff2"
FONT_URL = f"{ROOM}font.woff2"
FONT_FACE = f'@font-face {{ font-family: "Kit"; src: url("{FONT_URL}") }}'


class OnlyThis(URLFetcher):
    """Gives the style sheet's font and what stands in the kit; nothing leaves the machine."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        super().__init__()
        self._read = read

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url == FONT_URL:
            return URLFetcherResponse(url, FONT.read_bytes(), {"Content-Type": "font/woff2"})
        if not url.startswith(ROOM):
            raise FatalURLFetchingError(f"A sheet of a kit asks for what is not in it: {url}")
        return URLFetcherResponse(url, self._read(unquote(url.removeprefix(ROOM))))


def lay_out(
    html: str, sheets: tuple[str, ...], read: Callable[[str], bytes], uid: str
) -> tuple[bytes, int]:
    """The PDF of a page and how many pages it takes; see `schools.papers.pdf_of`."""
    fetcher, fonts = OnlyThis(read), FontConfiguration()
    rules = "\n".join([FONT_FACE, *((SHEETS / sheet).read_text() for sheet in sheets)])
    style = CSS(string=rules, font_config=fonts, url_fetcher=fetcher, base_url=ROOM)
    page = HTML(string=html, base_url=ROOM, url_fetcher=fetcher)
    document = page.render(stylesheets=[style], font_config=fonts)
    content = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=uid.encode())
    return content, len(document.pages)
