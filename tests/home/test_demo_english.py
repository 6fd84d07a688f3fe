"""One museum of the demo and its season speak English."""

import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Page

from events.models import EventPage, SeasonPage
from museums.models import MuseumPage
from schools.models import PartnershipPage
from tests.keeping import kept

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
@kept
def demo():
    options = {"museums": 1, "events": 5, "pictures": 2, "today": date(2026, 11, 22)}
    call_command("load_demo", **options, stdout=StringIO())


def test_a_museum_a_season_and_all_their_events_are_translated():
    (museum,) = MuseumPage.objects.filter(locale__language_code="en")
    assert museum.title == "D-Day Museum, Arromanches"
    assert museum.member == MuseumPage.objects.members().get()
    (season,) = SeasonPage.objects.filter(locale__language_code="en")
    assert season.title == "Winter Evenings"
    events = EventPage.objects.filter(locale__language_code="en")
    assert {event.get_parent() for event in events} == {museum.page_ptr, season.page_ptr}
    sources = {event.source for event in events}
    assert sources == set(EventPage.objects.published())
    assert {event.title for event in events}.isdisjoint(event.title for event in sources)


def test_the_page_of_the_partnership_is_translated_whole(client):
    (page,) = PartnershipPage.objects.filter(locale__language_code="en")
    html = client.get(page.url).content.decode()
    assert "Normandy education authority" in html
    marked = re.findall(
        r'lang="fr"[^>]*>([^<]+)', html.partition("<main")[2].partition("</main")[0]
    )
    assert marked == ["Sasha Delaunay, rectrice (personne inventée)", "Camille Lefèvre, réseau"]


def test_all_that_is_in_english_is_on_line_and_says_it_in_english(client):
    pages = Page.objects.filter(locale__language_code="en")
    assert pages
    for page in pages:
        assert page.live
        assert not page.alias_of
        html = client.get(page.url).content.decode()
        assert '<html lang="en">' in html
        assert (page.seo_title or page.title) in html
