"""What a kit is made of, and where each thing goes in the ZIP.

Later versions of the ZIP may add to this layout, never move what teachers know.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from django.core.files.base import File
from wagtail.blocks import StreamValue
from wagtail.rich_text import extract_references_from_rich_text

from cms.models import CreditedImage, LicensedDocument, RightsStatus
from schools.choices import SOUNDS_AND_FILMS, DocumentRole, Pack, Phase
from schools.credits import CreditedFile, WorkCredit, credit_of_document, credit_of_medium
from schools.packs import Entry, Names, extension_of

if TYPE_CHECKING:
    from schools.models import ClassKitPage, KitDocument, SchoolLevel

Medium = CreditedImage | LicensedDocument

TEACHER = "01-enseignant"
ANSWERS = "01-enseignant/corriges"
PUPIL = "02-eleve"
DOCUMENTS = "03-documents"
SOUND_AND_FILM = "04-audio-video"
ASSETS = "assets"
FOLDERS = (
    TEACHER,
    ANSWERS,
    PUPIL,
    *(f"{PUPIL}/{phase}" for phase in Phase.values),
    DOCUMENTS,
    SOUND_AND_FILM,
)

# A picture of a text, as large as a page of paper shows it; and for a slow line.
PICTURE_SPEC = "max-1600x1600|format-jpeg|jpegquality-80"
LIGHT_PIXELS = 1024
LIGHT_SPEC = f"max-{LIGHT_PIXELS}x{LIGHT_PIXELS}|format-jpeg|jpegquality-75"
# The largest side that the agreements on teaching allow for works under copyright.
TEACHING_EXCEPTION_PIXELS = 400


def folder_of(document: "KitDocument") -> str:
    """Where a teacher looks for it."""
    if document.role == DocumentRole.ANSWERS:
        return ANSWERS
    if document.is_for_teachers:
        return TEACHER
    if document.is_sound_or_film or document.role in (DocumentRole.AUDIO, DocumentRole.VIDEO):
        return SOUND_AND_FILM
    if document.role == DocumentRole.PUPIL_SHEET:
        return f"{PUPIL}/{document.phase}" if document.phase else PUPIL
    return DOCUMENTS


def level_name(levels: "list[SchoolLevel]") -> str:
    """Whom a kit is for, in one word of a file name: « 6e », « cycle-3 », « ce2-6e »."""
    if not levels:
        return "classes"
    first, last = levels[0], levels[-1]
    if first == last:
        return first.code
    cycles = {level.parent for level in levels}
    return first.parent.code if len(cycles) == 1 else f"{first.code}-{last.code}"


def media_in(body: StreamValue) -> Iterator[Medium]:
    """The pictures and files that a text shows or names, in its order."""
    for block in body:
        if block.block_type == "paragraph":
            yield from _files_linked_in(block.value.source)
        elif medium := block.value.get("image") if block.block_type == "picture" else None:
            yield medium
        elif block.block_type == "document" and block.value:
            yield block.value


def is_in(pack: Pack, document: "KitDocument") -> bool:
    """Whether a pack holds a document: pupils get no answer, a slow line no sound and no film."""
    if pack == Pack.PUPILS:
        return not document.is_for_teachers
    if pack == Pack.LIGHT:
        return document.is_in_light_pack and not document.is_sound_or_film
    return True


def key_of(medium: Medium) -> tuple[str, int]:
    """Which picture or file it is: to Wagtail, one picture with two descriptions is two."""
    return medium._meta.model_name, medium.pk


def _files_linked_in(html: str) -> list[LicensedDocument]:
    references = extract_references_from_rich_text(html)
    keys = [int(key) for model, key, *_ in references if issubclass(model, LicensedDocument)]
    found = LicensedDocument.objects.select_related("licence").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def most_pixels(document: "KitDocument") -> int | None:
    """The largest side that its rights allow for a picture; None where they set no limit."""
    limits = [document.max_pixels] if document.max_pixels else []
    if document.ground == RightsStatus.TEACHING_EXCEPTION:
        limits.append(TEACHING_EXCEPTION_PIXELS)
    return min(limits, default=None)


@dataclass(frozen=True)
class PlacedFile:
    """A picture or a file in its place."""

    path: str
    title: str
    credit: WorkCredit
    stored: File

    @property
    def extension(self) -> str:
        return extension_of(self.path)

    @property
    def size(self) -> int:
        """In bytes."""
        return self.stored.size

    def entry(self) -> Entry:
        return Entry(self.path, self._open)

    def _open(self) -> IO[bytes]:
        return self.stored.storage.open(self.stored.name, "rb")


@dataclass(frozen=True)
class PlacedDocument:
    """A document of a kit in its place: a file, or a page of the offline site."""

    document: "KitDocument"
    stem: str
    credit: WorkCredit
    file: PlacedFile | None  # None for a text written in the kit

    @property
    def path(self) -> str:
        return self.file.path if self.file else f"{self.stem}.html"

    @property
    def transcript_path(self) -> str:
        """Where all that is said and heard stands in words; empty where nothing is."""
        return f"{self.stem}.txt" if self.document.transcript else ""


class KitContents:
    """A kit and its documents, each in its place, which is the same one in every pack.

    `without` are documents, by uid, that are too heavy for a light pack.
    """

    def __init__(
        self,
        kit: "ClassKitPage",
        documents: "Iterable[KitDocument]",
        pack: Pack = Pack.COMPLETE,
        without: frozenset[str] = frozenset(),
    ) -> None:
        self.kit, self.pack = kit, pack
        self._names = Names()
        everything = [self._place(document) for document in documents]
        self.documents = [
            placed
            for placed in everything
            if is_in(pack, placed.document) and placed.document.uid not in without
        ]
        self.left_out = [placed for placed in everything if placed not in self.documents]
        self._kept_back = self._media_kept_back()
        self._media: dict[tuple[str, int], PlacedFile] = {}
        if kit.image:
            self._bring(kit.image, DOCUMENTS)
        if not self.is_for_pupils:
            self._bring_all(kit.body, DOCUMENTS)
        for placed in self.documents:
            is_hidden = placed.document.is_for_teachers
            self._bring_all(placed.document.body, TEACHER if is_hidden else DOCUMENTS)

    @property
    def is_for_pupils(self) -> bool:
        return self.pack == Pack.PUPILS

    def place_of(self, medium: Medium) -> PlacedFile | None:
        """Where a picture or a file that a text shows went; None where this pack has it not."""
        return self._media.get(key_of(medium))

    def files(self) -> list[PlacedFile]:
        """All that was brought in, each once."""
        uploaded = [placed.file for placed in self.documents if placed.file]
        return list({file.path: file for file in (*uploaded, *self._media.values())}.values())

    def credits(self) -> list[CreditedFile]:
        """Whose each file is, in the order of the folders."""
        written = [
            CreditedFile(placed.path, placed.document.title, placed.credit)
            for placed in self.documents
            if not placed.file
        ]
        brought = [CreditedFile(file.path, file.title, file.credit) for file in self.files()]
        return sorted((*written, *brought), key=lambda file: file.path)

    def _place(self, document: "KitDocument") -> PlacedDocument:
        stem = self._names.stem(folder_of(document), document.title)
        credit = credit_of_document(document, self.kit)
        file = None
        if document.media:
            stored = self._upload_of(document)
            path = f"{stem}.{extension_of(stored.name)}"
            file = PlacedFile(path, document.title, credit, stored)
        return PlacedDocument(document, stem, credit, file)

    def _media_kept_back(self) -> set[tuple[str, int]]:
        """What no text brings in by showing it: a document that was left out on purpose."""
        media = [placed.document.media for placed in self.left_out]
        return {key_of(medium) for medium in media if medium}

    def _upload_of(self, document: "KitDocument") -> File:
        """Its file as it is stored, or the picture as large as its rights allow."""
        most = most_pixels(document)
        picture = document.picture
        if self.pack == Pack.LIGHT:
            most = min(most or LIGHT_PIXELS, LIGHT_PIXELS)
        if picture and most and max(picture.width, picture.height) > most:
            return picture.get_rendition(f"max-{most}x{most}|format-jpeg|jpegquality-85").file
        return document.upload

    def _bring_all(self, body: StreamValue, folder: str) -> None:
        for medium in media_in(body):
            self._bring(medium, folder)

    def _bring(self, medium: Medium, folder: str) -> None:
        """Copy in what a text shows, once: a file that is a document already stays there."""
        if key_of(medium) in self._media or key_of(medium) in self._kept_back:
            return
        if self.pack == Pack.LIGHT and extension_of(medium.file.name) in SOUNDS_AND_FILMS:
            return
        same = [p.file for p in self.documents if p.document.file == medium and p.file]
        self._media[key_of(medium)] = same[0] if same else self._placed(medium, folder)

    def _placed(self, medium: Medium, folder: str) -> PlacedFile:
        if isinstance(medium, CreditedImage):
            spec = LIGHT_SPEC if self.pack == Pack.LIGHT else PICTURE_SPEC
            stored, folder = medium.get_rendition(spec).file, ASSETS
        else:
            stored = medium.file
        path = f"{self._names.stem(folder, medium.title)}.{extension_of(stored.name)}"
        return PlacedFile(path, medium.title, credit_of_medium(medium), stored)
