"""A selection of class kits as addresses: the same list with a filter more, or one less."""

from typing import TYPE_CHECKING, NamedTuple

from cms.selections import Choice, FilterForm, Selection, pairs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from schools.models import SchoolLevel

ONE_BOX = ("classe", "discipline", "musee")


class Widening(NamedTuple):
    """The filter whose removal finds most, and how many kits that makes."""

    label: str
    url: str
    count: int


class KitSelection(Selection):
    """What an address of the list asks for."""

    @property
    def beyond_first(self) -> list[tuple[str, str]]:
        """What boxes that hold one value each cannot tell, and the form must not lose."""
        return [(name, value) for name in ONE_BOX for value in self.values.get(name, [])[1:]]

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

    def widest(self, form: FilterForm, counts: dict[str, int]) -> Widening | None:
        """The filter to drop first, from how many kits there are without each."""
        name = max(counts, key=counts.__getitem__, default="")
        if not name or not counts[name]:
            return None
        labels = [form.label(name, value) for key, value in pairs(self.values) if key == name]
        return Widening(", ".join(labels), self.address(**{name: None}), counts[name])
