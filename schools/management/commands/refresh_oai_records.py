from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from schools.oai.records import refresh_all


class Command(BaseCommand):
    """Brings what harvesters are told of kits in line; for a scheduler, once a day."""

    help = "Tell harvesters of kits that changed, went off line, or are validated no longer."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{refresh_all(timezone.now())} records changed")
