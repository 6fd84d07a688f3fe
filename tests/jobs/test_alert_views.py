"""The pages of alerts: reading changes nothing, a button does, a forged address finds nothing."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from cms.models import OutgoingMessage
from jobs.alert_views import JobAlertForm
from jobs.alerts import confirm
from jobs.models import JobAlert, JobRelay
from tests.conftest import NOW
from tests.factories.jobs import JobPageFactory
from tests.reading import links, parsed, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "network")]

ASK = "/alerte-emploi/"
ADDRESS = "camille@example.org"


@pytest.fixture
def ask(client, museum):
    """Sends the form as a browser does, some seconds after it was shown."""
    JobPageFactory(parent=museum, contracts=("cdd",))

    def send(query="", path=ASK, **answers):
        url = f"{path}?{query}"
        form = client.get(url).context["form"]
        data = {"email": ADDRESS, "frequency": "1", form.stamp_name: form.stamp} | answers
        with time_machine.travel(NOW + timedelta(seconds=10), tick=False):
            return client.post(url, data)

    return send


@pytest.fixture
def alert():
    return JobAlert.objects.create(email=ADDRESS, asked_at=NOW, created_at=NOW)


def page_of(alert):
    return f"/-/offres/{alert.key}/"


def said(response):
    return words(next(parsed(response).iter("main")))


def test_the_list_leads_there_with_its_filters(ask, client):
    shown = links(client.get("/emploi/?contrat=cdd&tri=cloture"))
    assert shown["Recevoir ces offres par courriel"] == f"{ASK}?contrat=cdd"
    response = client.get(f"{ASK}?contrat=cdd")
    assert links(response)["Retirer ce filtre : CDD"] == ASK
    assert links(response)["Retour aux offres"] == "/emploi/?contrat=cdd"
    assert not response.cookies
    assert response["X-Robots-Tag"] == "noindex"


def test_an_alert_is_asked_for_and_confirmed_from_the_mailbox(ask, client):
    response = ask("contrat=cdd&n=importe", frequency="7")
    assert (response.status_code, response["Location"]) == (302, f"{ASK}?contrat=cdd&merci=1")
    assert "Consultez votre messagerie" in said(client.get(response["Location"]))
    alert = JobAlert.objects.get()
    assert (alert.query, alert.frequency, alert.confirmed_at) == ("contrat=cdd", 7, None)

    page = client.get(page_of(alert))
    assert "Confirmez votre alerte emploi" in said(page)
    assert not JobAlert.objects.exclude(confirmed_at=None).exists()
    done = client.post(page_of(alert), follow=True)
    assert "C’est noté" in said(done)
    assert JobAlert.objects.get().confirmed_at == NOW


def test_the_answer_is_the_same_whether_the_address_is_known(ask, alert):
    confirm(alert, NOW)
    known, unknown = ask(), ask(email="inconnue@example.org")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    ask("contrat=cdd")
    ask("dep=14")
    flooded = ask("q=accueil")
    assert flooded.status_code == 302
    assert OutgoingMessage.objects.filter(recipient=ADDRESS).count() == 3


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"email": ""}, "email"),
        ({"email": "camille"}, "email"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "email"),
        ({"email": "x" * 250 + "@example.org"}, "email"),
        ({"frequency": "365"}, "frequency"),
        ({JobAlertForm.TRAP: "robot"}, "__all__"),
        ({JobAlertForm.STAMP: "forgé"}, "__all__"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_sent(ask, answers, field):
    response = ask("contrat=cdd", **answers)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert JobAlert.objects.count() == 0


def test_a_connection_that_sends_too_many_is_asked_to_wait(ask):
    answers = [ask(email=f"{number}@example.org").status_code for number in range(12)]
    assert answers == [302] * 10 + [200] * 2


def test_a_form_of_another_site_is_refused(client, museum):
    response = client.post(ASK, {"email": ADDRESS}, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403


@pytest.mark.parametrize("query", ["musee=parti", "contrat=cdd&dep=99", "q=%00"])
def test_filters_that_mean_nothing_make_no_alert(ask, client, query):
    response = ask(query)
    assert response.status_code == 200
    assert "Certains filtres n’ont pas été compris" in said(response)
    assert JobAlert.objects.count() == 0


def test_it_speaks_english_under_its_own_address(ask, client):
    ask(path="/en/job-alert/")
    alert = JobAlert.objects.get()
    assert alert.language == "en"
    assert f"/en{page_of(alert)}" in OutgoingMessage.objects.get().text


def test_how_often_may_be_changed(client, alert):
    confirm(alert, NOW)
    assert client.post(page_of(alert), {"frequency": "7"}).status_code == 302
    alert.refresh_from_db()
    assert alert.frequency == 7
    client.post(page_of(alert), {"frequency": "365"})
    alert.refresh_from_db()
    assert alert.frequency == 7


def test_an_alert_whose_filters_hold_no_longer_says_so(client):
    lost = JobAlert.objects.create(
        email=ADDRESS, query="musee=parti", asked_at=NOW, confirmed_at=NOW, created_at=NOW
    )
    text = said(client.get(page_of(lost)))
    assert "Rien n’est envoyé avec ces filtres" in text
    assert "Toutes les offres du réseau" not in text


def test_reading_the_way_out_changes_nothing_and_one_click_ends_it(client, alert):
    confirm(alert, NOW)
    end = f"{page_of(alert)}fin/"
    assert links(client.get(page_of(alert)))["Arrêter : ne plus rien m’envoyer"] == "fin/"
    for method in (client.get, client.head, client.get):
        assert method(end).status_code == 200
    assert JobAlert.objects.count() == 1
    done = client.post(end)
    assert done.status_code == 200
    assert "plus aucun message" in said(done)
    assert JobAlert.objects.count() == 0


def test_mail_servers_send_the_form_of_rfc_8058_and_may_ask_twice(client, alert):
    body = {"List-Unsubscribe": "One-Click"}
    end = f"{page_of(alert)}fin/"
    for _time in range(2):
        response = client.post(end, body, headers={"Origin": "https://mail.example"})
        assert (response.status_code, response.cookies) == (200, {})
    assert JobAlert.objects.count() == 0


def test_a_relay_ends_too_and_the_network_sees_it(client):
    relay = JobRelay.objects.create(name="Université", email="stages@univ.example", created_at=NOW)
    assert "Yes" not in said(client.get(page_of(relay)))
    assert client.post(page_of(relay)).status_code == 302  # nothing to confirm
    client.post(f"{page_of(relay)}fin/")
    relay.refresh_from_db()
    assert relay.ended_at == NOW
    assert client.get(page_of(relay)).status_code == 404


@pytest.mark.parametrize("key", [uuid4(), "00000000-0000-0000-0000-000000000000"])
def test_a_forged_address_finds_nothing(client, alert, key):
    assert client.get(f"/-/offres/{key}/").status_code == 404
    assert client.post(f"/-/offres/{key}/").status_code == 404
    assert client.post(f"/-/offres/{key}/fin/").status_code == 200
    assert client.get("/-/offres/abc/").status_code == 404
    assert JobAlert.objects.count() == 1


def test_no_page_of_an_alert_is_kept_or_told_on(client, alert, settings):
    settings.PAGE_CACHE_SECONDS = 60
    for path in (page_of(alert), f"{page_of(alert)}fin/"):
        response = client.get(path)
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"] == "noindex"
    confirm(alert, NOW)
    assert "Confirmez" not in said(client.get(page_of(alert)))


# The network's relays


@pytest.fixture
def relays(client, network_member):
    client.force_login(network_member)
    return reverse("wagtailsnippets_jobs_jobrelay:add")


def test_the_network_pastes_the_address_of_a_filtered_list(client, relays, museum):
    JobPageFactory(parent=museum, contracts=("cdd",))
    data = {"name": "Université", "email": "stages@univ.example", "language": "fr"}
    address = "http://testserver/emploi/?contrat=cdd&tri=cloture&p=2"
    assert client.post(relays, data | {"query": address}).status_code == 302
    relay = JobRelay.objects.get()
    assert (relay.query, relay.spoken_filters()) == ("contrat=cdd", "CDD")
    listing = client.get(reverse("wagtailsnippets_jobs_jobrelay:list")).content.decode()
    assert "Université" in listing
    assert client.post(relays, data | {"query": ""}).status_code == 302
    assert {relay.spoken_filters() for relay in JobRelay.objects.all()} == {
        "CDD",
        "toutes les offres",
    }


@pytest.mark.parametrize("query", ["http://testserver/emploi/?dep=99", "Calvados"])
def test_filters_that_the_list_does_not_know_are_refused(client, relays, museum, query):
    data = {"name": "U", "email": "u@univ.example", "language": "fr", "query": query}
    response = client.post(relays, data)
    assert list(response.context["form"].errors) == ["query"]


def test_a_museum_keeps_no_relays(client, museum, editor_of):
    client.force_login(editor_of(museum))
    assert client.get(reverse("wagtailsnippets_jobs_jobrelay:add")).status_code == 302
    assert client.get(reverse("wagtailsnippets_jobs_jobrelay:list")).status_code == 302
