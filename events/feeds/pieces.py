"""What a feed is joined from: entries that are stored, or written now where they are not."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import FilteredRelation, Model, Q, QuerySet

from cms.ical import vevent
from events.feeds.budget import Entry
from events.ical import Telling, other_lines, title_line
from events.models.occurrence import EventFragment, EventSeries, Occurrence

# What entries are written from, read as plain values: a network has hundreds of them in one feed.
FRAGMENT_FIELDS = (
    "event_key",
    "title",
    "museum_title",
    "description",
    "lines",
    "html",
    "image_url",
    "sequence",
    "updated_at",
)

Source = tuple[type[Model], int]  # a date or a series, by its key
Lines = tuple[str, str]  # the title, and all others


class Piece(NamedTuple):
    """What a feed reads of a date or a series: when it is, and its lines where they are stored."""

    model: type[Model]
    pk: int
    starts_at: datetime
    ends_at: datetime
    timezone: str
    title_line: str | None = None
    lines: str | None = None

    @property
    def source(self) -> Source:
        """The row that it tells."""
        return self.model, self.pk


@dataclass(frozen=True)
class Pieces:
    """Reads and joins the pieces of one feed, in its language and as it tells them.

    What is not stored: dates that a rule tells elsewhere, reminders, HTML, and all that was
    published before entries were stored at all.
    """

    language: str
    telling: Telling

    def read(self, items: QuerySet) -> list[Piece]:
        """A piece for each of these dates or series, in their order."""
        title = "title_line_with_museum" if self.telling.with_museum else "title_line"
        stored = (f"entry__{title}", "entry__lines") if self.telling.is_plain else ()
        entry = FilteredRelation("entries", condition=Q(entries__language=self.language))
        fields = ("pk", "starts_at", "ends_at", "timezone", *stored)
        rows = items.annotate(entry=entry).values_list(*fields)
        return [Piece(items.model, *row) for row in rows]

    def join(self, pieces: list[Piece]) -> list[Entry]:
        """The entries, whole."""
        written = self._written([piece.source for piece in pieces if piece.lines is None])
        return [
            Entry(
                piece.starts_at,
                piece.ends_at,
                vevent(written.get(piece.source) or (piece.title_line, piece.lines)),
            )
            for piece in pieces
        ]

    def fragments(self, items: Iterable[Occurrence | EventSeries]) -> dict[UUID, EventFragment]:
        """What each event says, by its key."""
        keys = {item.event_key for item in items}
        found = EventFragment.objects.filter(language=self.language, event_key__in=keys)
        rows = found.values_list(*FRAGMENT_FIELDS, named=True)
        return {fragment.event_key: fragment for fragment in rows}

    def _written(self, sources: list[Source]) -> dict[Source, Lines]:
        """The lines of these dates and series, from their rows and texts."""
        items = _rows_of(sources)
        fragments = self.fragments(items.values())
        return {
            source: self._lines(item, fragments[item.event_key]) for source, item in items.items()
        }

    def _lines(self, item: Occurrence | EventSeries, fragment: EventFragment) -> Lines:
        return title_line(item, fragment, self.telling), other_lines(item, fragment, self.telling)


def _rows_of(sources: list[Source]) -> dict[Source, Occurrence | EventSeries]:
    keys: dict[type[Model], list[int]] = defaultdict(list)
    for model, pk in sources:
        keys[model].append(pk)
    rows = {model: model.objects.in_bulk(pks) for model, pks in keys.items()}
    return {(model, pk): rows[model][pk] for model, pk in sources}
