"""From the drawing on the screen to the lost telephone, with the codes that a telephone shows."""

import re
from base64 import b32decode
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken

from cms.models import OutgoingMessage, User
from cms.second_factor.devices import has_second_factor
from museums.provisioning import provision_network
from tests.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

HOME = "/admin/"
SHOW = "/admin/second-factor/show/"
ENROL = "/admin/second-factor/enrol/"
MINE = "/admin/second-factor/"
PEOPLE = "/admin/second-factor/people/"
LOG_IN = {"username": "redaction@musee.example", "password": "secret", "next": HOME}


class Telephone:
    """An application for codes: it knows nothing but the key that somebody typed."""

    def __init__(self, page):
        shown = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
        self.key = b32decode(shown + "=" * (-len(shown) % 8))

    def code(self):
        totp = TOTP(self.key)
        totp.time = timezone.now().timestamp()
        return f"{totp.token():06d}"


@pytest.fixture
def editor(museum, editor_of):
    return editor_of(museum)


@pytest.fixture
def log_in(client):
    def log_in(**typed):
        return client.post("/admin/login/", LOG_IN | typed)

    return log_in


@pytest.fixture
def enrolled(client, editor, log_in):
    """Somebody who added their telephone: it, and the recovery codes."""
    log_in()
    telephone = Telephone(client.get(ENROL).content.decode())
    page = client.post(ENROL, {"code": telephone.code()}).content.decode()
    codes = re.findall(r"<code>([a-z0-9-]{14})</code>", page)
    client.logout()
    return telephone, codes


def test_the_drawing_is_made_here_and_a_wrong_code_switches_nothing_on(client, editor, log_in):
    log_in()
    page = client.get(ENROL).content.decode()
    assert page.count("<svg width") == 1
    assert "otpauth" not in page
    telephone = Telephone(page)
    refused = client.post(ENROL, {"code": "000000"})
    assert list(refused.context["form"].errors) == ["code"]
    assert Telephone(refused.content.decode()).key == telephone.key
    assert not has_second_factor(editor)


def test_a_code_is_asked_after_the_password(client, enrolled, log_in, time_machine_at):
    telephone, codes = enrolled
    assert len(set(codes)) == 10
    time_machine_at(NOW + timedelta(minutes=1))
    assert log_in().url == HOME
    asked = client.get("/admin/pages/")
    assert asked.url == f"{SHOW}?next=%2Fadmin%2Fpages%2F"
    answer = client.post(asked.url, {"code": telephone.code(), "next": "/admin/pages/"})
    assert answer.url == "/admin/pages/"
    assert client.get(HOME).status_code == 200


def test_no_address_of_the_admin_opens_without_the_code(client, enrolled, log_in):
    log_in()
    for address in (
        HOME,
        "/admin/account/",
        "/admin/api/main/pages/",
        ENROL,
        MINE,
        "/admin/pages/",
    ):
        assert client.get(address).url.startswith(SHOW), address
    ajax = client.get(HOME, headers={"x-requested-with": "XMLHttpRequest"})
    assert ajax.status_code == 403
    assert client.post(MINE, {"code": "123456"}).url.startswith(SHOW)


def test_a_code_serves_once_and_wrong_ones_take_time(client, enrolled, log_in, time_machine_at):
    telephone, _codes = enrolled
    log_in()
    used = telephone.code()
    assert client.post(SHOW, {"code": used}).status_code == 200  # it switched it on before
    time_machine_at(NOW + timedelta(minutes=1))
    assert client.post(SHOW, {"code": "000000"}).status_code == 200
    assert client.post(SHOW, {"code": telephone.code()}).status_code == 200  # too soon
    time_machine_at(NOW + timedelta(minutes=2))
    assert client.post(SHOW, {"code": telephone.code()}).status_code == 302


def test_a_recovery_code_serves_once_and_is_not_stored(client, enrolled, log_in, time_machine_at):
    _telephone, codes = enrolled
    stored = set(StaticToken.objects.values_list("token", flat=True))
    assert len(stored) == 10
    assert stored.isdisjoint(codes)
    log_in()
    assert client.post(SHOW, {"code": codes[0].upper()}).status_code == 302
    client.logout()
    log_in()
    assert client.post(SHOW, {"code": codes[0]}).status_code == 200
    time_machine_at(NOW + timedelta(minutes=1))
    assert client.post(SHOW, {"code": codes[1].replace("-", " ")}).status_code == 302
    assert StaticToken.objects.count() == 8


def test_it_is_switched_off_with_a_code(client, enrolled, log_in, time_machine_at):
    telephone, codes = enrolled
    log_in()
    client.post(SHOW, {"code": codes[0]})
    time_machine_at(NOW + timedelta(minutes=1))
    assert client.post(MINE, {"code": "000000"}).status_code == 200
    time_machine_at(NOW + timedelta(minutes=2))
    assert client.post(MINE, {"code": telephone.code()}).url == reverse("wagtailadmin_account")
    client.logout()
    log_in()
    assert client.get(HOME).status_code == 200


def test_new_recovery_codes_replace_the_others(client, enrolled, log_in):
    _telephone, codes = enrolled
    log_in()
    assert client.post("/admin/second-factor/codes/").url.startswith(SHOW)
    client.post(SHOW, {"code": codes[0]})
    page = client.post("/admin/second-factor/codes/").content.decode()
    renewed = re.findall(r"<code>([a-z0-9-]{14})</code>", page)
    assert len(renewed) == 10
    assert set(renewed).isdisjoint(codes)


def test_nobody_has_to(client, editor, log_in):
    log_in()
    assert client.get(HOME).status_code == 200
    account = client.get("/admin/account/").content.decode()
    assert f'href="{MINE}"' in account
    assert client.get(MINE).url == ENROL


def test_the_network_may_require_it_of_its_team(client, network_member, editor, log_in, settings):
    settings.SECOND_FACTOR = "network"
    log_in(username="reseau@musees.example")
    assert client.get(HOME).url == f"{ENROL}?next=%2Fadmin%2F"
    telephone = Telephone(client.get(ENROL).content.decode())
    client.post(ENROL, {"code": telephone.code(), "next": HOME})
    assert client.get(HOME).status_code == 200
    refused = client.post(MINE, {"code": telephone.code()})
    assert refused.status_code == 200  # not switched off
    client.logout()
    log_in()
    assert client.get(HOME).status_code == 200  # a museum's editor chooses


def test_a_lost_telephone_is_taken_off_by_the_network_who_tells(
    client, enrolled, editor, network_member, log_in
):
    client.force_login(network_member)
    assert editor.email in client.get(PEOPLE).content.decode()
    assert client.post(PEOPLE, {"person": editor.pk}).url == PEOPLE
    assert OutgoingMessage.objects.get().recipient == editor.email
    client.logout()
    log_in()
    assert client.get(HOME).status_code == 200


def test_nobody_else_takes_it_off(client, enrolled, museum, editor, editor_of, network_member):
    client.force_login(editor_of(museum, "autre@musee.example"))
    assert client.get(PEOPLE).status_code == 302
    assert client.post(PEOPLE, {"person": editor.pk}).status_code == 302
    admin = User.objects.create_superuser("admin@musees.example", "secret")
    client.force_login(network_member)
    for number in (admin.pk, network_member.pk, "x", ""):
        assert client.post(PEOPLE, {"person": number}).status_code == 404
    assert mail.outbox == []
    assert provision_network().user_set.count() == 1


def test_the_command_is_for_who_has_nobody_to_ask(client, enrolled, editor, log_in):
    call_command("reset_second_factor", editor.email.upper(), stdout=StringIO())
    log_in()
    assert client.get(HOME).status_code == 200
    with pytest.raises(CommandError):
        call_command("reset_second_factor", editor.email)
