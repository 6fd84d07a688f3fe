"""Who receives the public, as one asks where: in some towns, or not far from one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, Self

from django.apps import apps
from django.db.models import F, Q, Value
from django.utils.text import slugify

from cms.distances import distance_km
from cms.models import Town

if TYPE_CHECKING:
    from events.models import Occurrence


class HostKey(NamedTuple):
    """What a host is called in the database: a member, or a partner venue of a season."""

    kind: str
    pk: int

    @classmethod
    def of(cls, occurrence: "Occurrence") -> Self:
        """The host of a date; that of a place elsewhere is who announces it."""
        if occurrence.museum_id:
            return cls("museum", occurrence.museum_id)
        return cls("venue", occurrence.page.venue_id)


class Host(NamedTuple):
    """A member or a partner venue, and where it is."""

    key: HostKey
    town: str
    latitude: Decimal | None
    longitude: Decimal | None

    @property
    def town_slug(self) -> str:
        """Its town as addresses write it."""
        return slugify(self.town)


def every_host() -> list[Host]:
    """All who receive the public, by town, in one query."""
    place = ("pk", "town", "latitude", "longitude")
    museums = apps.get_model("museums", "MuseumPage").objects.members().order_by()
    venues = apps.get_model("events", "PartnerVenue").objects.order_by()
    rows = museums.values_list(Value("museum"), *map(F, place)).union(
        venues.values_list(Value("venue"), *map(F, place)), all=True
    )
    hosts = [Host(HostKey(kind, pk), *where) for kind, pk, *where in rows]
    return sorted(hosts, key=lambda host: host.town_slug)


@dataclass(frozen=True)
class Nearby:
    """The hosts that are at most so many kilometres away from a town, as the crow flies."""

    town: Town
    radius: int
    distances: dict[HostKey, float]

    @classmethod
    def around(cls, town: Town, radius: int, hosts: Iterable[Host]) -> Self:
        """Measures every host whose place is known."""
        measured = {
            host.key: distance_km(town, host) for host in hosts if host.latitude is not None
        }
        near = {key: km for key, km in measured.items() if km <= radius}
        return cls(town, radius, near)

    def km_to(self, occurrence: "Occurrence") -> float | None:
        """How far a date's host is; None for one that is not near."""
        return self.distances.get(HostKey.of(occurrence))


def at_hosts(keys: Collection[HostKey]) -> Q:
    """What these hosts receive, as a condition on rows of the agenda."""
    by_kind = {kind: [key.pk for key in keys if key.kind == kind] for kind in ("museum", "venue")}
    return Q(museum__in=by_kind["museum"]) | Q(museum=None, page__venue__in=by_kind["venue"])
