"""A visitor writes to the network."""

from datetime import timedelta

import html5lib
import pytest
import time_machine
from django.core import mail
from django.test import Client

from cms.models import NetworkSettings, OutgoingMessage
from tests.conftest import NOW
from tests.factories.home import ContactPageFactory, StandardPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

MINUTE = timedelta(minutes=1)
XHTML = "{http://www.w3.org/1999/xhtml}"
MESSAGE = {
    "name": "Sacha Lemoine",
    "email": "sacha@college.example",
    "subject": "class",
    "message": "Bonjour,\nnous viendrons à vingt-cinq & sans goûter.",
}


@pytest.fixture
def contact(network):
    data = StandardPageFactory(
        parent=network.home, title="Données personnelles", slug="donnees-personnelles"
    )
    return ContactPageFactory(parent=network.home, data_page=data)


@pytest.fixture
def visitor():
    """A browser as Django's protection finds it: nothing is excused, no cookie is kept."""
    return Client(enforce_csrf_checks=True)


def boxes(response):
    """What the form of a page would send, by name."""
    tree = html5lib.parse(response.content.decode())
    (form,) = (f for f in tree.iter(f"{XHTML}form") if f.get("method") == "post")
    filled = {box.get("name"): box.get("value", "") for box in form.iter(f"{XHTML}input")}
    for area in form.iter(f"{XHTML}textarea"):
        filled[area.get("name")] = (area.text or "").removeprefix("\n")
    for choice in form.iter(f"{XHTML}select"):
        options = choice.iter(f"{XHTML}option")
        filled[choice.get("name")] = next(
            (o.get("value") for o in options if o.get("selected") is not None), ""
        )
    return filled


def send(visitor, contact, **answers):
    """Open the page, write for a minute, send."""
    filled = boxes(visitor.get(contact.url)) | MESSAGE | answers
    with time_machine.travel(NOW + MINUTE, tick=False):
        return visitor.post(contact.url, filled)


def test_a_message_reaches_the_network(contact, visitor):
    response = send(visitor, contact)
    assert (response.status_code, response["Location"]) == (302, "/contact/?merci")
    message = OutgoingMessage.objects.get()
    assert message.recipient == "contact@musees.example"
    assert message.reply_to == "sacha@college.example"
    assert message.subject == "Je prépare une sortie de classe – Sacha Lemoine"
    assert message.text == (
        "Bonjour,\nnous viendrons à vingt-cinq & sans goûter.\n\n"
        "-- \n"
        "Sacha Lemoine <sacha@college.example>\n"
        "Je prépare une sortie de classe\n"
        "Envoyé depuis http://testserver/contact/. "
        "Répondre à ce courriel, c’est écrire à la personne.\n"
    )
    assert not response.cookies
    assert not visitor.cookies


def test_it_leaves_as_mail_that_one_can_answer(
    contact, visitor, django_capture_on_commit_callbacks
):
    filled = boxes(visitor.get(contact.url)) | MESSAGE
    with (
        time_machine.travel(NOW + MINUTE, tick=False),
        django_capture_on_commit_callbacks(execute=True),
    ):
        visitor.post(contact.url, filled)
    (email,) = mail.outbox
    assert (email.to, email.reply_to) == (["contact@musees.example"], ["sacha@college.example"])


def test_the_visitor_is_thanked_where_reloading_sends_nothing(contact, visitor):
    thanks = visitor.get(send(visitor, contact)["Location"])
    assert thanks.status_code == 200
    text = thanks.content.decode()
    assert "Merci, votre message part vers le réseau." in text
    assert 'method="post"' not in text
    assert '<link rel="canonical" href="http://testserver/contact/">' in text


def test_a_double_click_sends_once(contact, visitor):
    filled = boxes(visitor.get(contact.url)) | MESSAGE
    with time_machine.travel(NOW + MINUTE, tick=False):
        answers = [visitor.post(contact.url, filled) for _click in range(2)]
    assert [answer["Location"] for answer in answers] == ["/contact/?merci"] * 2
    assert OutgoingMessage.objects.count() == 1


def test_two_visitors_of_the_same_second_are_two(contact, visitor):
    send(visitor, contact)
    send(visitor, contact, email="dominique@college.example")
    assert OutgoingMessage.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Dites-nous votre nom."),
        ({"email": "sacha"}, "Écrivez une adresse complète, comme nom@exemple.fr."),
        ({"subject": ""}, "Choisissez de quoi il s’agit."),
        ({"message": " "}, "Écrivez votre message."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(contact, visitor, wrong, said):
    response = send(visitor, contact, **wrong)
    assert response.status_code == 200
    assert said in response.content.decode()
    back = boxes(response)
    kept = {name: value for name, value in MESSAGE.items() if name not in wrong}
    assert {name: back[name] for name in kept} == kept
    assert not OutgoingMessage.objects.exists()


def test_another_site_sends_nothing(contact, visitor):
    filled = boxes(visitor.get(contact.url)) | MESSAGE
    with time_machine.travel(NOW + MINUTE, tick=False):
        response = visitor.post(contact.url, filled, headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 403
    assert not OutgoingMessage.objects.exists()


def test_a_name_adds_no_header(contact, visitor):
    response = send(visitor, contact, name="Sacha\nBcc: autre@example.org")
    assert response.status_code == 200
    assert not OutgoingMessage.objects.exists()


def test_it_says_what_becomes_of_a_message(contact, visitor):
    text = " ".join(visitor.get(contact.url).content.decode().split())
    assert "Ce site l’efface au bout de 30 jours." in text
    assert 'href="/donnees-personnelles/" >Données personnelles</a>' in text


def test_it_gives_the_networks_address(contact, visitor):
    text = visitor.get(contact.url).content.decode()
    assert "1, rue de l’Exemple<br>14000 Caen" in text
    assert '<a href="tel:0261910014">02 61 91 00 14</a>' in text
    assert '<a href="mailto:contact@musees.example">contact@musees.example</a>' in text


def test_without_an_address_to_send_to_there_is_no_form(contact, visitor):
    NetworkSettings.objects.update(contact_email="", phone="", postal_address="")
    text = visitor.get(contact.url).content.decode()
    assert 'method="post"' not in text
    assert "mailto:" not in text
    assert visitor.post(contact.url, MESSAGE).status_code == 200
    assert not OutgoingMessage.objects.exists()


def test_the_network_previews_it(contact, network_member, client):
    client.force_login(network_member)
    response = client.get(f"/admin/pages/{contact.pk}/view_draft/")
    assert 'name="message"' in response.content.decode()
