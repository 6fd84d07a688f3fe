"""Documents that a teacher chose, as a ZIP made while it is sent: no file, no waiting.

Everything is stored as it is, so that the length is known before the first byte. The texts beside
the documents speak of them alone, not of the whole kit.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from zipfile import ZipFile

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from zipstream import ZipStream

from schools.credits import credits_among
from schools.models.release import PAPER
from schools.offline import NOTES, as_note, permalink
from schools.packs import MANIFEST, blocks_of, describe, lines_of, text_entry
from schools.releases import edition_of

if TYPE_CHECKING:
    from schools.models import KitRelease

CREDITS, LICENCE, VERSION = "CREDITS.csv", "LICENCE.txt", "VERSION.txt"
MOST_CHOSEN = 60


def chosen(release: "KitRelease", uids: Collection[str]) -> list[str]:
    """Those of these uids that are of documents of the version, each once."""
    return [uid for uid in dict.fromkeys(uids) if release.documents.get(uid)][:MOST_CHOSEN]


def streamed(release: "KitRelease", uids: Sequence[str], root: str) -> tuple[Iterator[bytes], int]:
    """The ZIP of the documents with these uids piece by piece, and its exact length in bytes."""
    paths = [file["path"] for uid in uids for file in release.documents[uid]]
    sizes = {file["path"]: file["size"] for file in release.manifest}
    stream = ZipStream(sized=True)
    for path in paths:
        stream.add(_read(release, path), f"{root}/{path}", size=sizes[path])
    for path, text in _texts_beside(release, uids, paths).items():
        stream.add(text.encode(), f"{root}/{path}")
    return iter(stream), len(stream)


def _texts_beside(
    release: "KitRelease", uids: Sequence[str], paths: Collection[str]
) -> dict[str, str]:
    """Whose these files are, what one may do with them, of which version they are."""
    pages = {path: PAPER.sub(".html", path) for path in paths}
    texts = {
        CREDITS: credits_among(_text(release, CREDITS), pages),
        LICENCE: _text(release, LICENCE),
        VERSION: _version(release, uids),
    }
    files = [file for file in release.manifest if file["path"] in pages]
    written = describe(text_entry(path, text) for path, text in texts.items())
    return texts | {MANIFEST: lines_of([*files, *written])}


def _version(release: "KitRelease", uids: Sequence[str]) -> str:
    """Of which version they are, at the address where a colleague gets the same ones."""
    kit = release.kit
    address = reverse("kit_choice", args=[kit.key, release.number])
    context = {
        "kit": kit,
        "edition": edition_of(release),
        "release_url": f"{settings.BASE_URL}{address}?{urlencode([('d', uid) for uid in uids])}",
        "page_url": permalink(kit),
    }
    with translation.override(kit.locale.language_code):
        return as_note(render_to_string(NOTES[VERSION], context))


def _text(release: "KitRelease", path: str) -> str:
    """A text of the whole kit."""
    return b"".join(_read(release, path)).decode()


def _read(release: "KitRelease", path: str) -> Iterator[bytes]:
    """One file of the whole kit, block by block; opened when its turn comes."""
    with (
        release.file.open("rb") as stored,
        ZipFile(stored) as archive,
        archive.open(f"{release.root}/{path}") as source,
    ):
        yield from blocks_of(source)
