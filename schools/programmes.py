"""The official list of points of the programme, from its file into the database.

ScoLOMFR's vocabulary 015 (Réseau Canopé, CC BY-SA 3.0 FR) comes as SKOS in RDF/XML; a table with
the same facts does as well, with columns named after SKOS: uri, pref_label, alt_labels, broader,
and, where there are any, kind and deprecated. Several values of a cell stand between "|".
"""

import csv
import io
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from wagtail.search.backends import get_search_backends

from schools.models import ProgrammeItem

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
SKOS = "{http://www.w3.org/2004/02/skos/core#}"
OWL = "{http://www.w3.org/2002/07/owl#}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
COLUMNS = ("uri", "pref_label", "alt_labels", "broader")
CONCEPT = "Concept"
SEPARATOR = "|"
LONGEST_LABEL = 255


class NotAVocabularyError(ValueError):
    """A file that is none; says why."""


@dataclass(frozen=True)
class Concept:
    """One line of the list."""

    uri: str
    label: str
    other_names: tuple[str, ...] = ()
    broader: str = ""
    is_current: bool = True


@dataclass(frozen=True)
class Outcome:
    """What became of the list."""

    added: int
    changed: int
    retired: int


def read_vocabulary(content: bytes) -> list[Concept]:
    """The concepts of a file, in its order. Raises NotAVocabularyError."""
    is_xml = content.lstrip()[:1] == b"<"
    concepts = list(_of_skos(content) if is_xml else _of_table(content))
    if not concepts:
        raise NotAVocabularyError("It holds no concept.")
    return concepts


def _of_table(content: bytes) -> Iterator[Concept]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotAVocabularyError("It is neither XML nor a table in UTF-8.") from error
    table = csv.DictReader(io.StringIO(text))
    missing = [name for name in COLUMNS if name not in (table.fieldnames or [])]
    if missing:
        raise NotAVocabularyError(f"It has no column named {', '.join(missing)}.")
    for row in table:
        if (row.get("kind") or CONCEPT) == CONCEPT and row["uri"]:
            yield Concept(
                row["uri"],
                row["pref_label"],
                tuple(filter(None, (row["alt_labels"] or "").split(SEPARATOR))),
                (row["broader"] or "").split(SEPARATOR)[0],
                not row.get("deprecated"),
            )


def _of_skos(content: bytes) -> Iterator[Concept]:
    try:
        root = ET.fromstring(content)  # noqa: S314 -- whoever runs the command chose the file
    except ET.ParseError as error:
        raise NotAVocabularyError(f"It is XML that cannot be read: {error}.") from error
    for element in root:
        kinds = {kind.get(f"{RDF}resource", "") for kind in element.findall(f"{RDF}type")}
        is_concept = element.tag == SKOS + CONCEPT or SKOS.strip("{}") + CONCEPT in kinds
        uri = element.get(f"{RDF}about", "")
        if is_concept and uri:
            broader = element.find(f"{SKOS}broader")
            yield Concept(
                uri,
                next(iter(_labels(element, "prefLabel")), ""),
                tuple(_labels(element, "altLabel")),
                broader.get(f"{RDF}resource", "") if broader is not None else "",
                element.findtext(f"{OWL}deprecated", "").strip() not in ("true", "1"),
            )


def _labels(element: ET.Element, name: str) -> list[str]:
    """What it is called in French, or else in whatever language there is."""
    labels = element.findall(SKOS + name)
    french = [label for label in labels if label.get(LANGUAGE, "fr").startswith("fr")]
    return [" ".join((label.text or "").split()) for label in french or labels]


@transaction.atomic
def store(concepts: Sequence[Concept]) -> Outcome:
    """Bring the list in line with the file; what it no longer has is kept, and offered no more."""
    known = {item.uri: item for item in ProgrammeItem.objects.all()}
    there = {concept.uri: concept for concept in concepts if concept.label}
    new = [_item(concept) for uri, concept in there.items() if uri not in known]
    ProgrammeItem.objects.bulk_create(new)
    items = known | {item.uri: item for item in new}
    changed = [items[uri] for uri, one in there.items() if _take(items[uri], one, items)]
    retired = [item for uri, item in known.items() if item.is_current and uri not in there]
    for item in retired:
        item.is_current = False
    fields = ["label", "other_names", "parent", "is_current"]
    ProgrammeItem.objects.bulk_update([*changed, *retired], fields, batch_size=200)
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(ProgrammeItem, list({*new, *changed, *retired}))
    return Outcome(len(new), len({*changed} - {*new}), len(retired))


def _item(concept: Concept) -> ProgrammeItem:
    item = ProgrammeItem(uri=concept.uri)
    _take(item, concept, {})
    return item


def _take(item: ProgrammeItem, concept: Concept, items: dict[str, ProgrammeItem]) -> bool:
    """Whether the file says something else of an item, which it then says too."""
    parent = items.get(concept.broader)
    said = {
        "label": concept.label[:LONGEST_LABEL],
        "other_names": "\n".join(concept.other_names),
        "parent_id": parent.pk if parent else None,
        "is_current": concept.is_current,
    }
    is_changed = any(getattr(item, name) != value for name, value in said.items())
    for name, value in said.items():
        setattr(item, name, value)
    return is_changed
