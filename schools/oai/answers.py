"""The answers of the repository, one function a verb."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import Min, Q, QuerySet
from wagtail.models import Site

from cms.models import NetworkSettings
from schools.models import ClassKitPage, OaiRecord
from schools.oai.arguments import SECOND, Asked, OaiError
from schools.oai.records import FORMATS
from schools.scolomfr import INSTANCE, speakable

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_SCHEMA = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
A_PAGE = 50
SETS = {
    OaiRecord.ALL: "Tous les kits pédagogiques",
    OaiRecord.VALIDATED: "Les kits pédagogiques validés par une académie",
}

ET.register_namespace("", OAI)


def answer(asked: Asked, base_url: str, now: datetime) -> ET.Element:
    """What the verb asks for; raises OaiError."""
    if asked.verb == "Identify":
        return identify(base_url, now)
    if asked.verb == "ListSets":
        return list_sets()
    if asked.verb == "ListMetadataFormats":
        return list_formats(asked)
    if asked.prefix not in FORMATS:
        raise OaiError("cannotDisseminateFormat", f"Choose one of: {', '.join(FORMATS)}.")
    if asked.verb == "GetRecord":
        root = _element(asked.verb)
        root.append(_record(_known(asked.identifier), asked.prefix, _shown_keys()))
        return root
    return list_records(asked)


def identify(base_url: str, now: datetime) -> ET.Element:
    """Who keeps these records, and by which rules."""
    network = NetworkSettings.for_site(Site.objects.get(is_default_site=True))
    earliest = OaiRecord.objects.aggregate(first=Min("changed_at"))["first"] or now
    root = _element("Identify")
    for name, text in (
        ("repositoryName", network.name),
        ("baseURL", base_url),
        ("protocolVersion", "2.0"),
        ("adminEmail", network.contact_email or settings.DEFAULT_FROM_EMAIL),
        ("earliestDatestamp", stamp(earliest)),
        ("deletedRecord", "persistent"),
        ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
    ):
        _add(root, name, text)
    return root


def list_sets() -> ET.Element:
    root = _element("ListSets")
    for spec, name in SETS.items():
        one = _add(root, "set")
        _add(one, "setSpec", spec)
        _add(one, "setName", name)
    return root


def list_formats(asked: Asked) -> ET.Element:
    """The formats of every record; of one where it is named, which must exist."""
    if asked.identifier:
        _known(asked.identifier)
    root = _element("ListMetadataFormats")
    for prefix, form in FORMATS.items():
        one = _add(root, "metadataFormat")
        _add(one, "metadataPrefix", prefix)
        _add(one, "schema", form.schema)
        _add(one, "metadataNamespace", form.namespace)
    return root


def list_records(asked: Asked) -> ET.Element:
    """A page of the records that changed in a period, the longest unchanged first."""
    if asked.set_name and asked.set_name not in SETS:
        raise OaiError("noRecordsMatch", f"The sets are: {', '.join(SETS)}.")
    rows = list(matching(asked).select_related("kit__locale", "kit__licence")[: A_PAGE + 1])
    page, has_more = rows[:A_PAGE], len(rows) > A_PAGE
    if not page:
        raise OaiError("noRecordsMatch", "Nothing changed in that period.")
    root, shown = _element(asked.verb), _shown_keys()
    for row in page:
        is_whole = asked.verb == "ListRecords"
        root.append(_record(row, asked.prefix, shown) if is_whole else _header(row, shown))
    if has_more or asked.after:
        last = page[-1]
        told = asked.told + len(page)
        token = asked.token((last.changed_at, last.pk), told) if has_more else ""
        _add(root, "resumptionToken", token).set("cursor", str(asked.told))
    return root


def matching(asked: Asked) -> QuerySet[OaiRecord]:
    """The records asked for, from where the page before ended."""
    rows = OaiRecord.objects.in_set(asked.set_name)
    if asked.since:
        rows = rows.filter(changed_at__gte=asked.since)
    if asked.before:
        rows = rows.filter(changed_at__lt=asked.before)
    if asked.after:
        moment, number = asked.after
        rows = rows.filter(Q(changed_at__gt=moment) | Q(changed_at=moment, pk__gt=number))
    return rows.order_by("changed_at", "pk")


def identifier_of(row: OaiRecord) -> str:
    """What a record is called for ever, even when the site moves."""
    return f"oai:{settings.CALENDAR_HOST}:kit-{row.key}"


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(SECOND)


def _known(identifier: str) -> OaiRecord:
    key = identifier.rpartition(":kit-")[2]
    rows = OaiRecord.objects.select_related("kit__locale", "kit__licence")
    row = rows.filter(key=key).first() if key.isalnum() else None
    if row is None or identifier_of(row) != identifier:
        raise OaiError("idDoesNotExist", "No record is called that.")
    return row


def _shown_keys() -> set[int]:
    """The kits that anybody may see now: of all others nothing is told, whatever rows say."""
    return set(ClassKitPage.objects.visible().values_list("pk", flat=True))


def _is_gone(row: OaiRecord, shown: Iterable[int]) -> bool:
    return row.is_deleted or row.kit_id not in shown or row.kit.current_release is None


def _header(row: OaiRecord, shown: Iterable[int]) -> ET.Element:
    header = _element("header")
    if _is_gone(row, shown):
        header.set("status", "deleted")
    _add(header, "identifier", identifier_of(row))
    _add(header, "datestamp", stamp(row.changed_at))
    for name in row.sets:
        _add(header, "setSpec", name)
    return header


def _record(row: OaiRecord, prefix: str, shown: Iterable[int]) -> ET.Element:
    root = _element("record")
    root.append(_header(row, shown))
    if not _is_gone(row, shown):
        _add(root, "metadata").append(FORMATS[prefix].tell(row.kit))
    return root


def _element(name: str) -> ET.Element:
    return ET.Element(f"{{{OAI}}}{name}")


def _add(parent: ET.Element, name: str, text: str | None = None) -> ET.Element:
    element = ET.SubElement(parent, f"{{{OAI}}}{name}")
    element.text = text
    return element


def envelope(asked: dict[str, str], base_url: str, now: datetime, content: ET.Element) -> bytes:
    """A whole answer; `asked` are the arguments as given, none where they were wrong."""
    root = _element("OAI-PMH")
    root.set(f"{{{INSTANCE}}}schemaLocation", f"{OAI} {OAI_SCHEMA}")
    _add(root, "responseDate", stamp(now))
    request = _add(root, "request", base_url)
    for name, value in asked.items():
        request.set(name, speakable(value))
    root.append(content)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def mistake(error: OaiError) -> ET.Element:
    """What was wrong with a request."""
    element = _element("error")
    element.set("code", error.code)
    element.text = str(error)
    return element
