"""A class kit as one ZIP: names that any machine can write, the same bytes each time it is built.

Knows no Django: it is handed paths and contents.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import IO, TypedDict
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

# Windows opens paths of up to 260 characters; a school's network drive takes a good half of them.
MOST_PATH = 119
MOST_ROOT = 42
MOST_INSIDE = MOST_PATH - MOST_ROOT - len("/")
MOST_LEVEL = 9
MOST_EXTENSION = 5
MOST_SUFFIX = len("-gros-caracteres.") + MOST_EXTENSION

MANIFEST = "MANIFEST.sha256"
BLOCK = 256 * 1024
FIRST_YEAR = 1980  # of the dates that a ZIP can tell
DEFLATED = frozenset("css csv html jsonld sha256 txt vtt xml".split())  # noqa: SIM905
UNIX = 3
READABLE = 0o100644 << 16  # a plain file that everybody may read

SPELT_OUT = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l"}
)


# Names


def plain_name(text: str, most: int) -> str:
    """`text` in small ASCII letters, digits and hyphens, cut between words; never empty."""
    letters = unicodedata.normalize("NFKD", text.translate(SPELT_OUT)).lower()
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    name = re.sub(r"[^a-z0-9]+", "-", bare).strip("-") or "document"[:most]
    if len(name) > most:
        words = name[: most + 1].rpartition("-")[0]
        name = (words if len(words) > most // 2 else name[:most]).strip("-")
    return name


def extension_of(filename: str) -> str:
    """What follows the last dot, as any machine can write it; "bin" where that is nothing."""
    _stem, dot, extension = filename.rpartition(".")
    extension = extension.lower()
    is_plain = re.fullmatch(rf"[a-z0-9]{{1,{MOST_EXTENSION}}}", extension)
    return extension if dot and is_plain else "bin"


def root_name(slug: str, level: str, number: int | str) -> str:
    """The folder that everything is in: « kit-le-moulin-de-marcy-cycle-3-v2 »."""
    ending = f"{plain_name(level, MOST_LEVEL)}-v{number}"
    return f"kit-{plain_name(slug, MOST_ROOT - len(f'kit--{ending}'))}-{ending}"


class Names:
    """Names the files of one pack: their place in their folder, then their title.

    The number keeps the editor's order in a file manager, makes two equal titles two names, and
    makes every name one that Windows accepts (none is CON or NUL).
    """

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def stem(self, folder: str, title: str) -> str:
        """A path in `folder` without its extension, free for a file and those that go with it."""
        self._counts[folder] += 1
        start = f"{folder}/{self._counts[folder]:02}-"
        return start + plain_name(title, MOST_INSIDE - len(start) - MOST_SUFFIX)


# Bytes


@dataclass(frozen=True)
class Entry:
    """One file of a pack: its path below the root folder, and how its content is read."""

    path: str
    open: Callable[[], IO[bytes]]


def text_entry(path: str, text: str) -> Entry:
    """A file that is written here."""
    content = text.encode()
    return Entry(path, lambda: BytesIO(content))


class Described(TypedDict):
    """What a manifest says of a file: its path below the root folder, its bytes, its sha256."""

    path: str
    size: int
    sha256: str


def write_pack(
    root: str, entries: Iterable[Entry], day: date, target: IO[bytes]
) -> list[Described]:
    """Write the ZIP into `target`, a file open for reading and writing; say what is in it.

    Nothing in it depends on the machine or on the clock: entries are sorted, dated `day`, all
    with the same permissions. The manifest comes last.
    """
    with ZipFile(target, "w") as archive:
        manifest = [_write(archive, root, entry, day) for entry in _sorted(entries)]
        _write(archive, root, text_entry(MANIFEST, lines_of(manifest)), day)
    return manifest


def lines_of(manifest: Iterable[Described]) -> str:
    """A manifest in the form that `sha256sum -c` reads."""
    return "".join(f"{file['sha256']}  {file['path']}\n" for file in manifest)


def describe(entries: Iterable[Entry]) -> list[Described]:
    """What `write_pack` would say of the entries, without building a ZIP."""
    return [_copy(entry, None) for entry in _sorted(entries)]


def _sorted(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.path)


def _write(archive: ZipFile, root: str, entry: Entry, day: date) -> Described:
    info = ZipInfo(f"{root}/{entry.path}", (max(day.year, FIRST_YEAR), day.month, day.day, 0, 0, 0))
    info.create_system = UNIX
    info.external_attr = READABLE
    info.compress_type = ZIP_DEFLATED if extension_of(entry.path) in DEFLATED else ZIP_STORED
    with archive.open(info, "w") as target:
        return _copy(entry, target)


def _copy(entry: Entry, target: IO[bytes] | None) -> Described:
    """Read an entry block by block, into `target` if there is one, and say what it was."""
    digest, size = hashlib.sha256(), 0
    with entry.open() as source:
        for block in blocks_of(source):
            digest.update(block)
            size += len(block)
            if target:
                target.write(block)
    return {"path": entry.path, "size": size, "sha256": digest.hexdigest()}


def sha256_of(source: IO[bytes]) -> str:
    """The sha256 of what is left to read."""
    digest = hashlib.sha256()
    for block in blocks_of(source):
        digest.update(block)
    return digest.hexdigest()


def blocks_of(source: IO[bytes]) -> Iterator[bytes]:
    """A file bit by bit, so that its size costs no memory."""
    while block := source.read(BLOCK):
        yield block
