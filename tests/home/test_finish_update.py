"""After an update of the software: nothing of an older version is left in what is derived."""

from io import StringIO

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from wagtail.search.models import IndexEntry

from events.models import CalendarEntry
from museums.provisioning import provision_network
from schools.models import OaiRecord
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish
from tests.factories.schools import KitReleaseFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def test_what_an_older_version_left_is_brought_up_to_date(museum):
    publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
    KitReleaseFactory(kit__parent=museum)
    rights = set(provision_network().permissions.all())
    provision_network().permissions.remove(*Permission.objects.filter(codename="add_eventtype"))
    for derived in (CalendarEntry, OaiRecord, IndexEntry):
        derived.objects.all().delete()

    call_command("finish_update", stdout=StringIO())

    assert set(provision_network().permissions.all()) == rights
    assert CalendarEntry.objects.count() == 2  # in two languages
    assert OaiRecord.objects.count() == 1
    assert IndexEntry.objects.exists()
