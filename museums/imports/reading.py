"""The members that a file tells of, value by value, and what is wrong in it, by number.

No database is asked: what departments and themes there are is known to the import alone.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from museums.imports.columns import (
    BY_NAME,
    FIELDS,
    LATITUDE,
    LONGITUDE,
    Field,
    column_of,
    is_known,
)
from museums.imports.converting import Converted, name
from museums.imports.reasons import Reason, RefusedError, Remark
from museums.imports.tables import UNREADABLE, Table, read_table

MOST_SHOWN = 80
NEEDED = {"title": Reason.NO_NAME, "town": Reason.NO_TOWN}
# What says which museum it is: wrong, it would make a second page of a museum that is there.
IDENTIFYING = frozenset({*NEEDED, "museofile_code"})


@dataclass(frozen=True)
class Row:
    """A museum as a line of a file tells of it; a field that the line leaves empty is not there.

    `names` are all that it is called: the one in use and the official one.
    """

    number: int
    values: dict[str, Any]
    names: tuple[str, ...]

    @property
    def title(self) -> str:
        return str(self.values["title"])


@dataclass
class Reading:
    """All that was read; `counts_lines` tells numbers of lines from numbers of objects."""

    rows: list[Row] = field(default_factory=list)
    defects: list[Remark] = field(default_factory=list)
    counts_lines: bool = True


def read_members(content: bytes, encoding: str = "") -> Reading:
    """The museums of a CSV or JSON file. Raises RefusedError where it holds none at all."""
    table = read_table(content, is_known, encoding)
    name_columns = [column for column in BY_NAME["title"].columns if column in table.columns]
    if not name_columns:
        raise RefusedError(Reason.NO_NAMES, columns=", ".join(table.columns)[:MOST_SHOWN])
    reading = Reading(defects=[*table.remarks, *_of_columns(table)])
    reading.counts_lines = table.counts_lines
    sources = {field: column_of(field, table.columns) for field in FIELDS}
    for number, cells in table.rows:
        _read_row(number, cells, sources, name_columns, reading)
    reading.defects.sort(key=lambda remark: remark.number)
    return reading


def _of_columns(table: Table) -> list[Remark]:
    """What is odd about the names of the columns."""
    remarks = [
        Remark(Reason.COLUMN_TWICE, details={"column": column})
        for column, times in Counter(table.columns).items()
        if times > 1
    ]
    unknown = ", ".join(dict.fromkeys(name for name in table.columns if not is_known(name)))
    if unknown:
        remarks.append(Remark(Reason.COLUMNS_UNKNOWN, details={"columns": unknown[:500]}))
    return remarks


def _read_row(
    number: int,
    cells: dict[str, str],
    sources: dict[Field, str | None],
    name_columns: list[str],
    reading: Reading,
) -> None:
    """One museum, or the reason why there is none."""
    names = [cells[column] for column in name_columns if cells.get(column, "").strip()]
    values: dict[str, Any] = {}
    title = names[0].strip()[:MOST_SHOWN] if names else ""
    try:
        for field_, column in sources.items():
            text = names[0] if field_.name == "title" and names else cells.get(column or "", "")
            if field_.name == "place" and not text.strip():
                text = _two_columns(cells)
            _read_value(field_, text, number, title, values, reading)
        for needed, reason in NEEDED.items():
            if needed not in values:
                raise RefusedError(reason)
    except RefusedError as error:
        remark = Remark(error.reason, number, title, is_skipped=True, details=error.details)
        reading.defects.append(remark)
        return
    reading.rows.append(Row(number, values, (values["title"], *_other_names(names[1:]))))


def _two_columns(cells: dict[str, str]) -> str:
    """Coordinates that stand in two columns, with a comma or a point in each number."""
    both = [cells.get(column, "").strip().replace(",", ".") for column in (LATITUDE, LONGITUDE)]
    return ",".join(both) if any(both) else ""


def _read_value(
    field_: Field, text: str, number: int, title: str, values: dict[str, Any], reading: Reading
) -> None:
    """One value; a bad one is reported, and refused where it says which museum it is."""
    text = text.strip()
    if not text:
        return
    try:
        values[field_.name] = _taken(field_, text, number, title, reading)
    except RefusedError as error:
        if field_.name in IDENTIFYING:
            raise
        reading.defects.append(Remark(error.reason, number, title, details=_short(error.details)))


def _taken(field_: Field, text: str, number: int, title: str, reading: Reading) -> Any:
    if UNREADABLE in text:
        raise RefusedError(Reason.BYTES_UNREADABLE, field=field_.name, value=text[:MOST_SHOWN])
    value = field_.converted(text)
    if isinstance(value, Converted):
        if value.said:
            said = _short(value.said.details)
            reading.defects.append(Remark(value.said.reason, number, title, details=said))
        value = value.value
    if field_.most and len(value) > field_.most:
        raise RefusedError(Reason.TOO_LONG, field=field_.name, found=len(value), most=field_.most)
    return value


def _short(details: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value[:MOST_SHOWN] if isinstance(value, str) else value
        for key, value in details.items()
    }


def _other_names(names: list[str]) -> list[str]:
    """The other names that are names."""
    found = []
    for text in names:
        try:
            found.append(name(text))
        except RefusedError:
            continue  # the first one is what counts
    return found
