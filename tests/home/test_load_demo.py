"""The demo network: real enough, the same each time, loaded once."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from wagtail.models import Locale

from cms.french import question_words
from cms.models import User
from events.models import EventPage, EventSeries, Occurrence, PartnerVenue, SeasonPage
from home.models import NewsPage
from jobs.models import JobPage
from museums.models import Invitation, MuseumPage
from museums.teams.people import museums_without_lead
from schools.models import Academy, PartnershipAgreement
from search.finding import find, readable_locales
from tests.keeping import kept

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)  # the day that the demo is loaded for


def load(**options):
    out = StringIO()
    sizes = {"museums": 3, "events": 30, "pictures": 2}
    arguments = sizes | {"seed": 1, "today": "2026-11-22"} | options
    call_command("load_demo", *(f"--{key}={value}" for key, value in arguments.items()), stdout=out)
    return out.getvalue()


@pytest.fixture
@kept
def printed():
    """What loading it once says."""
    return load()


def content():
    """What a visitor could tell the difference by."""
    occurrences = Occurrence.objects.order_by("event_key", "schedule_uid", "slot")
    return {
        "museums": list(
            MuseumPage.objects.order_by("path").values_list("title", "slug", "summary")
        ),
        "events": list(EventPage.objects.order_by("path").values_list("title", "translation_key")),
        "occurrences": list(
            occurrences.values_list("event_key", "schedule_uid", "slot", "starts_at", "status")
        ),
        "series": list(EventSeries.objects.order_by("timing").values_list("timing", flat=True)),
        "offers": list(JobPage.objects.order_by("path").values_list("title", "closes_at")),
        "news": list(NewsPage.objects.order_by("path").values_list("title", "published_on")),
    }


def empty():
    """What a fresh database has, but for what the demo does not make again."""
    from wagtail.models import Page, Site

    EventPage.objects.all().delete()
    PartnerVenue.objects.all().delete()
    JobPage.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()
    Site.objects.all().delete()
    Occurrence.objects.all().delete()
    Group.objects.filter(name__contains=" : ").delete()
    User.objects.filter(email__startswith="benevole").delete()
    PartnershipAgreement.objects.all().delete()
    Academy.objects.all().delete()


@pytest.mark.usefixtures("printed")
def test_it_is_a_network_of_that_size():
    assert MuseumPage.objects.members().count() == 3
    assert EventPage.objects.published().count() == 30 + 12 + 6  # the season's come on top
    assert PartnerVenue.objects.exclude(latitude=None).count() == 6
    season = SeasonPage.objects.announced(NOW.date()).get()
    assert EventPage.objects.published().filter(season=season).count() == 18
    assert JobPage.objects.visible().open(NOW).count() == 6
    assert Occurrence.objects.dated().exists()
    assert Occurrence.objects.spans().exists()


@pytest.mark.usefixtures("printed")
def test_the_same_arguments_give_the_same_network():
    first = content()
    empty()
    load()
    assert content() == first
    empty()
    load(seed=2)
    assert content()["occurrences"] != first["occurrences"]


@pytest.mark.usefixtures("printed")
def test_loading_again_changes_nothing():
    before = content()
    assert "nothing changed" in load(seed=2, events=60)
    assert content() == before


def test_what_it_prints_logs_in(client, printed):
    for email in ("reseau@musees.example", "referente@musees.example", "redaction@musees.example"):
        assert email in printed
        typed = {"username": email, "password": "mosaique", "next": "/admin/"}
        assert client.post("/admin/login/", typed).url == "/admin/"
        client.logout()
    editor = User.objects.get(email="redaction@musees.example")
    first_two = MuseumPage.objects.sources().order_by("path")[:2]
    written_for = MuseumPage.objects.published_by(editor).order_by("path")
    assert [str(museum) for museum in written_for] == [str(museum) for museum in first_two]


def test_a_network_of_140_has_300_people():
    load(museums=12)
    museums = MuseumPage.objects.sources().order_by("path")
    led = [museum.title for museum in museums if museum.leads.user_set.exists()]
    assert len(led) == 11
    assert list(museums_without_lead()) == [museums[1]]
    people = User.objects.exclude(is_superuser=True).count()
    assert 12 * 2 <= people <= 12 * 3 + 4
    assert Invitation.objects.waiting().count() == 3
    assert User.objects.filter(email="benevole1@musees.example").exists()


@pytest.mark.indexed
def test_it_leaves_no_drift_and_its_pages_are_found():
    load()
    call_command("rebuild_occurrences", "--check", stdout=StringIO())
    museum = MuseumPage.objects.first()
    theme = museum.themes.first()
    for question in (museum.title.upper(), museum.town, f"{museum.title} {theme.name}"):
        found = find(question_words(question), readable_locales(Locale.objects.all()), NOW)
        assert museum.pk in {one.page.pk for one in found}, question


def test_a_network_has_a_museum():
    with pytest.raises(CommandError, match="one museum"):
        load(museums=0)
