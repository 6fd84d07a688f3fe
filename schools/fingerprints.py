"""What an editor wrote in a kit, as one word: two kits of one fingerprint say the same.

How the site draws a kit, what it quotes of a museum, and when somebody reads it again are no part
of it: none of them makes another version, or costs an academy's badge.
"""

import hashlib
import json
from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING, Any

from schools.contents import Medium, key_of, media_in

if TYPE_CHECKING:
    from schools.models import ClassKitPage, KitDocument

LINES = ("documents", "authors", "programme_items", "partners")  # what is in the ZIP
NOT_SAID = {"page_ptr", "review_due_on", "changes"}  # a reminder, and what is said of a version
NOT_SAID_OF_LINES = {"pk", "kit", "sort_order"}  # their order is that of the list


def fingerprint_of(kit: "ClassKitPage", documents: "Iterable[KitDocument]") -> str:
    """The fingerprint of a kit as it is stored, its files and their credits included."""
    data = kit.serializable_data()
    fields = (*kit._meta.local_fields, *kit._meta.local_many_to_many)
    own = {field.name: data[field.name] for field in fields if field.name not in NOT_SAID}
    lines = {name: [_said(line) for line in data[name]] for name in LINES}
    media = {key_of(medium): _file(medium) for medium in _media(kit, documents)}
    said = [data["title"], own, lines, sorted(media.items())]
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def _said(line: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name not in NOT_SAID_OF_LINES}


def _media(kit: "ClassKitPage", documents: "Iterable[KitDocument]") -> Iterable[Medium]:
    own = chain.from_iterable((document.media, *media_in(document.body)) for document in documents)
    return filter(None, (kit.image, *media_in(kit.body), *own))


def _file(medium: Medium) -> list[Any]:
    """What the library has of a file: its bytes, its credit, what one sees."""
    with medium.file.storage.open(medium.file.name, "rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    return [content, medium.credit, medium.licence_id, getattr(medium, "description", "")]
