"""Who receives the public, as one asks where: cms/nearby.py measures how far they are."""

from collections.abc import Collection
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, Self

from django.apps import apps
from django.db.models import F, Q, Value
from django.utils.text import slugify

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


def at_hosts(keys: Collection[HostKey]) -> Q:
    """What these hosts receive, as a condition on rows of the agenda."""
    by_kind = {kind: [key.pk for key in keys if key.kind == kind] for kind in ("museum", "venue")}
    return Q(museum__in=by_kind["museum"]) | Q(museum=None, page__venue__in=by_kind["venue"])
