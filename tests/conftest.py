"""The network that most tests start from."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from wagtail.models import Locale, Page

from cms.models import SchoolHoliday, User
from events.fetches import tally
from events.models import AgendaPage, OccurrenceException
from home.demo import NETWORK, load_network
from home.tree import Tree
from museums.models import MuseumPage
from museums.provisioning import provision_network
from tests import indexing
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish
from tests.factories.museums import MuseumPageFactory
from tests.keeping import Keeper, kept
from tests.sharing import migrated_database

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)  # Sunday, 10:30 in Paris
SHARED_DATA = Path(os.environ.get("SHARED_DATA", Path(__file__).parents[2] / "shared" / "data"))

hypothesis_settings.register_profile(
    "quick", max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.register_profile(
    "ci", max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.register_profile(  # by hand, some ten minutes a property
    "thorough", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """On SQLite each worker begins with a copy of one database that has run the migrations."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        shutil.copyfile(migrated_database(), database["TEST"]["NAME"])


@pytest.fixture
def now():
    """A Sunday in November, for tests that depend on the day."""
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def time_machine_at(now) -> Iterator[Callable[[datetime], None]]:
    """Goes on from `now` to a later moment, as often as a test asks."""
    with ExitStack() as travels:
        yield lambda moment: travels.enter_context(time_machine.travel(moment, tick=False))


@pytest.fixture(autouse=True)
def empty_cache():
    """No test sees what another one cached."""
    cache.clear()


@pytest.fixture
def keeping(settings) -> None:
    """What many pages show alike is kept until something is published, as it is for visitors."""
    settings.KEPT_SECONDS = 300


@pytest.fixture(autouse=True)
def no_reading_waits():
    """No test writes down the feeds that another one read."""
    tally.take()


@pytest.fixture(autouse=True)
def in_french():
    """No test speaks the language of the last address that another one asked for."""
    with translation.override("fr"):
        yield


@pytest.fixture(autouse=True)
def indexes_where_asked(request, settings):
    if request.node.get_closest_marker("indexed"):
        for name, value in indexing.AS_OPERATED.items():
            setattr(settings, name, value)


@pytest.fixture(autouse=True)
def media_in_a_folder_that_goes_away(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


KEEPER = Keeper()


@pytest.fixture
def keep(db, request) -> Callable[..., Any]:
    """What lays down fixtures that are `kept`."""
    return partial(KEEPER, indexed=bool(request.node.get_closest_marker("indexed")))


@pytest.fixture
@kept
def network() -> Tree:
    """A home page, an agenda, a list of museums, news; no museum yet."""
    tree = Tree.plant(NETWORK)
    load_network()
    return tree


@pytest.fixture
def agenda(network: Tree) -> AgendaPage:
    return network.agenda


@pytest.fixture
@kept
def museum(network: Tree) -> MuseumPage:
    """A member with its groups and its collection."""
    return MuseumPageFactory(
        parent=network.museums, title="Musée de la Dentelle", slug="musee-de-la-dentelle-caen"
    )


@pytest.fixture
@kept
def other_museum(network: Tree) -> MuseumPage:
    """A neighbour, who must stay unseen."""
    return MuseumPageFactory(
        parent=network.museums, title="Musée du Cidre", slug="musee-du-cidre-vire", town="Vire"
    )


@pytest.fixture
def editor_of(db) -> Callable[[MuseumPage], User]:
    """Makes somebody who writes for a museum."""

    def make(museum: MuseumPage, email: str = "redaction@musee.example") -> User:
        person = User.objects.create_user(email, "secret", first_name="Sacha", last_name="Lemoine")
        person.groups.add(museum.editors)
        return person

    return make


@pytest.fixture
def network_member(network: Tree) -> User:
    """Somebody of the network's team."""
    person = User.objects.create_user("reseau@musees.example", "secret")
    person.groups.add(provision_network())
    return person


@pytest.fixture
def root(db) -> Page:
    return Page.get_first_root_node()


@dataclass
class SharedData:
    """Where real input lies, if it does."""

    folder: Path

    def __truediv__(self, name: str) -> Path:
        path = self.folder / name
        if not path.exists():
            pytest.skip(f"no real input at {name}: set SHARED_DATA")
        return path


@pytest.fixture
def shared_data() -> SharedData:
    """Real input, for tests that skip without it."""
    return SharedData(SHARED_DATA)


@pytest.fixture
@kept
def locale_en() -> Locale:
    """English, the second language of every network."""
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
@kept
def busy_museum(museum: MuseumPage, now: datetime) -> MuseumPage:
    """A museum with every shape of schedule, around both clock changes."""

    def announce(title: str, *schedules: dict, exceptions: tuple = (), **values: str) -> None:
        event = EventPageFactory(parent=museum, title=title, **values)
        lines = [EventScheduleFactory.build(**schedule) for schedule in schedules]
        publish(event, *lines, exceptions=exceptions)

    for first, last in (("2026-10-17", "2026-11-01"), ("2027-02-13", "2027-02-28")):
        SchoolHoliday.objects.create(zone="B", name=first, starts_on=first, ends_on=last)
    museum.phone, museum.email = "02 31 00 00 00", "contact@dentelle.example"
    museum.save()
    all_day = {"start_time": None, "end_time": None}
    announce(
        "Hebdomadaire",
        {
            "start_date": date(2026, 9, 2),
            "recurrence": "RRULE:FREQ=WEEKLY",
            "until_date": date(2027, 6, 30),
        },
        exceptions=(
            OccurrenceException(date=date(2026, 12, 2), kind="cancelled", reason="Grève"),
            OccurrenceException(date=date(2026, 12, 9), kind="full", reason="x" * 200),
            OccurrenceException(date=date(2027, 4, 7), kind="moved", new_date=date(2027, 4, 8)),
        ),
        summary="De la dentelle ; des fuseaux, des épingles \\ du fil. " * 5,
        booking="Au 02 31 00 00 00, jusqu’à la veille. " * 7,
    )
    announce(
        "Premier dimanche",
        {"start_date": date(2026, 10, 4), "recurrence": "RRULE:FREQ=MONTHLY;BYDAY=1SU"},
    )
    announce(
        "Premier dimanche d’hiver",
        {
            "start_date": date(2026, 11, 1),
            "recurrence": "RRULE:FREQ=MONTHLY;BYDAY=1SU;BYMONTH=11,12,1,2,3",
        },
    )
    announce(
        "Exposition",
        {"start_date": date(2026, 10, 1), "end_date": date(2027, 3, 28), **all_day},
    )
    announce(
        "Nuit des musées",
        {"start_date": date(2027, 5, 22), "start_time": time(19), "end_time": time(1)},
    )
    announce(
        "Nuit d’hiver",
        {
            "start_date": date(2026, 10, 3),
            "start_time": time(22),
            "end_time": time(4),
            "recurrence": "RRULE:FREQ=WEEKLY",
            "until_date": date(2027, 4, 10),
        },
    )
    for title, first in (
        ("Heure qui manque", date(2027, 3, 27)),
        ("Heure qui revient", date(2026, 10, 24)),
    ):
        announce(
            title,
            {
                "start_date": first,
                "start_time": time(2, 30),
                "end_time": time(4),
                "recurrence": "RRULE:FREQ=DAILY",
                "until_date": first.replace(day=first.day + 2),
            },
        )
    announce(
        "Quatre jours",
        {
            "start_date": date(2026, 12, 21),
            "recurrence": "RRULE:FREQ=DAILY",
            "until_date": date(2026, 12, 24),
            **all_day,
        },
    )
    announce(
        "Fin de semaine",
        {
            "start_date": date(2026, 10, 3),
            "start_time": time(10),
            "end_date": date(2026, 10, 4),
            "end_time": time(18),
            "recurrence": "RRULE:FREQ=MONTHLY;BYDAY=1SA",
            "until_date": date(2027, 9, 30),
        },
    )
    announce(
        "Mercredis et samedis ; entrée libre, pour tous, avec ou sans rendez-vous",
        {
            "start_date": date(2026, 12, 2),
            "recurrence": "RRULE:FREQ=WEEKLY",
            "until_date": date(2027, 1, 27),
        },
        {
            "start_date": date(2026, 12, 5),
            "end_time": None,
            "recurrence": "RRULE:FREQ=WEEKLY;INTERVAL=2",
            "until_date": date(2027, 1, 30),
        },
    )
    announce(
        "Pendant les vacances",
        {
            "start_date": date(2026, 10, 17),
            "recurrence": "RRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
            "school_holidays": "only",
            "skip_public_holidays": True,
        },
    )
    announce(
        "Sous le lagon",
        {
            "start_date": date(2026, 10, 7),
            "recurrence": "RRULE:FREQ=WEEKLY",
            "until_date": date(2027, 4, 28),
            "timezone": "Pacific/Noumea",
        },
        place_name="Aquarium",
        place_address="Nouméa",
    )
    announce(
        "Une heure peu sûre",
        {"start_date": date(2027, 3, 28), "start_time": time(2, 30), "end_time": time(3, 15)},
    )
    announce(
        "Journée déplacée",
        {"start_date": date(2026, 12, 12), **all_day},
        exceptions=(
            OccurrenceException(date=date(2026, 12, 12), kind="moved", new_date=date(2026, 12, 13)),
        ),
    )
    return museum
