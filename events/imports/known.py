"""What a museum's calendars made before, and how an event is found again under another name."""

from collections.abc import Iterator
from datetime import datetime

from events.doubles import days_from, doubles_among
from events.imports.reporting import stored_uid
from events.models import CalendarSource, EventPage, ImportedEvent
from events.occurrences import planned_occurrences
from events.page_querysets import EventQuerySet


class Known:
    """The imported events of a museum, by the names that its calendars give them."""

    def __init__(self, source: CalendarSource, now: datetime) -> None:
        self.source = source
        self.now = now
        found = ImportedEvent.objects.filter(museum=source.museum_id).select_related("page")
        self.by_uid = {imported.uid: imported for imported in found}

    def __iter__(self) -> Iterator[ImportedEvent]:
        return iter(self.by_uid.values())

    def named(self, uid: str) -> ImportedEvent | None:
        return self.by_uid.get(stored_uid(uid))

    def renamed(self, page: EventPage, uid: str, named: set[str]) -> ImportedEvent | None:
        """What is the same as `page`, and is no longer among what the calendar names.

        Some programs give an event another UID each time, and so does another program to which
        a museum moves its calendar. It bears the new name from now on.
        """
        unnamed = {one.page_id: one for one in self if self._is_unnamed(one, named)}
        doubles = unnamed and self.doubles_of(page, EventPage.objects.filter(pk__in=unnamed))
        if not doubles:
            return None
        imported = unnamed[doubles[0].pk]
        del self.by_uid[imported.uid]
        imported.uid = stored_uid(uid)
        self.by_uid[imported.uid] = imported
        return imported

    def doubles_of(self, page: EventPage, events: EventQuerySet) -> list[EventPage]:
        """Of these events, those of a close title on one of the days of a page not saved yet."""
        page.museum = self.source.museum  # it hangs nowhere yet
        days = days_from(planned_occurrences(page, self.now))
        return doubles_among(events, page.title, days, self.now)

    def _is_unnamed(self, imported: ImportedEvent, named: set[str]) -> bool:
        return (
            imported.uid not in named
            and imported.source_id in (None, self.source.pk)
            and imported.page is not None
            and imported.page.path.startswith(self.source.museum.path)
            and not imported.page.locked
        )
