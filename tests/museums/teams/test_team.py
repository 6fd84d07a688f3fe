"""« Mon équipe »: leads look after their own people, and after nobody else's."""

import pytest
from django.urls import reverse

from cms.models import OutgoingMessage, User
from museums.choices import Role
from museums.models import Invitation
from museums.teams.roles import team_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

NEW = "maud@example.org"


def person(group, email, **names):
    one = User.objects.create_user(email, "secret", **names)
    one.groups.add(group)
    return one


@pytest.fixture
def lead(museum):
    return person(museum.leads, "lead@example.org", first_name="Ada", last_name="Hamel")


@pytest.fixture
def editor(museum):
    return person(museum.editors, "editor@example.org", first_name="Bo", last_name="Lemoine")


@pytest.fixture
def url(museum):
    return reverse("team", args=[museum.pk])


def texts(response):
    return response.content.decode()


def roles(museum):
    return [(member.person.email, member.role) for member in team_of(museum)]


class TestWhoMayLook:
    """For whoever does not look after it, a team does not exist."""

    def test_a_lead_sees_the_own_team(self, client, lead, editor, url):
        client.force_login(lead)
        page = texts(client.get(url))
        assert "Bo Lemoine" in page
        assert "editor@example.org" in page

    def test_the_network_sees_it(self, client, network_member, editor, url):
        client.force_login(network_member)
        assert "Bo Lemoine" in texts(client.get(url))

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_an_editor_does_not(self, client, editor, url, method):
        client.force_login(editor)
        assert getattr(client, method)(url).status_code == 404

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_a_lead_of_another_museum_does_not(self, client, lead, other_museum, method):
        client.force_login(lead)
        foreign = reverse("team", args=[other_museum.pk])
        assert getattr(client, method)(foreign).status_code == 404

    def test_the_dashboard_leads_a_lead_there(self, client, lead, editor, url):
        client.force_login(lead)
        assert f'href="{url}"' in texts(client.get("/admin/"))
        client.force_login(editor)
        assert f'href="{url}"' not in texts(client.get("/admin/"))


class TestInviting:
    """One form; the message leaves, and nothing is told about the address."""

    def test_an_invitation_leaves(self, client, lead, museum, url):
        client.force_login(lead)
        said = texts(client.post(url, {"invite": "", "email": NEW, "role": "editor"}, follow=True))
        assert f"Un message part pour {NEW}." in said
        invitation = Invitation.objects.get()
        assert (invitation.email, invitation.museum, invitation.role) == (NEW, museum, Role.EDITOR)
        assert OutgoingMessage.objects.get().recipient == NEW
        assert not User.objects.filter(email=NEW).exists()

    def test_the_answer_is_the_same_where_there_is_an_account(
        self, client, lead, other_museum, url
    ):
        person(other_museum.editors, "known@example.org", first_name="Ida", last_name="Secrète")
        client.force_login(lead)
        shown = []
        for email in (NEW, "known@example.org"):
            posted = {"invite": "", "email": email, "role": "editor"}
            page = texts(client.post(url, posted, follow=True))
            assert "Secrète" not in page
            shown.append(f"Un message part pour {email}." in page)
        assert shown == [True, True]

    def test_who_is_of_the_team_is_not_invited(self, client, lead, editor, url):
        client.force_login(lead)
        posted = {"invite": "", "email": "Editor@example.org", "role": "lead"}
        assert "fait déjà partie de l’équipe" in texts(client.post(url, posted))
        assert not Invitation.objects.exists()

    @pytest.mark.parametrize(
        ("email", "said"),
        [("", "Indiquez l’adresse"), ("maud@", "Une adresse comme"), ("a b@c.fr", "Une adresse")],
    )
    def test_what_is_wrong_is_said(self, client, lead, url, email, said):
        client.force_login(lead)
        page = texts(client.post(url, {"invite": "", "email": email, "role": "editor"}))
        assert said in page
        assert not Invitation.objects.exists()

    @pytest.mark.parametrize("role", ["network", "partner", "nonsense"])
    def test_no_museum_gives_away_more_than_its_own(self, client, lead, url, role):
        client.force_login(lead)
        client.post(url, {"invite": "", "email": NEW, "role": role})
        assert not Invitation.objects.exists()

    def test_letter_boxes_are_not_flooded(self, client, lead, museum, url, now):
        Invitation.objects.bulk_create(
            Invitation(
                email=f"{number}@example.org",
                museum=museum,
                role=Role.EDITOR,
                invited_at=now,
                written_at=now,
            )
            for number in range(30)
        )
        client.force_login(lead)
        page = texts(client.post(url, {"invite": "", "email": NEW, "role": "editor"}))
        assert "30 personnes n’ont pas encore répondu" in page
        assert Invitation.objects.count() == 30

    def test_an_invitation_is_sent_again_and_withdrawn(
        self, client, lead, url, time_machine_at, now
    ):
        client.force_login(lead)
        client.post(url, {"invite": "", "email": NEW, "role": "editor"})
        invitation = Invitation.objects.get()
        page = texts(client.post(url, {"remind": invitation.pk}, follow=True))
        assert "Un message vient de partir" in page
        time_machine_at(now.replace(hour=now.hour + 1))
        client.post(url, {"remind": invitation.pk})
        assert OutgoingMessage.objects.count() == 2
        client.post(url, {"withdraw": invitation.pk})
        assert not Invitation.objects.exists()

    def test_an_invitation_of_another_museum_does_not_exist(
        self, client, lead, url, other_museum, now
    ):
        foreign = Invitation.objects.create(
            email=NEW, museum=other_museum, role=Role.LEAD, invited_at=now, written_at=now
        )
        client.force_login(lead)
        for name in ("remind", "withdraw"):
            assert client.post(url, {name: foreign.pk}).status_code == 404
        assert Invitation.objects.filter(pk=foreign.pk, reminders=0).exists()


class TestRoles:
    """A lead is made, unmade, let go; a museum keeps one."""

    def test_an_editor_becomes_a_lead_and_back(self, client, lead, editor, museum, url):
        client.force_login(lead)
        client.post(url, {"lead": editor.pk})
        assert roles(museum) == [("lead@example.org", "lead"), ("editor@example.org", "lead")]
        client.post(url, {"editor": editor.pk})
        assert roles(museum) == [("lead@example.org", "lead"), ("editor@example.org", "editor")]

    @pytest.mark.parametrize("name", ["editor", "remove"])
    def test_the_last_lead_stays(self, client, lead, museum, url, name):
        client.force_login(lead)
        page = texts(client.post(url, {name: lead.pk}, follow=True))
        assert "Un musée garde au moins un référent" in page
        assert roles(museum) == [("lead@example.org", "lead")]

    def test_the_network_may_leave_a_museum_without_a_lead(
        self, client, lead, network_member, museum, url
    ):
        client.force_login(network_member)
        client.post(url, {"remove": lead.pk})
        assert roles(museum) == []

    def test_who_leaves_the_only_team_cannot_log_in(self, client, lead, editor, url):
        client.force_login(lead)
        client.post(url, {"remove": editor.pk})
        assert not User.objects.get(pk=editor.pk).is_active

    def test_who_writes_for_another_museum_still_can(self, client, lead, editor, other_museum, url):
        editor.groups.add(other_museum.editors)
        client.force_login(lead)
        client.post(url, {"remove": editor.pk})
        again = User.objects.get(pk=editor.pk)
        assert again.is_active
        assert list(again.groups.all()) == [other_museum.editors]

    @pytest.mark.parametrize("name", ["lead", "editor", "remove"])
    def test_somebody_of_another_museum_does_not_exist(self, client, lead, url, other_museum, name):
        stranger = person(other_museum.leads, "stranger@example.org")
        client.force_login(lead)
        assert client.post(url, {name: stranger.pk}).status_code == 404
        assert list(stranger.groups.all()) == [other_museum.leads]

    @pytest.mark.parametrize("pk", ["", "x", "-1", "9" * 40, "²"])
    def test_what_is_no_number_names_nobody(self, client, lead, url, pk):
        client.force_login(lead)
        assert client.post(url, {"remove": pk}).status_code == 404

    def test_whom_a_leaver_invited_is_not_invited_any_more(
        self, client, lead, network_member, museum, url
    ):
        client.force_login(lead)
        client.post(url, {"invite": "", "email": NEW, "role": "lead"})
        assert Invitation.objects.count() == 1
        client.force_login(network_member)
        client.post(url, {"remove": lead.pk})
        assert not Invitation.objects.exists()

    def test_the_history_names_people_as_long_as_they_have_an_account(
        self, client, lead, editor, museum, url, network_member
    ):
        client.force_login(lead)
        client.post(url, {"lead": editor.pk})
        client.force_login(network_member)
        history = reverse("wagtailadmin_pages:history", args=[museum.pk])
        assert "Bo Lemoine a changé de rôle" in texts(client.get(history))
        editor.delete()
        page = texts(client.get(history))
        assert "Bo Lemoine" not in page
        assert "Quelqu’un a changé de rôle" in page

    def test_no_right_on_accounts_is_granted_to_a_museum(self, museum):
        for group in (museum.leads, museum.editors):
            assert not group.permissions.filter(content_type__model="user").exists()
            assert not group.permissions.filter(codename__endswith="_group").exists()
