from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Compiles locale/*/LC_MESSAGES/*.po without GNU gettext, which a fresh machine lacks."""

    help = "Compile the translations of the project."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        for source in Path(settings.BASE_DIR).glob("locale/*/LC_MESSAGES/*.po"):
            polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))
