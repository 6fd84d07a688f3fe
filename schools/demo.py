"""The demo's class kits: three that a class could use tomorrow, by museums that do not exist."""

import csv
import json
from collections.abc import Iterable
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from dateutil.relativedelta import relativedelta
from django.core.files.base import ContentFile
from django.utils import timezone

from cms.models import CreditedImage, Licence, LicensedDocument, RightsStatus
from cms.spreadsheets import BYTE_ORDER_MARK
from museums.models import MuseumPage
from schools.choices import NEED_FIELDS, PHASE_FIELDS
from schools.models import (
    ClassKitPage,
    Discipline,
    EacDomain,
    KitAuthor,
    KitDocument,
    KitProgrammeItem,
    SchoolLevel,
)
from schools.models.kit import REVIEW_MONTHS
from schools.releases import build_release

DATA = Path(__file__).parent / "demo_data" / "kits.json"
CONTACT = "ecoles@musees.example"
TABLE_CREDIT = "Mosaïque, nombres inventés pour la démonstration"
LINE_TO_WRITE_ON = f"<p>{'…' * 30}</p>"
# What a text says of its kit in the very words of the model.
SAID_AS_IT_IS = (
    "title",
    "slug",
    "summary",
    "has_encounter",
    "has_practice",
    "has_knowledge",
    "objectives",
    "resource_type",
    "total_minutes",
    "sessions_count",
    "group_mode",
    "group_size_max",
    "material",
    "prerequisites",
)

Text = dict[str, Any]
Pictures = dict[str, CreditedImage]


def load_kits(
    museums: Iterable[MuseumPage], now: datetime, pictures: Iterable[CreditedImage]
) -> list[ClassKitPage]:
    """The kits of these museums, published at `now`, each with its first version.

    A small demo leaves out the kits whose museum or whose picture it has not.
    """
    members = {museum.title: museum for museum in museums if museum.is_fictional}
    drawn = {picture.title: picture for picture in pictures}
    kits = []
    for text in json.loads(DATA.read_text()):
        if text["museum"] in members and text["picture"] in drawn:
            kit = members[text["museum"]].add_child(instance=_kit(text, now, drawn))
            build_release(kit, now)
            kits.append(kit)
    return kits


def _kit(text: Text, now: datetime, drawn: Pictures) -> ClassKitPage:
    """The kit that a text describes, not saved yet; its files are."""
    picture = drawn[text["picture"]]
    licence = Licence.objects.get(code=text["licence"])
    kit = ClassKitPage(
        **{name: text[name] for name in SAID_AS_IT_IS},
        **{field: phase in text["phases"] for phase, field in PHASE_FIELDS.items()},
        **{field: need in text["special_needs"] for need, field in NEED_FIELDS.items()},
        translation_key=uuid5(NAMESPACE_URL, f"demo kit {text['slug']}"),
        body=_story(text["body"], drawn),
        image=picture,
        image_alt=picture.description,
        licence=licence,
        contact_email=CONTACT,
        review_due_on=timezone.localdate(now) + relativedelta(months=REVIEW_MONTHS),
        first_published_at=now,
        last_published_at=now,
    )
    kit.levels = SchoolLevel.objects.filter(code__in=text["levels"])
    kit.disciplines = Discipline.objects.filter(slug__in=text["disciplines"])
    kit.eac_domains = EacDomain.objects.filter(slug__in=text["eac_domains"])
    points = text.get("programme_items", [])
    kit.programme_items = [KitProgrammeItem(sort_order=n, **one) for n, one in enumerate(points)]
    kit.authors = [KitAuthor(sort_order=n, **one) for n, one in enumerate(text["authors"])]
    kit.documents = [
        _document(document, n, text["slug"], licence, drawn)
        for n, document in enumerate(text["documents"])
    ]
    return kit


def _document(text: Text, number: int, slug: str, licence: Licence, drawn: Pictures) -> KitDocument:
    """One thing of a kit: a text, a picture or a table."""
    document = KitDocument(
        uid=uuid5(NAMESPACE_URL, f"demo kit {slug} {number}").hex[:8],
        sort_order=number,
        title=text["title"],
        role=text["role"],
        phase=text.get("phase", ""),
        minutes=text.get("minutes"),
        body=_story(text.get("body", []), drawn),
        rights_status=RightsStatus.LICENSED,
        licence=licence,
    )
    if "picture" in text:
        picture = drawn[text["picture"]]
        document.picture, document.licence = picture, picture.licence
        document.work_title, document.photographer = picture.title, picture.credit
        document.alt_text = picture.description
    if "table" in text:
        document.file = _stored_table(text, licence)
    return document


def _stored_table(text: Text, licence: Licence) -> LicensedDocument:
    """A table as a file that a French spreadsheet opens with a double click."""
    cells = StringIO()
    csv.writer(cells, delimiter=";").writerows(text["table"]["rows"])
    content = (BYTE_ORDER_MARK + cells.getvalue()).encode()
    return LicensedDocument.objects.create(
        title=text["title"],
        file=ContentFile(content, name=text["table"]["filename"]),
        file_size=len(content),
        credit=TABLE_CREDIT,
        licence=licence,
    )


def _story(blocks: list[list[Any]], drawn: Pictures) -> list[tuple[str, Any]]:
    """A text, with room to write where it asks something and pictures by their titles."""
    return [_block(drawn, *block) for block in blocks]


def _block(drawn: Pictures, kind: str, value: Any, lines: int = 1) -> tuple[str, Any]:
    """One block of a text; after each question, so many lines to write on."""
    if kind == "lines":
        return ("paragraph", LINE_TO_WRITE_ON * value)
    if kind == "questions":
        asked = (f"<p>{question}</p>{LINE_TO_WRITE_ON * lines}" for question in value)
        return ("paragraph", "".join(asked))
    if kind == "picture":
        picture = drawn[value]
        picture.contextual_alt_text, picture.decorative = picture.description, False
        return ("picture", {"image": picture, "caption": ""})
    return (kind, value)
