"""Who fails too often waits; nobody's address is kept for it."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command

from tests.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

EMAIL = "redaction@musee.example"


@pytest.fixture
def editor(museum, editor_of):
    return editor_of(museum)


@pytest.fixture
def try_with(client):
    """Somebody at the log-in page, from an address of the Internet."""

    def try_with(password, email=EMAIL, forwarded="203.0.113.7", at="/admin/login/", **headers):
        typed = {"username": email, "password": password, "next": "/admin/"}
        return client.post(at, typed, headers={"x-forwarded-for": forwarded} | headers)

    return try_with


def fail(try_with, number, **details):
    return [try_with("wrong", **details).status_code for _number in range(number)]


@pytest.mark.parametrize("at", ["/admin/login/", "/_util/login/"])
def test_five_failures_cost_a_quarter_of_an_hour(editor, try_with, time_machine_at, at):
    assert fail(try_with, 5, at=at) == [200, 200, 200, 200, 429]
    refused = try_with("secret", at=at)
    assert refused.status_code == 429
    assert "10\xa0h\xa046" in refused.content.decode()
    time_machine_at(NOW + timedelta(minutes=14))
    assert try_with("secret", at=at).status_code == 429  # trying meanwhile costs nothing more
    time_machine_at(NOW + timedelta(minutes=16))
    assert try_with("secret", at=at).status_code == 302


def test_one_way_of_writing_an_address_is_as_good_as_another(editor, try_with):
    fail(try_with, 4)
    assert try_with("wrong", email=" Redaction@Musee.example ").status_code == 429


def test_a_success_forgets_the_failures(editor, try_with, client):
    fail(try_with, 4)
    assert try_with("secret").status_code == 302
    client.logout()
    assert fail(try_with, 4) == [200] * 4
    assert AccessAttempt.objects.count() == 1


def test_nobody_locks_a_colleague_out(editor, try_with):
    fail(try_with, 5, forwarded="203.0.113.66")
    assert try_with("secret").status_code == 302


@pytest.mark.parametrize(
    ("proxies", "forged"),
    [(1, "198.51.100.9, 203.0.113.7"), (2, "198.51.100.9, 203.0.113.7, 10.1")],
)
def test_a_forged_address_helps_nobody(editor, try_with, settings, proxies, forged):
    """Only what our own web servers wrote down counts."""
    settings.PROXIES = proxies
    fail(try_with, 5, forwarded=forged)
    for number in range(2):
        again = forged.replace("198.51.100.9", f"198.51.100.{number}")
        assert try_with("secret", forwarded=again).status_code == 429


def test_an_address_of_ipv6_counts_with_its_home(editor, try_with):
    fail(try_with, 3, forwarded="2001:db8:1:2::7")
    assert fail(try_with, 2, forwarded="2001:db8:1:2::8") == [200, 429]


def test_no_address_is_stored(editor, try_with):
    fail(try_with, 2)
    (attempt,) = AccessAttempt.objects.values()
    assert EMAIL not in str(attempt)
    assert "wrong" not in str(attempt)


def test_failures_and_sessions_are_thrown_away(editor, try_with, time_machine_at):
    fail(try_with, 2)
    out = StringIO()
    call_command("purge_personal_data", stdout=out)
    assert out.getvalue() == "0 failed log-ins, 0 sessions, 0 messages.\n"
    assert try_with("secret").status_code == 302
    fail(try_with, 1, email="autre@musee.example")
    time_machine_at(NOW + timedelta(days=15))
    call_command("purge_personal_data", stdout=out)
    assert out.getvalue().splitlines()[1].startswith("1 failed log-ins, 1 sessions")


def test_a_forgotten_password_tells_nobody_who_has_an_account(client, editor):
    answers = [
        client.post("/admin/password_reset/", {"email": email}, follow=True)
        for email in (EMAIL, "personne@musee.example")
    ]
    token = re.compile(rb'"[A-Za-z0-9]{32,64}"')
    known, unknown = (token.sub(b"", answer.content) for answer in answers)
    assert known == unknown
    assert [message.to for message in mail.outbox] == [[EMAIL]]


def test_a_wrong_address_and_a_wrong_password_are_told_alike(editor, try_with):
    pages = [
        try_with("wrong", email=email).context["form"].non_field_errors()
        for email in (EMAIL, "personne@musee.example")
    ]
    assert pages[0] == pages[1]


def test_passwords_are_long(editor):
    with pytest.raises(ValidationError, match="12"):
        validate_password("dentelle-9", user=editor)


def test_the_log_in_page_is_in_french(client, db):
    form = client.get("/admin/login/").context["form"]
    assert [str(field.label) for field in form][:2] == ["Adresse électronique", "Mot de passe"]
    assert form["username"].field.widget.attrs["autocomplete"] == "username"
