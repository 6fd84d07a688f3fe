"""A class asks for a visit: stored once, mailed once, seen by that museum alone, erased in time."""

from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from cms.bin import restore
from cms.models import DeletedPage, OutgoingMessage, User
from museums.dashboard import museum_concerns
from schools.models import RelayTeacher, VisitRequest
from schools.models.academy import RELAY_TEACHERS_ARE_KEPT
from schools.models.request import REQUESTS_ARE_KEPT
from tests.factories.academy import RelayTeacherFactory
from tests.factories.schools import VisitOfferPageFactory, VisitRequestFactory
from tests.reading import parsed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]

ANSWERS = {
    "name": "Inès Morel",
    "email": "ines.morel@ecole.example",
    "school": "École Jean-Moulin, Bayeux",
    "classes": "CM2",
    "pupils": "24",
    "wishes": "un mardi matin de mars",
    "message": "Un élève est en fauteuil.",
}


@pytest.fixture
def offer(museum):
    return VisitOfferPageFactory(parent=museum, title="Au fil", slug="au-fil")


@pytest.fixture
def send(offer, client, now):
    """Fills in the form as a browser does, some seconds after it was shown."""

    def post(**changes):
        url = f"{offer.url}demande/"
        shown = parsed(client.get(url))
        hidden = {i.get("name"): i.get("value") for i in shown.iter("input")}
        with time_machine.travel(now + timedelta(seconds=20), tick=False):
            return client.post(url, {"form_stamp": hidden["form_stamp"]} | ANSWERS | changes)

    return post


def test_a_request_is_stored_and_mailed_to_the_museums_people(send, museum, offer, editor_of):
    editor_of(museum)
    response = send()
    assert (response.status_code, response["Location"]) == (302, f"{offer.url}demande/?merci")
    assert not response.cookies
    asked = VisitRequest.objects.get()
    assert (asked.offer, asked.pupils, asked.answered_at) == (offer, 24, None)
    message = OutgoingMessage.objects.get()
    assert message.recipient == "redaction@musee.example"
    assert message.reply_to == "ines.morel@ecole.example"
    assert message.subject == "Une classe demande une visite\xa0: Au fil"
    for said in ("École Jean-Moulin, Bayeux", "24", "un mardi matin de mars", "fauteuil"):
        assert said in message.text


def test_a_form_sent_twice_is_one_request(offer, client, museum, editor_of, now):
    editor_of(museum)
    url = f"{offer.url}demande/"
    stamp = {i.get("name"): i.get("value") for i in parsed(client.get(url)).iter("input")}
    with time_machine.travel(now + timedelta(seconds=20), tick=False):
        for _time in range(2):
            client.post(url, {"form_stamp": stamp["form_stamp"]} | ANSWERS)
    assert VisitRequest.objects.count() == 1
    assert OutgoingMessage.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"email": "ines"}, "Écrivez une adresse complète"),
        ({"pupils": "beaucoup"}, "Écrivez un nombre, par exemple 24."),
        ({"pupils": "0"}, "Indiquez un élève au moins."),
        ({"pupils": "501"}, "Une demande concerne 500 élèves au plus"),
        ({"phone": "au collège"}, "Écrivez un numéro de téléphone"),
        ({"school": ""}, "Indiquez votre école et sa commune."),
        ({"form_homepage": "https://spam.example"}, "Vos réponses ne sont pas encore parties"),
    ],
)
def test_nothing_is_kept_of_a_wrong_form_and_nothing_typed_is_lost(send, changes, message):
    response = send(**changes)
    assert response.status_code == 200
    assert message in response.content.decode()
    assert "un mardi matin de mars" in response.content.decode()
    assert VisitRequest.objects.count() == 0


@pytest.mark.parametrize(("pupils", "thanks"), [("25", "?merci"), ("26", "?merci=nombreux")])
def test_a_class_larger_than_the_offer_may_ask_and_both_sides_know(
    send, offer, museum, client, editor_of, pupils, thanks
):
    offer.capacity = 25
    offer.save()
    person = editor_of(museum)
    is_beyond = pupils == "26"
    shown = client.get(f"{offer.url}demande/").content.decode()
    assert "Le musée accueille 25 élèves au plus." in shown
    response = send(pupils=pupils)
    assert response["Location"] == f"{offer.url}demande/{thanks}"
    thanked = client.get(response["Location"]).content.decode()
    assert ("Cette offre est prévue pour 25 élèves au plus" in thanked) is is_beyond
    told = f"{pupils} (l’offre est prévue pour 25 élèves au plus)"
    assert (told in OutgoingMessage.objects.get().text) is is_beyond
    client.force_login(person)
    listed = " ".join(client.get(reverse("visit_requests:index")).content.decode().split())
    assert (told in listed) is is_beyond


def test_another_site_cannot_send_it(offer, client):
    response = client.post(
        f"{offer.url}demande/", ANSWERS, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert response.status_code == 403


def test_a_museum_may_do_without(museum, client):
    offer = VisitOfferPageFactory(parent=museum, takes_requests=False)
    assert offer.request_url == ""
    assert client.get(f"{offer.url}demande/").status_code == 404


def test_a_draft_takes_no_request(offer, client):
    offer.unpublish()
    assert client.get(f"{offer.url}demande/").status_code == 404


def test_only_that_museum_sees_and_answers(museum, other_museum, offer, editor_of, client, now):
    asked = VisitRequestFactory(offer=offer)
    stranger = editor_of(other_museum, "cidre@musee.example")
    VisitOfferPageFactory(parent=other_museum)
    url = reverse("visit_requests:index")
    client.force_login(stranger)
    assert "Inès Morel" not in client.get(url).content.decode()
    assert client.post(url, {"request": asked.pk}).status_code == 404
    person = editor_of(museum)
    client.force_login(person)
    assert "Inès Morel" in client.get(url).content.decode()
    client.post(url, {"request": asked.pk})
    asked.refresh_from_db()
    assert (asked.answered_at, asked.answered_by) == (now, person)
    client.post(url, {"request": asked.pk, "again": "1"})
    asked.refresh_from_db()
    assert (asked.answered_at, asked.answered_by) == (None, None)


def test_who_offers_nothing_has_no_list(museum, editor_of, client):
    client.force_login(editor_of(museum))
    assert client.get(reverse("visit_requests:index")).status_code == 302
    client.force_login(User.objects.create_superuser("admin@musees.example", "secret"))
    assert client.get(reverse("visit_requests:index")).status_code == 302


def test_the_dashboard_tells_who_waits(museum, offer, now):
    headings = [concern.heading for concern in museum_concerns(museum, now)]
    assert "Demandes de visite sans réponse" not in headings
    VisitRequestFactory(offer=offer)
    headings = [concern.heading for concern in museum_concerns(museum, now)]
    assert "Demandes de visite sans réponse" in headings


def test_requests_are_erased_in_time(offer, now):
    old = VisitRequestFactory(offer=offer, sent_at=now - REQUESTS_ARE_KEPT - timedelta(days=1))
    young = VisitRequestFactory(offer=offer, sent_at=now - REQUESTS_ARE_KEPT + timedelta(days=1))
    call_command("purge_school_contacts")
    assert list(VisitRequest.objects.values_list("pk", flat=True)) == [young.pk]
    assert old.pk != young.pk


def test_relay_teachers_are_forgotten_some_time_after_their_mandate(now):
    last_day = now.date() - RELAY_TEACHERS_ARE_KEPT
    for name, ends_on in (
        ("Parti depuis longtemps", last_day - timedelta(days=1)),
        ("Parti il y a peu", last_day),
        ("Sans date de fin", None),
    ):
        RelayTeacherFactory(name=name, starts_on=date(2025, 9, 1), ends_on=ends_on)
    said = StringIO()
    call_command("purge_school_contacts", stdout=said)
    assert said.getvalue() == "0 visit requests, 1 relay teachers.\n"
    kept = RelayTeacher.objects.order_by("pk").values_list("name", flat=True)
    assert list(kept) == ["Parti il y a peu", "Sans date de fin"]


def test_a_restored_offer_has_its_requests_again(offer, museum, editor_of, now):
    person = editor_of(museum)
    asked = VisitRequestFactory(offer=offer, answered_at=now, answered_by=person)
    VisitRequestFactory(offer=VisitOfferPageFactory(parent=museum))
    offer.delete()
    assert not VisitRequest.objects.filter(pk=asked.pk).exists()
    restore(DeletedPage.objects.get(), person)
    again = VisitRequest.objects.get(pk=asked.pk)
    assert (again.offer.title, again.school) == ("Au fil", asked.school)
    assert (again.answered_at, again.answered_by) == (now, person)
    assert VisitRequest.objects.count() == 2
