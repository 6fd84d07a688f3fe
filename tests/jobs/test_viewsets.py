"""The list of job offers in the admin."""

from datetime import date

import pytest

from jobs.models import ContractType
from tests.factories.jobs import JobPageFactory
from tests.reading import listed

pytestmark = pytest.mark.django_db

URL = "/admin/explore/jobpage/"
QUERIES = 29


@pytest.fixture
def editor(museum, editor_of, client):
    person = editor_of(museum)
    client.force_login(person)
    return person


def test_by_the_last_day(editor, museum, other_museum, client, now):
    JobPageFactory(parent=museum, title="Plus tard", deadline_on=date(2026, 12, 31))
    JobPageFactory(parent=museum, title="Bientôt", deadline_on=date(2026, 11, 30))
    JobPageFactory(parent=museum, title="Close", deadline_on=date(2026, 11, 1))
    JobPageFactory(parent=other_museum, title="Ailleurs")
    response = client.get(URL + "?ordering=closes_at")
    assert listed(response) == ["Close", "Bientôt", "Plus tard"]
    assert "30/11/2026" in response.content.decode()
    assert listed(client.get(URL + "?is_open=open&ordering=closes_at")) == ["Bientôt", "Plus tard"]
    assert listed(client.get(URL + "?is_open=closed")) == ["Close"]


def test_by_contract(editor, museum, client, now):
    JobPageFactory(parent=museum, title="Stage", contracts=("stage",))
    JobPageFactory(parent=museum, title="CDD")
    fixed = ContractType.objects.get(slug="cdd")
    assert listed(client.get(f"{URL}?contract_types={fixed.pk}")) == ["CDD"]


@pytest.mark.parametrize("number", [1, 3])
def test_queries(editor, museum, client, number, django_assert_num_queries):
    for _n in range(number):
        JobPageFactory(parent=museum)
    client.get(URL)
    with django_assert_num_queries(QUERIES):
        client.get(URL)
