"""Downloads of kits by school year: for the network, and for an academy its departments.

A kit for two classes counts under each of them; its downloads are made once by kit and museum.
"""

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, F, Sum, When
from django.db.models.functions import ExtractMonth, ExtractYear
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.models import Page

from cms.spreadsheets import BYTE_ORDER_MARK
from museums.models import MuseumPage
from schools.credits import cell
from schools.models import ClassKitPage, KitDownload

if TYPE_CHECKING:
    from museums.models import Department

SEPTEMBER = 9


class Dimension(models.TextChoices):
    """What downloads are told apart by; the values stand in addresses."""

    LEVEL = "level", gettext_lazy("Class")
    CYCLE = "cycle", gettext_lazy("Cycle")
    DISCIPLINE = "discipline", gettext_lazy("Discipline")
    MUSEUM = "museum", gettext_lazy("Museum")
    DEPARTMENT = "department", gettext_lazy("Department")
    KIT = "kit", pgettext_lazy("of schools", "Kit")


@dataclass(frozen=True)
class Line:
    """How often the kits of one class, one museum… were downloaded, by school year."""

    name: str
    numbers: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.numbers)


@dataclass(frozen=True)
class Table:
    """Downloads by one dimension; `years` are those in which a school year begins."""

    dimension: Dimension
    years: tuple[int, ...]
    lines: list[Line]

    @property
    def columns(self) -> list[str]:
        return [school_year_name(year) for year in self.years]


def school_year_of(day: date) -> int:
    """The year in which the school year of a day begins: it runs from September to August."""
    return day.year if day.month >= SEPTEMBER else day.year - 1


def school_year_name(year: int) -> str:
    """« 2026-2027 »."""
    return f"{year}-{year + 1}"


def table_of(dimension: Dimension, departments: "Iterable[Department] | None" = None) -> Table:
    """The downloads of the kits of these departments' museums; of all kits where none are named."""
    counts = downloads_by_kit()
    kits = ClassKitPage.objects.filter(pk__in={kit for kit, _year in counts})
    kits = kits.prefetch_related("levels__parent", "disciplines")
    museums = museums_by_path(kits)
    wanted = None if departments is None else {one.pk for one in departments}
    sums: dict[str, Counter[int]] = {}
    for kit in kits:
        museum = museums.get(kit.path[: -Page.steplen])
        if wanted is not None and (museum is None or museum.department_id not in wanted):
            continue
        for name in names_of(kit, museum, dimension):
            counter = sums.setdefault(name, Counter())
            counter.update({year: n for (key, year), n in counts.items() if key == kit.pk})
    years = tuple(sorted({year for counter in sums.values() for year in counter}, reverse=True))
    lines = [Line(name, tuple(counter[year] for year in years)) for name, counter in sums.items()]
    return Table(dimension, years, sorted(lines, key=lambda line: (-line.total, line.name)))


def downloads_by_kit() -> dict[tuple[int, int], int]:
    """How often each kit was downloaded in each school year, in one query."""
    year, month = ExtractYear("day"), ExtractMonth("day")
    school_year = Case(When(month__gte=SEPTEMBER, then=F("year")), default=F("year") - 1)
    rows = KitDownload.objects.order_by().annotate(year=year, month=month)
    rows = rows.annotate(school_year=school_year).values_list("release__kit", "school_year")
    return {(kit, year): number for kit, year, number in rows.annotate(Sum("number"))}


def museums_by_path(kits: Iterable[ClassKitPage]) -> dict[str, MuseumPage]:
    """The museums that publish these kits, by their place in the tree."""
    paths = {kit.path[: -Page.steplen] for kit in kits}
    museums = MuseumPage.objects.filter(path__in=paths).select_related("department")
    return {museum.path: museum for museum in museums}


def names_of(kit: ClassKitPage, museum: MuseumPage | None, dimension: Dimension) -> list[str]:
    """What a kit counts under, each name once."""
    of_network = _("The network")
    if dimension == Dimension.LEVEL:
        names = [str(level) for level in kit.classes]
    elif dimension == Dimension.CYCLE:
        names = [str(level.parent) for level in kit.classes]
    elif dimension == Dimension.DISCIPLINE:
        names = [str(discipline) for discipline in kit.disciplines.all()]
    elif dimension == Dimension.MUSEUM:
        names = [f"{museum.title}, {museum.town}" if museum else of_network]
    elif dimension == Dimension.DEPARTMENT:
        department = museum.department if museum else None
        names = [str(department) if department else of_network]
    else:
        names = [f"{kit.title} ({museum.title})" if museum else kit.title]
    return list(dict.fromkeys(names))


def csv_of(table: Table) -> str:
    """The table as a French Excel opens it with a double click; no cell is a formula."""
    text = StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text, delimiter=";")
    writer.writerow([table.dimension.label, *table.columns, _("Total")])
    writer.writerows([cell(line.name), *line.numbers, line.total] for line in table.lines)
    return text.getvalue()
