"""A selection of the offers as addresses: the same list with a filter more, or one less."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cms.nearby import PLACE, NearbySelection
from cms.selections import FilterAtWork

if TYPE_CHECKING:
    from jobs.filters import JobFilterForm


@dataclass(frozen=True)
class JobSelection(NearbySelection):
    """What an address of the list of offers asks for."""

    def without_each_by(self, form: "JobFilterForm") -> list[FilterAtWork]:
        """Each filter at work, a town said as people say it; an order is none."""
        others = [name for name in form.filters_only if name not in PLACE]
        filters = [one for name in others for one in self.without(name, form)]
        return [*self.without_place(form.nearby), *filters]

    @property
    def cleared(self) -> str:
        """The list without a filter, in the same order."""
        return self.address(**{name: None for name in self.values if name != "tri"})
