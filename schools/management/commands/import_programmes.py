from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from schools.programmes import NotAVocabularyError, read_vocabulary, store


class Command(BaseCommand):
    """Brings in the points of the school programmes that kits name; safe to run again."""

    help = (
        "Import ScoLOMFR's vocabulary 015, as SKOS (RDF/XML) or as a table with the columns uri, "
        "pref_label, alt_labels and broader."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            outcome = store(read_vocabulary(file.read_bytes()))
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error}") from error
        except NotAVocabularyError as error:
            raise CommandError(f"{file} is no list of points of the programme. {error}") from error
        self.stdout.write(
            f"{outcome.added} points added, {outcome.changed} changed, "
            f"{outcome.retired} no longer in the list"
        )
