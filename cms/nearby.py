"""Lists narrowed to what is not far from a town: how one asks, what is near, how it is said."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.distances import Place, distance_km
from cms.models import Town
from cms.selections import Choice, FilterAtWork, FilterForm, Selection
from cms.town_field import TownField, proposed_towns

RADII = (5, 10, 20, 30, 50)  # kilometres
USUAL_RADIUS = 20
PLACE = ("pres", "rayon")

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Nearby(Generic[Key]):
    """What is at most so many kilometres away from a town, as the crow flies, by key."""

    town: Town
    radius: int
    distances: dict[Key, float]

    @classmethod
    def around(cls, town: Town, radius: int, places: Mapping[Key, Place]) -> Self:
        """Measures every place that is known."""
        measured = {
            key: distance_km(town, place)
            for key, place in places.items()
            if place.latitude is not None
        }
        return cls(town, radius, {key: km for key, km in measured.items() if km <= radius})


class NearbyFilterForm(FilterForm):
    """A list's filters, a town and a radius among them."""

    pres = TownField(
        label=gettext_lazy("Near"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("Town or postcode")}),
    )
    rayon = forms.TypedChoiceField(
        label=gettext_lazy("Within"),
        required=False,
        coerce=int,
        choices=[(str(radius), f"{radius}\u00a0km") for radius in RADII],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        radius = self.fields["rayon"]
        radius.widget.choices = [
            ("" if value == str(USUAL_RADIUS) else value, label) for value, label in radius.choices
        ]

    def places(self) -> Mapping[Any, Place]:
        """What may be near, by key; each list says."""
        raise NotImplementedError

    @cached_property
    def valid_values(self) -> dict[str, Any]:
        """A radius is worth saying only around a town, and where it is not the usual one."""
        values = super().valid_values
        if values.get("rayon") == USUAL_RADIUS or "pres" not in values:
            values.pop("rayon", None)
        return values

    @cached_property
    def nearby(self) -> Nearby | None:
        """What is near the town that is asked for, if any is."""
        town = self.valid_values.get("pres")
        radius = self.valid_values.get("rayon", USUAL_RADIUS)
        return Nearby.around(town, radius, self.places()) if town else None

    def proposed_towns(self) -> list[Town]:
        """What may be meant where the town asked for is unclear."""
        return proposed_towns(self)


@dataclass(frozen=True)
class NearbySelection(Selection):
    """What an address asks for, where it may ask for a town."""

    def proposals(self, towns: list[Town]) -> list[Choice]:
        """The same filters near each town that may be meant."""
        return [Choice(str(town), self.address(pres=town)) for town in towns]

    def without_place(self, nearby: Nearby | None) -> list[FilterAtWork]:
        """The town and its radius, as one filter."""
        if not nearby:
            return []
        place = {"town": nearby.town.name, "radius": nearby.radius}
        label = _("At most %(radius)s km from %(town)s") % place
        return [FilterAtWork(label, self.address(pres=None, rayon=None))]


def km_away(km: float | None) -> str:
    """« à 12 km »; empty where nobody asked."""
    return "" if km is None else _("%(distance)s km away") % {"distance": max(1, round(km))}
