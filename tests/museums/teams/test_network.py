"""Everybody who publishes, as the network looks after them; a museum joins by one form."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.models import OutgoingMessage, User
from museums.choices import Role
from museums.models import Invitation, MuseumPage
from museums.network import PARTNERS_GROUP
from tests.factories.museums import DepartmentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def person(museum):
    one = User.objects.create_user("ada@example.org", "secret", first_name="Ada", last_name="Hamel")
    one.groups.add(museum.leads)
    return one


@pytest.fixture
def url():
    return reverse("people")


@pytest.fixture
def person_url(person):
    return reverse("person", args=[person.pk])


def texts(response):
    return response.content.decode()


@pytest.mark.parametrize("name", ["people", "invite_list", "new_member"])
def test_only_the_network_has_these_pages(client, person, editor_of, museum, name):
    for one in (person, editor_of(museum)):
        client.force_login(one)
        assert client.get(reverse(name)).status_code == 404
        assert client.post(reverse(name)).status_code == 404


def test_a_lead_reads_nobodys_account(client, person, person_url):
    client.force_login(person)
    assert client.get(person_url).status_code == 404
    assert client.post(person_url, {"close": ""}).status_code == 404


@pytest.mark.parametrize(
    ("show", "shown"),
    [
        ("", {"ada@", "seen@", "quiet@", "alone@"}),
        ("never", {"ada@", "alone@"}),
        ("quiet", {"quiet@"}),
        ("alone", {"alone@"}),
        ("closed", {"closed@"}),
        ("nonsense", {"ada@", "seen@", "quiet@", "alone@"}),
    ],
)
def test_one_finds_who_needs_a_word(client, network_member, museum, person, url, show, shown):
    now = timezone.now()
    for name, seen, fields in (
        ("seen", now, {}),
        ("quiet", now - timedelta(days=366), {}),
        ("closed", now, {"is_active": False}),
    ):
        one = User.objects.create_user(f"{name}@example.org", last_login=seen, **fields)
        one.groups.add(museum.editors)
    User.objects.create_user("alone@example.org")
    client.force_login(network_member)
    page = client.get(url, {"show": show})
    found = {one.email.removesuffix("example.org") for one, _parts in page.context["rows"]}
    assert found - {"reseau@musees.example"} == shown


def test_words_are_looked_for_in_names_and_addresses(client, network_member, person, url):
    client.force_login(network_member)
    for words in ("hamel ada", "ada@", "HAM"):
        rows = client.get(url, {"q": words}).context["rows"]
        assert [one.email for one, _parts in rows] == ["ada@example.org"]


def test_the_list_costs_the_same_however_long_it_is(client, network_member, museum, url):
    client.force_login(network_member)
    client.get(url)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        return len(asked)

    people = [User(email=f"{number}@example.org", password="!") for number in range(30)]
    User.objects.bulk_create(people[:1])
    museum.editors.user_set.add(people[0])
    few = queries()
    User.objects.bulk_create(people[1:])
    museum.editors.user_set.add(*people)
    assert queries() == few


class TestOneAccount:
    """Its address confirms before it changes; who has more rights is out of reach."""

    @pytest.fixture(autouse=True)
    def as_network(self, client, network_member):
        client.force_login(network_member)

    def test_an_address_changes_once_it_is_confirmed(self, client, person, person_url):
        page = client.post(person_url, {"address": "", "email": "New@example.org"}, follow=True)
        assert "Un message part pour new@example.org" in texts(page)
        person.refresh_from_db()
        assert person.email == "ada@example.org"
        message = OutgoingMessage.objects.get()
        assert message.recipient == "new@example.org"
        path = "/-/adresse/" + message.text.split("/-/adresse/")[1].split()[0]
        client.logout()
        assert "Est-ce votre adresse" in texts(client.get(path))
        person.refresh_from_db()
        assert person.email == "ada@example.org"
        assert "Votre adresse est changée" in texts(client.post(path))
        person.refresh_from_db()
        assert person.email == "new@example.org"
        assert [one.recipient for one in OutgoingMessage.objects.order_by("pk")] == [
            "new@example.org",
            "ada@example.org",
        ]
        assert client.post(path).status_code == 404

    def test_an_address_of_somebody_else_is_refused(self, client, person, person_url):
        User.objects.create_user("taken@example.org")
        page = client.post(person_url, {"address": "", "email": "taken@example.org"})
        assert "Quelqu’un se connecte déjà avec cette adresse" in texts(page)

    def test_an_account_is_closed_and_opened_again(self, client, person, person_url):
        client.post(person_url, {"close": ""})
        person.refresh_from_db()
        assert not person.is_active
        assert not person.groups.exists()
        client.post(person_url, {"reopen": ""})
        person.refresh_from_db()
        assert person.is_active

    def test_a_link_to_choose_a_password_leaves(self, client, person, person_url):
        client.post(person_url, {"link": ""})
        assert [message.to for message in mail.outbox] == [["ada@example.org"]]
        assert "/password_reset/confirm/" in mail.outbox[0].body

    @pytest.mark.parametrize("name", ["address", "link", "close", "reopen"])
    def test_who_has_more_rights_is_out_of_reach(self, client, network_member, name):
        boss = User.objects.create_superuser("boss@example.org", "secret")
        posted = {name: "", "email": "mine@example.org"}
        assert client.post(reverse("person", args=[boss.pk]), posted).status_code == 404
        assert client.post(reverse("person", args=[network_member.pk]), posted).status_code == 404
        assert not OutgoingMessage.objects.exists()
        assert not mail.outbox

    def test_partners_are_invited_and_colleagues_by_an_administrator_alone(self, client, url):
        client.post(url, {"invite": "", "email": "ida@example.org", "role": "partner"})
        client.post(url, {"invite": "", "email": "bo@example.org", "role": "network"})
        invited = list(Invitation.objects.values_list("email", "role"))
        assert invited == [("ida@example.org", Role.PARTNER)]
        client.force_login(User.objects.create_superuser("boss@example.org", "secret"))
        client.post(url, {"invite": "", "email": "bo@example.org", "role": "network"})
        assert Invitation.objects.filter(role=Role.NETWORK, museum=None).exists()

    def test_a_partner_reaches_the_admin_and_no_page(self, client, museum, url):
        partner = User.objects.create_user("ida@example.org", "secret")
        client.post(url, {"invite": "", "email": "ida@example.org", "role": "partner"})
        message = OutgoingMessage.objects.get()
        path = "/-/invitation/" + message.text.split("/-/invitation/")[1].split()[0]
        client.logout()
        client.post(path)
        assert [group.name for group in partner.groups.all()] == [PARTNERS_GROUP]
        client.force_login(partner)
        assert client.get("/admin/").status_code == 200
        edit = reverse("wagtailadmin_pages:edit", args=[museum.pk])
        assert client.get(edit).status_code == 302


class TestANewMember:
    """Name, town, department, the lead's address: nothing else is needed."""

    @pytest.fixture(autouse=True)
    def as_network(self, client, network_member):
        client.force_login(network_member)

    @pytest.fixture
    def typed(self, network):
        return {
            "title": "Musée du Goémon",
            "town": "Bayeux",
            "department": DepartmentFactory().pk,
            "lead": "maud@example.org",
            "is_published": "on",
        }

    def test_one_form_makes_a_member(self, client, typed):
        page = client.post(reverse("new_member"), typed, follow=True)
        assert "«\u202fMusée du Goémon\u202f» fait partie du réseau." in texts(page)
        museum = MuseumPage.objects.get()
        assert museum.live
        assert museum.slug == "musee-du-goemon-bayeux"
        assert museum.editors
        assert museum.collection
        assert [one.email for one in museum.invitations.all()] == ["maud@example.org"]
        assert client.get(museum.url).status_code == 200

    def test_it_may_begin_as_a_draft_without_a_lead(self, client, typed):
        client.post(reverse("new_member"), typed | {"lead": "", "is_published": ""})
        museum = MuseumPage.objects.get()
        assert not museum.live
        assert not Invitation.objects.exists()

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"title": ""}, "Indiquez le nom du musée."),
            ({"town": ""}, "Indiquez la commune"),
            ({"department": ""}, "Choisissez où se trouve le musée."),
            ({"lead": "maud@"}, "Saisissez une adresse"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_lost(self, client, typed, wrong, said):
        page = texts(client.post(reverse("new_member"), typed | wrong))
        assert said in page
        assert ("Bayeux" if "town" not in wrong else "Goémon") in page
        assert not MuseumPage.objects.exists()

    def test_no_museum_joins_twice(self, client, typed, museum):
        again = typed | {"title": "Musée de la  dentelle", "town": "CAEN"}
        page = texts(client.post(reverse("new_member"), again))
        assert "Ce musée fait déjà partie du réseau." in page
        assert MuseumPage.objects.count() == 1


class TestFirstSteps:
    """Who was invited as a lead is taken by the hand, until they know the way."""

    @pytest.fixture
    def invited(self, person, museum, client):
        now = timezone.now()
        Invitation.objects.create(
            email=person.email,
            museum=museum,
            role=Role.LEAD,
            invited_at=now,
            written_at=now,
            accepted_at=now,
            person=person,
        )
        client.force_login(person)
        return person

    def test_six_steps_with_what_is_done(self, client, invited):
        panel = texts(client.get("/admin/")).partition('id="first-steps-of-museum')[2]
        assert "0 étape sur 6 est faite." in panel
        assert panel.count("<li>") >= 6

    def test_they_go_when_one_knows_the_way(self, client, invited, museum):
        client.post(reverse("team", args=[museum.pk]), {"settled": ""})
        assert "first-steps-of-museum" not in texts(client.get("/admin/"))

    def test_who_was_not_invited_sees_none(self, client, person):
        client.force_login(person)
        assert "first-steps-of-museum" not in texts(client.get("/admin/"))


def test_the_network_is_told_of_museums_without_a_lead(client, network_member, museum):
    client.force_login(network_member)
    assert "Musées sans référent" in texts(client.get("/admin/"))
    User.objects.create_user("lead@example.org").groups.add(museum.leads)
    assert "Musées sans référent" not in texts(client.get("/admin/"))
