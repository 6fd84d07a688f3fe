"""A calendar read at once, because somebody asked for it in the admin."""

from django.utils import timezone
from django_tasks import task

from events.imports.running import run
from events.models import CalendarSource


@task()
def import_source(source_id: int) -> None:
    """Read one calendar, as the command does every hour."""
    sources = CalendarSource.objects.select_related("museum", "run_as")
    source = sources.filter(pk=source_id).first()
    if source:
        run(source, timezone.now())
