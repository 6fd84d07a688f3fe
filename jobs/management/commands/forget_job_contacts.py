from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from jobs.contacts import forget_contacts


class Command(BaseCommand):
    """Forgets whom to write to about offers long closed; for a scheduler, daily."""

    help = "Forget the contacts of the offers that closed 180 days ago."

    def handle(self, **options: Any) -> None:
        number = forget_contacts(timezone.now())
        self.stdout.write(f"the contacts of {number} offers forgotten")
