"""What somebody of a museum, of two, of the network's team finds first."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from cms.models import User
from museums.completeness import missing_from
from museums.dashboard import MOST_LINES, museum_concerns, network_concerns
from museums.models import MuseumPage
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish
from tests.factories.jobs import JobPageFactory
from tests.factories.museums import MuseumPageFactory, OpeningSlotFactory
from tests.factories.schools import ClassKitPageFactory, CreditedImageFactory

pytestmark = pytest.mark.django_db

HOME = "/admin/"
EDITOR_QUERIES = 41
NETWORK_QUERIES = 69


@pytest.fixture
def editor(museum, editor_of, client) -> User:
    person = editor_of(museum)
    client.force_login(person)
    return person


def panel(content: str, name: str) -> list[str]:
    """The links of a panel of the dashboard, by their text."""
    part = re.search(rf'id="{name}-content".*?</section>', content, re.DOTALL)
    return re.findall(r"<a [^>]*>\s*([^<]*?)\s*</a>", part[0]) if part else []


def fill(museum: MuseumPage, number: int) -> None:
    """Of each thing that the dashboard shows, so many."""
    for _n in range(number):
        publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
        draft = EventPageFactory(parent=museum, live=False)
        draft.save_revision()
        JobPageFactory(parent=museum, deadline_on=date(2026, 11, 30))
        ClassKitPageFactory(parent=museum, review_due_on=date(2026, 11, 1))


@pytest.mark.parametrize("number", [1, 3])
def test_the_dashboard_asks_as_many_queries_for_one_as_for_three(
    editor, museum, client, now, number, django_assert_num_queries
):
    fill(museum, number)
    client.get(HOME)
    with django_assert_num_queries(EDITOR_QUERIES):
        client.get(HOME)


@pytest.mark.parametrize("number", [1, 3])
def test_that_of_the_network_too(
    network, network_member, client, now, number, django_assert_num_queries
):
    for _n in range(number):
        MuseumPageFactory(parent=network.museums)
        MuseumPageFactory(parent=network.museums, live=False)
    client.force_login(network_member)
    client.get(HOME)
    with django_assert_num_queries(NETWORK_QUERIES):
        client.get(HOME)


class TestConcerns:
    def test_each_room_has_its_own(self, museum, now):
        fill(museum, 1)
        found = {c.heading: [line.title for line in c.lines] for c in museum_concerns(museum, now)}
        assert list(found) == [
            "Il manque à la page de votre musée",
            "Événements sans image",
            "Offres qui se terminent bientôt",
            "Kits pédagogiques à relire",
        ]

    def test_what_needs_nothing_is_not_shown(self, museum, now):
        picture = CreditedImageFactory()
        publish(EventPageFactory(parent=museum, image=picture), EventScheduleFactory.build())
        publish(
            EventPageFactory(parent=museum), EventScheduleFactory.build(start_date=date(2026, 1, 5))
        )
        JobPageFactory(parent=museum, deadline_on=date(2026, 12, 31))
        JobPageFactory(parent=museum, deadline_on=date(2026, 11, 1))
        ClassKitPageFactory(parent=museum, review_due_on=date(2026, 11, 23))
        assert [c.heading for c in museum_concerns(museum, now)] == [
            "Il manque à la page de votre musée"
        ]

    def test_a_neighbour_has_others(self, museum, other_museum, now):
        fill(other_museum, 1)
        assert len(museum_concerns(other_museum, now)) == 4
        assert len(museum_concerns(museum, now)) == 1

    def test_no_more_than_fit_and_a_link_to_all(self, museum, now):
        fill(museum, MOST_LINES)
        assert {c.url for c in museum_concerns(museum, now)} == {""}
        fill(museum, 1)
        _page, events, offers, kits = museum_concerns(museum, now)
        assert [len(c.lines) for c in (events, offers, kits)] == [MOST_LINES] * 3
        assert [c.url for c in (events, offers, kits)] == [
            "/admin/explore/eventpage/?picture=none&when=coming",
            "/admin/explore/jobpage/?is_open=open&ordering=closes_at",
            "/admin/explore/classkitpage/?review=due",
        ]


def test_what_is_missing_from_a_page(museum):
    assert list(missing_from(museum)) == [
        "une image",
        "une présentation",
        "un téléphone ou une adresse électronique",
        "ses thèmes",
    ]
    museum.image, museum.phone = CreditedImageFactory(), "02 31 00 00 00"
    assert list(missing_from(museum)) == ["une présentation", "ses thèmes"]


class TestNetwork:
    def test_the_members_to_look_after(self, museum, other_museum, network, now):
        hidden = MuseumPageFactory(parent=network.museums, title="Musée caché", live=False)
        museum.save_revision().publish()
        found = {c.heading: [line.title for line in c.lines] for c in network_concerns(now)}
        assert found == {
            "Musées qui ne sont pas en ligne": [hidden.title],
            "Musées sans référent": [hidden.title, museum.title, other_museum.title],
            "Musées sans image": [museum.title, other_museum.title],
            "Rien de publié depuis un an": [other_museum.title],
        }

    def test_a_museum_is_quiet_after_a_year(self, museum, other_museum, now):
        event = publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
        for moment, quiet in (
            (now - timedelta(days=364), [other_museum]),
            (now - timedelta(days=366), [museum, other_museum]),
        ):
            type(event).objects.filter(pk=event.pk).update(last_published_at=moment)
            since = now - timedelta(days=365)
            assert list(MuseumPage.objects.members().quiet_since(since)) == quiet


class TestPanels:
    def test_drafts_and_what_went_on_line(self, editor, museum, other_museum, client, now):
        fill(museum, 1)
        fill(other_museum, 1)
        content = client.get(HOME).content.decode()
        events = list(
            museum.get_children().order_by("path").filter(content_type__model="eventpage")
        )
        assert panel(content, "drafts") == [events[1].title]
        assert panel(content, "on-line") == [events[0].title]

    def test_counts_of_the_whole_network_are_not_a_museums_business(
        self, editor, network_member, client
    ):
        assert 'class="w-summary"' not in client.get(HOME).content.decode()
        client.force_login(network_member)
        assert 'class="w-summary"' in client.get(HOME).content.decode()

    def test_wagtails_recent_edits_give_way(self, editor, network_member, museum, client):
        assert "Vos modifications les plus récentes" not in client.get(HOME).content.decode()


class TestTwoMuseums:
    @pytest.fixture
    def person(self, editor, other_museum) -> User:
        editor.groups.add(other_museum.leads)
        return editor

    def at_hand(self, client, query: str = "") -> str:
        content = client.get(HOME + query).content.decode()
        return re.search(r'<h2 id="museum-at-hand">(.*?)</h2>', content)[1]

    def test_one_museum_needs_no_switch(self, editor, client):
        assert "museum-panel__switch" not in client.get(HOME).content.decode()

    def test_the_choice_lasts(self, person, museum, other_museum, client):
        assert self.at_hand(client) == museum.title  # by name
        assert self.at_hand(client, f"?museum={other_museum.pk}") == other_museum.title
        assert self.at_hand(client) == other_museum.title
        assert "museum-panel__switch" in client.get(HOME).content.decode()

    def test_buttons_and_lists_follow(self, person, museum, other_museum, client, now):
        fill(museum, 1)
        for one, concerns in ((museum, 4), (other_museum, 1)):
            content = client.get(f"{HOME}?museum={one.pk}").content.decode()
            url = reverse("wagtailadmin_pages:add", args=["events", "eventpage", one.pk])
            assert re.findall(r'href="(/admin/pages/add/events/[^"]*)"', content) == [url]
            assert content.count("<h3>") == concerns
            listing = client.get("/admin/explore/eventpage/").content.decode()
            assert f'href="{url}"' in listing

    @pytest.mark.parametrize("wrong", ["0", "x", "999999", "-1"])
    def test_a_wrong_choice_changes_nothing(self, person, other_museum, client, wrong):
        self.at_hand(client, f"?museum={other_museum.pk}")
        assert self.at_hand(client, f"?museum={wrong}") == other_museum.title

    def test_nobody_chooses_a_museum_of_others(self, person, museum, network, client):
        foreign = MuseumPageFactory(parent=network.museums)
        assert self.at_hand(client, f"?museum={foreign.pk}") == museum.title

    def test_who_leaves_a_museum_no_longer_works_for_it(self, person, museum, other_museum, client):
        assert self.at_hand(client, f"?museum={other_museum.pk}") == other_museum.title
        person.groups.remove(other_museum.leads)
        assert self.at_hand(client) == museum.title


def test_hours_that_nobody_confirmed_for_half_a_year_are_to_be_looked_at(museum, now, in_french):
    def lines():
        return [line.title for c in museum_concerns(museum, now) for line in c.lines]

    told = "Non confirmés depuis six mois"
    assert told not in lines()
    OpeningSlotFactory(museum=museum)
    assert told in lines()
    museum.confirm_hours(now.date())
    assert told not in lines()
