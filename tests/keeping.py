"""What many tests start from: made once, kept as rows and files, laid down again for each of them.

To make a network takes a tenth of a second of saving and looking after; its rows lie there in two
thousandths. Nothing is taken on trust: what is kept is laid down only where the tables that it
changes are as they were when it was made, at the same moment; it is made for real otherwise.
"""

import pickle
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from functools import partial, wraps
from inspect import Parameter, signature
from io import BytesIO
from pathlib import Path
from typing import Any

import time_machine
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from home.tree import Tree

Row = tuple[Any, ...]
Rows = dict[Any, Row]
WAYS = 4  # in which the same is made, after one thing or another


@dataclass(frozen=True)
class Table:
    """The table of a model, below the ORM: neither signals nor converted values."""

    name: str
    key: str
    columns: tuple[str, ...]

    @classmethod
    def of(cls, model: type[Model]) -> "Table":
        key = model._meta.pk.column
        columns = sorted(
            (field.column for field in model._meta.local_concrete_fields),
            key=lambda column: column != key,  # the key first
        )
        quote = connection.ops.quote_name
        return cls(quote(model._meta.db_table), quote(key), tuple(map(quote, columns)))

    def run(self, statement: str, values: Sequence[Any] = ()) -> list[Row]:
        marks, columns = ", ".join(["%s"] * len(values)), ", ".join(self.columns)
        sql = statement.format(table=self.name, key=self.key, columns=columns, values=marks)
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall() if cursor.description else []

    def size(self) -> Row:
        """How many rows it holds, and the last of them."""
        return self.run("SELECT COUNT(*), MAX(CAST({key} AS VARCHAR)) FROM {table}")[0]

    def rows(self) -> Rows:
        return {row[0]: row for row in self.run("SELECT {columns} FROM {table}")}

    def hold(self, rows: Rows) -> bool:
        """Whether these rows are there, as they are."""
        if not rows:
            return True
        found = self.run("SELECT {columns} FROM {table} WHERE {key} IN ({values})", [*rows])
        return {row[0]: row for row in found} == rows

    def replace(self, gone: Rows, come: Rows) -> None:
        if gone:
            self.run("DELETE FROM {table} WHERE {key} IN ({values})", [*gone])
        for row in come.values():
            values = [str(value) if isinstance(value, time) else value for value in row]  # SQLite's
            self.run("INSERT INTO {table} ({columns}) VALUES ({values})", values)


@dataclass(frozen=True)
class Change:
    """What became of one table."""

    table: Table
    size_before: Row
    gone: Rows
    come: Rows

    def fits(self) -> bool:
        """Whether the table is as it was before."""
        return self.table.size() == self.size_before and self.table.hold(self.gone)


@dataclass(frozen=True)
class Kept:
    """What making something left in the database and among the files, and what was made."""

    changes: list[Change]
    leaned_on: dict[Table, Rows]
    files: dict[Path, bytes]
    made: bytes

    def fits(self) -> bool:
        """Whether it can be laid down: its place is free, and what it names is there."""
        return all(change.fits() for change in self.changes) and all(
            table.hold(rows) for table, rows in self.leaned_on.items()
        )

    def lay(self, given: Sequence[Model]) -> Any:
        """Lay it down; `given` then are as making it would have left them, and so is the answer."""
        for change in self.changes:
            change.table.replace(change.gone, change.come)
        for path, content in self.files.items():
            place = Path(settings.MEDIA_ROOT) / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        answer, states = Reader(self.made, given).load()
        for one, state in zip(given, states, strict=True):
            vars(one).clear()
            vars(one).update(state)
        return answer


def make_and_keep(make: Callable[[], Any], given: Sequence[Model]) -> tuple[Any, Kept]:
    """Make it for real, with an eye on every table and file."""
    models = [m for m in apps.get_models(include_auto_created=True) if is_written_to(m)]
    tables = {model: Table.of(model) for model in models}
    before = {model: (table.size(), table.rows()) for model, table in tables.items()}
    files_before = files()
    answer = make()
    after = {model: table.rows() for model, table in tables.items()}
    changes = {}
    for model, (size, old) in before.items():
        gone = {key: row for key, row in old.items() if after[model].get(key) != row}
        come = {key: row for key, row in after[model].items() if old.get(key) != row}
        if gone or come:
            changes[model] = Change(tables[model], size, gone, come)
    leaned_on = defaultdict(dict)
    for target, key in named_by(changes):
        if key in after[target] and not (target in changes and key in changes[target].come):
            leaned_on[tables[target]][key] = after[target][key]
    written = {path: content for path, content in files().items() if path not in files_before}
    state = written_down(answer, given)
    return answer, Kept([*changes.values()], dict(leaned_on), written, state)


def named_by(changes: dict[type[Model], Change]) -> Iterator[tuple[type[Model], Any]]:
    """The rows that those which have come name."""
    for model, change in changes.items():
        for field in model._meta.local_concrete_fields:
            if field.is_relation:
                target = field.related_model._meta.concrete_model
                place = change.table.columns.index(connection.ops.quote_name(field.column))
                for row in change.come.values():
                    yield target, row[place]


def is_written_to(model: type[Model]) -> bool:
    """Whether Django fills a table; SQLite itself fills that of its full-text search."""
    return model._meta.managed and not model._meta.db_table.endswith("_fts")


def files() -> dict[Path, bytes]:
    root = Path(settings.MEDIA_ROOT)
    return {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def written_down(answer: Any, given: Sequence[Model]) -> bytes:
    """The answer and what became of the given, which are named instead of written themselves."""
    buffer = BytesIO()
    Writer(buffer, given).dump((answer, [vars(one) for one in given]))
    return buffer.getvalue()


class Writer(pickle.Pickler):
    def __init__(self, buffer: BytesIO, given: Sequence[Model]) -> None:
        super().__init__(buffer)
        self.places = {id(one): place for place, one in enumerate(given)}

    def persistent_id(self, one: Any) -> int | None:
        return self.places.get(id(one))


class Reader(pickle.Unpickler):
    def __init__(self, made: bytes, given: Sequence[Model]) -> None:
        super().__init__(BytesIO(made))
        self.given = given

    def persistent_load(self, place: int) -> Model:
        return self.given[place]


class Keeper:
    """All that this run of the tests has kept so far."""

    def __init__(self) -> None:
        self.kept: dict[Any, list[Kept]] = defaultdict(list)

    def __call__(self, make: Callable[..., Any], *given: Any, indexed: bool = False) -> Any:
        """What `make(*given)` answers, and all that it does."""
        rows = [*rows_among(given)]
        moment = timezone.now() if time_machine.escape_hatch.is_travelling() else None
        names = tuple((type(one), one.pk) for one in rows)  # PostgreSQL counts on
        ways = self.kept[make, names, moment, indexed]
        fitting = next((kept for kept in ways if kept.fits()), None)
        if fitting:
            answer = fitting.lay(rows)
        elif len(ways) < WAYS:
            answer, kept = make_and_keep(partial(make, *given), rows)
            ways.append(kept)
        else:
            answer = make(*given)
        cache.clear()  # made or laid down, the same is to be asked
        return answer


def rows_among(given: Any) -> Iterator[Model]:
    """The rows that `make` may change besides the database: what they say by themselves."""
    if isinstance(given, Model):
        yield given
    elif isinstance(given, Tree):
        yield from vars(given).values()
    elif isinstance(given, list | tuple | dict):
        for one in given.values() if isinstance(given, dict) else given:
            yield from rows_among(one)


def kept(make: Callable[..., Any]) -> Callable[..., Any]:
    """Of a fixture: made once, laid down from then on."""

    @wraps(make)
    def lay(keep: Callable[..., Any], **given: Any) -> Any:
        return keep(make, *given.values())

    own = signature(make)
    keeper = Parameter("keep", Parameter.POSITIONAL_OR_KEYWORD)
    lay.__signature__ = own.replace(parameters=[keeper, *own.parameters.values()])
    return lay
