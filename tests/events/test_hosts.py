"""What the form of an event asks, by where it hangs; who may write below a season."""

from datetime import date

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from events.models import EventPage, PartnerVenue, SeasonPage
from tests.events.test_forms import ONE_AFTERNOON
from tests.factories.events import (
    EventPageFactory,
    EventScheduleFactory,
    EventTypeFactory,
    PartnerVenueFactory,
    SeasonPageFactory,
    publish,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def season(network):
    return SeasonPageFactory(parent=network.home)


@pytest.fixture
def add(client):
    """Sends the form of a new event below a page, as the browser of whoever is logged in does."""
    event_type = EventTypeFactory()

    def send(parent, action="action-publish", **fields):
        data = {
            "title": "Bal",
            "slug": "bal",
            "event_type": event_type.pk,
            "summary": "On apprend trois danses.",
            "is_free": "on",
            "body": streamfield([("paragraph", rich_text("<p>Venez.</p>"))]),
            "schedules": inline_formset([ONE_AFTERNOON]),
            "exceptions": inline_formset([]),
            "comments": inline_formset([]),
            action: "1",
        } | fields
        return client.post(address(parent), nested_form_data(data))

    return send


def address(parent):
    return reverse("wagtailadmin_pages:add", args=["events", "eventpage", parent.pk])


def form_of(client, url):
    return client.get(url).context["form"]


def test_below_a_season_it_needs_a_venue_to_be_published(season, add, client, network_member):
    client.force_login(network_member)
    response = add(season)
    assert response.context["form"].errors == {
        "venue": ["Dites où il a lieu\u00a0: choisissez le lieu partenaire."]
    }
    venue = PartnerVenueFactory()
    assert add(season, venue=venue.pk).status_code == 302
    event = EventPage.objects.get()
    assert (event.live, event.season, event.museum, event.host) == (True, season, None, venue)


def test_a_draft_may_lack_its_venue_and_is_previewed(season, add, client, network_member):
    client.force_login(network_member)
    assert add(season, action="action-draft").status_code == 302
    event = EventPage.objects.get()
    assert (event.live, event.season, event.venue) == (False, season, None)
    preview = event.make_preview_request()
    assert preview.status_code == 200


def test_below_a_season_no_season_is_asked_and_below_a_museum_no_venue(
    season, museum, client, network_member
):
    PartnerVenueFactory()
    client.force_login(network_member)
    assert {"season", "venue"} & set(form_of(client, address(season)).fields) == {"venue"}
    assert {"season", "venue"} & set(form_of(client, address(museum)).fields) == {"season"}


def test_a_venue_sent_with_an_event_of_a_museum_is_not_kept(museum, add, client, editor_of):
    client.force_login(editor_of(museum))
    assert add(museum, venue=PartnerVenueFactory().pk).status_code == 302
    assert EventPage.objects.get().venue is None


def test_a_museum_chooses_among_the_seasons_that_are_not_over(
    network, museum, season, client, editor_of, add
):
    over = SeasonPageFactory(
        parent=network.home, slug="ete", starts_on=date(2026, 7, 1), ends_on=date(2026, 8, 31)
    )
    SeasonPageFactory(parent=network.home, slug="brouillon", live=False)
    client.force_login(editor_of(museum))
    assert [*form_of(client, address(museum)).fields["season"].queryset] == [season]
    assert add(museum, season=over.pk).context["form"].errors.keys() == {"season"}
    assert add(museum, season=season.pk).status_code == 302
    assert EventPage.objects.get().season == season


def test_the_season_that_was_chosen_stays_among_the_choices(
    network, museum, season, client, editor_of
):
    over = SeasonPageFactory(
        parent=network.home, slug="ete", starts_on=date(2026, 7, 1), ends_on=date(2026, 8, 31)
    )
    event = publish(EventPageFactory(parent=museum, season=over), EventScheduleFactory.build())
    client.force_login(editor_of(museum))
    form = form_of(client, reverse("wagtailadmin_pages:edit", args=[event.pk]))
    assert [*form.fields["season"].queryset] == [over, season]


def test_without_any_season_no_question_is_asked(museum, client, editor_of):
    client.force_login(editor_of(museum))
    assert "season" not in form_of(client, address(museum)).fields


# Who may


@pytest.mark.indexed
def test_a_museum_writes_nothing_below_a_season_and_sees_no_draft_there(
    season, museum, client, editor_of, network_member
):
    venue = PartnerVenueFactory()
    draft = EventPageFactory(parent=season, venue=venue, live=False, title="En préparation")
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    pages = [address(season), edit, reverse("wagtailadmin_explore", args=[season.pk])]
    client.force_login(network_member)
    assert [client.get(url).status_code for url in pages] == [200] * 3
    client.force_login(editor_of(museum))
    assert all(client.get(url).status_code == 302 for url in pages)
    found = client.get(reverse("wagtailadmin_pages:search"), {"q": "préparation"})
    assert "En préparation" not in found.content.decode()


def test_only_the_network_makes_seasons_and_keeps_venues(
    network, museum, client, editor_of, network_member
):
    make = reverse("wagtailadmin_pages:add", args=["events", "seasonpage", network.home.pk])
    venues = PartnerVenue.snippet_viewset
    pages = [make, reverse(venues.get_url_name("list")), reverse(venues.get_url_name("add"))]
    client.force_login(network_member)
    assert [client.get(url).status_code for url in pages] == [200] * 3
    client.force_login(editor_of(museum))
    assert all(client.get(url).status_code == 302 for url in pages)
    assert not SeasonPage.objects.exists()


@pytest.mark.indexed
def test_the_admin_says_why_a_venue_in_use_stays(season, client, network_member):
    venue = PartnerVenueFactory()
    publish(EventPageFactory(parent=season, venue=venue), EventScheduleFactory.build())
    client.force_login(network_member)
    url = reverse(venue.snippet_viewset.get_url_name("delete"), args=[venue.pk])
    html = client.get(url).content.decode()
    assert "empêche" in html
    client.post(url)
    assert PartnerVenue.objects.get() == venue


def test_whoever_moves_an_event_below_a_season_is_told_what_it_lacks(
    season, museum, client, network_member
):
    event = publish(EventPageFactory(parent=museum, title="Bal"), EventScheduleFactory.build())
    client.force_login(network_member)
    url = reverse("wagtailadmin_pages:move_confirm", args=[event.pk, season.pk])
    html = client.post(url, follow=True).content.decode()
    assert "n’est plus en ligne\u00a0: choisissez son lieu partenaire" in html
    assert not EventPage.objects.get().live
