"""A museum takes its content home, leaves the network, and may come back."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from icalendar import Calendar
from wagtail.models import WorkflowState

from cms.models import LicensedDocument, User
from events.models import CalendarSource, EventPage
from museums.choices import Moderation
from museums.exporting import write_export
from museums.leaving import come_back, leave
from museums.models import Departure, Invitation
from museums.provisioning import choose_moderation
from tests.conftest import NOW
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish
from tests.factories.schools import KitReleaseFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def event(museum):
    return publish(
        EventPageFactory(parent=museum, title="Visite", slug="visite"), EventScheduleFactory.build()
    )


@pytest.fixture
def person(db):
    def make(name, *groups):
        user = User.objects.create_user(f"{name}@musee.example", "secret")
        user.groups.add(*groups)
        return user

    return make


def again(thing):
    return type(thing).objects.get(pk=thing.pk)


def test_all_its_pages_go_off_line(client, museum, event, network_member):
    addresses = [museum.url, event.url]
    feeds = [f"/agenda/m/{museum.slug}.ics", f"/agenda/e/{event.event_key}.ics"]
    assert [client.get(url).status_code for url in addresses + feeds] == [200] * 4
    leave(museum, network_member, NOW)
    for url in addresses:
        response = client.get(url)
        assert (response.status_code, response["Location"]) == (301, "/musees/")
    assert [client.get(url).status_code for url in feeds] == [410, 410]
    assert "Musée de la Dentelle" not in client.get("/musees/").content.decode()


def test_its_people_lose_their_rights(museum, other_museum, network_member, person):
    alone, shared = person("a", museum.editors), person("b", museum.leads, other_museum.editors)
    network_member.groups.add(museum.leads)
    Invitation.objects.create(
        email="a@b.fr", museum=museum, role="lead", invited_at=NOW, written_at=NOW
    )
    leave(museum, network_member, NOW)
    assert [again(user).is_active for user in (alone, shared, network_member)] == [
        False,
        True,
        True,
    ]
    assert list(shared.groups.all()) == [other_museum.editors]
    assert not museum.editors.user_set.exists()
    assert not Invitation.objects.exists()


def test_what_ran_by_itself_stops(museum, network_member, person):
    source = CalendarSource.objects.create(museum=museum, url="https://a.example/a.ics")
    choose_moderation(museum, Moderation.LEAD, network_member)
    draft = EventPageFactory(parent=museum, live=False)
    draft.save_revision()
    draft.get_workflow().start(draft, person("a", museum.editors))
    leave(museum, network_member, NOW)
    assert not again(source).is_active
    assert not WorkflowState.objects.active().exists()


def test_a_page_that_somebody_locked_goes_too(museum, event, network_member, person):
    EventPage.objects.filter(pk=event.pk).update(
        locked=True, locked_by=person("a", museum.editors), locked_at=NOW
    )
    leave(museum, network_member, NOW)
    assert not again(event).live


def test_it_comes_back_as_it_was(client, museum, event, network_member, person):
    editor, lead = person("a", museum.editors), person("b", museum.leads)
    draft = EventPageFactory(parent=museum, slug="brouillon", live=False)
    event.title = "Visite, demain"
    event.save_revision()
    departure = leave(museum, network_member, NOW)
    come_back(again(departure), network_member)
    assert [again(page).live for page in (museum, event, draft)] == [True, True, False]
    event = again(event)
    assert (event.title, event.draft_title) == ("Visite", "Visite, demain")
    assert client.get(event.url).status_code == 200
    assert client.get(f"/agenda/m/{museum.slug}.ics").status_code == 200
    assert [again(user).is_active for user in (editor, lead)] == [True, True]
    assert (list(editor.groups.all()), list(lead.groups.all())) == (
        [museum.editors],
        [museum.leads],
    )
    assert not Departure.objects.exists()


def test_translations_leave_and_come_back(client, museum, network_member, locale_en):
    english = museum.copy_for_translation(locale_en, copy_parents=True)
    english.save_revision().publish()
    assert client.get(english.url).status_code == 200
    departure = leave(museum, network_member, NOW)
    assert client.get(english.url)["Location"] == "/en/musees/"
    come_back(again(departure), network_member)
    assert client.get(english.url).status_code == 200


def test_the_network_decides_in_the_admin(client, museum, event, network_member, person):
    urls = [reverse(name, args=[museum.pk]) for name in ("museum_leave", "museum_export")]
    client.force_login(person("a", museum.leads))
    for url in urls:
        assert client.get(url).status_code == 404
        assert client.post(url, {"is_sure": "on"}).status_code == 404
    client.force_login(network_member)
    assert "1 page sous la sienne" in client.get(urls[0]).content.decode()
    assert client.post(urls[0], {}).status_code == 200
    assert again(museum).live
    client.post(urls[0], {"is_sure": "on"})
    assert not again(museum).live
    assert "Le faire revenir" in client.get(urls[0]).content.decode()
    client.post(urls[0])
    assert again(museum).live


def test_the_export_holds_all_it_has(museum, event, other_museum):
    publish(EventPageFactory(parent=other_museum, title="Cidre"), EventScheduleFactory.build())
    draft = EventPageFactory(parent=museum, title="Idée", slug="idee", live=False)
    LicensedDocument.objects.create(
        title="Le plan",
        credit="La mairie",
        collection=museum.collection,
        file=ContentFile(b"plan", name="plan.pdf"),
    )
    release = KitReleaseFactory(kit__parent=museum)
    file = BytesIO()
    write_export(museum, NOW, file)
    archive = ZipFile(file)
    names = archive.namelist()
    place = f"pages/fr/{event.pk}-visite"
    assert {name for name in names if "Cidre" in archive.read(name).decode(errors="replace")} == (
        set()
    )
    content = json.loads(archive.read(f"{place}.json"))
    assert (content["page"]["title"], content["is_on_line"]) == ("Visite", True)
    assert content["address"] == "http://testserver/musees/musee-de-la-dentelle-caen/visite/"
    assert "<h1>Visite</h1>" in archive.read(f"{place}.html").decode()
    assert f"pages/fr/{draft.pk}-idee.html" in names
    (document,) = (name for name in names if name.startswith("documents/"))
    assert archive.read(document) == b"plan"
    assert f"{document},Le plan,La mairie" in archive.read("credits.csv").decode()
    calendar = Calendar.from_ical(archive.read(f"agenda/{event.pk}-visite.ics"))
    assert [entry["SUMMARY"] for entry in calendar.walk("VEVENT")] == ["Visite"]
    (pack,) = (name for name in names if name.startswith("class-kits/"))
    assert archive.read(pack) == release.file.open("rb").read()
    assert "LISEZ-MOI.txt" in names
