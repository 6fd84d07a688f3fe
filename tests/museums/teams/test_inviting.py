"""An invitation is answered by whoever has the message, once, and is never repeated for ever."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from cms.models import OutgoingMessage, User
from museums.choices import Role
from museums.models import Invitation
from museums.teams.inviting import (
    AlreadyThereError,
    TooSoonError,
    invitation_path,
    invite,
    remind,
)
from museums.teams.roles import team_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
NEW = "maud@example.org"
ANSWER = {"first_name": "Maud", "last_name": "Kerdoncuff", "password": "fenêtre sur rue 12"}


@pytest.fixture
def invitation(museum, network_member):
    return invite(NEW, museum, Role.LEAD, network_member, NOW)


def texts(response):
    return response.content.decode()


def team(museum):
    return [(member.person.email, member.role) for member in team_of(museum)]


def test_the_message_says_who_invites_to_what(invitation, network_member):
    message = OutgoingMessage.objects.get()
    assert message.recipient == NEW
    assert message.subject == "Invitation de Musée de la Dentelle"
    assert invitation_path(invitation) in message.text
    assert "30 jours" in message.text


def test_somebody_new_gives_a_name_and_a_password_and_is_in(client, invitation, museum):
    path = invitation_path(invitation)
    page = client.get(path)
    assert "no-store" in page["Cache-Control"]
    assert "Publier pour Musée de la Dentelle" in texts(page)
    assert not User.objects.filter(email=NEW).exists()
    response = client.post(path, ANSWER)
    assert response["Location"] == f"/admin/?museum={museum.pk}"
    assert "Maud" in texts(client.get("/admin/account/"))
    assert team(museum) == [(NEW, "lead")]
    assert User.objects.get(email=NEW).check_password(ANSWER["password"])
    assert "Cette invitation a été acceptée" in texts(client.get(path))


def test_opening_the_link_accepts_nothing(client, invitation, museum):
    client.get(invitation_path(invitation))
    client.head(invitation_path(invitation))
    assert team(museum) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"password": "court"}, "12 caractères"),
        ({"password": "kerdoncuff maud"}, "ressemble"),
        ({"first_name": " "}, "Répondez ici"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(client, invitation, museum, typed, said):
    page = texts(client.post(invitation_path(invitation), ANSWER | typed))
    assert said in page
    assert "Kerdoncuff" in page
    assert not User.objects.filter(email=NEW).exists()
    assert team(museum) == []


def test_somebody_with_an_account_accepts_in_one_click(client, invitation, museum, other_museum):
    person = User.objects.create_user(NEW, "secret", first_name="Maud", last_name="K")
    person.groups.add(other_museum.editors)
    page = texts(client.get(invitation_path(invitation)))
    assert "Vous avez déjà un compte" in page
    assert 'type="password"' not in page
    client.post(invitation_path(invitation), {"password": "stolen", "first_name": "Eve"})
    person.refresh_from_db()
    assert person.first_name == "Maud"
    assert person.check_password("secret")
    assert team(museum) == [(NEW, "lead")]
    assert team(other_museum) == [(NEW, "editor")]
    assert "_auth_user_id" not in client.session  # they log in with their password


def test_an_account_that_was_closed_opens_again(client, invitation, museum):
    User.objects.create_user(NEW, "secret", is_active=False)
    client.post(invitation_path(invitation))
    assert User.objects.get(email=NEW).is_active


def test_a_link_is_worth_nothing_when_withdrawn_forged_or_old(client, invitation, time_machine_at):
    path = invitation_path(invitation)
    assert client.get(path.replace(":", ":x", 1)).status_code == 404
    time_machine_at(NOW + timedelta(days=31))
    assert client.post(path, ANSWER).status_code == 404
    time_machine_at(NOW)
    invitation.delete()
    assert client.post(path, ANSWER).status_code == 404
    assert not User.objects.filter(email=NEW).exists()


def test_another_site_cannot_answer(client, invitation, museum):
    headers = {"sec-fetch-site": "cross-site"}
    assert client.post(invitation_path(invitation), ANSWER, headers=headers).status_code == 403
    assert team(museum) == []


def test_a_link_works_once(client, invitation, museum):
    client.post(invitation_path(invitation), ANSWER)
    client.logout()
    again = client.post(invitation_path(invitation), ANSWER | {"password": "une autre porte 34"})
    assert again.status_code == 200
    assert "_auth_user_id" not in client.session
    assert User.objects.get(email=NEW).check_password(ANSWER["password"])


def test_the_last_word_counts(museum, invitation, network_member):
    later = NOW + timedelta(hours=1)
    invite(NEW, museum, Role.EDITOR, network_member, later)
    assert [one.role for one in Invitation.objects.all()] == [Role.EDITOR]


def test_asked_twice_at_once_one_message_leaves(museum, invitation, network_member):
    with pytest.raises(TooSoonError):
        invite(NEW.upper(), museum, Role.LEAD, network_member, NOW)
    assert OutgoingMessage.objects.count() == 1


def test_who_plays_a_part_is_not_asked_into_the_team(museum, network_member):
    person = User.objects.create_user(NEW, "secret")
    person.groups.add(museum.leads)
    with pytest.raises(AlreadyThereError):
        invite(NEW, museum, Role.EDITOR, network_member, NOW)


def test_a_lead_whom_an_older_invitation_reaches_stays_one(client, museum, network_member):
    invitation = invite(NEW, museum, Role.EDITOR, network_member, NOW)
    User.objects.create_user(NEW, "secret").groups.add(museum.leads)
    client.post(invitation_path(invitation))
    assert team(museum) == [(NEW, "lead")]


def test_somebody_is_reminded_twice_and_then_forgotten(invitation):
    days = {}
    for day in range(100):
        days[day] = remind(NOW + timedelta(days=day))
    assert {day: number for day, number in days.items() if number} == {7: 1, 28: 1}
    assert OutgoingMessage.objects.count() == 3
    assert not Invitation.objects.exists()


def test_who_accepted_is_not_reminded(client, invitation, time_machine_at):
    client.post(invitation_path(invitation), ANSWER)
    time_machine_at(NOW + timedelta(days=50))
    call_command("remind_invitations", verbosity=0)
    assert OutgoingMessage.objects.count() == 1
    assert Invitation.objects.count() == 1


def test_withdrawing_does_not_let_one_fill_a_letter_box(museum, invitation, network_member):
    invitation.delete()
    with pytest.raises(TooSoonError):
        invite(NEW, museum, Role.EDITOR, network_member, NOW)
    assert OutgoingMessage.objects.count() == 1


def test_a_long_name_fits_a_subject(museum, network_member):
    type(museum).objects.filter(pk=museum.pk).update(title="Musée " * 40)
    museum.refresh_from_db()
    invite(NEW, museum, Role.LEAD, network_member, NOW)
    assert OutgoingMessage.objects.get().subject.endswith("…")
