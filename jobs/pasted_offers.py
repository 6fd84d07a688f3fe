"""A draft made of a pasted notice: what its form would refuse is left over, and said."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import format_html_join
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Orderable, Page

from cms.models import User
from jobs.choices import CivilService, SectionKind, Source
from jobs.models import ContractType, JobPage
from jobs.pasting import Pasted, read_notice
from museums.models import Department


def draft_from(text: str, parent: Page, user: User) -> tuple[JobPage, list[str]]:
    """The draft below `parent`, and the lines that have no field; they stand in its text too."""
    pasted = read_notice(text)
    offer = JobPage(
        live=False,
        owner=user,
        source=Source.EMPLOI_TERRITORIAL,
        civil_service=CivilService.TERRITORIAL if pasted.rows.get("grades") else "",
    )
    left = [*pasted.unplaced, *_fill(offer, pasted)]
    for relation, rows in pasted.rows.items():
        kept, refused = _lines(relation, rows)
        setattr(offer, relation, kept)
        left += refused
    offer.title = offer.title or _("Offer without a title")
    offer.slug = find_available_slug(parent, slugify(offer.title)[:80].strip("-") or "offre")
    offer.contract_types = list(ContractType.objects.filter(slug__in=pasted.contracts))
    offer.sections = [("section", _section(*part)) for part in [*pasted.sections, *_leftover(left)]]
    parent.add_child(instance=offer)
    offer.save_revision(user=user, log_action=True)
    return offer, left


def _fill(offer: JobPage, pasted: Pasted) -> list[str]:
    """Give the offer the values that its fields take; the lines of those that they refuse."""
    refused = []
    for name, value in pasted.fields.items():
        field = JobPage._meta.get_field(name)
        try:
            setattr(offer, name, field.clean(value, offer))
        except ValidationError:
            refused.append(pasted.said.get(name, ""))
    if offer.external_reference and _is_taken(offer):
        refused.append(pasted.said["external_reference"])
        offer.external_reference = ""
    return [line for text in dict.fromkeys(refused) for line in text.splitlines()]


def _is_taken(offer: JobPage) -> bool:
    """Whether another offer bears its reference: that one stays the only one."""
    same = {"source": offer.source, "external_reference": offer.external_reference}
    return JobPage.objects.filter(**same).exists()


def _lines(relation: str, rows: list[tuple[str, dict[str, Any]]]) -> tuple[list[Orderable], list]:
    """The rows of one relation that its form takes, and the lines of the others."""
    model = JobPage._meta.get_field(relation).related_model
    kept, refused = [], []
    for line, values in rows:
        if relation == "locations":
            values = values | _department(values.get("department", ""))
        row = model(**values)
        try:
            row.full_clean(exclude=["job"])
        except ValidationError:
            refused.append(line)
        else:
            kept.append(row)
    return kept, [line for line in refused if line]


def _department(name: str) -> dict[str, str]:
    """The code of a department of the network, known by its name."""
    found = Department.objects.filter(name=name).first()
    return {"department_code": found.code} if found else {}


def _section(kind: str, heading: str, text: str) -> dict[str, str]:
    return {"kind": kind, "heading": heading, "text": text}


def _leftover(left: list[str]) -> list[tuple[str, str, str]]:
    """The lines without a place, as a part of the text that their editor empties."""
    if not left:
        return []
    html = format_html_join("", "<p>{}</p>", ((line,) for line in left))
    return [(SectionKind.OTHER, _("To be put in its place"), str(html))]
