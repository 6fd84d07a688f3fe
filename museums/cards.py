"""Museums in a list: each with today's hours, and how far it is where somebody named a town."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from cms.translations import spoken
from museums.openings import Opening, openings_of

if TYPE_CHECKING:
    from museums.models import MuseumPage


@dataclass(frozen=True)
class MuseumCard:
    """A museum in the language being spoken; `km` where a place was named."""

    museum: "MuseumPage"
    opening: Opening
    km: float | None = None


def cards_of(
    members: "Iterable[MuseumPage]", now: datetime, distances: Mapping[int, float]
) -> list[MuseumCard]:
    """The cards of these members, in their order, with the queries of one.

    `distances` are kilometres by key.
    """
    members = list(members)
    words, openings = spoken(members), openings_of(members, now)
    return [
        MuseumCard(
            words.get(member.translation_key, member),
            openings[member.pk],
            distances.get(member.pk),
        )
        for member in members
    ]
