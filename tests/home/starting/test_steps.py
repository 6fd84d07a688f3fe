"""What a network that was just started has still to do."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Site

from cms.models import NetworkSettings, OutgoingMessage
from home.models import StandardPage
from home.starting.steps import steps, steps_left
from tests.factories.home import StandardPageFactory
from tests.factories.museums import MuseumPageFactory

pytestmark = pytest.mark.django_db

FIRST_STEPS = [
    "Compléter les mentions que la loi demande",
    "Présenter le réseau",
    "Ajouter les musées",
    "Inviter les référentes et référents des musées",
    "Essayer l’envoi des messages",
    "Faire lancer les commandes par un planificateur",
    "Ouvrir le site à son adresse",
]


def titles(found):
    return [step.title for step in found]


def step(now, title):
    return next(step for step in steps(now) if step.title == title)


def test_each_is_left_until_what_it_asks_is_there(network, now):
    StandardPageFactory(parent=network.home, to_complete="L’hébergeur.", is_in_footer=True)
    assert titles(steps_left(now)) == FIRST_STEPS


class TestEach:
    @pytest.fixture(autouse=True)
    def some_network(self, network, now):
        """With its settings as the demo has them."""

    def is_done(self, now, title):
        return step(now, title).is_done

    def test_contact(self, now):
        NetworkSettings.objects.update(contact_email="")
        assert not self.is_done(now, "Indiquer où écrire au réseau")
        NetworkSettings.objects.update(contact_email="contact@musees.example")
        assert self.is_done(now, "Indiquer où écrire au réseau")

    def test_school_zone(self, now, settings):
        title = "Choisir la zone de vacances scolaires"
        assert self.is_done(now, title)
        NetworkSettings.objects.update(school_zone="")
        assert not self.is_done(now, title)
        settings.COUNTRY = "BE"
        assert title not in titles(steps(now))

    def test_legal_pages(self, now, network):
        title = "Compléter les mentions que la loi demande"
        page = StandardPageFactory(
            parent=network.home, title="Mentions", to_complete="L’hébergeur."
        )
        found = step(now, title)
        assert (found.is_done, found.words) == (False, "À compléter\u00a0: Mentions.")
        assert found.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
        StandardPage.objects.update(to_complete="")
        assert self.is_done(now, title)

    def test_presentation(self, now, network):
        StandardPageFactory(parent=network.home, is_in_footer=True)
        draft = StandardPageFactory(parent=network.home, live=False)
        assert not self.is_done(now, "Présenter le réseau")
        draft.save_revision().publish()
        assert self.is_done(now, "Présenter le réseau")

    def test_members_and_their_leads(self, now, network, network_member):
        museum = MuseumPageFactory(parent=network.museums)
        assert self.is_done(now, "Ajouter les musées")
        assert not self.is_done(now, "Inviter les référentes et référents des musées")
        network_member.groups.add(museum.leads)
        assert self.is_done(now, "Inviter les référentes et référents des musées")

    def test_timers(self, now):
        title = "Faire lancer les commandes par un planificateur"
        assert not self.is_done(now, title)
        call_command("run_timers", stdout=StringIO())
        assert self.is_done(now + timedelta(minutes=59), title)
        later = step(now + timedelta(minutes=61), title)
        assert later.words == (
            "Lancez manage.py run_timers toutes les cinq minutes. "
            "Pas lancées récemment\u00a0: publish_scheduled, send_queued_messages."
        )

    def test_address(self, now, settings):
        title = "Ouvrir le site à son adresse"
        settings.IS_CALENDAR_HOST_PINNED = False
        Site.objects.update(hostname="ancien.example")
        assert step(now, title).words == (
            "BASE_URL ne commence pas par https://. "
            "Le site répond au nom de ancien.example, alors que BASE_URL indique testserver. "
            "CALENDAR_HOST n’est pas réglé."
        )
        settings.IS_HTTPS = settings.IS_CALENDAR_HOST_PINNED = True
        Site.objects.update(hostname="testserver")
        assert self.is_done(now, title)


class TestThePage:
    @pytest.fixture
    def page(self):
        return reverse("first_steps")

    def test_the_network_sees_it_and_nobody_else(
        self, page, client, network_member, museum, editor_of, now
    ):
        client.force_login(editor_of(museum))
        assert client.get(page).status_code == 302
        assert page not in client.get(reverse("wagtailadmin_home")).content.decode()
        client.force_login(network_member)
        assert titles(client.get(page).context["left"]) == [
            "Présenter le réseau",
            *FIRST_STEPS[3:],
        ]
        assert page in client.get(reverse("wagtailadmin_home")).content.decode()

    def test_a_message_tries_the_mail(
        self, page, client, network_member, now, settings, django_capture_on_commit_callbacks
    ):
        client.force_login(network_member)
        with django_capture_on_commit_callbacks(execute=True):
            client.post(page)
        (message,) = mail.outbox
        assert message.to == ["reseau@musees.example"]
        assert message.subject == "Message d’essai – Réseau des musées de Normandie"
        title = "Essayer l’envoi des messages"
        assert step(now, title).words == (
            "Les messages ne vont qu’au terminal\u00a0: réglez EMAIL_URL pour qu’ils partent "
            "vraiment."
        )
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        assert step(now, title).is_done

    def test_why_a_message_did_not_leave_is_said(self, network, now):
        OutgoingMessage.objects.create(
            key="trial-1", recipient="a@b.example", subject="Essai", text="…", last_error="550 non"
        )
        assert step(now, "Essayer l’envoi des messages").words == "en attente d’envoi 550 non"
