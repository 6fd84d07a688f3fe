"""The offline site of a kit: pages that open from a USB key, and the texts that go with them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Page, Site
from wagtail.rich_text.rewriters import EmbedRewriter, LinkRewriter, MultiRuleRewriter

from cms.models import LicensedDocument, NetworkSettings
from museums.models import MuseumPage
from schools.choices import DocumentRole, Pack, Phase
from schools.contents import (
    ANSWERS,
    DOCUMENTS,
    FOLDERS,
    PUPIL,
    SOUND_AND_FILM,
    TEACHER,
    KitContents,
    PlacedDocument,
    folder_of,
)
from schools.credits import (
    BYTE_ORDER_MARK,
    CreditedFile,
    authors_line,
    columns_of,
    conditions_of,
    csv_of,
)
from schools.editable import odt_of
from schools.headings import below
from schools.packs import Entry, text_entry
from schools.papers import Press, is_possible
from schools.scolomfr import record_of
from schools.structured_data import kit_structured_data
from schools.templatetags.kits import group, in_words, listed, programme_lines, time_needed

if TYPE_CHECKING:
    from schools.models import ClassKitPage

PAPER = ("paper.css",)
# What each written document also is, by what follows its name.
LAYOUTS = {
    "": PAPER,
    "-dys": (*PAPER, "dyslexia.css"),
    "-gros-caracteres": (*PAPER, "large-print.css"),
}
NOTES = {"LICENCE.txt": "schools/pack/licence.txt", "VERSION.txt": "schools/pack/version.txt"}
STYLESHEET = Path(__file__).parent / "templates/schools/pack/kit.css"


@dataclass(frozen=True)
class Edition:
    """Which version of a kit a ZIP is, and what it says of what changed."""

    number: int
    day: date
    changelog: str


@dataclass(frozen=True)
class Folder:
    """A folder of the ZIP as a teacher reads it: what it is for, what is in it."""

    name: str
    title: str
    documents: list[PlacedDocument]


def permalink(kit: "ClassKitPage") -> str:
    """Where the kit is found for ever, whatever it is called and wherever it moves."""
    return settings.BASE_URL + reverse("kit_permalink", args=[kit.key])


def release_url(kit: "ClassKitPage", number: int, pack: str = Pack.COMPLETE) -> str:
    """Where one version is found for ever, whole or as one of its lesser packs."""
    if pack == Pack.COMPLETE:
        return settings.BASE_URL + reverse("kit_pack", args=[kit.key, number])
    return settings.BASE_URL + reverse("lesser_kit_pack", args=[kit.key, number, pack])


def as_note(text: str) -> str:
    """A plain text as Windows' Notepad, and browsers without a server, read it."""
    return BYTE_ORDER_MARK + "".join(f"{line}\r\n" for line in text.strip().splitlines())


class OfflineSite:
    """All the files of one version of a kit."""

    def __init__(self, contents: KitContents, edition: Edition, press: Press | None = None) -> None:
        self.contents, self.edition, self._press = contents, edition, press or Press()
        self.kit = contents.kit
        self.pages: dict[str, int] = {}  # of each PDF, by its path, once it is made

    def entries(self) -> list[Entry]:
        """What the ZIP holds besides papers, in the language of the kit."""
        with translation.override(self.language):
            return [
                *(file.entry() for file in self.contents.files()),
                *self._pages(),
                *self._texts(),
            ]

    def papers(self) -> list[Entry]:
        """Each text as a PDF, as it is, for dyslexic readers and in large print; and as an ODT."""
        with translation.override(self.language):
            written = [placed for placed in self.contents.documents if placed.document.body]
            return [entry for placed in written for entry in self._papers_of(placed)]

    @property
    def layouts(self) -> list[str]:
        """In which ways each text is laid out as a PDF; light packs have the plain one alone."""
        if not (settings.KIT_PAPERS and is_possible()):
            return []
        return [""] if self.contents.pack == Pack.LIGHT else list(LAYOUTS)

    def _papers_of(self, placed: PlacedDocument) -> Iterator[Entry]:
        parts = self._story(placed.document.body, "")
        html = render_to_string(
            "schools/pack/paper.html",
            self._common
            | {
                "placed": placed,
                "story": parts,
                "is_for_pupils": placed.document.role == DocumentRole.PUPIL_SHEET,
            },
        )
        for suffix in self.layouts:
            path = f"{placed.stem}{suffix}.pdf"
            paper = self._press.pdf(html, LAYOUTS[suffix], self._read, f"{self.kit.key}/{path}")
            self.pages[path] = paper.pages
            yield Entry(path, partial(BytesIO, paper.content))
        ending = f"© {placed.credit.line} – {placed.credit.licence} – {permalink(self.kit)}"
        document = placed.document
        odt = odt_of(document.title, document.language, parts, ending, self._read)
        yield Entry(f"{placed.stem}.odt", partial(BytesIO, odt))

    def _read(self, path: str) -> bytes:
        """A picture or a file of the ZIP."""
        files = {file.path: file for file in self.contents.files()}
        with files[path].entry().open() as stored:
            return stored.read()

    @cached_property
    def language(self) -> str:
        return self.kit.locale.language_code

    @cached_property
    def _common(self) -> dict[str, Any]:
        site = Site.objects.get(is_default_site=True)
        return {
            "kit": self.kit,
            "language": self.language,
            "network": NetworkSettings.for_site(site).name,
            "edition": self.edition,
            "page_url": permalink(self.kit),
            "release_url": release_url(self.kit, self.edition.number, self.contents.pack),
            "pupils_url": release_url(self.kit, self.edition.number, Pack.PUPILS),
            "authors": authors_line(self.kit),
            "layouts": self.layouts,
            "pack": self.contents.pack,
            "left_out": [placed.document for placed in self.contents.left_out],
            "is_pupils_pack": self.contents.is_for_pupils,
            "conditions": conditions_of(self.kit.licence),
        }

    def _pages(self) -> Iterator[Entry]:
        yield from self._start()
        yield self._index()
        for placed in self.contents.documents:
            if placed.document.body:
                up = "../" * placed.path.count("/")
                yield self._page(
                    placed.path,
                    "schools/pack/document.html",
                    placed=placed,
                    story=self._story(placed.document.body, up),
                    is_for_pupils=placed.document.role == DocumentRole.PUPIL_SHEET,
                )
        yield self._page(
            "CREDITS.html",
            "schools/pack/credits.html",
            files=[(file, _known(file)) for file in self.contents.credits()],
        )

    def _start(self) -> Iterator[Entry]:
        """What a teacher reads first; pupils open the kit itself."""
        if self.contents.is_for_pupils:
            return
        folders = self._folders()
        yield self._page(
            "LISEZ-MOI.html",
            "schools/pack/start.html",
            facts=self._facts(),
            folders=folders,
            has_pupil_folder=any(one.name.startswith(PUPIL) for one in folders),
        )

    def _index(self) -> Entry:
        """The documents, and for teachers what the kit is about."""
        told = {} if self.contents.is_for_pupils else self._told()
        return self._page(
            "index.html",
            "schools/pack/index.html",
            folders=self._folders(),
            picture=self.contents.place_of(self.kit.image) if self.kit.image else None,
            **told,
        )

    def _told(self) -> dict[str, Any]:
        return {
            "facts": self._facts(),
            "notes": self._notes(),
            "story": self._story(self.kit.body, "", top=3),
        }

    def _texts(self) -> Iterator[Entry]:
        """The style sheet, and what is read without a browser."""
        yield text_entry("assets/kit.css", STYLESHEET.read_text())
        yield text_entry("CREDITS.csv", csv_of(self.contents.credits()))
        for name, template in NOTES.items():
            yield text_entry(name, as_note(render_to_string(template, self._common)))
        for placed in self.contents.documents:
            if placed.transcript_path:
                yield text_entry(placed.transcript_path, as_note(placed.document.transcript))
        if not self.contents.is_for_pupils:
            yield text_entry("metadata/kit.jsonld", self._metadata())
            yield text_entry("metadata/scolomfr.xml", record_of(self.kit, self.edition).decode())

    def _metadata(self) -> str:
        """What the kit is, in schema.org's words, at the address that never changes."""
        data = kit_structured_data(self.kit) | {
            "url": permalink(self.kit),
            "version": str(self.edition.number),
        }
        return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True, default=str)

    def _page(self, path: str, template: str, **context: Any) -> Entry:
        up = "../" * path.count("/")
        return text_entry(path, render_to_string(template, self._common | {"up": up} | context))

    def _facts(self) -> list[tuple[str, str]]:
        """What a teacher wants to know first."""
        kit = self.kit
        museums = [museum.title for museum in self._museums()]
        facts = {
            _("Classes"): in_words(kit.classes),
            _("Disciplines"): listed(kit.disciplines.all()),
            _("Kind of kit"): capfirst(kit.get_resource_type_display()),
            _("Duration"): time_needed(kit),
            _("When"): listed(phase.label for phase in kit.phases),
            _("Group"): group(kit),
            _("Special needs"): listed(need.label for need in kit.special_needs),
            _("Museums") if len(museums) > 1 else _("Museum"): ", ".join(museums),
            _("Authors"): authors_line(kit),
            _("Contact"): kit.contact,
        }
        return [(term, value) for term, value in facts.items() if value]

    def _museums(self) -> list[MuseumPage]:
        partners = self.kit.partners.select_related("museum")
        return list(filter(None, [self.kit.museum, *(partner.museum for partner in partners)]))

    def _notes(self) -> list[tuple[str, str]]:
        notes = {
            _("What pupils learn"): self.kit.objectives,
            _("What to bring"): self.kit.material,
            _("What pupils know before"): self.kit.prerequisites,
            _("In the programmes"): programme_lines(self.kit.programme),
        }
        return [(title, text) for title, text in notes.items() if text]

    def _folders(self) -> list[Folder]:
        titles = {
            TEACHER: _("For the teacher"),
            ANSWERS: _("Answers"),
            PUPIL: _("For pupils"),
            DOCUMENTS: _("To look at together"),
            SOUND_AND_FILM: _("To listen to, to watch"),
        } | {
            f"{PUPIL}/{phase.value}": _("For pupils, %(phase)s") % {"phase": phase.label}
            for phase in Phase
        }
        placed = self.contents.documents
        folders = [
            Folder(name, titles[name], [p for p in placed if folder_of(p.document) == name])
            for name in FOLDERS
        ]
        return [shelf for shelf in folders if shelf.documents]

    def _story(self, body: StreamValue, up: str, top: int = 2) -> list[dict[str, Any]]:
        """The blocks of a text, with the files of the ZIP in place of those of the site.

        Its highest headings are of the level `top`, whatever its editor began with.
        """
        tellers = {
            "paragraph": partial(self._paragraph, up=up),
            "picture": self._picture,
            "quote": lambda value: {"text": value["text"], "source": value["source"]},
            "document": self._file,
        }
        told = [(block.block_type, tellers[block.block_type](block.value)) for block in body]
        parts = [{"kind": kind, **part} for kind, part in told if part]
        texts = [part for part in parts if part["kind"] == "paragraph"]
        for part, html in zip(texts, below([one["html"] for one in texts], top), strict=True):
            part["html"] = mark_safe(html)  # noqa: S308 -- Wagtail cleaned it
        return parts

    def _file(self, value: LicensedDocument | None) -> dict[str, Any]:
        place = self.contents.place_of(value) if value else None
        return {"file": place} if place else {}

    def _picture(self, value: dict[str, Any]) -> dict[str, Any]:
        image = value["image"]
        place = self.contents.place_of(image) if image else None
        if not place:
            return {}
        return {
            "file": place,
            "alt": image.contextual_alt_text or "",
            "caption": value["caption"],
        }

    def _paragraph(self, value: Any, up: str) -> dict[str, Any]:
        links = LinkRewriter(
            rules={"page": _page_link, "document": partial(self._file_link, up=up)}
        )
        rewrite = MultiRuleRewriter([links, EmbedRewriter()])
        return {"html": rewrite(value.source)}

    def _file_link(self, attributes: dict[str, str], up: str) -> SafeString:
        document = LicensedDocument.objects.filter(pk=attributes["id"]).first()
        place = self.contents.place_of(document) if document else None
        return format_html('<a href="{}{}">', up, place.path) if place else SafeString("<a>")


def _page_link(attributes: dict[str, str]) -> SafeString:
    """A page of the site: the one thing that needs the Internet, and only once it is followed."""
    page = Page.objects.live().public().filter(pk=attributes["id"]).first()
    if page is None or not page.url:
        return SafeString("<a>")
    return format_html('<a href="{}{}">', settings.BASE_URL, page.url)


def _known(file: CreditedFile) -> list[tuple[str, Any]]:
    """What is known of a file besides its name and its place."""
    return [(term, value) for term, value in list(columns_of(file).items())[2:] if value]
