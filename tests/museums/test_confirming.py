"""Hours are looked at once a year, and confirmed in one click that no robot makes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import Group

from cms.models import OutgoingMessage, User
from museums.confirming import ask_for_confirmation, confirmation_path
from museums.models import MuseumPage
from tests.factories.museums import OpeningSlotFactory

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.fixture
def open_museum(museum, now):
    OpeningSlotFactory(museum=museum)
    User.objects.create_user("lead@example.org").groups.add(museum.leads)
    return museum


def confirmed_on(museum):
    return MuseumPage.objects.get(pk=museum.pk).hours_confirmed_on


def test_a_museum_is_asked_once_a_year(open_museum, in_french):
    assert ask_for_confirmation(NOW) == 1
    message = OutgoingMessage.objects.get()
    assert message.recipient == "lead@example.org"
    assert (
        message.subject
        == "Musée de la Dentelle : les horaires sont-ils toujours justes ?".replace(
            " :", "\u00a0:"
        ).replace(" ?", "\u202f?")
    )
    assert "du mardi au dimanche" in message.text
    assert confirmation_path(open_museum) in message.text
    ask_for_confirmation(NOW + timedelta(days=1))
    assert OutgoingMessage.objects.count() == 1


def test_who_confirmed_is_not_asked_before_a_year_is_over(open_museum):
    open_museum.confirm_hours(TODAY)
    assert ask_for_confirmation(NOW + timedelta(days=349)) == 0
    assert ask_for_confirmation(NOW + timedelta(days=350)) == 1


def test_a_museum_that_gave_no_hours_is_not_asked(museum, now):
    Group.objects.get(pk=museum.leads_id).user_set.add(User.objects.create_user("lead@example.org"))
    assert ask_for_confirmation(NOW) == 0


def test_the_link_shows_and_only_the_button_confirms(client, open_museum):
    path = confirmation_path(open_museum)
    page = client.get(path)
    assert page.status_code == 200
    assert "du mardi au dimanche" in page.content.decode().lower()
    assert "no-store" in page["Cache-Control"]
    assert confirmed_on(open_museum) is None
    assert client.post(path).status_code == 200
    assert confirmed_on(open_museum) == TODAY


def test_a_form_of_another_site_confirms_nothing(client, open_museum):
    answer = client.post(confirmation_path(open_museum), headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert confirmed_on(open_museum) is None


@pytest.mark.parametrize("token", ["1", "1:abc:def"])
def test_a_link_that_is_not_ours_is_explained(client, museum, token):
    answer = client.get(f"/-/horaires/{token}/")
    assert answer.status_code == 404
    assert "Ce lien n’est plus valable" in answer.content.decode()


def test_a_link_lasts_sixty_days(client, open_museum, time_machine_at):
    path = confirmation_path(open_museum)
    time_machine_at(NOW + timedelta(days=61))
    assert client.post(path).status_code == 404
    assert confirmed_on(open_museum) is None


def test_who_publishes_other_hours_has_looked_at_them(open_museum):
    page = MuseumPage.objects.get(pk=open_museum.pk)
    page.save_revision().publish()
    MuseumPage.objects.filter(pk=page.pk).update(hours_confirmed_on=None)
    page = MuseumPage.objects.get(pk=page.pk)
    page.summary = "Autre phrase."
    page.save_revision().publish()
    assert confirmed_on(page) is None
    page = MuseumPage.objects.get(pk=page.pk)
    slot = page.opening_slots.first()
    slot.weekdays = "56"
    page.opening_slots = [slot]
    page.save_revision().publish()
    assert confirmed_on(page) == TODAY


def test_an_older_draft_does_not_undo_a_confirmation(open_museum):
    page = MuseumPage.objects.get(pk=open_museum.pk)
    draft = page.save_revision()
    page.confirm_hours(TODAY)
    draft.publish()
    assert confirmed_on(page) == TODAY
