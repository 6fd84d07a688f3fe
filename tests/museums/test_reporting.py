"""A visitor says that a page is wrong, and the right museum is told."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cms.models import NetworkSettings, OutgoingMessage, User
from tests.conftest import NOW
from tests.factories.events import (
    EventPageFactory,
    EventScheduleFactory,
    PartnerVenueFactory,
    SeasonPageFactory,
    publish,
)
from tests.factories.jobs import JobPageFactory
from tests.factories.schools import ClassKitPageFactory
from tests.home.test_contact import boxes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

LINK = "Signaler une erreur sur cette page"


@pytest.fixture
def visitor():
    """A browser as Django's protection finds it."""
    return Client(enforce_csrf_checks=True)


def send(visitor, page, headers=None, **answers):
    url = reverse("report_error", args=[page.pk])
    filled = boxes(visitor.get(url)) | {"message": "Le prix est de 6 €."} | answers
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        return visitor.post(url, filled, headers=headers)


def recipients():
    return list(OutgoingMessage.objects.order_by("pk").values_list("recipient", flat=True))


def test_each_page_of_a_museum_has_the_link(client, museum, network):
    event = publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
    pages = [museum, event, ClassKitPageFactory(parent=museum), JobPageFactory(parent=museum)]
    for page in pages:
        content = client.get(page.url).content.decode()
        assert f'href="/signaler-une-erreur/{page.pk}/"' in content
        assert LINK in content
    for page in (network.home, network.agenda, network.museums):
        assert LINK not in client.get(page.url).content.decode()


def test_the_leads_are_told(visitor, museum, other_museum):
    for number, group in enumerate(
        (museum.leads, museum.leads, museum.editors, other_museum.leads)
    ):
        User.objects.create_user(f"p{number}@musee.example").groups.add(group)
    event = publish(EventPageFactory(parent=museum, title="Visite"), EventScheduleFactory.build())
    response = send(visitor, event, email="sacha@exemple.example")
    assert response["Location"] == f"/signaler-une-erreur/{event.pk}/?merci"
    assert recipients() == ["p0@musee.example", "p1@musee.example"]
    message = OutgoingMessage.objects.first()
    assert message.subject == "Erreur signalée sur «\u202fVisite\u202f»"
    assert message.reply_to == "sacha@exemple.example"
    assert message.text == (
        "Une erreur est signalée sur «\u202fVisite\u202f»\u00a0:\n"
        f"http://testserver{event.url}\n\n"
        "Le prix est de 6 €.\n\n"
        "Répondre à ce courriel, c’est écrire à sacha@exemple.example.\n"
        "Pour corriger, ouvrez la page ici\u00a0: "
        f"http://testserver/admin/pages/{event.pk}/edit/\n"
    )
    thanks = visitor.get(response["Location"])
    assert "Merci. Votre message part" in thanks.content.decode()
    assert not visitor.cookies


def test_without_leads_the_museum_is_told_and_else_the_network(visitor, museum):
    museum.email = "accueil@dentelle.example"
    museum.save()
    User.objects.create_user("parti@musee.example", is_active=False).groups.add(museum.leads)
    send(visitor, museum)
    museum.email = ""
    museum.save()
    send(visitor, museum, message="Autre chose")
    NetworkSettings.objects.update(contact_email="")
    assert send(visitor, museum, message="Encore autre chose").status_code == 302
    assert recipients() == ["accueil@dentelle.example", "contact@musees.example"]


def test_an_event_at_a_partner_venue_is_the_networks(visitor, network):
    season = SeasonPageFactory(parent=network.agenda)
    event = EventPageFactory(parent=season, venue=PartnerVenueFactory())
    send(visitor, publish(event, EventScheduleFactory.build()))
    assert recipients() == ["contact@musees.example"]


def test_a_translation_tells_the_same_people(visitor, museum, locale_en):
    User.objects.create_user("lead@musee.example").groups.add(museum.leads)
    english = museum.copy_for_translation(locale_en, copy_parents=True)
    for page in english.get_ancestors(inclusive=True).filter(live=False, depth__gt=1).specific():
        page.save_revision().publish()
    url = f"/en/report-an-error/{english.pk}/"
    assert url in visitor.get(english.url).content.decode()
    filled = boxes(visitor.get(url)) | {"message": "Wrong price"}
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        assert visitor.post(url, filled).status_code == 302
    assert recipients() == ["lead@musee.example"]


def test_what_is_wrong_is_said_and_nothing_is_lost(visitor, museum):
    response = send(visitor, museum, message=" ", email="sacha")
    content = response.content.decode()
    assert "Dites ce qui ne va pas." in content
    assert 'value="sacha"' in content
    assert not OutgoingMessage.objects.exists()


def test_another_site_sends_nothing(visitor, museum):
    response = send(visitor, museum, headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 403
    assert not OutgoingMessage.objects.exists()


def test_no_search_engine_keeps_the_form(visitor, museum):
    response = visitor.get(reverse("report_error", args=[museum.pk]))
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]


def test_no_form_for_what_visitors_do_not_see_or_no_museum_looks_after(visitor, museum, network):
    draft = EventPageFactory(parent=museum, live=False)
    for page in (draft, network.home, network.museums):
        assert visitor.get(reverse("report_error", args=[page.pk])).status_code == 404
    assert visitor.get(reverse("report_error", args=[museum.pk])).status_code == 200
