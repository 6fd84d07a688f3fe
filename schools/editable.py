"""A text of a kit as an ODT, for teachers to change in LibreOffice or Word.

Knows no Django: it is handed the parts of a text, and bytes.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from bs4 import BeautifulSoup, NavigableString, Tag
from odfdo import Document, DrawImage, Element, Frame, Header, List, ListItem, Paragraph, Style
from PIL import Image

WIDTH = 16.0  # centimetres, between the margins of A4
MIDNIGHT = (1980, 1, 1, 0, 0, 0)
SPACES = re.compile(r"[ \t\r\n]+")  # as in HTML: no-break spaces stay what they are
HEADINGS = range(1, 5)
PARAGRAPH = "Text_20_body"
STYLES = {
    ("b",): {"bold": True},
    ("i",): {"italic": True},
    ("b", "i"): {"bold": True, "italic": True},
}
FORM = {"strong": "b", "b": "b", "em": "i", "i": "i"}
COUNTRIES = {"en": "en-GB", "la": "la-VA"}

Part = dict[str, Any]


def odt_of(
    title: str, language: str, parts: Iterable[Part], ending: str, read: Callable[[str], bytes]
) -> bytes:
    """The text as an ODT: the same parts give the same bytes.

    `parts` are those of the offline site; `read` gives what stands at a path of the kit.
    """
    document = Document("text")
    document.body.clear()
    _plain(document)
    for names, looks in STYLES.items():
        document.insert_style(Style("text", name=_style_name(names), **looks), automatic=True)
    document.body.append(_heading(1, title))
    for part in parts:
        for element in _elements(document, part, read):
            document.body.append(element)
    document.body.append(Paragraph(ending, style=PARAGRAPH))
    _name(document, title, language)
    return _repacked(document)


def _plain(document: Document) -> None:
    """Headings upright, without the numbers that the library's own template gives them."""
    document.get_part("styles.xml").root.get_element("//text:outline-style").delete()
    for level in HEADINGS:
        style = document.get_style("paragraph", f"Heading_20_{level}")
        style.set_properties(area="text", properties={"fo:font-style": "normal"})


def _elements(document: Document, part: Part, read: Callable[[str], bytes]) -> list[Element]:
    if part["kind"] == "paragraph":
        soup = BeautifulSoup(part["html"], "html.parser")
        return [one for block in soup.children for one in _block(block)]
    if part["kind"] == "picture":
        content = read(part["file"].path)
        said = " ".join(filter(None, (part["caption"], f"© {part['file'].credit.line}")))
        return [
            _picture(document, content, part["file"].path, part["alt"]),
            Paragraph(said, style=PARAGRAPH),
        ]
    if part["kind"] == "quote":
        said = f"«\u202f{part['text']}\u202f»" + (f" – {part['source']}" if part["source"] else "")
        return [Paragraph(said, style=PARAGRAPH)]
    return [Paragraph(f"{part['file'].title} ({part['file'].path})", style=PARAGRAPH)]


def _block(node: Tag | NavigableString) -> list[Element]:
    """A heading, a paragraph or a list, as ODF has them."""
    if isinstance(node, NavigableString):
        return [Paragraph(str(node), style=PARAGRAPH)] if node.strip() else []
    if node.name in ("h2", "h3", "h4"):
        return [_heading(int(node.name[1]), node.get_text())]
    if node.name in ("ul", "ol"):
        points = List()
        for item in node.find_all("li", recursive=False):
            point = ListItem()
            point.append(_filled(Paragraph(), item))
            for below in item.find_all(["ul", "ol"], recursive=False):
                for element in _block(below):
                    point.append(element)
            points.append(point)
        return [points]
    return [_filled(Paragraph(style=PARAGRAPH), node)]


def _heading(level: int, words: str) -> Header:
    return Header(level, words, style=f"Heading_20_{level}")


def _filled(paragraph: Paragraph, node: Tag, forms: tuple[str, ...] = ()) -> Paragraph:
    """A paragraph with the words of a node, bold and italic ones as such."""
    for child in node.children:
        if isinstance(child, NavigableString):
            _say(paragraph, SPACES.sub(" ", str(child)), forms)
        elif child.name == "br":
            paragraph.append(Element.from_tag("text:line-break"))
        elif child.name not in ("ul", "ol"):
            more = (FORM[child.name],) if child.name in FORM else ()
            _filled(paragraph, child, tuple(sorted({*forms, *more})))
    return paragraph


def _say(paragraph: Paragraph, words: str, forms: tuple[str, ...]) -> None:
    if not forms:
        paragraph.append_plain_text(words)
        return
    span = Element.from_tag("text:span")
    span.set_attribute("text:style-name", _style_name(forms))
    span.text = words
    paragraph.append(span)


def _style_name(forms: tuple[str, ...]) -> str:
    return f"Kit_{''.join(forms)}"


def _picture(document: Document, content: bytes, path: str, alt: str) -> Paragraph:
    """A picture as wide as the page, with what one sees in it."""
    name = f"Pictures/{hashlib.sha256(content).hexdigest()[:20]}.{path.rpartition('.')[2]}"
    document.container.set_part(name, content)
    document.manifest.add_full_path(name, "image/jpeg")
    with Image.open(BytesIO(content)) as picture:
        width, height = picture.size
    size = (f"{WIDTH}cm", f"{WIDTH * height / width:.2f}cm")
    frame = Frame(size=size, anchor_type="as-char", name=name)
    frame.append(DrawImage(name))
    if alt:
        description = Element.from_tag("svg:desc")
        description.text = alt
        frame.append(description)
    paragraph = Paragraph()
    paragraph.append(frame)
    return paragraph


def _name(document: Document, title: str, language: str) -> None:
    """What it says of itself; nothing that differs from one day to another."""
    document.meta.title = title
    document.set_language(COUNTRIES.get(language, f"{language}-{language.upper()}"))
    document.meta.creation_date = datetime(*MIDNIGHT, tzinfo=UTC)
    document.meta.date = datetime(*MIDNIGHT, tzinfo=UTC)
    document.meta.generator = "Mosaïque"


def _repacked(document: Document) -> bytes:
    """The file without the dates that a ZIP has, its kind first as ODF wants it."""
    saved, plain = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as source, ZipFile(plain, "w") as target:
        names = sorted(source.namelist(), key=lambda name: (name != "mimetype", name))
        for name in names:
            info = ZipInfo(name, MIDNIGHT)
            info.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return plain.getvalue()
