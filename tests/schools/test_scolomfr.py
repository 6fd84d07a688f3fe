"""The record of each version is what the ministry's own schema accepts."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from home.demo_pictures import PICTURES
from schools.demo import DATA, load_kits
from schools.models import ClassKitPage, KitProgrammeItem, ProgrammeItem
from schools.releases import edition_of
from schools.scolomfr import LOM, record_of
from tests.factories.museums import MuseumPageFactory
from tests.factories.schools import ClassKitPageFactory, KitAuthorFactory
from tests.keeping import kept
from tests.schools.kits import a_picture, publish_kit

TEXTS = json.loads(DATA.read_text())
ARCHIVE = Path(__file__).parent / "data" / "scolomfr-3.2.zip"
SAMPLE = "ExempleManuelReferenceScoLOMFRv3-2.xml"
FAULTY = "ExempleManuelReferenceScoLOMFRv3-2_with_error.xml"
NAMES = {"lom": LOM}


@pytest.fixture(scope="session")
def official(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scolomfr")
    with ZipFile(ARCHIVE) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="session")
def schema(official):
    return etree.XMLSchema(etree.parse(official / "scolomfr-xsd" / "scolomfr.xsd"))


def faults(schema, content):
    schema.validate(etree.fromstring(content))
    return [error.message for error in schema.error_log]


def texts(content, path):
    return [one.text for one in etree.fromstring(content).findall(path, NAMES)]


@pytest.fixture
@kept
def kit(museum, now):
    kit = ClassKitPageFactory(
        parent=museum,
        title="La dentelle & ses <points>\x0b",
        levels=["cm2", "6e", "ulis"],
        objectives="Décrire ; compter, dessiner.",
        total_minutes=150,
    )
    kit.authors.add(KitAuthorFactory.build(name="O’Neil; Ada, fille", institution="a\\b"))
    return publish_kit(kit)


def written(kit):
    kit = ClassKitPage.objects.get(pk=kit.pk)
    return record_of(kit, edition_of(kit.current_release))


def test_the_schema_accepts_the_manuals_record(schema, official):
    assert faults(schema, (official / SAMPLE).read_bytes()) == []


def test_the_schema_refuses_the_faulty_one(schema, official):
    assert faults(schema, (official / FAULTY).read_bytes()) != []


@pytest.mark.django_db
def test_it_accepts_ours(schema, kit):
    assert faults(schema, written(kit)) == []


@pytest.mark.django_db
def test_it_accepts_a_kit_that_says_nothing_of_itself(schema, network, now):
    kit = publish_kit(ClassKitPageFactory(parent=network.schools, levels=["segpa"]))
    kit.authors = []
    kit.save()
    ClassKitPage.objects.update(summary="")
    assert faults(schema, written(kit)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text["slug"])
def test_it_accepts_each_kit_of_the_demo(schema, network, now, text):
    museum = MuseumPageFactory(parent=network.museums, title=text["museum"], is_fictional=True)
    titles = {one["picture"] for one in TEXTS}
    pictures = [a_picture(p.title, description=p.alt) for p in PICTURES if p.title in titles]
    (kit,) = load_kits([museum], now, pictures)
    assert faults(schema, written(kit)) == []


@pytest.mark.django_db
def test_it_is_the_same_bytes_each_time(kit):
    assert written(kit) == written(kit)


@pytest.mark.django_db
def test_what_the_profile_asks_for(kit):
    record = written(kit)
    address = f"http://testserver/ecoles/kits/{kit.key}/"
    assert texts(record, "lom:general/lom:identifier/lom:entry") == [address]
    assert texts(record, "lom:general/lom:title/lom:string") == ["La dentelle & ses <points>"]
    language = "http://id.loc.gov/vocabulary/iso639-2/fre"
    assert texts(record, "lom:general/lom:language") == [language]
    assert texts(record, "lom:general/lom:description/lom:string") == [kit.summary]
    assert texts(record, "lom:technical/lom:location") == [f"{address}v1/complet.zip"]
    roles = texts(record, "lom:lifeCycle/lom:contribute/lom:role/lom:label")
    assert roles == ["auteur", "auteur", "éditeur"]
    assert texts(record, "lom:educational/lom:typicalLearningTime/lom:duration") == ["PT2H30M"]


@pytest.mark.django_db
def test_names_are_whole_in_the_card(kit):
    cards = texts(written(kit), "lom:lifeCycle/lom:contribute/lom:entity")
    assert "FN:O’Neil\\; Ada\\, fille\n" in cards[1]
    assert "ORG:a\\\\b\n" in cards[1]


@pytest.mark.django_db
def test_classes_stand_below_their_cycle_by_their_addresses(kit):
    path = "lom:classification[1]/lom:taxonPath/lom:taxon/lom:entry/lom:string"
    assert texts(written(kit), path) == ["Cycle 3", "CM2", "Cycle 3", "6e"]


@pytest.mark.django_db
def test_disciplines_and_points_of_the_programme_have_their_addresses(kit, schema):
    address = "http://data.education.fr/voc/scolomfr/concept/scolomfr-voc-015-num-"
    history = ProgrammeItem.objects.create(uri=f"{address}980", label="histoire et géographie")
    point = ProgrammeItem.objects.create(uri=f"{address}1007", label="cycle 4", parent=history)
    kit.programme_items = [KitProgrammeItem(item=point), KitProgrammeItem(text="Débattre")]
    kit = publish_kit(kit)
    record = written(kit)
    assert faults(schema, record) == []
    path = "lom:classification[2]/lom:taxonPath/lom:taxon/lom:id"
    assert texts(record, path) == [f"{address}042", f"{address}980", f"{address}1007"]
    label = "lom:classification[2]/lom:purpose/lom:label"
    assert texts(record, label) == ["domaine d'enseignement"]


@pytest.mark.django_db
def test_it_has_an_address_and_is_found_from_the_page(kit, client):
    address = f"/ecoles/kits/{kit.key}/v1/scolomfr.xml"
    response = client.get(address)
    assert response["Content-Type"] == "application/xml"
    assert response.content == written(kit)
    links = etree.HTML(client.get(kit.url).content).findall(".//link[@title='ScoLOMFR']")
    assert [link.get("href") for link in links] == [address]


@pytest.mark.django_db
def test_it_is_in_the_pack(kit):
    release = ClassKitPage.objects.get(pk=kit.pk).current_release
    with release.file.open("rb") as file, ZipFile(file) as archive:
        (name,) = [n for n in archive.namelist() if n.endswith("metadata/scolomfr.xml")]
        assert archive.read(name) == written(kit)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["v2/scolomfr.xml", "v0/scolomfr.xml"])
def test_of_no_version_there_is_no_record(kit, client, path):
    assert client.get(f"/ecoles/kits/{kit.key}/{path}").status_code == 404


@pytest.mark.django_db
def test_off_line_there_is_no_record(kit, client):
    kit.unpublish()
    assert client.get(f"/ecoles/kits/{kit.key}/v1/scolomfr.xml").status_code == 404
