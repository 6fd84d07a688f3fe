"""The records that harvesters are given: brought in line with the kits, and told in two formats."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate

from schools.models import ClassKitPage, OaiRecord
from schools.offline import permalink
from schools.releases import edition_of
from schools.scolomfr import INSTANCE, LOM, SCHEMA, record, speakable

DC = "http://purl.org/dc/elements/1.1/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
OAI_DC_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"

ET.register_namespace("dc", DC)
ET.register_namespace("oai_dc", OAI_DC)


def refresh(kits: Iterable[ClassKitPage], now: datetime) -> int:
    """Bring the records of these kits in line with what is told of them; how many changed.

    A change is told with its second: a harvester that came in the same one asks for it again.
    """
    return sum(_refresh_one(kit, now.replace(microsecond=0)) for kit in kits)


def refresh_all(now: datetime) -> int:
    """The same for every kit: also those whose validation ended, or that went off line."""
    changed = refresh(ClassKitPage.objects.sources(), now)
    lost = OaiRecord.objects.filter(kit=None, is_deleted=False)
    return changed + lost.update(
        is_deleted=True, is_validated=False, digest="", changed_at=now.replace(microsecond=0)
    )


@transaction.atomic
def _refresh_one(kit: ClassKitPage, now: datetime) -> int:
    is_shown = kit.current_release and ClassKitPage.objects.visible().filter(pk=kit.pk).exists()
    before = OaiRecord.objects.select_for_update().filter(key=kit.key).first()
    if not is_shown and before is None:
        return 0  # nobody knows it yet
    values = {"kit": kit, "digest": "", "is_validated": False, "is_deleted": True}
    if is_shown:
        validated = ClassKitPage.objects.validated(localdate(now)).filter(pk=kit.pk).exists()
        told = b"".join(ET.tostring(form.tell(kit)) for form in FORMATS.values())
        digest = sha256(told + bytes([validated])).hexdigest()
        values |= {"digest": digest, "is_validated": validated, "is_deleted": False}
    if before and all(getattr(before, name) == value for name, value in values.items()):
        return 0
    OaiRecord.objects.update_or_create(key=kit.key, defaults=values | {"changed_at": now})
    return 1


def dublin_core(kit: ClassKitPage) -> ET.Element:
    """A kit in the fifteen words that every catalogue knows."""
    edition = edition_of(kit.current_release)
    with translation.override(kit.locale.language_code):
        museum = kit.museum
        said = [
            ("title", [kit.title]),
            ("creator", [author.name for author in kit.authors.all()]),
            ("subject", [str(one) for one in (*kit.disciplines.all(), *kit.classes)]),
            ("description", [kit.summary]),
            ("publisher", [museum.title] if museum else []),
            ("date", [edition.day.isoformat()]),
            ("type", ["http://purl.org/dc/dcmitype/Collection"]),
            ("format", ["application/zip"]),
            ("identifier", [permalink(kit), _pack_url(kit, edition.number)]),
            ("language", [kit.locale.language_code]),
            ("rights", [kit.licence.url or str(kit.licence)] if kit.licence else []),
        ]
    root = ET.Element(f"{{{OAI_DC}}}dc")
    root.set(f"{{{INSTANCE}}}schemaLocation", f"{OAI_DC} {OAI_DC_SCHEMA}")
    for name, values in said:
        for value in filter(None, values):
            ET.SubElement(root, f"{{{DC}}}{name}").text = speakable(value)
    return root


def scolomfr(kit: ClassKitPage) -> ET.Element:
    """A kit in ScoLOMFR's words."""
    return record(kit, edition_of(kit.current_release))


def _pack_url(kit: ClassKitPage, number: int) -> str:
    return settings.BASE_URL + reverse("kit_pack", args=[kit.key, number])


class Format(NamedTuple):
    """How a record may be told, and where its schema is."""

    schema: str
    namespace: str
    tell: Callable[[ClassKitPage], ET.Element]


FORMATS = {
    "oai_dc": Format(OAI_DC_SCHEMA, OAI_DC, dublin_core),
    "scolomfr": Format(SCHEMA, LOM, scolomfr),
}
