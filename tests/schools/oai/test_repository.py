"""A harvester reads all of the kits, once each, and learns of what goes."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from lxml import etree

from schools.models import ClassKitPage, OaiRecord
from schools.oai import answers
from schools.oai.records import refresh_all
from tests.factories.academy import KitValidationFactory
from tests.factories.schools import KitReleaseFactory
from tests.keeping import kept

pytestmark = pytest.mark.django_db
NAMES = {
    "o": "http://www.openarchives.org/OAI/2.0/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "lom": "http://ltsc.ieee.org/xsd/LOM",
}
FORMAT = {"metadataPrefix": "oai_dc"}
ENVELOPE = etree.RelaxNG(etree.parse(Path(__file__).parent / "envelope.rng"))


@pytest.fixture
@kept
def kits(museum, now):
    """Three kits on line, of which the second is validated."""
    releases = [
        KitReleaseFactory(kit__parent=museum, kit__title=f"Kit {n}", kit__slug=f"kit-{n}")
        for n in range(3)
    ]
    KitValidationFactory(release=releases[1], validated=True)
    refresh_all(now)
    return [release.kit for release in releases]


@pytest.fixture
def ask(client):
    def asked(verb, **arguments):
        response = client.get("/ecoles/oai", {"verb": verb} | arguments)
        assert response.status_code == 200
        assert response["Content-Type"] == "text/xml; charset=utf-8"
        answer = etree.fromstring(response.content)
        ENVELOPE.assertValid(answer)
        return answer

    return asked


def name(kit):
    return f"oai:agenda.example.org:kit-{kit.key}"


def texts(tree, path):
    return [one.text for one in tree.findall(f".//{path}", NAMES)]


def identifiers(tree):
    return texts(tree, "o:header/o:identifier")


def error(tree):
    return [one.get("code") for one in tree.findall("o:error", NAMES)]


def test_identify(kits, ask):
    tree = ask("Identify")
    said = {one.tag.rpartition("}")[2]: one.text for one in tree.find("o:Identify", NAMES)}
    assert said == {
        "repositoryName": "Réseau des musées de Normandie",
        "baseURL": "http://testserver/ecoles/oai",
        "protocolVersion": "2.0",
        "adminEmail": "contact@musees.example",
        "earliestDatestamp": "2026-11-22T09:30:00Z",
        "deletedRecord": "persistent",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
    }
    assert tree.findtext("o:responseDate", namespaces=NAMES) == "2026-11-22T09:30:00Z"
    assert dict(tree.find("o:request", NAMES).attrib) == {"verb": "Identify"}


def test_sets_and_formats(kits, ask):
    assert texts(ask("ListSets"), "o:setSpec") == ["all", "validated"]
    prefixes = ["oai_dc", "scolomfr"]
    assert texts(ask("ListMetadataFormats"), "o:metadataPrefix") == prefixes
    of_one = ask("ListMetadataFormats", identifier=name(kits[0]))
    assert texts(of_one, "o:metadataPrefix") == prefixes


def test_one_record_in_both_formats(kits, ask):
    tree = ask("GetRecord", identifier=name(kits[1]), **FORMAT)
    assert identifiers(tree) == [name(kits[1])]
    assert texts(tree, "o:setSpec") == ["all", "validated"]
    assert texts(tree, "dc:title") == ["Kit 1"]
    tree = ask("GetRecord", identifier=name(kits[1]), metadataPrefix="scolomfr")
    assert texts(tree, "lom:title/lom:string") == ["Kit 1"]


def test_the_set_of_validated_kits(kits, ask):
    tree = ask("ListRecords", set="validated", **FORMAT)
    assert identifiers(tree) == [name(kits[1])]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"verb": "Nonsense"}, "badVerb"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "GetRecord", "identifier": "x", **FORMAT}, "idDoesNotExist"),
        ({"verb": "ListMetadataFormats", "identifier": "oai:x:kit-1"}, "idDoesNotExist"),
        ({"verb": "ListRecords", "metadataPrefix": "marc"}, "cannotDisseminateFormat"),
        ({"verb": "ListRecords", "from": "2030-01-01", **FORMAT}, "noRecordsMatch"),
        ({"verb": "ListRecords", "set": "nonsense", **FORMAT}, "noRecordsMatch"),
        ({"verb": "ListRecords", "resumptionToken": "nonsense"}, "badResumptionToken"),
    ],
)
def test_mistakes(kits, client, arguments, code):
    tree = etree.fromstring(client.get("/ecoles/oai", arguments).content)
    assert error(tree) == [code]
    echoed = {} if code in ("badVerb", "badArgument") else arguments
    assert dict(tree.find("o:request", NAMES).attrib) == echoed


@pytest.mark.parametrize("text", ["\0", "\ufffe", "<a>&", "oai:agenda.example.org:kit-\0"])
def test_whatever_is_asked_the_answer_is_xml(kits, ask, text):
    assert error(ask("GetRecord", identifier=text, **FORMAT)) == ["idDoesNotExist"]


def test_an_empty_repository(network, ask):
    assert error(ask("ListRecords", **FORMAT)) == ["noRecordsMatch"]


def test_page_by_page_each_record_once(kits, ask, monkeypatch):
    monkeypatch.setattr(answers, "A_PAGE", 1)
    tree, found, cursors = ask("ListIdentifiers", **FORMAT), [], []
    while True:
        found += identifiers(tree)
        (token,) = tree.findall(".//o:resumptionToken", NAMES)
        cursors.append(token.get("cursor"))
        if not token.text:
            break
        tree = ask("ListIdentifiers", resumptionToken=token.text)
    assert found == [name(kit) for kit in kits]
    assert cursors == ["0", "1", "2"]


def test_a_list_of_one_page_has_no_token(kits, ask):
    assert texts(ask("ListRecords", **FORMAT), "o:resumptionToken") == []


def test_arguments_may_be_posted(kits, client):
    response = client.post("/ecoles/oai", {"verb": "ListIdentifiers", **FORMAT})
    assert len(identifiers(etree.fromstring(response.content))) == 3


class TestChanges:
    def since(self, ask, moment):
        tree = ask("ListIdentifiers", **FORMAT, **{"from": moment.strftime("%Y-%m-%dT%H:%M:%SZ")})
        return {
            header.findtext("o:identifier", namespaces=NAMES): header.get("status")
            for header in tree.findall(".//o:header", NAMES)
        }

    @pytest.fixture
    def later(self, now):
        return now + timedelta(hours=1)

    def test_nothing_changed(self, kits, later):
        assert refresh_all(later) == 0

    def test_a_kit_that_goes_off_line(self, kits, ask, later, time_machine_at):
        time_machine_at(later)
        kits[0].unpublish()
        assert self.since(ask, later) == {name(kits[0]): "deleted"}
        tree = ask("GetRecord", identifier=name(kits[0]), **FORMAT)
        assert texts(tree, "o:metadata") == []

    def test_a_kit_that_is_deleted_for_good(self, kits, ask, later):
        kits[0].delete()
        refresh_all(later)
        assert self.since(ask, later) == {name(kits[0]): "deleted"}

    def test_a_museum_off_line_shows_nothing_even_before_the_night(self, kits, museum, ask):
        museum.unpublish()
        headers = ask("ListRecords", **FORMAT).findall(".//o:header", NAMES)
        statuses = {header.get("status") for header in headers}
        assert statuses == {"deleted"}

    def test_it_comes_back(self, kits, ask, later):
        ClassKitPage.objects.filter(pk=kits[0].pk).update(live=False)
        refresh_all(later)
        ClassKitPage.objects.filter(pk=kits[0].pk).update(live=True)
        refresh_all(later + timedelta(hours=1))
        assert self.since(ask, later + timedelta(minutes=30)) == {name(kits[0]): None}

    def test_a_title(self, kits, ask, later):
        ClassKitPage.objects.filter(pk=kits[2].pk).update(title="Kit corrigé")
        refresh_all(later)
        assert self.since(ask, later) == {name(kits[2]): None}

    def test_a_validation_that_ends(self, kits, ask):
        end = datetime(2028, 9, 1, 3, tzinfo=UTC)
        refresh_all(end)
        assert self.since(ask, end) == {name(kits[1]): None}
        assert not OaiRecord.objects.in_set("validated").exists()

    def test_a_version_that_is_withdrawn(self, kits, later):
        release = kits[0].releases.get()
        release.withdrawn_at, release.withdrawal_reason = later, "Une erreur."
        release.save()
        refresh_all(later)
        assert OaiRecord.objects.get(key=kits[0].key).is_deleted

    def test_the_command(self, kits, capsys):
        ClassKitPage.objects.filter(pk=kits[2].pk).update(title="Kit corrigé")
        call_command("refresh_oai_records")
        assert capsys.readouterr().out == "1 records changed\n"


def test_a_draft_is_never_told(museum, now):
    KitReleaseFactory(kit__parent=museum, kit__live=False)
    assert refresh_all(now) == 0
    assert not OaiRecord.objects.exists()


def test_days_are_in_utc(kits, ask):
    day = date(2026, 11, 22).isoformat()
    tree = ask("ListIdentifiers", **FORMAT, **{"from": day, "until": day})
    assert len(identifiers(tree)) == 3


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("o:responseDate", {"text": "2026-11-22 09:30"}),
        ("o:request", {"verb": "ListAll"}),
        ("o:ListRecords/o:record/o:header/o:setSpec", {"text": "all kits"}),
        ("o:ListRecords/o:record/o:header", {"status": "gone"}),
        (
            "o:ListRecords/o:record/o:metadata",
            {"tag": "{http://www.openarchives.org/OAI/2.0/}data"},
        ),
    ],
)
def test_the_envelope_is_held_to_the_protocol(kits, ask, path, change):
    """What `ask` checks of every answer refuses what the protocol does."""
    answer = ask("ListRecords", **FORMAT)
    element = answer.find(path, NAMES)
    for name, value in change.items():
        if name in ("text", "tag"):
            setattr(element, name, value)
        else:
            element.set(name, value)
    assert not ENVELOPE.validate(answer)
