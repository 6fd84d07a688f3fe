from io import StringIO
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from museums.provisioning import provision_network
from schools.releases import name_contents

DERIVED = ("rebuild_occurrences", "refresh_oai_records", "update_index")


class Command(BaseCommand):
    """What an update asks of a network that runs: nobody is to learn a list of commands."""

    help = "After an update: rights on what is new, and what is derived as the new code writes it."

    def handle(self, **options: Any) -> None:
        provision_network()
        name_contents()
        for name in DERIVED:
            said = StringIO()
            call_command(name, stdout=said, verbosity=0)
            self.stdout.write(" ".join([f"{name}:", *said.getvalue().splitlines()[-1:]]))
