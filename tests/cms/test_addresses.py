"""Lists are linked to where they are."""

import pytest
from django.utils import translation

from cms.addresses import address_of
from cms.translations import translate

pytestmark = pytest.mark.django_db
AGENDA = "events.AgendaPage"


def test_a_list_is_where_its_page_is(network, django_assert_num_queries):
    assert address_of(AGENDA) == "/agenda/"
    with django_assert_num_queries(0):
        assert address_of(AGENDA) == "/agenda/"


def test_where_it_moved_to_is_known_at_once(network):
    assert address_of(AGENDA) == "/agenda/"
    network.agenda.slug = "programme"
    network.agenda.save_revision().publish()
    assert address_of(AGENDA) == "/programme/"
    assert address_of(AGENDA, musee="dentelle") == "/programme/?musee=dentelle"
    network.agenda.unpublish()
    assert address_of(AGENDA, musee="dentelle") == ""


def test_what_a_network_does_not_have_is_not_at_the_foot_of_its_pages(network, client):
    assert 'href="/emploi/">Travailler' in client.get("/").content.decode()
    network.jobs.unpublish()
    assert "Travailler dans un musée" not in client.get("/").content.decode()


def test_in_the_language_being_spoken_where_it_is_translated(network, locale_en):
    with translation.override("en"):
        assert address_of(AGENDA) == "/agenda/"
        translate(network.home, locale_en, {"title": "Home", "slug": "home"})
        translate(network.agenda, locale_en, {"title": "What’s on", "slug": "whats-on"})
        assert address_of(AGENDA) == "/en/whats-on/"
    assert address_of(AGENDA) == "/agenda/"
