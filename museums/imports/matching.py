"""Which member a line of a file is about: by its code, else by name and town; never a guess."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cms.french import normalise
from cms.town_names import plain_name
from museums.imports.reading import Row
from museums.imports.reasons import Reason, RefusedError
from museums.models import MuseumPage


@dataclass(eq=False)
class Known:
    """A member, and the line of the file that was about it, if there was one."""

    museum: MuseumPage
    number: int = 0


class Members:
    """The members by code and by name and town, in a form that forgives accents and capitals."""

    def __init__(self, museums: Iterable[MuseumPage]) -> None:
        self._by_code: dict[str, list[Known]] = defaultdict(list)
        self._by_name: dict[tuple[str, str], list[Known]] = defaultdict(list)
        for museum in museums:
            self.add(Known(museum))

    def add(self, known: Known, names: tuple[str, ...] = ()) -> None:
        """One more member, which other lines may be about."""
        museum = known.museum
        if museum.museofile_code:
            self._by_code[museum.museofile_code].append(known)
        for name in {normalise(name) for name in (museum.title, *names)}:
            self._by_name[name, plain_name(museum.town)].append(known)

    def meant_by(self, row: Row, values: dict[str, Any]) -> Known | None:
        """The member that a line is about; None for a new one. Raises RefusedError if unclear."""
        code = values.get("museofile_code", "")
        found = self._by_code.get(code, []) if code else []
        if not found:
            found = self._named(row, values["town"])
        if len(found) > 1:
            titles = ", ".join(f"{known.museum.title} ({known.museum.town})" for known in found[:5])
            raise RefusedError(Reason.AMBIGUOUS, museums=titles)
        if not found:
            return None
        (known,) = found
        other = known.museum.museofile_code
        if known.number:
            is_code = bool(code) and code == other
            details = {"code": code, "line": known.number} if is_code else {"line": known.number}
            raise RefusedError(Reason.SAME_CODE if is_code else Reason.SAME_MUSEUM, **details)
        if code and other and code != other:
            raise RefusedError(Reason.OTHER_CODE, museum=known.museum.title, code=other)
        return known

    def _named(self, row: Row, town: str) -> list[Known]:
        found = [
            known
            for name in row.names
            for known in self._by_name.get((normalise(name), plain_name(town)), ())
        ]
        return list(dict.fromkeys(found))
