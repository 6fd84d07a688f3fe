"""A file of members as lines with named cells, however badly it was written. Pure.

CSV in any usual encoding and with any usual separator, or a JSON list of objects. Each line is
read for itself, so that a bad one harms no other.
"""

import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from cms.town_names import plain_name
from museums.imports.reasons import Reason, RefusedError, Remark

MOST_BYTES = 10_000_000
MOST_ROWS = 10_000
MOST_LINES_IN_A_ROW = 60  # a quote that is never closed would swallow the rest of the file
SEPARATORS = ";,\t|"
UNREADABLE = "\ufffd"
# What no database stores: controls, and halves of characters that JSON can name.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
OBJECT_END = re.compile(r"\s*,?\s*")


@dataclass
class Table:
    """What was read: the names of the columns, and lines by number with their cells by name."""

    columns: list[str] = field(default_factory=list)
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    counts_lines: bool = True  # otherwise its numbers count objects

    def add(self, number: int, row: dict[str, str]) -> None:
        self.rows.append((number, row))

    def skip(self, reason: Reason, number: int, **details: str | int) -> None:
        self.remarks.append(Remark(reason, number, is_skipped=True, details=details))


def read_table(content: bytes, knows: Callable[[str], bool], encoding: str = "") -> Table:
    """The lines of a file; `knows` tells the plain names of columns that mean something here.

    Raises RefusedError for what is no list of anything.
    """
    if len(content) > MOST_BYTES:
        raise RefusedError(Reason.TOO_BIG, megabytes=MOST_BYTES // 1_000_000)
    text, is_expected = decoded(content, encoding)
    text = CONTROLS.sub(UNREADABLE, text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        raise RefusedError(Reason.EMPTY)
    is_json = text.lstrip()[0] in "[{"
    table = _read_json(text) if is_json else _read_csv(text, knows)
    if not is_expected:
        table.remarks.insert(0, Remark(Reason.NOT_UTF8))
    if len(table.rows) > MOST_ROWS:
        details = {"total": len(table.rows), "read": MOST_ROWS}
        table.remarks.insert(0, Remark(Reason.TOO_MANY_LINES, details=details))
        del table.rows[MOST_ROWS:]
    return table


def decoded(content: bytes, encoding: str = "") -> tuple[str, bool]:
    """The text, and whether its encoding is one that nobody need worry about.

    UTF-8 with a few bad bytes stays UTF-8; text that hardly looks like it is Windows's own.
    """
    if encoding:
        return content.decode(encoding, "replace"), True
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace"), True
    text = content.decode("utf-8-sig", "replace")
    damaged = text.count(UNREADABLE)
    if not damaged or sum(sign > "\x7f" for sign in text) > 2 * damaged:
        return text, True
    return content.decode("cp1252", "replace"), False


def _read_csv(text: str, knows: Callable[[str], bool]) -> Table:
    lines = text.split("\n")
    first = next(position for position, line in enumerate(lines) if line.strip())
    if lines[first].lower().startswith("sep="):  # what Excel is told the separator by
        first += 1
    header = lines[first] if first < len(lines) else ""
    separator = max(SEPARATORS, key=lambda sign: _known_cells(header, sign, knows))
    names = [plain_name(cell) for cell in _cells([header], separator) or ()]
    table = Table(columns=[name for name in names if name])
    for number, cells in _csv_rows(lines, first + 1, separator):
        if cells is None:
            table.skip(Reason.LINE_UNREADABLE, number, text=lines[number - 1].strip()[:60])
        elif not any(cell.strip() for cell in cells):
            continue
        elif any(cell.strip() for cell in cells[len(names) :]):
            table.skip(Reason.TOO_MANY_CELLS, number, found=len(cells), expected=len(names))
        elif len(cells) < len(names):
            table.skip(Reason.TOO_FEW_CELLS, number, found=len(cells), expected=len(names))
        else:
            pairs = zip(reversed(names), reversed(cells[: len(names)]), strict=True)
            table.add(number, {name: cell for name, cell in pairs if name})  # the first one counts
    return table


def _known_cells(header: str, separator: str, knows: Callable[[str], bool]) -> int:
    return sum(knows(plain_name(cell)) for cell in _cells([header], separator) or ())


def _csv_rows(
    lines: list[str], position: int, separator: str
) -> Iterator[tuple[int, list[str] | None]]:
    """The cells of each row with the number of its first line; None where its quotes are wrong."""
    while position < len(lines):
        rest = lines[position : position + MOST_LINES_IN_A_ROW]
        cells, taken = _cells(rest, separator), 1
        if cells is not None:
            taken += sum(cell.count("\n") for cell in cells)
        yield position + 1, cells
        position += taken


def _cells(lines: list[str], separator: str) -> list[str] | None:
    """The cells of the first row of these lines."""
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=separator, strict=True)
    try:
        return next(reader, [])
    except csv.Error:
        return None


def _read_json(text: str) -> Table:
    """The objects of a list, up to where the text breaks off."""
    table = Table(counts_lines=False)
    position, decoder = _start_of_list(text), json.JSONDecoder()
    number = 0
    while position < len(text) and text[position] != "]":
        number += 1
        try:
            item, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            table.remarks.append(Remark(Reason.CUT_SHORT, number))
            break
        position = OBJECT_END.match(text, position).end()  # type: ignore[union-attr]
        if isinstance(item, dict):
            table.add(number, _as_texts(item))
        else:
            table.skip(Reason.LINE_UNREADABLE, number, text=_as_text(item)[:60])
    if position >= len(text):
        table.remarks.append(Remark(Reason.CUT_SHORT, number + 1))
    table.columns = list(dict.fromkeys(name for _number, row in table.rows for name in row))
    return table


def _start_of_list(text: str) -> int:
    """Where the first object of the list is; the list may stand in an object, under any name."""
    found = re.match(r'\s*(?:\{\s*"[^"]*"\s*:\s*)?\[\s*', text)
    if not found:
        raise RefusedError(Reason.NOT_A_LIST)
    return found.end()


def _as_texts(item: dict[str, Any]) -> dict[str, str]:
    return {plain_name(name): _as_text(value) for name, value in reversed(item.items())}


def _as_text(value: Any) -> str:
    """A value as a cell of a table would hold it."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(map(_as_text, value))
    if isinstance(value, dict) and {"lat", "lon"} <= value.keys():
        return f"{value['lat']},{value['lon']}"
    return CONTROLS.sub(UNREADABLE, str(value))
