"""Museums in a list: each with today's hours, and how far it is where somebody named a town."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cms.translations import spoken

if TYPE_CHECKING:
    from museums.models import MuseumPage
    from museums.openings import Opening

PICTURED = 6


@dataclass(frozen=True)
class MuseumCard:
    """A museum in the language being spoken; `km` where a place was named.

    Only the first ones of a list have their picture: what nobody scrolls to would be fetched too.
    """

    museum: "MuseumPage"
    opening: "Opening"
    km: float | None = None
    is_pictured: bool = False


def cards_of(
    members: "Iterable[MuseumPage]",
    openings: "Mapping[int, Opening]",
    distances: Mapping[int, float],
) -> list[MuseumCard]:
    """The cards of these members, in their order, with the queries of one.

    `openings` are what museums/openings.py says of them, and `distances` kilometres, by key.
    """
    members = list(members)
    words = spoken(members)
    return [
        MuseumCard(
            words.get(member.translation_key, member),
            openings[member.pk],
            distances.get(member.pk),
            is_pictured=place < PICTURED,
        )
        for place, member in enumerate(members)
    ]
