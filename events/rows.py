"""Dates as rows of a list: drawn when they are shown, or once for all who are shown them."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from django.http import HttpRequest
from django.template.loader import get_template
from django.utils.safestring import SafeString

from cms.kept import drawn_items, each_kept
from cms.nearby import Nearby, km_away
from cms.templatetags.components import hour
from events.models.occurrence import Occurrence
from events.nearby import HostKey

if TYPE_CHECKING:
    from events.querysets import OccurrenceQuerySet

ROW = "events/components/occurrence_row.html"


class DrawnRow(NamedTuple):
    """A date as its row, with the day under which it stands."""

    starts_on: date
    html: SafeString


def rows_of(
    request: HttpRequest, found: "OccurrenceQuerySet", nearby: Nearby | None
) -> "list[DrawnRow] | OccurrenceQuerySet":
    """What a list of these dates shows; near a town each row tells its way, and none is kept."""
    return found.for_list() if nearby else drawn_rows(request, found)


def drawn_rows(request: HttpRequest, found: "OccurrenceQuerySet") -> list[DrawnRow]:
    """The rows of these dates; only those that nobody has been shown yet are read and drawn."""
    days = groupby(found.values_list("pk", "starts_on"), key=itemgetter(1))
    places = {pk: (day, place == 0) for day, rows in days for place, (pk, _day) in enumerate(rows)}
    keys = {pk: (pk, is_first) for pk, (_day, is_first) in places.items()}

    def draw_missing(missing: list[tuple[int, bool]]) -> dict[tuple[int, bool], SafeString]:
        rows = read(pk for pk, _is_first in missing)
        return {key: draw(rows[key[0]], key[1], None) for key in missing if key[0] in rows}

    html = each_kept(request, "row", keys.values(), draw_missing)
    return [DrawnRow(places[pk][0], html[key]) for pk, key in keys.items() if key in html]


def drawn_cards(
    request: HttpRequest, found: "OccurrenceQuerySet", template: str, **context: Any
) -> list[SafeString]:
    """The same for any other list, each date as `template` draws it."""
    return drawn_items(request, found, read, template, **context)


def read(pks: Iterable[int]) -> dict[int, Occurrence]:
    """The dates of these keys, with all that a row or a card shows."""
    return Occurrence.objects.for_list().in_bulk(list(pks))


def drawn(rows: Iterable[Occurrence | DrawnRow], nearby: Nearby | None) -> list[SafeString]:
    """The rows of one day, the first with its picture; those that are drawn as they are."""
    return [
        row.html if isinstance(row, DrawnRow) else draw(row, place == 0, nearby)
        for place, row in enumerate(rows)
    ]


def draw(occurrence: Occurrence, has_picture: bool, nearby: Nearby | None) -> SafeString:
    """A date in the list of its day."""
    start, end = start_and_end(occurrence)
    return get_template(ROW).render(
        {
            "item": occurrence,
            "start": start,
            "end": end,
            "has_picture": has_picture,
            "way": way(occurrence, nearby),
        }
    )


def start_and_end(occurrence: Occurrence) -> tuple[str, str]:
    """The hours on the clock of its place; empty where they are not known, or all day long."""
    if occurrence.is_all_day:
        return "", ""
    end = hour(occurrence.local_end.time()) if occurrence.has_end else ""
    return hour(occurrence.local_start.time()), end


def way(occurrence: Occurrence, nearby: Nearby | None) -> str:
    """« à 12 km »: how far it is from the town that somebody named; empty where none was."""
    return km_away(nearby.distances.get(HostKey.of(occurrence))) if nearby else ""
