"""A season gathers events of museums and of partner venues, within its days."""

import json
from datetime import date, time
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from wagtail.models import Page

from cms.models import Town
from cms.translations import translate
from events.models import EventPage, FeedVersion, FormerSeasonSlug, Occurrence, PartnerVenue
from events.querysets import varied
from events.seasons import Gathering
from home.models import HomePage
from tests.conftest import NOW
from tests.factories.events import (
    EventPageFactory,
    EventScheduleFactory,
    PartnerVenueFactory,
    SeasonPageFactory,
    publish,
)
from tests.factories.museums import DepartmentFactory
from tests.reading import parsed, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def text_of(response):
    return words(parsed(response).find(".//main")).replace("\u00a0", " ")


@pytest.fixture
def season(network):
    return SeasonPageFactory(parent=network.home)


@pytest.fixture
def venue():
    manche = DepartmentFactory(code="50", name="Manche")
    return PartnerVenueFactory(title="Moulin des Roues", town="Barfleur", department=manche)


@pytest.fixture
def announce(museum):
    """Publishes an event of a museum, or of what is given as its parent."""

    def make(title, parent=museum, *, schedule=None, **fields):
        event = EventPageFactory(parent=parent, title=title, **fields)
        return publish(event, EventScheduleFactory.build(**(schedule or {})))

    return make


@pytest.fixture
def both(announce, season, venue):
    """An event of a museum and one of a partner venue, in the same season."""
    return announce("Au musée", season=season), announce("Au moulin", season, venue=venue)


def titles(rows):
    return [row.page.title for row in rows.select_related("page").order_by("starts_at", "pk")]


def version(scope):
    return FeedVersion.objects.get(scope=scope).number


# Who belongs to it


def test_what_hangs_below_a_season_belongs_to_it_and_to_no_museum(season, both):
    at_museum, at_venue = both
    assert (at_museum.season, at_museum.host) == (season, at_museum.museum)
    assert (at_venue.season, at_venue.museum, at_venue.host) == (season, None, at_venue.venue)
    assert titles(Occurrence.objects.visible().of_season(season.translation_key)) == [
        "Au musée",
        "Au moulin",
    ]


def test_an_event_of_a_museum_takes_place_at_no_partner_venue(announce, venue):
    assert announce("Au musée", venue=venue).venue is None


def test_its_programme_holds_what_falls_within_its_days(announce, season):
    for title, first, last in (
        ("Avant", date(2026, 11, 19), None),
        ("Le premier jour", date(2026, 11, 20), None),
        ("Le dernier jour", date(2026, 12, 24), None),
        ("Après", date(2026, 12, 25), None),
        ("Exposition", date(2026, 10, 1), date(2027, 1, 1)),
        ("Ancienne exposition", date(2026, 10, 1), date(2026, 11, 1)),
    ):
        hours = {"start_time": None, "end_time": None} if last else {}
        schedule = {"start_date": first, "end_date": last} | hours
        announce(title, season=season, schedule=schedule)
    announce("Sans saison")
    every_day = {"start_date": date(2026, 12, 23), "recurrence": "RRULE:FREQ=DAILY"}
    announce("Chaque jour", season=season, schedule=every_day)
    assert titles(season.programme()) == [
        "Exposition",
        "Le premier jour",
        "Chaque jour",
        "Le dernier jour",
        "Chaque jour",
    ]


def test_what_it_gathers_is_counted_by_place(both, announce, season, venue):
    announce("Encore au moulin", season, venue=venue)
    found = Gathering(season.programme())
    assert (found.events, found.places) == (3, 2)
    assert [(town, list(map(str, places))) for town, places in found.towns] == [
        ("Barfleur", ["Moulin des Roues, Barfleur"]),
        ("Caen", ["Musée de la Dentelle"]),
    ]
    assert [place.is_lit for place in found.map] == [True, True]


# On line and off line


def test_off_line_it_takes_the_events_below_it_along(season, both):
    season.unpublish()
    assert titles(Occurrence.objects.visible()) == ["Au musée"]
    season.save_revision().publish()
    assert titles(Occurrence.objects.visible()) == ["Au musée", "Au moulin"]


def test_subscribers_are_told_when_it_comes_and_goes(season, both):
    scopes = ["network", f"season:{season.pk}", f"event:{both[1].event_key}"]
    before = [version(scope) for scope in scopes]
    season.unpublish()
    after = [version(scope) for scope in scopes]
    assert all(new > old for new, old in zip(after, before, strict=True))
    season.save_revision().publish()
    assert all(version(s) > old for s, old in zip(scopes, after, strict=True))


def test_subscribers_are_told_when_an_event_leaves_or_joins(network, season, both):
    other = SeasonPageFactory(parent=network.home, slug="biennale", title="Biennale")
    left = f"season:{season.pk}"
    before = version(left)
    event = both[0]
    event.season = other
    event.save_revision()
    assert version(left) == before  # a draft changes nothing
    event.get_latest_revision().publish()
    assert version(left) == before + 1
    assert version(f"season:{other.pk}") == 1
    assert titles(season.programme()) == ["Au moulin"]


def test_a_deleted_season_leaves_the_museums_their_events(season, both):
    Page.objects.get(pk=season.pk).delete()
    at_museum = EventPage.objects.get()
    assert (at_museum.title, at_museum.season) == ("Au musée", None)
    assert titles(Occurrence.objects.visible()) == ["Au musée"]


# Moving


def test_from_a_museum_to_a_season_it_waits_for_a_venue(season, both, museum, venue):
    event = both[0]
    told = version(f"museum:{museum.pk}")
    event.move(season, pos="last-child")
    moved = EventPage.objects.get(pk=event.pk)
    assert (moved.live, moved.museum, moved.season) == (False, None, season)
    assert titles(Occurrence.objects.visible()) == ["Au moulin"]
    assert version(f"museum:{museum.pk}") == told + 1
    moved.venue = venue
    moved.save_revision().publish()
    assert titles(Occurrence.objects.visible()) == ["Au musée", "Au moulin"]
    assert set(Occurrence.objects.values_list("museum", flat=True)) == {None}


def test_from_a_season_to_a_museum_it_stays_in_the_season(season, both, museum):
    both[1].move(museum, pos="last-child")
    moved = EventPage.objects.get(pk=both[1].pk)
    assert (moved.live, moved.museum, moved.venue) == (True, museum, None)
    assert moved.season == season
    assert set(Occurrence.objects.values_list("museum", flat=True)) == {museum.pk}


# A partner venue, wherever museums are


def test_the_agenda_finds_it_by_department_and_by_season_never_by_museum(season, both, museum):
    rows = Occurrence.objects.visible()
    assert titles(rows.filtered(departments=["50"])) == ["Au moulin"]
    assert titles(rows.filtered(museums=[museum.slug])) == ["Au musée"]
    assert titles(rows.filtered(seasons=[season.slug])) == ["Au musée", "Au moulin"]
    assert titles(rows.filtered(seasons=["autre"])) == []


def test_a_front_page_puts_forward_several_partner_venues(announce, season, venue):
    announce("Un", season, venue=venue)
    announce("Deux", season, venue=venue)
    announce("Trois", season, venue=PartnerVenueFactory())
    rows = Occurrence.objects.visible().for_list()
    assert [row.page.title for row in varied(rows, 5)] == ["Un", "Trois"]


def test_lists_ask_no_query_for_each_venue(announce, season, django_assert_num_queries):
    for number in range(3):
        announce(f"Soirée {number}", season, venue=PartnerVenueFactory())
    with django_assert_num_queries(1):
        rows = Occurrence.objects.visible().for_lines()
        assert [row.host.town for row in rows] == ["Vire"] * 3


def test_a_venue_in_use_stays(both, venue):
    with pytest.raises(ProtectedError):
        venue.delete()
    assert PartnerVenue.objects.get() == venue


def test_a_renamed_venue_is_renamed_in_calendars(both, venue, client):
    venue.title = "Moulin Neuf"
    venue.save()
    feed = client.get(f"/agenda/e/{both[1].event_key}.ics").content.decode()
    assert "LOCATION:Moulin Neuf\\, 2\\, rue du Lavoir\\, 14500 Barfleur" in feed


def test_without_coordinates_a_venue_stands_in_its_town(db):
    Town.objects.create(
        code="50030",
        name="Barfleur",
        postcodes="50760",
        department_code="50",
        latitude="49.67",
        longitude="-1.26",
    )
    manche = DepartmentFactory(code="50", name="Manche")
    venue = PartnerVenue(title="Halle", town="barfleur", department=manche)
    venue.full_clean()
    assert (str(venue.latitude), str(venue.longitude)) == ("49.67000", "-1.26000")
    elsewhere = PartnerVenue(title="Halle", town="Nulle-Part", department=manche)
    elsewhere.full_clean()
    assert elsewhere.latitude is None
    with pytest.raises(ValidationError, match="deux coordonnées"):
        PartnerVenue(title="A", town="B", department=manche, latitude=49).full_clean()


# Its page


def test_its_page_lists_its_days_and_its_places(season, both, client):
    text = text_of(client.get(season.url))
    assert "Du 20 novembre au 24 décembre" in text
    assert "2 événements, 2 lieux, 2 communes" in text
    assert "2 rendez-vous" in text
    assert text.count("Moulin des Roues") == 2  # its date, its place
    assert "Cette saison est terminée." not in text


def test_its_filters_narrow_it_down(season, both, client):
    response = client.get(season.url, {"dep": "50"})
    assert [row.page.title for row in response.context["occurrences"]] == ["Au moulin"]
    days = {"du": "2026-12-06"}
    assert [*client.get(season.url, days).context["occurrences"]] == []


def test_under_way_it_shows_what_is_left_and_leads_to_what_was(season, announce, client):
    announce("Vendredi", season=season, schedule={"start_date": date(2026, 11, 20)})
    announce("Demain", season=season, schedule={"start_date": date(2026, 11, 23)})
    response = client.get(season.url)
    assert [row.page.title for row in response.context["occurrences"]] == ["Demain"]
    gone = client.get(response.context["past_url"])
    assert [row.page.title for row in gone.context["occurrences"]] == ["Vendredi"]


def test_once_over_it_says_so_and_keeps_its_programme(season, both, client, time_machine_at):
    time_machine_at(NOW.replace(year=2027))
    response = client.get(season.url)
    text = text_of(response)
    assert "Cette saison est terminée." in text
    assert [row.page.title for row in response.context["occurrences"]] == ["Au musée", "Au moulin"]
    assert "Les Veillées" not in text_of(client.get("/agenda/"))


def test_the_agenda_leads_to_it(season, client):
    text = text_of(client.get("/agenda/"))
    assert "En ce moment : Les Veillées (du 20 novembre au 24 décembre)" in text.replace(
        "\u00a0", " "
    )


def test_it_tells_search_engines_of_its_next_events(season, both, client):
    html = client.get(season.url).content.decode()
    data = json.loads(
        html.partition('<script type="application/ld+json">')[2].split("</script>")[0]
    )
    assert (data["@type"], data["startDate"], data["endDate"]) == (
        "Festival",
        "2026-11-20",
        "2026-12-24",
    )
    assert [(one["name"], one["location"]["@type"]) for one in data["subEvent"]] == [
        ("Au musée", "Museum"),
        ("Au moulin", "Place"),
    ]
    assert data["subEvent"][1]["startDate"] == "2026-12-05T14:00:00+01:00"
    assert data["subEvent"][1]["location"]["geo"]["latitude"] == 48.84


def test_its_programme_to_print_goes_by_day_and_town(season, announce, venue, client):
    announce("Caen tôt", season=season, schedule={"start_time": time(10), "end_time": None})
    announce("Barfleur tard", season, venue=venue, schedule={"start_time": time(20)})
    announce("La veille", season=season, schedule={"start_date": date(2026, 12, 4)})
    announce("Passé", season=season, schedule={"start_date": date(2026, 11, 21)})
    text = text_of(client.get(f"{season.url}programme/"))
    places = [text.index(word) for word in ("Passé", "La veille", "Barfleur tard", "Caen tôt")]
    assert places == sorted(places)
    filtered = text_of(client.get(f"{season.url}programme/", {"dep": "50"}))
    assert "Barfleur tard" in filtered
    assert "Caen tôt" not in filtered


def test_an_event_of_a_venue_leads_to_its_season_and_to_the_venues_own_site(both, client):
    html = unescape(client.get(both[1].url).content.decode())
    assert '<a href="https://lavoir.example/">Moulin des Roues</a>, Barfleur' in html
    assert "Aussi dans cette saison" in html
    assert "Au même musée" not in html
    of_museum = client.get(both[0].url).content.decode()
    assert '<a href="/les-veillees/"' in of_museum


def test_without_a_site_a_venue_is_named_without_a_link(both, venue, client):
    venue.website = ""
    venue.save()
    html = client.get(both[1].url).content.decode()
    assert "Moulin des Roues, Barfleur" in html
    assert 'href=""' not in html


def test_in_english_it_is_the_same_season(season, both, locale_en, client):
    translate(HomePage.objects.get(), locale_en, {"title": "Home"})
    season.save_revision().publish()
    english = translate(season, locale_en, {"title": "Evenings", "slug": "evenings"})
    event = translate(both[1], locale_en, {"title": "At the mill", "slug": "at-the-mill"})
    assert EventPage.objects.get(pk=event.pk).season == season
    response = client.get(english.url)
    assert [row.page.title for row in response.context["occurrences"]] == [
        "Au musée",
        "At the mill",
    ]
    assert "/agenda/saison/les-veillees.ics?lang=en" in response.content.decode()


# Its feed: its address


def test_a_former_address_redirects(season, client, django_capture_on_commit_callbacks):
    season.slug = "veillees-2026"
    with django_capture_on_commit_callbacks(execute=True):
        season.save_revision().publish()
    assert FormerSeasonSlug.objects.get().slug == "les-veillees"
    response = client.get("/agenda/saison/les-veillees.ics?lang=en")
    assert response.status_code == 301
    assert response["Location"] == "/agenda/saison/veillees-2026.ics?lang=en"
    assert client.get("/agenda/saison/inconnue.ics").status_code == 404


def test_the_feed_of_a_season_that_left_is_gone(season, client):
    assert client.get("/agenda/saison/les-veillees.ics").status_code == 200
    season.unpublish()
    assert client.get("/agenda/saison/les-veillees.ics").status_code == 410
