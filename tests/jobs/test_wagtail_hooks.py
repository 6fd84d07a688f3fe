"""Job offers around the site: the dashboard, museums' pages, the foot of every page."""

import pytest
from django.urls import reverse

from jobs.models import ContractType, JobEmployer
from tests.factories.jobs import JobPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def test_the_dashboard_is_one_click_from_a_new_offer(museum, editor_of, client):
    client.force_login(editor_of(museum))
    content = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("wagtailadmin_pages:add", args=["jobs", "jobpage", museum.pk]) in content


def test_a_museums_page_shows_its_open_offers(museum, network, client):
    offer = JobPageFactory(parent=network.jobs, employers=[JobEmployer(museum=museum)])
    JobPageFactory(parent=network.jobs)
    sections = client.get(museum.url).context["sections"]
    assert [(s.title, [offer.url in row for row in s.items], s.url) for s in sections] == [
        ("Offres d’emploi", [True], "/emploi/?musee=musee-de-la-dentelle-caen")
    ]


def test_the_foot_of_every_page_leads_to_the_list(network, client):
    response = client.get("/musees/")
    links = [link.url for column in response.context["footer_columns"] for link in column.links]
    assert network.jobs.url in links


def test_the_network_keeps_the_types_of_contract(network_member, client):
    client.force_login(network_member)
    contract = ContractType.objects.get(slug="stage")
    url = reverse("wagtailsnippets_jobs_contracttype:edit", args=[contract.pk])
    assert client.get(url).status_code == 200


def test_a_museum_does_not(museum, editor_of, client):
    client.force_login(editor_of(museum))
    url = reverse("wagtailsnippets_jobs_contracttype:list")
    assert client.get(url).status_code == 302
