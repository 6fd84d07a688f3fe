"""The official list of points of the programme: read, kept, chosen, said of a kit."""

from io import StringIO
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from schools.models import ClassKitPage, KitProgrammeItem, ProgrammeItem
from schools.programmes import Concept, NotAVocabularyError, Outcome, read_vocabulary, store
from tests.conftest import SHARED_DATA
from tests.factories.schools import ClassKitPageFactory
from tests.reading import parsed, words
from tests.schools.kits import publish_kit

ADDRESS = "http://data.education.fr/voc/scolomfr/concept/scolomfr-voc-015-num-"
OFFICIAL = SHARED_DATA / "schools" / "scolomfr-015-programmes.csv"
TABLE = f"""uri,kind,pref_label,alt_labels,broader,note,deprecated
{ADDRESS}1,Concept,histoire (cycle 4),,,,
{ADDRESS}2,Concept,le XIXe siècle (histoire cycle 4),19e|dix-neuvième,{ADDRESS}1|{ADDRESS}9,,
{ADDRESS}3,Concept,CLIS,,,,true
{ADDRESS}4,Collection,une liste,,,,
""".encode()
SKOS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:skos="http://www.w3.org/2004/02/skos/core#" xmlns:owl="http://www.w3.org/2002/07/owl#">
  <skos:ConceptScheme rdf:about="{ADDRESS}0"/>
  <skos:Concept rdf:about="{ADDRESS}1">
    <skos:prefLabel xml:lang="en">history</skos:prefLabel>
    <skos:prefLabel xml:lang="fr">histoire (cycle 4)</skos:prefLabel>
  </skos:Concept>
  <rdf:Description rdf:about="{ADDRESS}2">
    <rdf:type rdf:resource="http://www.w3.org/2004/02/skos/core#Concept"/>
    <skos:prefLabel xml:lang="fr">le XIXe siècle (histoire cycle 4)</skos:prefLabel>
    <skos:altLabel xml:lang="fr">19e</skos:altLabel>
    <skos:altLabel xml:lang="fr">dix-neuvième</skos:altLabel>
    <skos:broader rdf:resource="{ADDRESS}1"/>
  </rdf:Description>
  <skos:Concept rdf:about="{ADDRESS}3">
    <skos:prefLabel xml:lang="fr">CLIS</skos:prefLabel>
    <owl:deprecated>true</owl:deprecated>
  </skos:Concept>
</rdf:RDF>""".encode()
CONCEPTS = [
    Concept(f"{ADDRESS}1", "histoire (cycle 4)"),
    Concept(
        f"{ADDRESS}2",
        "le XIXe siècle (histoire cycle 4)",
        ("19e", "dix-neuvième"),
        f"{ADDRESS}1",
    ),
    Concept(f"{ADDRESS}3", "CLIS", is_current=False),
]


@pytest.mark.parametrize("content", [TABLE, b"\xef\xbb\xbf" + TABLE, SKOS])
def test_a_table_and_skos_say_the_same(content):
    assert read_vocabulary(content) == CONCEPTS


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"nom,adresse\na,b\n", "It has no column named uri, pref_label, alt_labels, broader."),
        (TABLE.splitlines()[0], "It holds no concept."),
        (b"\xff\xfe\x00", "It is neither XML nor a table in UTF-8."),
        (b"<rdf", "It is XML that cannot be read"),
        (b"<html></html>", "It holds no concept."),
    ],
)
def test_another_file_is_refused_with_the_reason(content, said):
    with pytest.raises(NotAVocabularyError, match=said):
        read_vocabulary(content)


@pytest.mark.django_db
def test_what_left_the_list_is_kept_and_offered_no_more():
    assert store(CONCEPTS) == Outcome(added=3, changed=0, retired=0)
    assert store(CONCEPTS) == Outcome(0, 0, 0)
    century = ProgrammeItem.objects.get(uri=f"{ADDRESS}2")
    assert (century.parent.label, century.other_names) == (
        "histoire (cycle 4)",
        "19e\ndix-neuvième",
    )
    assert [str(one) for one in century.line] == ["histoire (cycle 4)", str(century)]
    renamed = Concept(f"{ADDRESS}1", "histoire et géographie (cycle 4)")
    assert store([renamed, CONCEPTS[2]]) == Outcome(added=0, changed=1, retired=1)
    assert dict(ProgrammeItem.objects.values_list("label", "is_current")) == {
        "histoire et géographie (cycle 4)": True,
        "le XIXe siècle (histoire cycle 4)": False,
        "CLIS": False,
    }


@pytest.mark.django_db
def test_a_circle_in_the_list_ends_somewhere():
    store(
        [
            Concept("http://a.example/", "a", broader="http://b.example/"),
            Concept("http://b.example/", "b", broader="http://a.example/"),
        ]
    )
    assert len(ProgrammeItem.objects.get(label="a").line) == 8


@pytest.mark.django_db
def test_the_official_file(tmp_path):
    if not OFFICIAL.exists():
        pytest.skip(f"no {OFFICIAL}: set SHARED_DATA")
    out = StringIO()
    call_command("import_programmes", OFFICIAL, stdout=out)
    assert out.getvalue() == "3506 points added, 0 changed, 0 no longer in the list\n"
    item = ProgrammeItem.objects.get(uri=f"{ADDRESS}1175")
    assert [str(one) for one in item.line][-1] == (
        "se repérer dans un musée, un lieu d'art, un site patrimonial (histoire des arts cycle 3)"
    )


@pytest.mark.django_db
def test_the_command_says_what_is_wrong(tmp_path):
    with pytest.raises(CommandError, match=r"nulle-part\.csv cannot be read"):
        call_command("import_programmes", tmp_path / "nulle-part.csv")
    page = tmp_path / "page.html"
    page.write_text("<html></html>")
    with pytest.raises(CommandError, match=r"is no list of points of the programme\. It holds no"):
        call_command("import_programmes", page)


@pytest.fixture
def century():
    store(CONCEPTS)
    return ProgrammeItem.objects.get(uri=f"{ADDRESS}2")


@pytest.fixture
def kit(museum, century, now):
    kit = ClassKitPageFactory(parent=museum, title="Une épingle")
    kit.programme_items = [
        KitProgrammeItem(item=century),
        KitProgrammeItem(text="Débattre", reference="BO n° 31", year=2020),
        KitProgrammeItem(),
    ]
    return publish_kit(kit)


@pytest.mark.django_db
class TestSaidOfAKit:
    def test_on_its_page_with_the_source(self, kit, client):
        sections = [
            section
            for section in parsed(client.get(kit.url)).iter("section")
            if [words(h2) for h2 in section.iter("h2")] == ["Dans les programmes"]
        ]
        (section,) = sections
        assert [words(line) for line in section.iter("li")] == [
            "le XIXe siècle (histoire cycle 4)",
            "Débattre (BO n° 31, programme de 2020)",
        ]
        assert "ScoLOMFR, Réseau Canopé, CC BY-SA 3.0 FR" in words(section)

    def test_a_kit_without_any_says_nothing(self, museum, client):
        kit = publish_kit(ClassKitPageFactory(parent=museum))
        content = client.get(kit.url).content.decode()
        assert "Dans les programmes" not in content
        assert "Canopé" not in content

    def test_to_machines(self, kit, century):
        kit = ClassKitPage.objects.get(pk=kit.pk)
        data = kit.structured_data(None)[0]
        assert data["educationalAlignment"] == [
            {
                "@type": "AlignmentObject",
                "alignmentType": "teaches",
                "targetName": "le XIXe siècle (histoire cycle 4)",
                "targetUrl": century.uri,
                "educationalFramework": "http://data.education.fr/voc/scolomfr/scolomfr-voc-015",
            },
            {
                "@type": "AlignmentObject",
                "alignmentType": "teaches",
                "targetName": "Débattre",
                "educationalFramework": "BO n° 31, programme de 2020",
            },
        ]

    def test_in_what_one_downloads(self, kit):
        with ZipFile(kit.current_release.file) as archive:
            (index,) = [name for name in archive.namelist() if name.endswith("/index.html")]
            page = archive.read(index).decode()
        assert "le XIXe siècle (histoire cycle 4)" in page
        assert "Réseau Canopé" in page

    @pytest.mark.indexed
    def test_its_words_find_the_kit(self, kit, client):
        other = publish_kit(ClassKitPageFactory(parent=kit.museum, title="La falaise"))
        for asked in ("siècle+débattre", "dix-neuvième"):
            found = client.get(f"/recherche/?q={asked}").content.decode()
            assert kit.title in found
            assert other.title not in found


def test_the_year_is_said_once():
    point = KitProgrammeItem(text="Débattre", reference="BO du 30 juillet 2020", year=2020)
    assert point.source == "BO du 30 juillet 2020"
    assert KitProgrammeItem(text="Débattre", year=2020).source == "programme de 2020"
    assert KitProgrammeItem(text="Débattre").source == ""


@pytest.mark.django_db
class TestChoosing:
    @pytest.fixture
    def url(self):
        chooser = ProgrammeItem.snippet_viewset.chooser_viewset
        return reverse(chooser.get_url_name("choose_results"))

    @pytest.mark.indexed
    def test_an_editor_finds_a_point_by_its_words(self, century, url, client, museum, editor_of):
        client.force_login(editor_of(museum))
        found = client.get(f"{url}?q=XIXe").content.decode()
        assert "le XIXe siècle" in found
        assert "histoire (cycle 4)<" not in found

    def test_what_left_the_list_is_not_offered(self, century, url, client, museum, editor_of):
        client.force_login(editor_of(museum))
        content = client.get(url).content.decode()
        assert "histoire (cycle 4)" in content
        assert "CLIS" not in content

    def test_the_form_offers_it_once_there_is_a_list(self, url, client, museum, editor_of):
        client.force_login(editor_of(museum))
        kit = ClassKitPageFactory(parent=museum)
        form = reverse("wagtailadmin_pages:edit", args=[kit.pk])
        assert "De la liste officielle" not in client.get(form).content.decode()
        store(CONCEPTS)
        assert "De la liste officielle" in client.get(form).content.decode()
