"""The network's team sees the mail that the site sends, and writes none of it."""

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.urls import reverse

from cms.models import MessageState, OutgoingMessage, User
from cms.outbox import queue_message, send_queued

pytestmark = pytest.mark.django_db
INDEX = "outgoing_messages:index"


@pytest.fixture
def message(now):
    return queue_message(
        key="visite-1",
        recipient="musee@exemple.fr",
        subject="Une visite",
        text="Bonjour,\nà bientôt <3",
    )


@pytest.fixture
def doubtful(message, now):
    OutgoingMessage.objects.filter(pk=message.pk).update(
        state=MessageState.DOUBTFUL, claimed_at=now, last_error="Connection unexpectedly closed"
    )
    return message


@pytest.fixture
def superuser(db):
    return User.objects.create_superuser("admin@musees.example", "secret")


def test_the_networks_team_sees_each_message(message, client, network_member):
    client.force_login(network_member)
    listing = client.get(reverse(INDEX))
    assert listing.status_code == 200
    assert reverse("outgoing_messages:inspect", args=[message.pk]) in listing.content.decode()
    page = client.get(reverse("outgoing_messages:inspect", args=[message.pk]))
    assert "<p>Bonjour,<br>à bientôt &lt;3</p>" in page.content.decode()
    assert "<form method" not in page.content.decode().partition("<main")[2]


def test_a_listing_asks_the_same_queries_whatever_its_length(
    client, network_member, now, django_assert_num_queries
):
    client.force_login(network_member)
    for number in range(3):
        queue_message(key=f"visite-{number}", recipient="m@exemple.fr", subject="x", text="x")
        client.get(reverse(INDEX))
        with django_assert_num_queries(16):
            client.get(reverse(INDEX))


@pytest.mark.parametrize("who", ["network_member", "superuser"])
@pytest.mark.parametrize("name", ["add", "edit", "delete", "history", "usage"])
def test_nobody_writes_changes_or_deletes_one(request, message, client, who, name):
    client.force_login(request.getfixturevalue(who))
    address = reverse(f"outgoing_messages:{name}", args=[] if name == "add" else [message.pk])
    for answer in (client.get(address), client.post(address, {"subject": "Autre"})):
        assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))
    message.refresh_from_db()
    assert message.subject == "Une visite"


def test_an_editor_sees_none(message, museum, editor_of, client):
    client.force_login(editor_of(museum))
    for address in (INDEX, "outgoing_messages:inspect"):
        arguments = [] if address == INDEX else [message.pk]
        answer = client.get(reverse(address, args=arguments))
        assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))
    assert "outgoing_messages" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_dashboard_tells_of_what_needs_a_decision(doubtful, client, network_member):
    client.force_login(network_member)
    link = f'href="{reverse(INDEX)}?state=failed&amp;state=doubtful"'
    assert link in client.get(reverse("wagtailadmin_home")).content.decode()
    failed = queue_message(key="visite-2", recipient="m@exemple.fr", subject="x", text="x")
    queue_message(key="visite-3", recipient="m@exemple.fr", subject="x", text="x")
    OutgoingMessage.objects.filter(pk=failed.pk).update(
        state=MessageState.FAILED, claimed_at=failed.created_at
    )
    listing = client.get(f"{reverse(INDEX)}?state=failed&state=doubtful")
    assert set(listing.context["object_list"]) == {doubtful, failed}
    OutgoingMessage.objects.in_trouble().update(state=MessageState.SENT, sent_at=failed.created_at)
    assert link not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_message_in_trouble_is_sent_again_once_somebody_says_so(
    doubtful, client, network_member, now
):
    client.force_login(network_member)
    address = reverse("outgoing_messages:inspect", args=[doubtful.pk])
    assert "<form method" in client.get(address).content.decode().partition("<main")[2]
    assert client.post(address).status_code == 302
    assert send_queued(now) == {MessageState.SENT: 1}
    client.post(address)
    assert send_queued(now) == {}
    assert len(mail.outbox) == 1


def test_who_may_only_look_sends_nothing_again(doubtful, museum, editor_of, client, now):
    person = editor_of(museum)
    person.user_permissions.add(Permission.objects.get(codename="view_outgoingmessage"))
    client.force_login(person)
    address = reverse("outgoing_messages:inspect", args=[doubtful.pk])
    assert "<form method" not in client.get(address).content.decode().partition("<main")[2]
    client.post(address)
    assert send_queued(now) == {}
