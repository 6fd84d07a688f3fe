"""Towns as files hand them over: La Poste's "base officielle des codes postaux" (hexasmal).

One line a town and postcode, in any order of columns: code_commune_insee, nom_de_la_commune (or
nom_commune), code_postal, _geopoint (or coordonnees_gps: "latitude,longitude"), and, where the file
has it, population. Its encoding and its separator have changed over the years.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from cms.models import Town
from cms.town_names import plain_name, written_out

DEMO_TOWNS = Path(__file__).parent / "demo_data" / "towns.csv"
"""The towns of Normandy that come with the demo: see docs/operating.md for whose facts they are."""

COLUMNS = {
    "code": ("code_commune_insee",),
    "name": ("nom_de_la_commune", "nom_commune"),
    "postcode": ("code_postal",),
    "place": ("geopoint", "coordonnees_gps"),
}
OPTIONAL_COLUMNS = {"population": ("population",), "label": ("libelle_d_acheminement",)}
CODE = re.compile(r"(\d\d|2[AB])\d{3}")
POSTCODE = re.compile(r"\d{5}")
OVERSEAS = ("97", "98")
DEGREE = Decimal("0.00001")


class UnreadableFileError(ValueError):
    """A file that holds no towns, and why."""


class BadValueError(ValueError):
    """A value of one line that cannot be true, and why."""


class BadLine(NamedTuple):
    """A line that was left out: its number in the file, from 1, and why."""

    number: int
    reason: str


@dataclass
class TownFile:
    """What was read: unsaved towns by code, and the lines left out."""

    towns: dict[str, Town] = field(default_factory=dict)
    bad_lines: list[BadLine] = field(default_factory=list)
    in_capitals: set[str] = field(default_factory=set)
    """The codes of the towns whose name lacks its accents."""


class Loaded(NamedTuple):
    """How many towns came, and how many were there already."""

    added: int
    updated: int


def read_towns(content: bytes) -> TownFile:
    """Read a file; raises UnreadableFileError where it is none of the post office's."""
    read, first_lines = TownFile(), {}
    for number, values in _lines(_decoded(content)):
        try:
            town = _town(values)
            _add(read, town, values["name"])
        except BadValueError as error:
            read.bad_lines.append(BadLine(number, str(error)))
        else:
            first_lines.setdefault(town.code, number)
    for code, number in first_lines.items():
        if read.towns[code].latitude is None:
            name = read.towns.pop(code).name
            read.bad_lines.append(BadLine(number, f"{name} has no coordinates on any line"))
    read.bad_lines.sort()
    return read


def load_towns(read: TownFile) -> Loaded:
    """Bring the table in line with a file; towns that the file does not name stay.

    What the table knows better stays too: accents, a number of inhabitants.
    """
    known = Town.objects.in_bulk(list(read.towns), field_name="code")
    for code, there in known.items():
        town = read.towns[code]
        if code in read.in_capitals and there.plain_name == town.plain_name:
            town.name = there.name
        if town.population is None:
            town.population = there.population
    names = [f.name for f in Town._meta.concrete_fields if not (f.primary_key or f.unique)]
    Town.objects.bulk_create(
        read.towns.values(),
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=names,
    )
    return Loaded(added=len(read.towns) - len(known), updated=len(known))


def department_of(code: str) -> str:
    """The department of a town, by its INSEE code: "14", "2A", "974"."""
    return code[:3] if code.startswith(OVERSEAS) else code[:2]


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:  # the file of data.gouv.fr is older than that
        return content.decode("cp1252", errors="replace")


def _lines(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """(number, values by our names) of each line that is not empty."""
    first = text.partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=";" if ";" in first else ",")
    columns = _columns(next(reader, []))
    for cells in reader:
        if any(cells):
            yield (
                reader.line_num,
                {
                    name: cells[position].strip() if position < len(cells) else ""
                    for name, position in columns.items()
                },
            )


def _columns(header: list[str]) -> dict[str, int]:
    """Where each column stands; raises UnreadableFileError for what must be there."""
    titles = [plain_name(title.replace("_", " ")).replace(" ", "_") for title in header]
    columns = {}
    for name, titles_known in (COLUMNS | OPTIONAL_COLUMNS).items():
        found = [position for position, title in enumerate(titles) if title in titles_known]
        if found:
            columns[name] = found[0]
        elif name in COLUMNS:
            raise UnreadableFileError(f"The file has no column called {' or '.join(titles_known)}.")
    return columns


def _town(values: dict[str, str]) -> Town:
    """The town of one line; raises BadValueError."""
    code = values["code"].upper()
    if not CODE.fullmatch(code):
        raise BadValueError(f"{code!r} is no INSEE code: five characters, a zero in front included")
    if not values["name"]:
        raise BadValueError("it names no town")
    if "cedex" in f"{values['name']} {values.get('label', '')}".lower().split():
        raise BadValueError("a CEDEX is a sorting office, no town")
    postcode = values["postcode"]
    if not POSTCODE.fullmatch(postcode):
        raise BadValueError(f"{postcode!r} is no postcode: five figures, a zero in front included")
    latitude, longitude = _place(values["place"])
    name = written_out(values["name"]) if values["name"].isupper() else values["name"]
    return Town(
        code=code,
        name=name,
        plain_name=plain_name(name),
        postcodes=postcode,
        department_code=department_of(code),
        latitude=latitude,
        longitude=longitude,
        population=_population(values.get("population", "")),
    )


def _place(text: str) -> tuple[Decimal | None, Decimal | None]:
    """(latitude, longitude), neither where the line has none; raises BadValueError."""
    if not text:
        return None, None
    try:
        latitude, longitude = (Decimal(part.strip()).quantize(DEGREE) for part in text.split(","))
    except (InvalidOperation, ValueError) as error:
        raise BadValueError(f"{text!r} are no coordinates (latitude,longitude)") from error
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise BadValueError(f"{text!r} is nowhere on the globe")
    return latitude, longitude


def _population(text: str) -> int | None:
    if text and not text.isdecimal():
        raise BadValueError(f"{text!r} is no number of inhabitants")
    return int(text) if text else None


def _add(read: TownFile, town: Town, printed_name: str) -> None:
    """Join a line to what other lines said of the same town; raises BadValueError."""
    there = read.towns.setdefault(town.code, town)
    if printed_name.isupper():
        read.in_capitals.add(town.code)
    if there.plain_name != town.plain_name:
        raise BadValueError(f"{town.code} is {there.name} on another line")
    if town.postcodes not in there.postcodes.split():
        there.postcodes += f" {town.postcodes}"
    if there.latitude is None:
        there.latitude, there.longitude = town.latitude, town.longitude
