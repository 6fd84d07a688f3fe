from datetime import timedelta
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from cms.timers import TimedCommand
from events.imports.reporting import Notes
from events.imports.running import rehearse, run
from events.models import CalendarSource


class Command(TimedCommand):
    """Reads the calendars that museums gave, and brings their events in line."""

    help = "Import the events of museums' own calendars."
    every = timedelta(hours=1)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--source", type=int, help="only the calendar with this number")
        parser.add_argument("--dry-run", action="store_true", help="say what would come, no more")

    def handle(self, *, source: int | None, dry_run: bool, **options: Any) -> None:
        sources = CalendarSource.objects.active().select_related("museum", "run_as")
        if source is not None:
            sources = CalendarSource.objects.select_related("museum", "run_as").filter(pk=source)
            if not sources:
                raise CommandError(f"There is no calendar number {source}.")
        read = rehearse if dry_run else run
        for calendar in sources:
            self._write(calendar, read(calendar, timezone.now()))

    def _write(self, calendar: CalendarSource, notes: Notes) -> None:
        report = notes.report()
        counted = ", ".join(f"{label} {count}" for label, count in report.counted)
        self.stdout.write(f"{calendar.pk}  {calendar}  {report.problem or counted or '–'}")
        for line in notes.lines:
            self.stdout.write(f"    {line.number}  {line.title}  {line.sentence}")

    def is_whole(self, options: dict[str, Any]) -> bool:
        return not options["dry_run"] and options["source"] is None
