from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from vacances_scolaires_france import SchoolHolidayDates

from cms.holidays import load_school_calendar, load_school_holidays
from cms.school_calendars import read_school_calendar


class Command(BaseCommand):
    """Brings the table of French school holidays up to date; safe to run again."""

    help = (
        "Load the French school holidays that are known today (zones A, B and C), or those of an "
        "official iCalendar file, whose defects are named."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        zones = SchoolHolidayDates.SUPPORTED_ZONES
        parser.add_argument("--file", type=Path, help="an iCalendar file of one zone")
        parser.add_argument("--zone", choices=zones, help="the zone of the file")

    def handle(self, *, file: Path | None, zone: str | None, **options: Any) -> None:
        today = timezone.localdate()
        since = today.replace(day=1, year=today.year - 1)
        if (file is None) != (zone is None):
            raise CommandError("--file and --zone go together: a file tells one zone.")
        if file and zone:
            calendar = read_school_calendar(self._text(file), zone)
            for defect in calendar.defects:
                self.stdout.write(f"{file.name}, {defect}")
            if not calendar.periods:
                raise CommandError(f"{file} holds no school holidays of zone {zone}.")
            self.stdout.write(
                f"{len(calendar.periods)} periods read, {len(calendar.defects)} defects"
            )
            added = load_school_calendar(calendar, zone, since)
        else:
            added = load_school_holidays(since)
        self.stdout.write(f"{added} periods added")

    def _text(self, file: Path) -> str:
        try:
            return file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} cannot be read: {error}") from error
