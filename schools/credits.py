"""Whose each file of a kit is and what one may do with it, wherever that was said."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from cms.models import CreditedImage, Licence, LicensedDocument
from cms.spreadsheets import BYTE_ORDER_MARK, harmless

if TYPE_CHECKING:
    from schools.models import ClassKitPage, KitAuthor, KitDocument


@dataclass(frozen=True)
class WorkCredit:
    """Whose a file is, as it is printed and as it is listed."""

    line: str
    licence: Licence | None
    work_title: str = ""
    author: str = ""
    author_death_year: int | None = None
    holder: str = ""
    inventory_number: str = ""
    photographer: str = ""
    copyright_notice: str = ""
    valid_until: date | None = None
    source_url: str = ""


@dataclass(frozen=True)
class CreditedFile:
    """One line of the credits: a file of the ZIP and whose it is."""

    path: str
    title: str
    credit: WorkCredit


def credit_of_medium(medium: CreditedImage | LicensedDocument) -> WorkCredit:
    """What the library says of a picture or a file that a text shows."""
    return WorkCredit(line=medium.credit, licence=medium.licence, author=medium.credit)


def credit_of_document(document: "KitDocument", kit: "ClassKitPage") -> WorkCredit:
    """What is said of a document in its kit; a text written for the kit is its authors'.

    Where a work is described and its author is not named, nobody else is said to be.
    """
    line = document.credit_line or ("" if document.media else authors_line(kit))
    return WorkCredit(
        line=line,
        licence=document.licence_named,
        work_title=document.work_title,
        author=document.author or ("" if document.own_credit else line),
        author_death_year=document.author_death_year,
        holder=document.holder,
        inventory_number=document.inventory_number,
        photographer=document.photographer,
        copyright_notice=document.copyright_notice,
        valid_until=document.valid_until,
        source_url=document.source_url,
    )


def authors_line(kit: "ClassKitPage") -> str:
    """Who wrote the kit: « Ada Lemoine (professeure relais, collège Flaubert), … »."""
    return ", ".join(_name_of(author) for author in kit.authors.all())


def _name_of(author: "KitAuthor") -> str:
    known = ", ".join(filter(None, (author.function, author.institution)))
    return f"{author.name} ({known})" if known else author.name


def conditions_of(licence: Licence | None) -> str:
    """What one may do with a work, in words."""
    if licence is None:
        return ""
    granted = (
        (licence.allows_redistribution, _("passing on allowed"), _("no passing on")),
        (licence.allows_edit, _("changes allowed"), _("no changes")),
        (licence.allows_commercial, _("commercial use allowed"), _("no commercial use")),
    )
    return ", ".join(yes if allowed else no for allowed, yes, no in granted)


def columns_of(file: CreditedFile) -> dict[str, Any]:
    """All that is known of a file, by the name of its column."""
    credit = file.credit
    return {
        _("file"): file.path,
        _("title"): file.title,
        _("title of the work"): credit.work_title,
        _("author"): credit.author,
        _("year of the author's death"): credit.author_death_year,
        _("kept at"): credit.holder,
        _("inventory number"): credit.inventory_number,
        _("photographer"): credit.photographer,
        _("copyright notice"): credit.copyright_notice,
        _("licence"): credit.licence,
        _("text of the licence"): credit.licence.url if credit.licence else "",
        _("conditions"): conditions_of(credit.licence),
        _("authorised until"): credit.valid_until,
        _("where it comes from"): credit.source_url,
    }


def csv_of(files: Iterable[CreditedFile]) -> str:
    """The credits as a table."""
    rows = [columns_of(file) for file in files]
    return table_of(
        [
            list(rows[0] if rows else []),
            *([cell(value) for value in row.values()] for row in rows),
        ]
    )


def credits_among(everything: str, pages: Mapping[str, str]) -> str:
    """Of the credits of a whole kit those of some of its files.

    `pages` are what each of these files was made from, by its path: what is said of a text, which
    the whole kit has as a page, is said of its papers.
    """
    columns, *rows = csv.reader(StringIO(everything.removeprefix(BYTE_ORDER_MARK)), delimiter=";")
    said = {path: rest for path, *rest in rows}
    kept = {path: said.get(path) or said.get(page) for path, page in pages.items()}
    return table_of([columns, *([path, *rest] for path, rest in kept.items() if rest)])


def table_of(rows: Iterable[list[str]]) -> str:
    """Rows in the form that a French Excel opens with a double click."""
    text = StringIO()
    text.write(BYTE_ORDER_MARK)
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue()


def cell(value: Any) -> str:
    """A value as a cell that no spreadsheet takes for a formula."""
    return harmless("" if value is None else str(value))
