"""Packs over HTTP: chosen documents, single sheets, counts; versions withdrawn and given back."""

import csv
import re
from datetime import timedelta
from hashlib import sha256
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
import time_machine
from django.urls import reverse

from schools.models import KitDownload, KitRelease
from tests.factories.schools import ClassKitPageFactory, KitDocumentFactory
from tests.keeping import kept
from tests.reading import parsed, words
from tests.schools.kits import a_file, publish_kit

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def kit(museum, now):
    return publish_kit(
        ClassKitPageFactory(parent=museum, title="Le moulin", slug="le-moulin"),
        KitDocumentFactory.build(uid="aaaaaaaa", title="Fiche"),
        KitDocumentFactory.build(
            uid="bbbbbbbb", title="Carte", role="source", body="", file=a_file("carte.pdf")
        ),
    )


@pytest.fixture
def root(kit):
    return f"/ecoles/kits/{kit.key}-le-moulin/v1"


def counts():
    return {row.pack: row.number for row in KitDownload.objects.all()}


@pytest.mark.parametrize("pack", ["leger", "eleves"])
def test_a_lesser_pack_is_downloaded(kit, root, client, pack):
    response = client.get(f"{root}/{pack}.zip")
    stored = kit.releases.get().packs.get(kind=pack)
    assert response["ETag"] == f'"{stored.sha256}"'
    assert len(response.getvalue()) == stored.size
    assert counts() == {pack: 1}


def test_chosen_documents_come_with_their_exact_length(root, client):
    response = client.get(f"{root}/choix.zip?d=bbbbbbbb")
    content = response.getvalue()
    assert response["Content-Length"] == str(len(content))
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            "kit-le-moulin-cm2-v1-choix/03-documents/01-carte.pdf",
            "kit-le-moulin-cm2-v1-choix/CREDITS.csv",
            "kit-le-moulin-cm2-v1-choix/LICENCE.txt",
            "kit-le-moulin-cm2-v1-choix/VERSION.txt",
            "kit-le-moulin-cm2-v1-choix/MANIFEST.sha256",
        ]
    assert counts() == {"choix": 1}


def files_of(response):
    """What a ZIP holds, by its path below the root folder."""
    with ZipFile(BytesIO(response.getvalue())) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def chosen(root, client):
    """What is in the ZIP of these documents."""
    return lambda query: files_of(client.get(f"{root}/choix.zip?{query}"))


def test_the_credits_of_a_choice_are_those_of_its_files(chosen):
    for query in ("d=bbbbbbbb", "d=aaaaaaaa", "d=aaaaaaaa&d=bbbbbbbb"):
        files = chosen(query)
        _columns, *rows = csv.reader(StringIO(files["CREDITS.csv"].decode()), delimiter=";")
        documents = [path for path in files if "/" in path]
        assert [row[0] for row in rows] == documents
    assert documents == [
        "01-enseignant/01-fiche.odt",
        "03-documents/01-carte.pdf",
    ]
    assert {(row[1], row[3]) for row in rows} == {
        ("Fiche", "Ada Lemoine (professeure relais, collège Flaubert)"),
        ("Carte", "Service des publics"),
    }


def test_the_texts_of_a_choice_name_what_is_there_and_its_own_address(kit, chosen, client):
    files = chosen("d=bbbbbbbb")
    for path in ("LICENCE.txt", "VERSION.txt"):
        named = re.findall(r"\b[A-Z-]+\.\w+", files[path].decode())
        assert set(named) <= files.keys()
    lines = files["VERSION.txt"].decode("utf-8-sig").splitlines()
    assert lines[:3] == [
        "Le moulin",
        "Version 1, 22 novembre 2026.",
        f"http://testserver/ecoles/kits/{kit.key}/v1/choix.zip?d=bbbbbbbb",
    ]
    assert files_of(client.get(lines[2].removeprefix("http://testserver"))) == files


def test_the_files_of_a_choice_can_be_checked(chosen):
    files = chosen("d=aaaaaaaa&d=bbbbbbbb")
    checked = dict(
        reversed(line.split("  ")) for line in files["MANIFEST.sha256"].decode().split("\n")[:-1]
    )
    del files["MANIFEST.sha256"]
    assert checked == {path: sha256(content).hexdigest() for path, content in files.items()}


@pytest.mark.parametrize("pack", ["complet", "leger", "eleves"])
def test_each_pack_gives_its_own_address(kit, root, client, pack):
    lines = files_of(client.get(f"{root}/{pack}.zip"))["VERSION.txt"].decode().splitlines()
    assert lines[2] == f"http://testserver/ecoles/kits/{kit.key}/v1/{pack}.zip"


@pytest.mark.parametrize("query", ["", "?d=", "?d=zzzzzzzz", "?d=../../etc"])
def test_nothing_chosen_leads_back_to_the_documents(kit, root, client, query):
    response = client.get(f"{root}/choix.zip{query}")
    back = f"{kit.url}?aucun-document#choice"
    assert (response.status_code, response["Location"]) == (302, back)


def test_nothing_chosen_is_said_beside_the_button(kit, root, client):
    for url, is_said in ((kit.url, False), (f"{root}/choix.zip", True), (kit.url, False)):
        response = client.get(url, follow=True)
        (form,) = (f for f in parsed(response).iter("form") if f.get("id") == "choice")
        assert ("Cochez au moins un document." in words(form)) is is_said
        assert not response.cookies


def test_a_sheet_is_downloaded_alone(root, client):
    response = client.get(f"{root}/01-enseignant/01-fiche.odt")
    assert response["Content-Type"] == "application/vnd.oasis.opendocument.text"
    assert response.content.startswith(b"PK")
    known = {"If-None-Match": response["ETag"]}
    assert client.get(f"{root}/01-enseignant/01-fiche.odt", headers=known).status_code == 304


@pytest.mark.parametrize(
    "path", ["index.html", "03-documents/01-carte.pdf", "../v1/complet.zip", "assets/kit.css"]
)
def test_nothing_else_is_given_alone(root, client, path):
    assert client.get(f"{root}/{path}").status_code == 404


def test_the_page_offers_packs_sheets_and_a_choice(kit, root, client):
    content = client.get(kit.url).content.decode()
    for address in ("complet.zip", "leger.zip", "eleves.zip", "01-enseignant/01-fiche.odt"):
        assert f'href="{root}/{address}"' in content
    assert f'action="{root}/choix.zip"' in content
    assert 'value="aaaaaaaa"' in content


def test_a_resumed_download_counts_once_and_robots_never(root, client):
    address = f"{root}/complet.zip"
    whole = client.get(address)
    size = len(whole.getvalue())
    client.get(address, headers={"Range": "bytes=0-99"}).getvalue()
    client.get(address, headers={"Range": f"bytes={size // 2}-"}).getvalue()
    client.head(address)
    client.get(address, headers={"If-None-Match": whole["ETag"]})
    client.get(address, headers={"User-Agent": "Googlebot/2.1"}).getvalue()
    assert counts() == {"complet": 2}


def test_handed_to_nginx_it_is_counted_all_the_same(root, client, settings):
    settings.X_ACCEL_LOCATION = "/-/files/"
    client.get(f"{root}/complet.zip")
    client.get(f"{root}/complet.zip", headers={"Range": "bytes=500-"})
    assert counts() == {"complet": 1}


# Withdrawn and given back


@pytest.fixture
def versions(kit, museum, editor_of, client):
    client.force_login(editor_of(museum))
    return reverse("kit_versions", args=[kit.pk])


def test_a_version_is_withdrawn_with_its_reason(versions, kit, root, client):
    response = client.post(versions, {"version": "1", "reason": ""})
    assert "Dites pourquoi" in response.content.decode()
    assert not kit.releases.get().is_withdrawn
    client.post(versions, {"version": "1", "reason": "Une photographie n’est pas libre."})
    for path in ("complet.zip", "leger.zip", "choix.zip?d=aaaaaaaa", "01-enseignant/01-fiche.odt"):
        response = client.get(f"{root}/{path}")
        assert response.status_code == 410
        assert "Une photographie n’est pas libre." in response.content.decode()


def test_who_withdraws_is_told_what_the_page_still_shows(versions, kit, client):
    answer = client.post(versions, {"version": "1", "reason": "Erreur."}, follow=True)
    said = answer.content.decode()
    assert "La page du kit montre encore ce que cette version contenait." in said
    for way in ("edit", "unpublish"):
        assert reverse(f"wagtailadmin_pages:{way}", args=[kit.pk]) in said


def test_a_number_that_is_none_is_not_found(versions, client):
    assert client.post(versions, {"version": "9" * 5000}).status_code == 404


@pytest.mark.parametrize(("days", "status"), [(29, 200), (31, 410)])
def test_it_is_given_out_again_for_thirty_days(versions, museum, root, client, now, days, status):
    before = client.get(f"{root}/complet.zip").getvalue()
    client.post(versions, {"version": "1", "reason": "Erreur."})
    with time_machine.travel(now + timedelta(days=days), tick=False):
        client.force_login(museum.editors.user_set.get())
        client.post(versions, {"version": "1"})
    response = client.get(f"{root}/complet.zip")
    assert response.status_code == status
    assert (status == 410) or response.getvalue() == before


def test_another_museum_sees_and_does_nothing(kit, other_museum, editor_of, client):
    client.force_login(editor_of(other_museum, "cidre@musee.example"))
    url = reverse("kit_versions", args=[kit.pk])
    assert client.get(url).status_code == 302
    client.post(url, {"version": "1", "reason": "Par jalousie."})
    assert not KitRelease.objects.get().is_withdrawn


def test_a_museum_sees_the_downloads_of_its_kits(versions, root, client):
    client.get(f"{root}/complet.zip").getvalue()
    client.get(f"{root}/leger.zip").getvalue()
    content = " ".join(client.get(versions).content.decode().split())
    assert "2 (le kit complet : 1, la version légère : 1)" in content
    assert "Téléchargements" in client.get(reverse("class_kit_explorer:index")).content.decode()
