"""A table of people to invite is looked at first; given twice, it invites nobody twice."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cms.models import OutgoingMessage, User
from museums.imports.reasons import RefusedError
from museums.models import Invitation
from museums.teams.lists import NotAListError, Outcome, invite_all, read_lines, table_to_fill
from museums.teams.people import museums_without_lead
from tests.factories.museums import MuseumPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

HEADER = "Code Muséofile;Musée;Commune;Courriel;Rôle"


def table(*lines, header=HEADER):
    return "\n".join([header, *lines]).encode()


def outcomes(*lines):
    return [line.outcome for line in read_lines(table(*lines))]


def test_each_line_is_told_what_comes_of_it(museum, other_museum, editor_of):
    editor_of(museum, "here@example.org")
    now = timezone.now()
    Invitation.objects.create(
        email="asked@example.org", museum=museum, role="lead", invited_at=now, written_at=now
    )
    assert outcomes(
        ";Musée de la Dentelle;Caen;ada@example.org;référente",
        ";musee de la dentelle;;bo@example.org;rédaction",
        ";Musée de la Dentelle;Caen;Here@example.org;",
        ";Musée de la Dentelle;Caen;asked@example.org;",
        ";Musée de la Dentelle;Caen;;",
        ";Musée de la Dentelle;Caen;ada(at)example.org;",
        ";;;ida@example.org;",
        ";Musée de la Lune;Caen;ida@example.org;",
        ";Musée du Cidre;Vire;ida@example.org;chef",
        ";Musée de la Dentelle;Caen;ADA@example.org;",
    ) == [
        Outcome.INVITED,
        Outcome.INVITED,
        Outcome.THERE,
        Outcome.WAITING,
        Outcome.NO_EMAIL,
        Outcome.BAD_EMAIL,
        Outcome.NO_MUSEUM,
        Outcome.UNKNOWN,
        Outcome.BAD_ROLE,
        Outcome.TWICE,
    ]


def test_a_code_says_more_than_a_name(museum, other_museum):
    type(museum).objects.filter(pk=museum.pk).update(museofile_code="M0733")
    (line,) = read_lines(table("M0733;Musée renommé depuis;Caen;ada@example.org;"))
    assert (line.outcome, line.museum.pk) == (Outcome.INVITED, museum.pk)


def test_the_same_name_in_two_towns_asks_for_the_town(network):
    for town in ("Vire", "Bayeux"):
        MuseumPageFactory(parent=network.museums, title="Musée du Fer", town=town)
    assert outcomes(";Musée du Fer;;ada@example.org;", ";Musée du Fer;bayeux;ada@example.org;") == [
        Outcome.SEVERAL,
        Outcome.INVITED,
    ]


def test_the_same_table_given_twice_invites_nobody_twice(museum, other_museum, network_member):
    content = table(
        ";Musée de la Dentelle;Caen;ada@example.org;", ";Musée du Cidre;Vire;ida@example.org;"
    )
    now = timezone.now()
    assert invite_all(read_lines(content), network_member, now) == 2
    assert invite_all(read_lines(content), network_member, now) == 0
    assert OutgoingMessage.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"", RefusedError), (b"Nom;Commune\nA;B", NotAListError), (b"\x00\x01", NotAListError)],
)
def test_what_is_no_table_of_people_is_refused(db, content, error):
    with pytest.raises(error):
        read_lines(content)


def test_the_table_to_fill_names_the_museums_without_a_lead(museum, other_museum):
    MuseumPageFactory(parent=museum.get_parent(), title="=SOMME(A1)", town="Caen")
    User.objects.create_user("lead@example.org").groups.add(museum.leads)
    text = table_to_fill(museums_without_lead())
    assert text.splitlines() == [
        "\ufeff" + HEADER,
        ";'=SOMME(A1);Caen;;référent",
        ";Musée du Cidre;Vire;;référent",
    ]
    filled = text.replace("Vire;;", "Vire;ida@example.org;").replace("Caen;;", "Caen;a@b.fr;")
    assert [line.outcome for line in read_lines(filled.encode())] == [Outcome.INVITED] * 2


class TestInTheAdmin:
    """The network's team looks at a table, then sends."""

    @pytest.fixture
    def url(self, client, network_member):
        client.force_login(network_member)
        return reverse("invite_list")

    def test_nothing_leaves_before_it_was_looked_at(self, client, museum, url):
        content = table(
            ";Musée de la Dentelle;Caen;ada@example.org;", ";Musée X;Caen;ida@example.org;"
        )
        page = client.post(url, {"file": SimpleUploadedFile("qui.csv", content)})
        assert "Un message part." in page.content.decode()
        assert "Aucun musée du réseau n’a ce nom" in page.content.decode()
        assert not Invitation.objects.exists()
        kept = page.context["content"]
        said = client.post(url, {"content": kept, "apply": ""}, follow=True).content.decode()
        assert "1 message part." in said
        assert [one.email for one in Invitation.objects.all()] == ["ada@example.org"]

    @pytest.mark.parametrize(
        ("posted", "said"),
        [
            ({}, "Choisissez d’abord un fichier."),
            ({"content": "x" * 1_000_001}, "dépasse un mégaoctet"),
            ({"content": "Nom;Commune\nA;B"}, "Aucune colonne ne contient d’adresses"),
        ],
    )
    def test_what_is_wrong_is_said(self, client, url, posted, said):
        assert said in client.post(url, posted).content.decode()

    def test_a_spreadsheet_opens_the_table(self, client, museum, url):
        response = client.get(url, {"table": ""})
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert "Musée de la Dentelle" in response.content.decode()

    def test_windows_own_encoding_survives_the_look(self, client, museum, url):
        content = table(";Musée de la Dentelle;Caen;ada@example.org;").decode().encode("cp1252")
        page = client.post(url, {"file": SimpleUploadedFile("qui.csv", content)})
        client.post(url, {"content": page.context["content"], "apply": ""})
        assert [one.email for one in Invitation.objects.all()] == ["ada@example.org"]
