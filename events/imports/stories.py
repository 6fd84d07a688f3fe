"""Somebody else's text as the text of a page: only what an editor could have written there."""

import re
from functools import lru_cache
from html import escape
from itertools import accumulate

from bs4 import BeautifulSoup, Comment
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from cms.blocks import StoryBlock
from cms.ical import clean
from events.imports.announced import MOST_SUMMARY

LOOKS_LIKE_HTML = re.compile(r"<(p|br|a|b|i|u|ul|ol|li|div|strong|em|span|h[1-6])\b", re.IGNORECASE)
DROPPED = ["script", "style", "iframe", "object", "embed", "form", "template", "svg", "head", "img"]
RENAMED = {"h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3", "strong": "b", "em": "i"}
BOXES = ["div", "section", "article", "blockquote", "tr", "dd", "dt"]
SAFE_LINKS = re.compile(r"(https?://|mailto:|tel:)\S+$", re.IGNORECASE)
BLOCK_KEYS = re.compile(r' data-block-key="[^"]*"')
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


def one_line(text: str) -> str:
    """A text without line breaks, control characters or tags."""
    if LOOKS_LIKE_HTML.search(text):
        text = BeautifulSoup(_with_spaces(text), "html.parser").get_text()
    return " ".join(clean(text).split())


def cut(text: str, longest: int) -> str:
    """A text of at most this many characters, cut between words.

    >>> cut("Une visite en famille", 12)
    'Une visite…'
    """
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def short_summary(text: str) -> str:
    """The first sentences of a text, as many as a summary holds."""
    plain = one_line(text)
    sentences = SENTENCE_END.split(plain)
    whole = [s for s in accumulate(sentences, "{} {}".format) if len(s) <= MOST_SUMMARY]
    return whole[-1] if whole else cut(plain, MOST_SUMMARY)


def _with_spaces(text: str) -> str:
    """HTML with a space where a block ends, so that no two words are joined."""
    return re.sub(r"<(/(p|div|li|h[1-6])|br\s*/?)>", " ", text, flags=re.IGNORECASE)


def story_html(text: str, link: str = "") -> str:
    """A description, plain or HTML, as the HTML of one paragraph block; `link` is added below."""
    html = text if LOOKS_LIKE_HTML.search(text) else _paragraphs(text)
    if SAFE_LINKS.match(link) and link not in html:
        html += f'<p><a href="{escape(link)}">{escape(link)}</a></p>'
    return canonical_html(_allowed(html)) if html.strip() else ""


def _paragraphs(text: str) -> str:
    paragraphs = re.split(r"\n\s*\n", clean(text).strip())
    return "".join(
        f"<p>{escape(paragraph.strip()).replace(chr(10), '<br/>')}</p>"
        for paragraph in paragraphs
        if paragraph.strip()
    )


def _allowed(html: str) -> str:
    """Well-formed HTML without scripts, attributes or addresses that are no links."""
    soup = BeautifulSoup(clean(html), "html.parser")
    for comment in soup.find_all(string=lambda node: isinstance(node, Comment)):
        comment.extract()
    for tag in soup.find_all(DROPPED):
        tag.decompose()
    for tag in soup.find_all(True):
        href = tag.get("href", "") if tag.name == "a" else ""
        tag.attrs = {"href": href} if SAFE_LINKS.match(href) else {}
        tag.name = RENAMED.get(tag.name, tag.name)
        if tag.name == "a" and not tag.attrs:
            tag.unwrap()
    for box in soup.find_all(BOXES):
        box.name = "p"
    for paragraph in soup.find_all("p"):
        if paragraph.find(["p", "ul", "ol", "h2", "h3"]):
            paragraph.unwrap()
    return str(soup)


def canonical_html(html: str) -> str:
    """The HTML that the editor of pages would save of it, without the keys it makes up each time.

    What comes out goes in again unchanged, so that an editor who saves a page changes nothing.
    """
    if not html.strip():
        return ""
    saved = _converter().to_database_format(_converter().from_database_format(html))
    return without_keys(saved)


def without_keys(html: str) -> str:
    """Rich text without what tells its paragraphs apart in the editor only."""
    return BLOCK_KEYS.sub("", html)


@lru_cache(maxsize=1)
def _converter() -> ContentstateConverter:
    features = StoryBlock().child_blocks["paragraph"].features
    return ContentstateConverter(features=[f for f in features if f != "document-link"])
