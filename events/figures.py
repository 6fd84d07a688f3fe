"""How much a selection of the agenda holds, counted once for all until something is published."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from django.http import HttpRequest

from cms.kept import kept
from events.models.occurrence import Occurrence
from events.querysets import OccurrenceQuerySet
from events.selections import AgendaSelection

# On no clock of the world has a day that is two days away begun: none of its dates is over.
LATER = timedelta(days=2)
DAY = timedelta(days=1)
NEVER = datetime.max.replace(tzinfo=UTC)


class Figures(NamedTuple):
    """What changes only when somebody publishes, until the day is over."""

    later: int  # dates that are not over as long as this day lasts
    ends: list[datetime]  # when each of the other ones will be
    exhibitions: int
    by_day: list[tuple[date, int]]

    def number_of_dates(self, now: datetime) -> int:
        """How many dates one can still go to."""
        return self.later + sum(end > now for end in self.ends)


def kept_figures(
    request: HttpRequest, filters: dict[str, Any], selection: AgendaSelection, now: datetime
) -> Figures:
    """The figures of a selection; `filters` are those that it asks for."""

    def count() -> Figures:
        first, last = selection.period
        visible = Occurrence.objects.visible().filtered(**filters)
        counted = Occurrence.objects.visible_to_count().filtered(**filters)
        return Figures(
            later=counted.dated().between(first or now.date() + LATER, last, now=now).count(),
            ends=[] if first else _ends(visible, last, now),
            exhibitions=counted.spans().running(first, last, now=now).count(),
            by_day=counted.dated().counts_by_day(*selection.days_shown(now.date())),
        )

    return kept(request, "figures", count, selection.own_address, now.date())


def _ends(found: OccurrenceQuerySet, last: date | None, now: datetime) -> list[datetime]:
    """When what takes place today or tomorrow is over; without a known end, not on its day."""
    today = now.date()
    until = min(last or date.max, today + LATER - DAY)
    rows = found.dated().between(None, until, now=now).order_by()
    ends = rows.values_list("ends_at", "has_end", "starts_on")
    return [end if has_end or day < today else NEVER for end, has_end, day in ends]
