from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.holidays import load_school_holidays


class Command(BaseCommand):
    """Brings the table of French school holidays up to date; safe to run again."""

    help = "Load the French school holidays that are known today (zones A, B and C)."

    def handle(self, **options: Any) -> None:
        today = timezone.localdate()
        added = load_school_holidays(since=today.replace(year=today.year - 1))
        self.stdout.write(f"{added} periods added")
