"""A selection of kits or of offers as addresses: the same list, a filter more or less."""

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from cms.nearby import PLACE, NearbySelection
from cms.selections import Choice, FilterAtWork, pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from schools.forms import KitFilterForm
    from schools.models import SchoolLevel

ONE_BOX = ("classe", "discipline", "musee")
KIND = "quoi"


class Widening(NamedTuple):
    """The fewest filters whose removal finds something, and how much that makes."""

    label: str
    url: str
    count: int


class KitSelection(NearbySelection):
    """What an address of the list asks for."""

    @property
    def beyond_first(self) -> list[tuple[str, str]]:
        """What boxes that hold one value each cannot tell, and the form must not lose."""
        several = {name: self.values.get(name, [])[1:] for name in ONE_BOX}
        return pairs(several | {KIND: self.values.get(KIND, [])})

    @property
    def is_of_offers(self) -> bool:
        """Whether it asks for offers, and not for kits."""
        return KIND in self.values

    def kinds(self, kits: int, offers: int, key: str) -> list[Choice]:
        """The same filters for kits and for offers, each with how many there are."""
        return [
            Choice(
                _("Class kits (%(count)s)") % {"count": kits},
                self.address(**{KIND: None}),
                not self.is_of_offers,
            ),
            Choice(
                _("Visits and workshops (%(count)s)") % {"count": offers},
                self.address(**{KIND: key}),
                self.is_of_offers,
            ),
        ]

    def without_each_by(self, form: "KitFilterForm") -> list[FilterAtWork]:
        """Each filter at work, a town said as people say it."""
        others = [name for name in self.values if name not in (*PLACE, KIND)]
        filters = [one for name in others for one in self.without(name, form)]
        return [*self.without_place(form.nearby), *filters]

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

    def widest(
        self, form: "KitFilterForm", failures: "Mapping[tuple[str, ...], int]"
    ) -> Widening | None:
        """What to drop, from how many there are by the filters that they do not pass.

        Those that fail the fewest filters are found by dropping just these.
        """
        if not failures:
            return None
        dropped = max(failures, key=lambda failed: (-len(failed), failures[failed], failed))
        place = PLACE if PLACE[0] in dropped else ()
        others = [(key, value) for key, value in pairs(self.values) if key in {*dropped} - {*PLACE}]
        labels = [form.label(key, value) for key, value in others]
        labels += [one.label for one in self.without_place(form.nearby) if place]
        away = dict.fromkeys((*dropped, *place))
        return Widening(", ".join(labels), self.address(**away), failures[dropped])
