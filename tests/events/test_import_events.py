from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from events.models import CalendarSource, ImportReport
from tests.factories.events import CalendarSourceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def said(*options):
    out = StringIO()
    call_command("import_events", *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def sources(museum):
    """One that is read, one that is paused; neither address is public."""
    return [
        CalendarSourceFactory(museum=museum, url="https://127.0.0.1/a.ics"),
        CalendarSourceFactory(museum=museum, url="https://10.0.0.1/b.ics", is_active=False),
    ]


def test_the_active_ones_are_read_and_a_failure_is_kept(sources):
    assert "127.0.0.1" in said()
    assert "10.0.0.1" not in said()
    assert [source.failure for source in CalendarSource.objects.all()] == ["address_refused", ""]
    assert ImportReport.objects.count() == 1


def test_one_by_its_number_even_where_it_is_paused(sources):
    assert "10.0.0.1" in said("--source", str(sources[1].pk))
    with pytest.raises(CommandError):
        said("--source", "0")


def test_a_dry_run_writes_nothing(sources):
    assert "127.0.0.1" in said("--dry-run")
    assert [source.last_run_at for source in CalendarSource.objects.all()] == [None, None]
    assert not ImportReport.objects.exists()
