"""A selection of class kits as addresses: the same list with a filter more, or one less."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from schools.forms import KitFilterForm
    from schools.models import SchoolLevel

MOST_INDEXED_FILTERS = 2
ONE_BOX = ("classe", "discipline", "musee")


class Choice(NamedTuple):
    """A link to another selection; `is_current` where that is the one on show."""

    label: str
    url: str
    is_current: bool = False


class Widening(NamedTuple):
    """The filter whose removal finds most, and how many kits that makes."""

    label: str
    url: str
    count: int


@dataclass(frozen=True)
class KitSelection:
    """What an address of the list asks for: the list's own address, and valid values."""

    url: str
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def query(self) -> str:
        """The selection, encoded for an address: one order, nothing that does not hold."""
        return urlencode(pairs(self.values))

    @property
    def is_indexed(self) -> bool:
        """Whether search engines may list it: few filters, or there would be no end of them."""
        return len(pairs(self.values)) <= MOST_INDEXED_FILTERS

    @property
    def beyond_first(self) -> list[tuple[str, str]]:
        """What boxes that hold one value each cannot tell, and the form must not lose."""
        return [(name, value) for name in ONE_BOX for value in self.values.get(name, [])[1:]]

    def address(self, **changes: Any) -> str:
        """The selection with other values; None takes a filter away."""
        kept = {name: value for name, value in (self.values | changes).items() if value}
        return f"{self.url}?{urlencode(pairs(kept))}" if kept else self.url

    def cycles(self, cycles: "Iterable[SchoolLevel]") -> list[Choice]:
        """The same filters for one cycle, or one kind of lycée; the one on show leads back."""
        chosen = self.values.get("classe", [])
        return [
            Choice(
                str(cycle),
                self.address(classe=None if chosen == [cycle.code] else [cycle.code]),
                chosen == [cycle.code],
            )
            for cycle in cycles
        ]

    def without_each(self, form: "KitFilterForm") -> list[Choice]:
        """Each value by its name, with the address of the selection without it."""
        choices = []
        for name, value in pairs(self.values):
            chosen = self.values[name]
            rest = [other for other in chosen if other != value] if name in form.SEVERAL else None
            choices.append(Choice(form.label(name, value), self.address(**{name: rest})))
        return choices

    def widest(self, form: "KitFilterForm", counts: dict[str, int]) -> Widening | None:
        """The filter to drop first, from how many kits there are without each."""
        name = max(counts, key=counts.__getitem__, default="")
        if not name or not counts[name]:
            return None
        labels = [form.label(name, value) for key, value in pairs(self.values) if key == name]
        return Widening(", ".join(labels), self.address(**{name: None}), counts[name])


def pairs(values: dict[str, Any]) -> list[tuple[str, str]]:
    """Values as an address has them: (key, value), a key as often as it has values."""
    return [
        (name, str(one))
        for name, value in values.items()
        for one in (value if isinstance(value, list) else [value])
    ]
