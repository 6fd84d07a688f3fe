"""What a file can say of a museum, one value at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.functional import Promise

from museums.imports import converting

if TYPE_CHECKING:
    from museums.models import MuseumPage

FRENCH_ONLY = frozenset({converting.postcode, converting.phone})


@dataclass(frozen=True)
class Field:
    """A field of a museum's page: its columns, how it is read from them, from a page, and written.

    Its value is text, or a list of texts, as it is kept in the database and compared.
    """

    name: str
    label: str | Promise
    columns: tuple[str, ...]
    convert: Callable[[str], Any]
    example: str
    most: int = 0  # characters, where the database has a limit
    read: Callable[["MuseumPage"], Any] | None = None
    write: Callable[["MuseumPage", Any], None] | None = None
    show: Callable[[Any], str] = str

    def value_of(self, museum: "MuseumPage") -> Any:
        return (self.read or attrgetter(self.name))(museum)

    def put(self, museum: "MuseumPage", value: Any) -> None:
        if self.write:
            self.write(museum, value)
        else:
            setattr(museum, self.name, value)

    def converted(self, text: str) -> Any:
        """The value of a cell; raises RefusedError where it cannot be taken."""
        if settings.COUNTRY != "FR" and self.convert in FRENCH_ONLY:
            return converting.as_written(text)
        return self.convert(text)
