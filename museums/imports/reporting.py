"""What one import of members has to say, gathered: shown at once, or kept."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from museums.imports.reading import Row
from museums.imports.reasons import Reason, Remark
from museums.imports.wording import sentence
from museums.models import MemberImport, MemberLineKind
from museums.models.imports import KEPT_IMPORTS


@dataclass(frozen=True)
class Line:
    """One thing that a report says, of a museum or of a line of the file."""

    kind: str
    number: int
    title: str
    reason: str
    details: dict[str, Any]
    museum_id: int | None = None

    @property
    def sentence(self) -> str:
        """What it says, in words."""
        return sentence(self.reason, self.details)

    @property
    def label(self) -> str:
        return str(MemberLineKind(self.kind).label)


@dataclass
class Report:
    """The lines of a report and how many of each kind there are."""

    lines: list[Line] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    counts_lines: bool = True

    @classmethod
    def of_import(cls, done: MemberImport) -> "Report":
        """The report that was kept of an import."""
        lines = [Line(**line) for line in done.lines]
        return cls(lines, Counter(done.counts), done.counts_lines)

    def rows(self) -> list[dict[str, Any]]:
        """The lines as the database keeps them."""
        return [asdict(line) for line in self.lines]

    def remark(self, remark: Remark) -> None:
        """What the reading found odd."""
        kind = MemberLineKind.SKIPPED if remark.is_skipped else MemberLineKind.DEFECT
        self._say(kind, remark.number, remark.title, remark.reason, remark.details)

    def of(
        self,
        row: Row,
        kind: MemberLineKind,
        reason: Reason,
        museum_id: int | None = None,
        **details: Any,
    ) -> None:
        """What became of a museum."""
        self._say(kind, row.number, row.title, reason, details, museum_id)

    def unchanged(self) -> None:
        """A museum that is worth no line."""
        self.counts[MemberLineKind.UNCHANGED] += 1

    def in_order(self) -> "Report":
        """The same, in the order of the file; what is said of the whole of it comes first."""
        self.lines.sort(key=lambda line: line.number)
        return self

    @property
    def counted(self) -> list[tuple[str, int]]:
        """How many lines of each kind, in words, in the order of a reader."""
        return [(kind.label, self.counts[kind]) for kind in MemberLineKind if self.counts[kind]]

    def _say(
        self,
        kind: MemberLineKind,
        number: int,
        title: str,
        reason: str,
        details: dict[str, Any],
        museum_id: int | None = None,
    ) -> None:
        self.counts[kind] += 1
        self.lines.append(Line(str(kind), number, title[:255], str(reason), details, museum_id))


def keep(member_import: MemberImport, report: Report, now: datetime) -> None:
    """Keep the report of an import that was done, in the place of its file, and the latest ones."""
    member_import.content = b""
    member_import.applied_at = now
    member_import.counts = dict(report.counts)
    member_import.counts_lines = report.counts_lines
    member_import.lines = report.rows()
    member_import.save()
    kept = list(MemberImport.objects.values_list("pk", flat=True)[:KEPT_IMPORTS])
    MemberImport.objects.exclude(pk__in=kept).delete()
