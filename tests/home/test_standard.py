"""Pages of text."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from home.models import StandardPage
from tests.factories.home import StandardPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def section(network):
    return StandardPageFactory(parent=network.home, title="Le réseau", slug="le-reseau")


def add(parent, title, **values):
    return StandardPageFactory(parent=parent, title=title, slug=title.lower(), **values)


def context(client, page):
    return client.get(page.url).context_data


def test_it_leads_to_the_pages_below_it(section, client):
    below = [add(section, "Membres"), add(section, "Équipe")]
    add(section, "Brouillon", live=False)
    private = add(section, "Conseil")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    add(below[0], "Charte")
    shown = context(client, section)
    assert shown["pages_below"] == below
    assert shown["pages_beside"] == []
    assert shown["page_above"] is None


def test_a_page_of_a_section_leads_to_those_beside_it(section, client):
    first, second = add(section, "Membres"), add(section, "Équipe")
    shown = context(client, first)
    assert shown["pages_beside"] == [second]
    assert shown["page_above"].title == "Le réseau"


def test_pages_right_below_the_home_page_are_no_section(section, network, client):
    StandardPageFactory(parent=network.home)
    assert context(client, section)["pages_beside"] == []


def test_it_says_when_it_was_last_published(section, client):
    assert "Dernière mise à jour" not in client.get(section.url).content.decode()
    section.save_revision().publish()
    text = " ".join(client.get(section.url).content.decode().split())
    assert 'Dernière mise à jour : <time datetime="2026-11-22" >22 novembre 2026</time>' in text


def test_what_it_lacks_is_told_to_the_network_and_to_nobody_else(
    section, network_member, museum, editor_of, client
):
    page = add(section, "Mentions", to_complete="L’hébergeur et son adresse.")
    assert "hébergeur" not in client.get(page.url).content.decode()
    dashboard = reverse("wagtailadmin_home")
    client.force_login(network_member)
    assert "L’hébergeur et son adresse." in client.get(dashboard).content.decode()
    client.force_login(editor_of(museum))
    assert "L’hébergeur et son adresse." not in client.get(dashboard).content.decode()


def test_what_nothing_lacks_is_not_on_the_dashboard(section, network_member, client):
    add(section, "Mentions", to_complete="L’hébergeur.")
    client.force_login(network_member)
    assert "Pages à compléter" in client.get(reverse("wagtailadmin_home")).content.decode()
    StandardPage.objects.update(to_complete="")
    assert "Pages à compléter" not in client.get(reverse("wagtailadmin_home")).content.decode()
