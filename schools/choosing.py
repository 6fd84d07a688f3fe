"""Documents that a teacher chose, as a ZIP made while it is sent: no file, no waiting.

Everything is stored as it is, so that the length is known before the first byte.
"""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING
from zipfile import ZipFile

from zipstream import ZipStream

from schools.packs import blocks_of

if TYPE_CHECKING:
    from schools.models import KitRelease

ALWAYS = ("CREDITS.csv", "LICENCE.txt", "VERSION.txt")
MOST_CHOSEN = 60


def chosen_paths(release: "KitRelease", uids: Collection[str]) -> list[str]:
    """What the documents with these uids are made of, with whose they are; none for none."""
    known = [uid for uid in dict.fromkeys(uids) if uid in release.documents][:MOST_CHOSEN]
    paths = [file["path"] for uid in known for file in release.documents[uid]]
    there = {file["path"] for file in release.manifest}
    return [path for path in (*paths, *ALWAYS) if path in there] if paths else []


def streamed(
    release: "KitRelease", paths: Collection[str], root: str
) -> tuple[Iterator[bytes], int]:
    """The ZIP of these paths piece by piece, and its exact length in bytes."""
    sizes = {file["path"]: file["size"] for file in release.manifest}
    stream = ZipStream(sized=True)
    for path in paths:
        stream.add(_read(release, path), f"{root}/{path}", size=sizes[path])
    return iter(stream), len(stream)


def _read(release: "KitRelease", path: str) -> Iterator[bytes]:
    """One file of the whole kit, block by block; opened when its turn comes."""
    with (
        release.file.open("rb") as stored,
        ZipFile(stored) as archive,
        archive.open(f"{release.root}/{path}") as source,
    ):
        yield from blocks_of(source)
