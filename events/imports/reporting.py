"""What one reading of a calendar has to say, gathered, and kept where it is news."""

import hashlib
from collections import Counter
from datetime import datetime
from typing import Any

from django.db import transaction

from events.choices import LineKind
from events.imports.announced import Announced, Remark
from events.imports.fetching import Fetched
from events.imports.reasons import Reason, RefusedError
from events.models import CalendarSource, EventPage, ImportLine, ImportReport
from events.models.sources import KEPT_REPORTS

LONGEST_UID = 255
NEWS = (LineKind.CREATED, LineKind.UPDATED, LineKind.KEPT, LineKind.VANISHED)


def stored_uid(uid: str) -> str:
    """An identifier that fits its column, whatever its length."""
    return uid if len(uid) <= LONGEST_UID else hashlib.sha256(uid.encode()).hexdigest()


class Notes:
    """The lines and the counts of a report, until it is kept or only shown."""

    def __init__(self, source: CalendarSource, now: datetime) -> None:
        self.source = source
        self.now = now
        self.lines: list[ImportLine] = []
        self.counts: Counter[str] = Counter()
        self.counts_lines = True
        self.failure, self.failure_details = "", {}

    def count(self, kind: LineKind) -> None:
        """What is not worth a line each time."""
        self.counts[kind] += 1

    def refused(self, refusal: RefusedError) -> None:
        """Nothing could be read, and why."""
        self.failure, self.failure_details = str(refusal.reason), refusal.details

    def remark(self, remark: Remark) -> None:
        """What the reading found odd."""
        self.say(
            LineKind.SKIPPED if remark.is_skipped else LineKind.DEFECT,
            remark.reason,
            number=remark.line,
            uid=remark.uid,
            title=remark.title,
            **remark.details,
        )

    def of(
        self,
        announced: Announced,
        kind: LineKind,
        reason: Reason,
        page: EventPage | None = None,
        **details: Any,
    ) -> None:
        """What became of an event."""
        self.say(
            kind,
            reason,
            page=page,
            number=announced.line,
            uid=announced.uid,
            title=announced.title,
            **details,
        )

    def say(
        self,
        kind: LineKind,
        reason: Reason,
        *,
        page: EventPage | None = None,
        number: int = 0,
        uid: str = "",
        title: str = "",
        **details: Any,
    ) -> None:
        """One line, counted with its kind."""
        self.counts[kind] += 1
        line = ImportLine(
            kind=kind,
            number=number,
            uid=stored_uid(uid),
            title=title[:255],
            reason=reason,
            details=details,
            page=page if page and page.pk else None,
        )
        self.lines.append(line)

    def report(self) -> ImportReport:
        """The report, not saved."""
        return ImportReport(
            source=self.source,
            created_at=self.now,
            failure=self.failure,
            failure_details=self.failure_details,
            counts=dict(self.counts),
            counts_lines=self.counts_lines,
        )

    def store(self, fetched: Fetched | None) -> None:
        """Remember the state of the source, and the report if the last one did not say the same.

        `fetched` is None where nothing answered.
        """
        source = self.source
        if fetched is not None and not self.failure:
            source.etag, source.last_modified = fetched.etag, fetched.last_modified
        source.last_run_at = self.now
        source.failure, source.failure_details = self.failure, self.failure_details
        source.save(
            update_fields=["etag", "last_modified", "last_run_at", "failure", "failure_details"]
        )
        is_known = fetched is not None and fetched.content is None
        if not is_known and self._is_news():
            self._keep()

    @transaction.atomic
    def _keep(self) -> None:
        report = self.report()
        report.save()
        for line in self.lines:
            line.report = report
        ImportLine.objects.bulk_create(self.lines)
        kept = list(self.source.reports.values_list("pk", flat=True)[:KEPT_REPORTS])
        self.source.reports.exclude(pk__in=kept).delete()

    def _is_news(self) -> bool:
        """Whether it changed something, or finds other faults than the last time."""
        last = self.source.reports.first()
        if last is None or any(self.counts[kind] for kind in NEWS):
            return True
        faults = last.lines.exclude(kind__in=NEWS)
        return last.failure != self.failure or [line.said() for line in faults] != [
            line.said() for line in self.lines
        ]
