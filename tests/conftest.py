"""The network that most tests start from."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.core.cache import cache
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from wagtail.models import Locale, Page

from cms.models import User
from events.models import AgendaPage
from home.demo import Tree, load_network, plant_tree
from museums.models import MuseumPage
from museums.provisioning import provision_network
from tests.factories.museums import MuseumPageFactory

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)  # Sunday, 10:30 in Paris
SHARED_DATA = Path(os.environ.get("SHARED_DATA", Path(__file__).parents[2] / "shared" / "data"))

hypothesis_settings.register_profile(
    "quick", max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.register_profile(
    "ci", max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture
def now():
    """A Sunday in November, for tests that depend on the day."""
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture(autouse=True)
def empty_cache():
    """No test sees what another one cached."""
    cache.clear()


@pytest.fixture(autouse=True)
def media_in_a_folder_that_goes_away(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def network(db) -> Tree:
    """A home page, an agenda, a list of museums, news; no museum yet."""
    tree = plant_tree()
    load_network()
    return tree


@pytest.fixture
def agenda(network: Tree) -> AgendaPage:
    return network.agenda


@pytest.fixture
def museum(network: Tree) -> MuseumPage:
    """A member with its groups and its collection."""
    return MuseumPageFactory(
        parent=network.museums, title="Musée de la Dentelle", slug="musee-de-la-dentelle-caen"
    )


@pytest.fixture
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
def locale_en(db) -> Locale:
    """English, the second language of every network."""
    return Locale.objects.get_or_create(language_code="en")[0]
