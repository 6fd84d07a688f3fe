"""A version of a class kit in ScoLOMFR's words, as catalogues of the ministry read it.

ScoLOMFR 3.2: http://www.reseau-canope.fr/scolomfr/. Terms are given by their addresses; only
those are used whose meaning its own manual shows. The same version is the same bytes each time.
"""

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from schools.credits import conditions_of

if TYPE_CHECKING:
    from schools.models import ClassKitPage, KitAuthor
    from schools.offline import Edition

LOM = "http://ltsc.ieee.org/xsd/LOM"
LOMFR = "http://www.lom-fr.fr/xsd/LOMFR"
SCOLOMFR = "http://www.lom-fr.fr/xsd/SCOLOMFR"
SCHEMA = "http://www.lom-fr.fr/xsd/SCOLOMFR/scolomfr.xsd"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
SOURCE = "SCOLOMFRv3.2"
CONCEPT = "http://data.education.fr/voc/scolomfr/concept/"
LANGUAGES = {
    code: f"http://id.loc.gov/vocabulary/iso639-2/{name}"
    for code, name in {"fr": "fre", "en": "eng", "de": "ger", "es": "spa", "it": "ita"}.items()
}
LEVELS = "SCOLOMFRv3.2 ; scolomfr-voc-022 ; Niveau éducatif détaillé"
PROGRAMMES = "SCOLOMFRv3.2 ; scolomfr-voc-015 ; Domaine d'enseignement"
# What XML 1.0 has no way to say.
UNSPEAKABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HOUR = 60

for prefix, namespace in {
    "lom": LOM,
    "lomfr": LOMFR,
    "scolomfr": SCOLOMFR,
    "xsi": INSTANCE,
}.items():
    ET.register_namespace(prefix, namespace)


def record_of(kit: "ClassKitPage", edition: "Edition") -> bytes:
    """The record of one version as a file."""
    return ET.tostring(record(kit, edition), encoding="utf-8", xml_declaration=True) + b"\n"


def record(kit: "ClassKitPage", edition: "Edition") -> ET.Element:
    """The record of one version."""
    with translation.override(kit.locale.language_code):
        root = ET.Element(f"{{{LOM}}}lom")
        root.set(f"{{{INSTANCE}}}schemaLocation", f"{LOM} {SCHEMA}")
        _general(root, kit)
        _life_cycle(root, kit, edition)
        _meta_metadata(root, kit)
        _technical(root, kit, edition)
        _educational(root, kit)
        _rights(root, kit)
        _levels(root, kit)
        _programmes(root, kit)
    ET.indent(root)
    return root


def _general(root: ET.Element, kit: "ClassKitPage") -> None:
    general = _add(root, "general")
    identifier = _add(general, "identifier")
    _add(identifier, "catalog", "URL")
    _add(identifier, "entry", settings.BASE_URL + reverse("kit_permalink", args=[kit.key]))
    _say(general, "title", kit, kit.title)
    _add(general, "language", language_of(kit))
    _say(general, "description", kit, kit.summary or kit.title)
    for discipline in kit.disciplines.all():
        _say(general, "keyword", kit, str(discipline))
    kind = ET.SubElement(general, f"{{{LOMFR}}}documentType")
    ET.SubElement(kind, f"{{{LOMFR}}}label").text = "collection"
    ET.SubElement(kind, f"{{{LOMFR}}}value").text = "http://purl.org/dc/dcmitype/Collection"


def _life_cycle(root: ET.Element, kit: "ClassKitPage", edition: "Edition") -> None:
    life = _add(root, "lifeCycle")
    _say(life, "version", kit, str(edition.number))
    publisher = kit.museum.title if kit.museum else ""
    for author in kit.authors.all():
        _contribute(life, "auteur", "author", card_of(author), edition)
    if publisher or not kit.authors.all():
        card = _card(publisher or settings.HOST, "")
        _contribute(life, "éditeur", "publisher", card, edition)


def _contribute(life: ET.Element, label: str, role: str, card: str, edition: "Edition") -> None:
    contribute = _add(life, "contribute")
    _term(contribute, "role", label, role)
    _add(contribute, "entity", card)
    _add(_add(contribute, "date"), "dateTime", edition.day.isoformat())


def _meta_metadata(root: ET.Element, kit: "ClassKitPage") -> None:
    meta = _add(root, "metaMetadata")
    _add(meta, "metadataSchema", SOURCE)
    _add(meta, "language", language_of(kit))


def _technical(root: ET.Element, kit: "ClassKitPage", edition: "Edition") -> None:
    technical = _add(root, "technical")
    _add(technical, "format", "http://purl.org/NET/mediatypes/application/zip")
    address = reverse("kit_pack", args=[kit.key, edition.number])
    _add(technical, "location", settings.BASE_URL + address)


def _educational(root: ET.Element, kit: "ClassKitPage") -> None:
    educational = _add(root, "educational")
    _term(
        educational,
        "learningResourceType",
        "activité pédagogique",
        "scolomfr-voc-010-num-027",
    )
    _term(educational, "intendedEndUserRole", "enseignant", "teacher")
    if kit.total_minutes:
        hours, minutes = divmod(kit.total_minutes, HOUR)
        spent = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M")) if n)
        _add(_add(educational, "typicalLearningTime"), "duration", f"PT{spent}")
    if kit.objectives:
        _say(educational, "description", kit, kit.objectives)
    _add(educational, "language", language_of(kit))


def _rights(root: ET.Element, kit: "ClassKitPage") -> None:
    rights = _add(root, "rights")
    _term(rights, "cost", "gratuit", "no")
    _term(rights, "copyrightAndOtherRestrictions", "oui", "yes_2")
    if kit.licence:
        said = (str(kit.licence), kit.licence.url, conditions_of(kit.licence))
        _say(rights, "description", kit, " – ".join(filter(None, said)))


def _levels(root: ET.Element, kit: "ClassKitPage") -> None:
    """The classes that have an address in ScoLOMFR's list, each below its cycle."""
    known = [level for level in kit.classes if level.scolomfr_uri]
    if not known:
        return
    classification = _add(root, "classification")
    _term(classification, "purpose", "niveau éducatif détaillé", "educational_level")
    for level in known:
        line = [(one.scolomfr_uri, str(one)) for one in (level.parent, level) if one.scolomfr_uri]
        _path(classification, LEVELS, line)


def _programmes(root: ET.Element, kit: "ClassKitPage") -> None:
    """The disciplines and the points of the programme that have an address in ScoLOMFR's list."""
    disciplines = [
        [(discipline.scolomfr_uri, str(discipline))]
        for discipline in kit.disciplines.all()
        if discipline.scolomfr_uri
    ]
    items = [point.item for point in kit.programme if point.item]
    lines = [*disciplines, *([(one.uri, str(one)) for one in item.line] for item in items)]
    if lines:
        classification = _add(root, "classification")
        _term(classification, "purpose", "domaine d'enseignement", "scolomfr-voc-028-num-003")
        for line in lines:
            _path(classification, PROGRAMMES, line)


def _path(classification: ET.Element, source: str, line: list[tuple[str, str]]) -> None:
    """A way through a vocabulary: addresses and names, the widest first."""
    path = _add(classification, "taxonPath")
    _add(_add(path, "source"), "string", source)
    for address, name in line:
        taxon = _add(path, "taxon")
        _add(taxon, "id", address)
        _add(_add(taxon, "entry"), "string", name)


def language_of(kit: "ClassKitPage") -> str:
    """The address of the language of a kit."""
    return LANGUAGES.get(kit.locale.language_code, kit.locale.language_code)


def card_of(author: "KitAuthor") -> str:
    """Who wrote a kit, as a vCard."""
    return _card(author.name, author.institution)


def speakable(text: str) -> str:
    """A text without what XML cannot hold."""
    return UNSPEAKABLE.sub("", text)


def _card(name: str, organisation: str) -> str:
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"FN:{_escaped(name)}", f"N:{_escaped(name)};;;;"]
    if organisation:
        lines.append(f"ORG:{_escaped(organisation)}")
    return "\n".join([*lines, "END:VCARD"])


def _escaped(text: str) -> str:
    """A value of a vCard (RFC 2426)."""
    text = " ".join(text.split()).replace("\\", "\\\\")
    return text.replace(";", "\\;").replace(",", "\\,")


def _add(parent: ET.Element, name: str, text: str | None = None) -> ET.Element:
    element = ET.SubElement(parent, f"{{{LOM}}}{name}")
    element.text = None if text is None else speakable(text)
    return element


def _say(parent: ET.Element, name: str, kit: "ClassKitPage", text: str) -> None:
    """A text in the language of the kit."""
    _add(_add(parent, name), "string", text).set("language", language_of(kit))


def _term(parent: ET.Element, name: str, label: str, concept: str) -> None:
    """A term of ScoLOMFR's vocabularies."""
    term = _add(parent, name)
    _add(term, "source", SOURCE)
    _add(term, "label", label)
    _add(term, "value", CONCEPT + concept)
