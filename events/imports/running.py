"""One reading of a museum's calendar: what it makes, changes, leaves alone, and reports."""

import logging
from datetime import date, datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from events.choices import ImportMode, LineKind
from events.imports.announced import Announced, Reading
from events.imports.fetching import Fetched, Gate, fetch
from events.imports.known import Known
from events.imports.limits import MOST_PAGES, PAGES_TO_TRY, SECONDS_TO_TRY, Budget
from events.imports.merging import Merge, Values, merge
from events.imports.pages import EXCEPTION, Announcer, field_names, page_values, write
from events.imports.paging import whole_export
from events.imports.reading import read
from events.imports.reasons import Reason, RefusedError
from events.imports.reporting import Notes, stored_uid
from events.models import CalendarSource, EventPage, ImportedEvent
from events.occurrences import MOST_FUTURE_DATES, sittings_of
from events.recurrences import expand, horizon_on

logger = logging.getLogger(__name__)


def run(source: CalendarSource, now: datetime, gate: Gate | None = None) -> Notes:
    """Read the calendar, bring the museum's pages in line with it, keep the report."""
    this_run = SourceRun(source, now)
    fetched = None
    try:
        fetched = _whole(source, _fetched(source, now, gate), gate, MOST_PAGES)
        this_run.take(fetched)
    except RefusedError as refusal:
        this_run.notes.refused(refusal)
    this_run.notes.store(fetched)
    return this_run.notes


def rehearse(source: CalendarSource, now: datetime, gate: Gate | None = None) -> Notes:
    """Say what a run would do, and do nothing; the source need not be saved."""
    this_run = SourceRun(source, now, is_rehearsal=True)
    try:
        this_run.take(_whole(source, fetch(source.url, _agent(), gate=gate), gate, PAGES_TO_TRY))
    except RefusedError as refusal:
        this_run.notes.refused(refusal)
    return this_run.notes


def _fetched(source: CalendarSource, now: datetime, gate: Gate | None) -> Fetched:
    """The calendar; whole when the horizon has moved, since rules are then told further."""
    then = source.last_run_at
    has_moved = then is None or horizon_on(_day(then)) != horizon_on(_day(now))
    if has_moved or source.failure:
        return fetch(source.url, _agent(), gate=gate)
    return fetch(source.url, _agent(), source.etag, source.last_modified, gate)


def _whole(source: CalendarSource, fetched: Fetched, gate: Gate | None, most: int) -> Fetched:
    """With the pages that follow; whether they are still the same nobody can ask next time."""
    if fetched.content is None:
        return fetched
    ask = partial(fetch, agent=_agent(), gate=gate)
    content, pages = whole_export(
        source.url, fetched.content, lambda url: ask(url).content or b"", most
    )
    return fetched if pages == 1 else Fetched(content)


def _agent() -> str:
    return f"Mosaique (+{settings.BASE_URL})"


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)


class SourceRun:
    """Takes the events of one calendar, one after the other, and notes what became of each."""

    def __init__(
        self, source: CalendarSource, now: datetime, *, is_rehearsal: bool = False
    ) -> None:
        self.source = source
        self.now = now
        self.today = _day(now)
        self.is_rehearsal = is_rehearsal
        self.may_publish = source.may_publish()
        self.announcer = Announcer(source)
        self.notes = Notes(source, now)
        self.known = Known(source, now)
        self.named: set[str] | None = None  # all that the calendar names, if it was read whole

    def take(self, fetched: Fetched) -> None:
        """All that was fetched. Raises RefusedError where it is no calendar."""
        if fetched.content is not None:
            budget = Budget(seconds=SECONDS_TO_TRY) if self.is_rehearsal else Budget()
            horizon = horizon_on(self.today)
            self.take_all(read(fetched.content, horizon, settings.TIME_ZONE, budget))

    def take_all(self, reading: Reading) -> None:
        """All that was read: the remarks, each event, what is no longer announced."""
        if self.source.mode == ImportMode.PUBLISH and not self.may_publish:
            self.notes.say(LineKind.DEFECT, Reason.MAY_NOT_PUBLISH)
        self.notes.counts_lines = reading.counts_lines
        for remark in reading.remarks:
            self.notes.remark(remark)
        self.named = {stored_uid(uid) for uid in reading.named} if reading.is_complete else None
        for announced in reading.events:
            try:
                with transaction.atomic():
                    self._take_event(announced)
            except Exception:
                logger.exception("Event %s of %s could not be imported", announced.uid, self.source)
                self.notes.of(announced, LineKind.SKIPPED, Reason.FAILED)
        if self.named is not None:
            self._mark_vanished(self.named)

    def _take_event(self, announced: Announced) -> None:
        imported = self.known.named(announced.uid)
        if reason := self._reason_to_leave(announced, imported):
            self.notes.of(announced, LineKind.SKIPPED, reason)
        elif imported is not None:
            self._update(announced, imported)
        elif self._is_ahead(announced):
            self._create(announced)
        else:
            self.notes.count(LineKind.OVER)

    def _reason_to_leave(
        self, announced: Announced, imported: ImportedEvent | None
    ) -> Reason | None:
        if announced.uid.endswith(f"@{settings.CALENDAR_HOST}"):
            return Reason.OWN_EVENT
        if imported is None:
            return None
        if imported.source_id not in (None, self.source.pk):
            return Reason.OTHER_SOURCE
        if imported.page is None:
            return Reason.DELETED_HERE
        if not imported.page.path.startswith(self.source.museum.path):
            return Reason.MOVED_AWAY
        return Reason.LOCKED if imported.page.locked else None

    # A new event

    def _create(self, announced: Announced) -> None:
        values = self.announcer.values(announced)
        page = EventPage(owner=self.source.run_as, live=False)
        write(page, values)
        if self.named is not None:
            imported = self.known.renamed(page, announced.uid, self.named)
            if imported is not None:
                self._update(announced, imported)
                return
        lacks, double = self._lacks(page, announced), self._double_of(page)
        is_published = self.may_publish and not lacks and not double
        if not self.is_rehearsal:
            self._save_new(page, announced, values, is_published=is_published)
        details: dict[str, Any] = {"picture": announced.image_url} if announced.image_url else {}
        reason = Reason.NEW if is_published else Reason.NEW_DRAFT
        if double:
            reason, details["double"] = Reason.DOUBLE, double
        elif self.may_publish and lacks:
            reason, details["fields"] = Reason.LACKS, lacks
        self.notes.of(announced, LineKind.CREATED, reason, page, **details)

    def _double_of(self, page: EventPage) -> str:
        """The title of an event that the museum seems to have entered by hand already."""
        by_hand = EventPage.objects.sources().child_of(self.source.museum).filter(imported=None)
        doubles = self.known.doubles_of(page, by_hand)
        return doubles[0].draft_title if doubles else ""

    def _save_new(
        self, page: EventPage, announced: Announced, values: Values, *, is_published: bool
    ) -> None:
        self.source.museum.add_child(instance=page)
        revision_id = self._save(page, is_published=is_published)
        ImportedEvent.objects.create(
            museum=self.source.museum,
            source=self.source,
            uid=stored_uid(announced.uid),
            page=page,
            values=values,
            revision_id=revision_id,
        )

    def _save(self, page: EventPage, *, is_published: bool) -> int:
        """The number of the new revision; a draft may lack what a published page may not."""
        user = self.source.run_as
        revision = page.save_revision(user=user, log_action=True, clean=is_published)
        if is_published:
            revision.publish(user=user)
        return revision.pk

    # An event that is known

    def _update(self, announced: Announced, imported: ImportedEvent) -> None:
        """Bring a page in line: what an editor changed stays, on line and in their draft alike."""
        page = imported.page
        draft = page.get_latest_revision_as_object()
        new = self.announcer.values(announced)
        merged = _merged(imported.values, draft, new)
        write(draft, merged.changes)
        lacks = self._lacks(draft, announced) if self.may_publish else []
        has_draft = page.live and page.latest_revision_id != page.live_revision_id
        on_line = Merge()
        if has_draft and self.may_publish:
            on_line = _merged(imported.values, page, new)
            write(page, on_line.changes)
        is_first = not lacks and self._goes_on_line(imported, draft, announced)
        if not self.is_rehearsal:
            if on_line.changes:
                self._save(page, is_published=True)
            if merged.changes or on_line.changes or is_first:
                follows = self.may_publish and draft.live and not has_draft and not lacks
                self._save_draft(imported, draft, is_published=is_first or follows)
            self._remember(imported, new)
        changed = field_names((*merged.changes, *on_line.changes))
        kept = field_names((*merged.kept, *on_line.kept))
        self._say_update(announced, imported, changed, kept, lacks, is_first=is_first)

    def _goes_on_line(
        self, imported: ImportedEvent, draft: EventPage, announced: Announced
    ) -> bool:
        """Whether a draft may be published for the first time: nobody has touched it since."""
        return (
            self.may_publish
            and not draft.live
            and draft.first_published_at is None
            and draft.latest_revision_id == imported.revision_id
            and self._is_ahead(announced)
        )

    def _save_draft(self, imported: ImportedEvent, draft: EventPage, *, is_published: bool) -> None:
        was_untouched = draft.latest_revision_id == imported.revision_id
        revision_id = self._save(draft, is_published=is_published)
        if was_untouched:
            imported.revision_id = revision_id

    def _remember(self, imported: ImportedEvent, new: Values) -> None:
        """Write down what was imported, if that is not what stands there."""
        stored = ImportedEvent.objects.filter(pk=imported.pk)
        state = {
            "uid": imported.uid,
            "values": dict(new),
            "source_id": self.source.pk,
            "revision_id": imported.revision_id,
            "vanished_at": None,
        }
        if stored.values(*state).get() != state:
            stored.update(**state)

    def _say_update(
        self,
        announced: Announced,
        imported: ImportedEvent,
        changed: list[str],
        kept: list[str],
        lacks: list[str],
        *,
        is_first: bool,
    ) -> None:
        page, said = imported.page, len(self.notes.lines)
        if imported.vanished_at:
            self.notes.of(announced, LineKind.UPDATED, Reason.BACK, page)
        if is_first:
            self.notes.of(announced, LineKind.UPDATED, Reason.PUBLISHED, page)
        elif changed and lacks:
            self.notes.of(announced, LineKind.UPDATED, Reason.LACKS, page, fields=lacks)
        elif changed:
            self.notes.of(announced, LineKind.UPDATED, Reason.CHANGED, page, fields=changed)
        if kept:
            self.notes.of(announced, LineKind.KEPT, Reason.KEPT, page, fields=kept)
        if len(self.notes.lines) == said:
            self.notes.count(LineKind.UNCHANGED)

    # Events that are gone

    def _mark_vanished(self, named: set[str]) -> None:
        """Mark what the calendar announced and no longer does, if it is still to come."""
        for imported in self.known:
            is_gone = imported.source_id == self.source.pk and imported.uid not in named
            if not is_gone or imported.page is None or imported.vanished_at:
                continue
            if self._has_dates_ahead(imported.page) and not imported.page.is_cancelled:
                if not self.is_rehearsal:
                    ImportedEvent.objects.filter(pk=imported.pk).update(vanished_at=self.now)
                page = imported.page
                told = {"page": page, "uid": imported.uid, "title": page.title}
                self.notes.say(LineKind.VANISHED, Reason.GONE, **told)

    # What is to be known of dates

    def _has_dates_ahead(self, page: EventPage) -> bool:
        return any(
            sitting.ends_at >= self.now
            for schedule in page.get_latest_revision_as_object().schedules.all()
            for sitting in sittings_of(schedule, self.today)
        )

    def _is_ahead(self, announced: Announced) -> bool:
        """Whether one of its dates, or the new date of a moved one, is still to come."""
        moved = (change.new_date for change in announced.changes if change.new_date)
        return any(day >= self.today for day in moved) or any(
            sitting.ends_at >= self.now
            for timing in announced.timings
            for schedule in timing.schedules()
            for sitting in expand(schedule, horizon_on(self.today))
        )

    def _lacks(self, page: EventPage, announced: Announced) -> list[str]:
        """What keeps the page from being published, as its form would say."""
        dates = sum(
            sitting.day >= self.today
            for schedule in page.schedules.all()
            for sitting in sittings_of(schedule, self.today)
        )
        missing = {
            "summary": not page.summary,
            "event_type": not page.event_type_id,
            "price": bool(page.price) == page.is_free,
            "schedules": dates > MOST_FUTURE_DATES,
            "tentative": announced.is_tentative,
        }
        return [name for name, is_missing in missing.items() if is_missing]


def _merged(before: Values, page: EventPage, new: Values) -> Merge:
    """What changes on a page; single dates follow the schedules that they belong to."""
    merged = merge(before, page_values(page), new)
    if "schedules" in merged.kept:
        for name in [name for name in merged.changes if name.startswith(EXCEPTION)]:
            del merged.changes[name]
            merged.kept.append(name)
    return merged
