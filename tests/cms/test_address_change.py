"""Somebody changes the address that they log in with: the new one confirms first."""

import pytest

from cms.address_change import ask_to_confirm
from cms.models import OutgoingMessage, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def person(network):
    return User.objects.create_superuser("ada@example.org", "secret", first_name="Ada")


def path_in(message):
    return "/-/adresse/" + message.text.split("/-/adresse/")[1].split()[0]


def posted(person, email):
    return {
        "name_email-first_name": person.first_name,
        "name_email-last_name": "Hamel",
        "address-email": email,
        "locale-preferred_language": "fr",
        "locale-current_time_zone": "Europe/Paris",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "theme-keyboard_shortcuts": "on",
    }


def test_ones_account_asks_the_new_address(client, person):
    client.force_login(person)
    client.post("/admin/account/", posted(person, "New@example.org"))
    person.refresh_from_db()
    assert (person.email, person.last_name) == ("ada@example.org", "Hamel")
    assert [one.recipient for one in OutgoingMessage.objects.all()] == ["new@example.org"]


def test_nothing_leaves_where_nothing_changes(client, person):
    client.force_login(person)
    client.post("/admin/account/", posted(person, "Ada@example.org"))
    assert not OutgoingMessage.objects.exists()


def test_nobody_learns_who_has_an_account(client, person):
    User.objects.create_user("known@example.org")
    client.force_login(person)
    pages = [
        client.post("/admin/account/", posted(person, email), follow=True).content.decode()
        for email in ("known@example.org", "new@example.org")
    ]
    assert [page.count("error-message") for page in pages] == [0, 0]
    assert [one.recipient for one in OutgoingMessage.objects.all()] == ["new@example.org"]


def test_an_address_that_somebody_took_meanwhile_is_not_taken_again(client, person):
    ask_to_confirm(person, "new@example.org")
    User.objects.create_user("new@example.org")
    assert client.post(path_in(OutgoingMessage.objects.get())).status_code == 404


def test_a_link_is_forged_old_or_of_somebody_who_left(client, person, time_machine_at, now):
    ask_to_confirm(person, "new@example.org")
    path = path_in(OutgoingMessage.objects.get())
    assert client.post(path[:-2] + "x/").status_code == 404
    time_machine_at(now.replace(day=now.day + 4))
    assert client.post(path).status_code == 404
    time_machine_at(now)
    User.objects.update(is_active=False)
    assert client.post(path).status_code == 404
    User.objects.update(is_active=True)
    headers = {"sec-fetch-site": "cross-site"}
    assert client.post(path, headers=headers).status_code == 403
    assert client.post(path).status_code == 200
    person.refresh_from_db()
    assert person.email == "new@example.org"


def test_no_letter_box_is_filled(person):
    for _time in range(3):
        ask_to_confirm(person, "new@example.org")
    assert OutgoingMessage.objects.count() == 1
    for number in range(10):
        ask_to_confirm(person, f"{number}@example.org")
    assert OutgoingMessage.objects.count() == 5
