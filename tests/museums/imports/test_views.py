"""Who imports and who decides; what the pages of the imports show."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from museums.choices import Moderation
from museums.models import MemberImport, MuseumPage, Proposal
from museums.provisioning import choose_moderation
from tests.factories.museums import DepartmentFactory, MuseumPageFactory, ThemeFactory
from tests.museums.imports.files import table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "network")]

INDEX = "/admin/member-imports/"
PROPOSALS = f"{INDEX}proposals/"


@pytest.fixture
def as_network(client, network_member):
    client.force_login(network_member)
    return client


@pytest.fixture
def lead(editor_of, museum):
    person = editor_of(museum, "referente@musee.example")
    person.groups.add(museum.leads)
    return person


def file(*lines):
    return SimpleUploadedFile("membres.csv", table(*lines))


def propose(museum, now, field="phone", value="02 31 00 00 02"):
    return Proposal.objects.create(museum=museum, field=field, value=value, proposed_at=now)


def test_a_file_is_looked_at_then_imported(as_network):
    DepartmentFactory()
    answer = as_network.post(INDEX, {"file": file("Musée du Fer;Caen;14000;")}, follow=True)
    given = MemberImport.objects.get()
    address = reverse("member_imports:import", args=[given.pk])
    assert answer.redirect_chain == [(address, 302)]
    assert "Musée du Fer" in answer.text
    assert not MuseumPage.objects.exists()
    as_network.post(address, {"apply": ""})
    as_network.post(address, {"apply": ""})  # twice by mistake
    assert [museum.title for museum in MuseumPage.objects.all()] == ["Musée du Fer"]
    given.refresh_from_db()
    assert (bytes(given.content), given.counts) == (b"", {"created": 1})
    assert "Musée du Fer" in as_network.get(address).text


def test_a_file_that_is_none_is_refused_with_the_reason(as_network):
    answer = as_network.post(INDEX, {"file": SimpleUploadedFile("a.csv", b"Couleur\nbleu\n")})
    assert "couleur" in answer.text
    assert not MemberImport.objects.exists()


def test_the_list_of_files_leads_to_what_is_proposed(as_network, museum, now):
    as_network.post(INDEX, {"file": file("Musée du Fer;Caen;14000;")})
    propose(museum, now)
    page = as_network.get(INDEX).text
    assert (PROPOSALS in page, "membres.csv" in page) == (True, True)


def test_a_file_may_be_given_up(as_network):
    as_network.post(INDEX, {"file": file("Musée du Fer;Caen;14000;")})
    as_network.post(f"{INDEX}{MemberImport.objects.get().pk}/", {"forget": ""})
    assert not MemberImport.objects.exists()


def test_the_table_to_fill_in(as_network):
    assert as_network.get(f"{INDEX}template/").content.startswith("\ufeffNom;".encode())


@pytest.mark.parametrize("moderation", [Moderation.LEAD, Moderation.NETWORK])
def test_what_a_lead_may_not_publish_is_accepted_into_the_draft(
    client, museum, lead, network_member, now, moderation
):
    choose_moderation(museum, moderation, network_member)
    proposal = propose(museum, now)
    client.force_login(lead)
    posted = {"museum": museum.pk, "proposal": proposal.pk, "accept": ""}
    said = client.post(PROPOSALS, posted, follow=True).text
    assert "1 champ modifié dans le brouillon" in said
    museum = MuseumPage.objects.get(pk=museum.pk)
    assert museum.phone == ""
    assert museum.get_latest_revision_as_object().phone == "02 31 00 00 02"


@pytest.mark.parametrize("address", [INDEX, f"{INDEX}template/", f"{INDEX}1/"])
def test_only_the_network_imports(client, lead, museum, address):
    MemberImport.objects.create(pk=1, name="a.csv", content=b"", created_at="2026-11-22T09:00Z")
    client.force_login(lead)
    for answer in (client.get(address), client.post(address, {"apply": ""})):
        assert answer.url == "/admin/"
    assert MemberImport.objects.get().applied_at is None


def test_an_editor_decides_nothing(client, editor_of, museum, now):
    propose(museum, now)
    client.force_login(editor_of(museum))
    assert client.post(PROPOSALS, {"museum": museum.pk, "accept": ""}).url == "/admin/"
    assert Proposal.objects.get().refused_at is None


def test_a_lead_decides_for_their_own_museum_only(client, lead, museum, other_museum, now):
    own, foreign = propose(museum, now), propose(other_museum, now)
    client.force_login(lead)
    shown = client.get(PROPOSALS).text
    assert (museum.title in shown, other_museum.title in shown) == (True, False)
    client.post(PROPOSALS, {"museum": other_museum.pk, "proposal": foreign.pk, "accept": ""})
    client.post(PROPOSALS, {"museum": museum.pk, "proposal": own.pk, "accept": ""})
    museum.refresh_from_db()
    other_museum.refresh_from_db()
    assert (museum.phone, other_museum.phone) == ("02 31 00 00 02", "")
    assert list(Proposal.objects.all()) == [foreign]


def test_all_at_once(as_network, museum, now):
    propose(museum, now)
    propose(museum, now, "website", "https://dentelle.example")
    as_network.post(PROPOSALS, {"museum": museum.pk, "accept": ""})
    museum.refresh_from_db()
    assert (museum.phone, museum.website) == ("02 31 00 00 02", "https://dentelle.example")
    propose(museum, now, value="02 31 00 00 03")
    as_network.post(PROPOSALS, {"museum": museum.pk, "refuse": ""})
    assert Proposal.objects.get().refused_at == now


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_museum_and_for_three(
    as_network, network, now, number, django_assert_num_queries
):
    ThemeFactory()
    for _museum in range(number):
        museum = MuseumPageFactory(parent=network.museums)
        propose(museum, now)
        propose(museum, now, "themes", ["histoire"])
    assert PROPOSALS in as_network.get("/admin/").text
    with django_assert_num_queries(22):
        as_network.get(PROPOSALS)
