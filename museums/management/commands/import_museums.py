from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from museums.imports.columns import template
from museums.imports.members import import_members, read_members, rehearse_members
from museums.imports.reasons import RefusedError
from museums.imports.reporting import Report
from museums.imports.wording import sentence
from museums.models import MuseumIndexPage


class Command(BaseCommand):
    """Creates the members that a file tells of, and brings those in line that are there."""

    help = "Import museums from a CSV or JSON file; what a museum changed itself is only proposed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="say what would come, no more")
        parser.add_argument("--encoding", default="", help="such as cp1252; recognised without it")
        parser.add_argument("--template", action="store_true", help="write a table to fill in")
        new = parser.add_mutually_exclusive_group()
        new.add_argument("--draft", action="store_true", help="new museums are drafts (as usual)")
        new.add_argument("--publish", action="store_true", help="new museums are on line at once")

    def handle(self, *, file: Path | None, **options: Any) -> None:
        if options["template"]:
            self.stdout.write(template(), ending="")
        elif file is None:
            raise CommandError("Name a file, or ask for a --template.")
        else:
            self._import(file, **options)

    def _import(
        self, file: Path, *, dry_run: bool, encoding: str, publish: bool, **options: Any
    ) -> None:
        if not MuseumIndexPage.objects.exists():
            raise CommandError("There is no list of museums to put them in.")
        try:
            reading = read_members(file.read_bytes(), encoding)
        except OSError as error:
            raise CommandError(str(error)) from error
        except LookupError as error:
            raise CommandError(f"There is no encoding called {encoding}.") from error
        except RefusedError as error:
            raise CommandError(sentence(error.reason, error.details)) from error
        now = timezone.now()
        if dry_run:
            report = rehearse_members(reading, now, is_publishing=publish)
        else:
            report = import_members(reading, now, source=file.name, is_publishing=publish)
        self._write(report)

    def _write(self, report: Report) -> None:
        for line in report.lines:
            number = line.number or "–"
            self.stdout.write(f"{number}\t{line.label}\t{line.title}\t{line.sentence}")
        self.stdout.write(", ".join(f"{label} {count}" for label, count in report.counted) or "–")
