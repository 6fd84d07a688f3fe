"""Who sees the health of which feeds, and what is said of them."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.models import User
from events.feeds import budget
from events.health.reporting import museum_health, network_health
from events.models import FeedFetch, Occurrence
from events.models.feed_fetch import Fetch
from events.occurrences import museum_scope
from tests.conftest import NOW
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish
from tests.factories.museums import MuseumPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

INDEX = "/admin/feeds/"
TODAY = NOW.date()


def page_of(museum):
    return reverse("feed_health:museum", args=[museum.pk])


def sentences(health):
    return [reason.sentence for reason in health.left_out()]


def text_of(response):
    return " ".join(response.content.decode().split())


class TestRights:
    def test_an_editor_sees_the_feed_of_their_own_museum_only(
        self, client, museum, other_museum, editor_of
    ):
        client.force_login(editor_of(museum))
        assert client.get(INDEX)["Location"] == page_of(museum)
        assert client.get(page_of(museum)).status_code == 200
        assert client.get(page_of(other_museum)).status_code == 404

    def test_who_writes_for_two_museums_sees_both_and_not_the_networks(
        self, client, museum, other_museum, editor_of
    ):
        MuseumPageFactory(parent=museum.get_parent(), title="Musée de la Mer", slug="mer")
        person = editor_of(museum)
        person.groups.add(other_museum.editors)
        client.force_login(person)
        context = client.get(INDEX).context_data
        assert context["health"] is None
        assert [m.title for m in context["museums"]] == ["Musée de la Dentelle", "Musée du Cidre"]

    def test_the_network_sees_all(self, client, museum, other_museum, network_member):
        client.force_login(network_member)
        context = client.get(INDEX).context_data
        assert context["health"].faults == []
        assert [m.title for m in context["museums"]] == ["Musée de la Dentelle", "Musée du Cidre"]
        assert client.get(page_of(other_museum)).status_code == 200

    def test_who_writes_for_nobody_is_sent_away(self, client, museum):
        nobody = User.objects.create_user("personne@musees.example", "secret")
        client.force_login(nobody)
        for address in (INDEX, page_of(museum)):
            assert client.get(address).status_code == 302
        nobody.user_permissions.add(access_admin())
        for address in (INDEX, page_of(museum)):
            assert client.get(address).status_code in (302, 403)
            assert "Santé" not in client.get("/admin/").content.decode()

    def test_it_stands_in_the_menu_of_an_editor(self, client, museum, editor_of):
        client.force_login(editor_of(museum))
        assert INDEX in client.get("/admin/").content.decode()


def access_admin():
    from django.contrib.auth.models import Permission

    return Permission.objects.get(codename="access_admin")


class TestWhatIsLeftOut:
    def test_of_a_feed_that_has_all_nothing(self, museum):
        publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
        health = museum_health(museum, TODAY)
        assert sentences(health) == []
        assert (health.entries.value, health.room) == (1, "Il reste de la place.")

    def test_each_reason_is_said_with_its_events(self, museum):
        private = publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        EventPageFactory(parent=museum, live=False)
        EventPageFactory(parent=museum, live=False)
        changed = publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
        changed.title = "Autre titre"
        changed.save_revision()
        dateless = EventPageFactory(parent=museum)
        reasons = museum_health(museum, TODAY).left_out()
        assert [reason.sentence for reason in reasons] == [
            "1 événement n’y est pas\u00a0: l’accès à sa page est restreint.",
            "2 événements n’y sont pas\u00a0: ce sont des brouillons, ou ils ont été retirés.",
            "1 événement a des modifications non publiées\u00a0: il y figure tel qu’il est "
            "en ligne.",
            "1 événement est en ligne sans aucune date\u00a0: ses horaires n’en donnent pas.",
        ]
        assert [[page.pk for page in reason.pages] for reason in reasons[::3]] == [
            [private.pk],
            [dateless.pk],
        ]

    def test_what_lies_outside_the_period_is_counted_in_dates(self, museum):
        event = publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
        row = Occurrence.objects.get(event_key=event.event_key)
        moments = {
            "far ahead": (datetime(2028, 1, 1, 14, tzinfo=ZoneInfo("Europe/Paris")), "scheduled"),
            "long over": (NOW - timedelta(days=100), "scheduled"),
            "cancelled": (NOW - timedelta(days=10), "cancelled"),
        }
        for slot, (start, status) in moments.items():
            row.pk = None
            row.slot, row.status = slot, status
            row.starts_at, row.ends_at = start, start + timedelta(hours=2)
            row.starts_on = row.ends_on = timezone.localdate(start)
            row.save(force_insert=True)
        assert sentences(museum_health(museum, TODAY)) == [
            "1 date est encore trop lointaine\u202f; elle y entrera treize mois avant son jour.",
            "1 date est passée depuis plus de quatre-vingt-dix jours.",
            "1 date annulée est passée depuis plus d’une semaine.",
        ]

    def test_a_full_calendar_says_from_when_on(self, museum, monkeypatch):
        monkeypatch.setattr(budget, "MOST_ENTRIES", 2)
        days = (date(2026, 12, day) for day in (5, 12, 19))
        for day in days:
            publish(EventPageFactory(parent=museum), EventScheduleFactory.build(start_date=day))
        health = museum_health(museum, TODAY)
        assert sentences(health) == [
            "1 entrée est laissée de côté parce que le calendrier est plein. "
            "Rien de ce qui commence après le 12 décembre 2026 n’y figure."
        ]
        assert (
            health.room == "Le calendrier est plein\u00a0: ce qui n’y tient pas est laissé de côté."
        )

    def test_of_a_museum_off_line_everything(self, client, museum, network_member):
        publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
        museum.live = False
        museum.save()
        assert sentences(museum_health(museum, TODAY)) == [
            "1 événement n’y est pas\u00a0: son musée, ou sa saison, n’est pas en ligne."
        ]
        assert sentences(network_health(TODAY)) == sentences(museum_health(museum, TODAY))
        client.force_login(network_member)
        said = text_of(client.get(page_of(museum)))
        assert "La page du musée n’est pas en ligne" in said
        assert "Ce calendrier est valide" not in said


class TestReadings:
    def test_a_week_of_them_by_family(self, client, museum, other_museum, editor_of):
        scope = museum_scope(museum.pk)
        FeedFetch.objects.add(
            {
                Fetch(TODAY, scope, "apple"): 3,
                Fetch(TODAY - timedelta(days=6), scope, "apple"): 2,
                Fetch(TODAY - timedelta(days=7), scope, "apple"): 90,
                Fetch(TODAY - timedelta(days=1), scope, "google"): 1,
                Fetch(TODAY, museum_scope(other_museum.pk), "browser"): 70,
            }
        )
        assert museum_health(museum, TODAY).clients() == [
            ("Calendrier d’Apple (iPhone, iPad, Mac)", 5, TODAY),
            ("Google Agenda", 1, TODAY - timedelta(days=1)),
        ]
        client.force_login(editor_of(museum))
        said = text_of(client.get(page_of(museum)))
        assert "Applications qui ont lu ce calendrier, sur sept jours" in said
        assert "abonné" not in said

    def test_the_network_sees_how_often_each_was_read(self, client, museum, network_member):
        FeedFetch.objects.add(
            {
                Fetch(TODAY, museum_scope(museum.pk), "apple"): 3,
                Fetch(TODAY, "selection", "google"): 4,
            }
        )
        client.force_login(network_member)
        response = client.get(INDEX)
        assert response.context_data["others"] == [
            ("Saisons", 0),
            ("Sélections de l’agenda", 4),
            ("Adresses courtes", 0),
            ("Fichiers d’un événement ou d’une date", 0),
        ]
        assert "4 lectures" in text_of(response)


class TestQueries:
    @pytest.mark.parametrize("number", [1, 3])
    def test_the_networks_page_asks_the_same_whatever_the_museums(
        self, client, network, network_member, number
    ):
        for index in range(number):
            one = MuseumPageFactory(
                parent=network.museums, title=f"Musée {index}", slug=f"m{index}"
            )
            publish(EventPageFactory(parent=one), EventScheduleFactory.build(start_time=time(14)))
            EventPageFactory(parent=one, live=False)
        client.force_login(network_member)
        client.get(INDEX)  # Wagtail then knows its site
        with CaptureQueriesContext(connection) as queries:
            response = client.get(INDEX)
        assert len(response.context_data["museums"]) == number
        assert len(queries) == 37

    @pytest.mark.parametrize("number", [1, 3])
    def test_a_museums_page_asks_the_same_whatever_its_events(
        self, client, museum, editor_of, number
    ):
        for _index in range(number):
            publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
            EventPageFactory(parent=museum, live=False)
        client.force_login(editor_of(museum))
        client.get(page_of(museum))
        with CaptureQueriesContext(connection) as queries:
            client.get(page_of(museum))
        assert len(queries) == 32
