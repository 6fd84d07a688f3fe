from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.town_files import DEMO_TOWNS, UnreadableFileError, load_towns, read_towns


class Command(BaseCommand):
    """Brings the table of towns in line with the post office's file; safe to run again."""

    help = "Load towns from a CSV of La Poste; without a file, those of the demo (Normandy)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=DEMO_TOWNS)

    def handle(self, **options: Any) -> None:
        try:
            read = read_towns(options["file"].read_bytes())
        except (OSError, UnreadableFileError) as error:
            raise CommandError(str(error)) from error
        loaded = load_towns(read)
        for line in read.bad_lines:
            self.stderr.write(f"line {line.number}: {line.reason}")
        self.stdout.write(
            f"{loaded.added} towns added, {loaded.updated} brought up to date, "
            f"{len(read.bad_lines)} lines left out"
        )
