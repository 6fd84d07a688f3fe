"""A selection of the directory as addresses: the same list with a filter more, or one less."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.nearby import PLACE, NearbySelection
from cms.selections import Choice, FilterAtWork

if TYPE_CHECKING:
    from museums.forms import MuseumFilterForm


class MuseumSelection(NearbySelection):
    """What an address of the directory asks for."""

    def without_each_by(self, form: "MuseumFilterForm") -> list[FilterAtWork]:
        """Each filter at work, a town said as people say it."""
        others = [name for name in self.values if name not in PLACE]
        filters = [one for name in others for one in self.without(name, form)]
        return [*self.without_place(form.nearby), *filters]

    def shortcuts(self) -> list[Choice]:
        """What most people ask for."""
        return [
            self._with(_("Open today"), "ouvert", "jour"),
            self._with(_("Open now"), "ouvert", "maintenant"),
            self._with(_("Free of charge"), "gratuit", True),
            self._with(_("Step-free"), "acces", ["plain-pied"]),
        ]

    def _with(self, label: str, key: str, value: object) -> Choice:
        """The same list with this filter, or without it where it is at work."""
        is_current = self.values.get(key) == value
        return Choice(label, self.address(**{key: None if is_current else value}), is_current)
