"""The same event entered twice: the same host, a day in common, a title that is close."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from difflib import SequenceMatcher
from uuid import UUID

from cms.french import question_words
from events.choices import OccurrenceStatus
from events.models import EventPage, Occurrence
from events.occurrences import planned_occurrences
from events.page_querysets import EventQuerySet

CLOSE = 0.85
"""From where on two titles are one. Of the 7,503 pairs of titles of the demo, the closest that
mean two events (« Le tableau a disparu », « Les tableaux se disputent ») are alike by 0.81."""


def probable_doubles(page: EventPage, days: Collection[date], now: datetime) -> list[EventPage]:
    """The other events of its host, on line or drafts, that seem to be the same as this one."""
    others = EventPage.objects.sources().exclude(pk=page.pk)
    if page.museum:
        others = others.child_of(page.museum)
    else:
        others = others.filter(venue__isnull=False, venue=page.venue_id)
    return doubles_among(others, page.title, days, now)


def doubles_among(
    events: EventQuerySet, title: str, days: Collection[date], now: datetime
) -> list[EventPage]:
    """Of these events, those of a close title that take place on one of these days.

    Two queries however many they are, and a few for each draft of a close title.
    """
    close = [event for event in events if is_close(event.draft_title, title)]
    announced: dict[UUID, list[Occurrence]] = {event.event_key: [] for event in close}
    for row in Occurrence.objects.of_events(announced) if close else ():
        announced[row.event_key].append(row)
    for event in close:
        if not event.live:
            draft = event.get_latest_revision_as_object()
            announced[event.event_key] = planned_occurrences(draft, now)
    return [event for event in close if not days_from(announced[event.event_key]).isdisjoint(days)]


def is_close(title: str, other: str) -> bool:
    """Whether two titles are one but for the order of their words, small words and slips.

    Numbers must be the same: "Stage 1" and "Stage 2" are two.
    """
    one, two = (sorted(question_words(text)) for text in (title, other))
    if [word for word in one if word.isdigit()] != [word for word in two if word.isdigit()]:
        return False
    return SequenceMatcher(None, " ".join(one), " ".join(two)).ratio() >= CLOSE


def days_from(rows: Iterable[Occurrence]) -> set[date]:
    """Every day on which one of these sittings takes place."""
    return {
        row.starts_on + timedelta(days=number)
        for row in rows
        if row.status != OccurrenceStatus.CANCELLED
        for number in range((row.ends_on - row.starts_on).days + 1)
    }
