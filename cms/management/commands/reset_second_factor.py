from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.models import User
from cms.second_factor.devices import switch_off


class Command(BaseCommand):
    """Takes the second factor off an account, for who has nobody else to ask."""

    help = "Take the second factor off an account: it logs in with its password alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, email: str, **options: Any) -> None:
        user = User.objects.filter(email=email.lower()).first()
        if user is None or not switch_off(user):
            raise CommandError(f"{email} has no second factor.")
        self.stdout.write(f"{email} logs in with the password alone.")
