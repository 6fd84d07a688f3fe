"""One import of members: what it makes, changes, proposes, leaves alone, and reports."""

import logging
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from museums.imports.matching import Known, Members
from museums.imports.merging import Merge, merge
from museums.imports.reading import Reading, Row
from museums.imports.reasons import Reason, RefusedError, Remark
from museums.imports.reporting import Report
from museums.imports.words import Words
from museums.imports.writing import Nursery, is_busy, values_of, write
from museums.models import (
    ImportedField,
    MemberLineKind,
    MuseumIndexPage,
    MuseumPage,
    Proposal,
)

if TYPE_CHECKING:
    from cms.models import User

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Order:
    """How an import is to be done: when, in whose name, from which file, on line or as drafts."""

    now: datetime
    by: "User | None" = None
    source: str = ""
    is_publishing: bool = False
    is_rehearsal: bool = False


def import_members(
    reading: Reading,
    now: datetime,
    by: "User | None" = None,
    *,
    source: str = "",
    is_publishing: bool = False,
) -> Report:
    """Create and bring in line the members of a file; new ones are drafts unless published."""
    with transaction.atomic():
        return MemberRun(reading, Order(now, by, source[:255], is_publishing)).run()


def rehearse_members(reading: Reading, now: datetime, *, is_publishing: bool = False) -> Report:
    """Say what an import would do, and do nothing."""
    order = Order(now, is_publishing=is_publishing, is_rehearsal=True)
    return MemberRun(reading, order).run()


class MemberRun:
    """Takes the rows of one file, one after the other, and notes what became of each.

    All that is known is read beforehand and what is remembered is written at the end, so that a
    row that changes nothing costs no query.
    """

    def __init__(self, reading: Reading, order: Order) -> None:
        self.reading = reading
        self.order = order
        self.report = Report(counts_lines=reading.counts_lines)
        self.words = Words(reading.rows)
        museums = MuseumPage.objects.sources().select_related("department", "locale")
        self.members = Members(museums.prefetch_related("themes"))
        index = MuseumIndexPage.objects.select_related("locale")
        self.nursery = Nursery(index.get(locale__language_code=settings.LANGUAGE_CODE))
        self.imported: dict[int, dict[str, Any]] = defaultdict(dict)
        for imported in ImportedField.objects.all():
            self.imported[imported.museum_id][imported.field] = imported.value
        self.waiting: dict[tuple[int, str], Proposal] = {}
        self.refused: dict[tuple[int, str], list[Any]] = defaultdict(list)
        for proposal in Proposal.objects.all():
            key = (proposal.museum_id, proposal.field)
            if proposal.refused_at is None:
                self.waiting[key] = proposal
            else:
                self.refused[key].append(proposal.value)
        self.remembered: list[ImportedField] = []
        self.proposed: list[Proposal] = []
        self.outdated: list[int] = []

    def run(self) -> Report:
        for remark in self.reading.defects:
            self.report.remark(remark)
        for row in self.reading.rows:
            self._take(row)
        for theme, times in self.words.unknown_themes.items():
            details = {"theme": theme, "count": times}
            self.report.remark(Remark(Reason.THEME_UNKNOWN, details=details))
        if not self.order.is_rehearsal:
            self._remember()
        return self.report.in_order()

    def _take(self, row: Row) -> None:
        """One museum; whatever happens, the next ones follow."""
        try:
            values, remarks = self.words.understood(row)
            known = self.members.meant_by(row, values)
            for remark in remarks:
                self.report.remark(remark)
            if known is None:
                self._create(row, values)
            else:
                known.number = row.number
                self._update(row, values, known.museum)
        except RefusedError as error:
            self.report.of(row, MemberLineKind.SKIPPED, error.reason, **error.details)
        except (ValidationError, DatabaseError) as error:
            logger.exception("Could not store the museum of number %s", row.number)
            said = " ".join(getattr(error, "messages", None) or [type(error).__name__])
            self.report.of(row, MemberLineKind.SKIPPED, Reason.FAILED, error=said)

    def _create(self, row: Row, values: dict[str, Any]) -> None:
        """A new member, whose department its postcode tells where no column does."""
        if "department" not in values:
            values["department"] = self.words.department_of(values.get("postcode", ""))
        if values["department"] is None:
            raise RefusedError(Reason.NO_DEPARTMENT)
        museum = self.nursery.sketch(values, self.words)
        if not self.order.is_rehearsal:
            with transaction.atomic():
                self.nursery.add(museum, self.order.by, is_publishing=self.order.is_publishing)
            self._note(museum, values)
        self.members.add(Known(museum, row.number), row.names)
        reason = Reason.NEW if self.order.is_publishing else Reason.NEW_DRAFT
        self.report.of(row, MemberLineKind.CREATED, reason, museum.pk)

    def _update(self, row: Row, values: dict[str, Any], museum: MuseumPage) -> None:
        """A member that is there: what nobody changed here follows, the rest is proposed."""
        merged = self._merged(museum, values)
        if merged.changes and is_busy(museum):
            merged.proposed |= merged.changes
            merged.changes = {}
        if merged.changes and not self.order.is_rehearsal:
            with transaction.atomic():
                write(museum, merged.changes, self.words, self.order.by)
        self._note(museum, merged.changes | {name: values[name] for name in merged.agreed})
        new = self._propose(museum, values, merged.proposed)
        if merged.changes:
            fields = list(merged.changes)
            self.report.of(row, MemberLineKind.UPDATED, Reason.CHANGED, museum.pk, fields=fields)
        if new:
            self.report.of(row, MemberLineKind.PROPOSED, Reason.PROPOSED, museum.pk, fields=new)
        if not (merged.changes or new):
            self.report.unchanged()

    def _merged(self, museum: MuseumPage, values: dict[str, Any]) -> Merge:
        """Compared with what is on line; of a page that never was, with its draft."""
        imported = self.imported[museum.pk]
        merged = merge(imported, values_of(museum), values)
        is_news = merged.changes or merged.proposed
        if is_news and museum.has_unpublished_changes and not museum.live:
            draft = museum.get_latest_revision_as_object()
            return merge(imported, values_of(draft), values)
        return merged

    def _note(self, museum: MuseumPage, values: dict[str, Any]) -> None:
        """Remember what the file said of a museum, where that is new."""
        known = self.imported[museum.pk]
        self.remembered += [
            ImportedField(
                museum=museum,
                field=name,
                value=value,
                imported_at=self.order.now,
                source=self.order.source,
            )
            for name, value in values.items()
            if name not in known or known[name] != value
        ]

    def _propose(
        self, museum: MuseumPage, values: dict[str, Any], proposed: dict[str, Any]
    ) -> list[str]:
        """The fields with something new to decide; what the file no longer says is forgotten."""
        new = []
        for name in values:
            key = (museum.pk, name)
            waiting = self.waiting.get(key)
            is_wanted = name in proposed and proposed[name] not in self.refused[key]
            if is_wanted and waiting and waiting.value == proposed[name]:
                continue
            if waiting:
                self.outdated.append(waiting.pk)
            if is_wanted:
                new.append(name)
                self.proposed.append(
                    Proposal(
                        museum=museum,
                        field=name,
                        value=proposed[name],
                        source=self.order.source,
                        proposed_at=self.order.now,
                    )
                )
        return new

    def _remember(self) -> None:
        Proposal.objects.filter(pk__in=self.outdated).delete()
        Proposal.objects.bulk_create(self.proposed)
        remember(self.remembered)


def remember(fields: list[ImportedField]) -> None:
    """Keep what was imported last."""
    ImportedField.objects.bulk_create(
        fields,
        update_conflicts=True,
        unique_fields=["museum", "field"],
        update_fields=["value", "imported_at", "source"],
    )
