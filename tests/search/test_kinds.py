"""What each kind holds worth finding."""

from datetime import date

import pytest

from jobs.models import JobEmployer, JobLocation
from tests.factories.jobs import JobPageFactory
from tests.factories.schools import ClassKitPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.indexed, pytest.mark.usefixtures("now")]


@pytest.fixture
def kit(museum):
    return published(ClassKitPageFactory(parent=museum, title="Filature"))


def published(page):
    page.save_revision().publish()
    return page


def offer(museum, title, **values):
    return published(JobPageFactory(parent=museum, title=title, **values))


def test_a_kit_is_found_by_its_class_its_discipline_and_its_museum(kit, titles):
    for question in ("filature cm2", "filatures géographie", "filature dentelle caen"):
        assert titles(question) == ["Filature"], question


def test_a_kit_of_a_museum_off_line_is_not_found(kit, museum, titles):
    assert titles("filature") == ["Filature"]
    museum.unpublish()
    assert titles("filature") == []


def test_an_offer_is_found_by_its_employer_its_town_and_its_contract(museum, titles):
    offer(
        museum,
        "Médiatrice",
        employers=[JobEmployer(museum=museum)],
        locations=[JobLocation(city="Bayeux", postcode="14400", is_primary=True)],
    )
    for question in ("mediatrice dentelle", "médiatrice bayeux", "médiateur cdd"):
        assert titles(question) == ["Médiatrice"], question


def test_open_offers_alone_the_first_to_close_in_front(museum, titles):
    offer(museum, "Médiatrice jusqu’au 31", deadline_on=date(2026, 12, 31))
    offer(museum, "Médiatrice jusqu’au 30", deadline_on=date(2026, 12, 30))
    offer(museum, "Médiatrice d’hier", deadline_on=date(2026, 11, 21))
    assert titles("médiatrice") == ["Médiatrice jusqu’au 30", "Médiatrice jusqu’au 31"]
