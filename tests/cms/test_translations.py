"""English over the facts of the French page."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.models import GroupPagePermission, PageViewRestriction

from cms.translations import in_words, translate
from events.models import EventPage, Occurrence
from museums.models import MuseumPage
from museums.provisioning import provision_network
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish
from tests.factories.museums import MuseumPageFactory
from tests.keeping import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def english_site(network, locale_en):
    """The home page and its index pages, in English."""
    for page, title in (
        (network.home, "Home"),
        (network.agenda, "What’s on"),
        (network.museums, "Museums"),
        (network.news, "News"),
    ):
        translate(page, locale_en, {"title": title, "slug": title.lower().replace("’", "")})
    return network


@pytest.fixture
@kept
def english_museum(english_site, museum, locale_en):
    words = {"title": "Lace Museum", "slug": "lace-museum", "summary": "Lace and its tools."}
    return translate(museum, locale_en, words)


@pytest.fixture
@kept
def event(museum, now):
    page = EventPageFactory(
        parent=museum,
        title="Les fuseaux",
        price="5 €",
        body=[("paragraph", "<p>Un fil.</p>"), ("paragraph", "<p>Deux fils.</p>")],
    )
    return publish(page, EventScheduleFactory.build())


@pytest.fixture
def english_event(english_museum, event, locale_en):
    words = {
        "title": "Bobbins",
        "slug": "bobbins",
        "price": "€5",
        "body": ["One thread.", "Two threads."],
    }
    return translate(event, locale_en, words)


def get(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return " ".join(response.content.decode().split()).replace(" >", ">")


def test_a_translation_stands_in_its_own_branch(client, english_event):
    assert english_event.url == "/en/museums/lace-museum/bobbins/"
    page = get(client, english_event.url)
    assert '<html lang="en">' in page
    assert "One thread." in page
    assert "Two threads." in page
    assert "Saturday" in page  # its dates are those of the source


def test_dates_and_facts_follow_the_source(client, event, english_event):
    event.min_age = 8
    publish(event, EventScheduleFactory.build(start_date=date(2026, 12, 24)))
    page = get(client, english_event.url)
    assert "24 December" in page
    assert "from 8 years old" in page
    assert "Bobbins" in page


def test_what_is_written_anew_shows_until_it_is_translated(event, english_event):
    event.summary = "Une phrase neuve."
    event.save_revision().publish()
    english_event.refresh_from_db()
    assert english_event.title == "Bobbins"
    assert english_event.summary == "Une phrase neuve."


def test_a_translation_that_is_off_line_stays_so(event, english_event):
    english_event.unpublish()
    event.save_revision().publish()
    english_event.refresh_from_db()
    assert not english_event.live


def test_lists_show_the_translation_or_the_source_marked_as_french(
    client, museum, english_event, now
):
    publish(EventPageFactory(parent=museum, title="Les épingles"), EventScheduleFactory.build())
    for path in ("/en/whats-on/", "/en/museums/lace-museum/"):
        page = get(client, path)
        assert '<a href="/en/museums/lace-museum/bobbins/">Bobbins</a>' in page
        assert "Les fuseaux" not in page
    assert 'lang="fr">Les épingles</a>' in get(client, "/en/whats-on/")
    french = get(client, "/agenda/")
    assert "Bobbins" not in french
    assert 'lang="fr">Les' not in french


def test_a_private_translation_is_not_shown(english_event):
    with translation.override("en"):
        event = EventPage.objects.get(title="Les fuseaux")
        assert in_words(event) == english_event
        PageViewRestriction.objects.create(page=english_event, restriction_type="login")
        assert in_words(event) == event


def test_museums_are_listed_once_each_in_either_language(client, english_museum, network):
    MuseumPageFactory(parent=network.museums, title="Musée du Cidre")
    page = get(client, "/en/museums/")
    assert "2 museums" in page
    assert 'href="/en/museums/lace-museum/"' in page
    assert 'lang="fr">Musée du Cidre</a>' in page


@pytest.mark.parametrize("number", [1, 3])
def test_an_english_list_asks_the_same_queries_whatever_its_length(
    client, english_museum, locale_en, now, keeping, number, django_assert_num_queries
):
    for index in range(number):
        page = EventPageFactory(parent=english_museum.member, title=f"Visite {index}")
        publish(page, EventScheduleFactory.build())
        translate(page, locale_en, {"title": f"Tour {index}", "slug": f"tour-{index}"})
    client.get("/en/whats-on/")
    with django_assert_num_queries(11):
        assert f"Tour {number - 1}" in get(client, "/en/whats-on/")


def test_each_version_names_the_other(client, english_event):
    french = EventPage.objects.get(title="Les fuseaux")
    for page in (french, english_event):
        html = get(client, page.url)
        for language, url in (
            ("fr", french.full_url),
            ("en", english_event.full_url),
            ("x-default", french.full_url),
        ):
            assert f'<link rel="alternate" hreflang="{language}" href="{url}">' in html


def test_the_switch_leads_to_the_nearest_translated_page(client, english_museum, event):
    page = get(client, event.url)
    assert '<a href="/en/museums/lace-museum/" lang="en" hreflang="en">' in page
    assert "hreflang" not in page.partition("</head>")[0]


def test_one_language_needs_no_switch(client, event):
    assert "hreflang" not in get(client, event.url)


def test_rights_hold_in_every_language(english_site, english_museum, network_member):
    english_home = english_site.home.get_translations().get()
    rights = GroupPagePermission.objects.filter(page=english_home).values_list("group__name")
    assert set(rights) == {(provision_network().name,)}
    museum = MuseumPage.objects.sources().get()
    assert museum.editors.page_permissions.filter(page=english_museum).exists()


def test_the_network_translates_and_a_museum_does_not(
    client, event, english_site, network_member, editor_of, museum
):
    address = reverse("wagtail_localize:submit_page_translation", args=[event.pk])
    client.force_login(network_member)
    assert client.get(address).status_code == 200
    client.force_login(editor_of(museum))
    assert client.get(address).status_code == 302


def test_the_site_map_holds_both_languages(client, english_event):
    page = get(client, "/sitemap.xml")
    assert page.count(english_event.full_url) == 1
    assert page.count(EventPage.objects.get(title="Les fuseaux").full_url) == 1


def test_the_agenda_counts_an_event_once(english_event):
    assert Occurrence.objects.visible().count() == 1


def test_a_page_that_nobody_translated_yet_says_that_it_is_in_french(
    client, english_site, museum, event, locale_en
):
    translate(event, locale_en, {"title": "Bobbins", "slug": "bobbins"})
    alias = museum.get_translations().get()
    assert alias.alias_of_id == museum.pk
    page = get(client, alias.url)
    assert '<main id="content" tabindex="-1" lang="fr">' in page
    assert f'<link rel="canonical" href="{museum.full_url}">' in page
