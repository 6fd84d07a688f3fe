"""New offers by mail: each once, whatever happens to a run."""

from datetime import UTC, date, datetime, timedelta
from email import policy
from email.parser import BytesParser
from io import StringIO

import html5lib
import pytest
import time_machine
from django.core import mail
from django.core.management import call_command

from cms.models import OutgoingMessage
from jobs import digests
from jobs.digests import MOST_IN_A_MESSAGE, send_digests
from jobs.models import JobAlert, JobEmployer, JobRelay
from tests.factories.jobs import JobPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def publish(museum):
    """Puts an offer on line at a moment."""

    def make(title, at=NOW, **values):
        return JobPageFactory(
            parent=museum,
            title=title,
            first_published_at=at,
            **{"employers": [JobEmployer(museum=museum)]} | values,
        )

    return make


def alert(email="camille@example.org", **values):
    begun = {"created_at": NOW - DAY, "asked_at": NOW - DAY, "confirmed_at": NOW - DAY}
    return JobAlert.objects.create(email=email, **begun | values)


def relay(**values):
    known = {"name": "France Travail Caen", "email": "caen@travail.example"}
    return JobRelay.objects.create(**known | {"created_at": NOW - DAY} | values)


def sent():
    """(recipient, subject) of all that was queued."""
    return list(OutgoingMessage.objects.order_by("pk").values_list("recipient", "subject"))


def test_each_offer_is_told_once_however_often_a_run_starts(publish):
    alert()
    publish("Régie")
    assert [send_digests(NOW), send_digests(NOW), send_digests(NOW + HOUR)] == [1, 0, 0]
    assert send_digests(NOW + DAY) == 0
    publish("Accueil", at=NOW + DAY)
    assert send_digests(NOW + DAY) == 1
    first, second = OutgoingMessage.objects.order_by("pk")
    assert first.subject == "1 nouvelle offre d’emploi – Réseau des musées de Normandie"
    assert "Régie" in first.text
    assert "Régie" not in second.text
    assert "Accueil" in second.text


def test_only_what_is_new_open_and_passes_the_filters_is_told(publish, other_museum):
    alert(query="contrat=cdd")
    publish("D’avant", at=NOW - DAY - HOUR)
    publish("Stage", contracts=("stage",))
    publish("Close", deadline_on=date(2026, 11, 21))
    publish("Brouillon", live=False)
    assert send_digests(NOW) == 0
    publish("Régie")
    JobPageFactory(parent=other_museum, title="Pressoir", first_published_at=NOW)
    assert send_digests(NOW) == 1
    (message,) = OutgoingMessage.objects.all()
    assert message.subject.startswith("2 nouvelles offres")
    for title, is_told in (("Régie", True), ("Pressoir", True), ("Stage", False), ("Close", False)):
        assert (title in message.text) is is_told


def test_filters_that_hold_no_longer_are_never_taken_for_all(publish):
    alert(query="musee=parti")
    lost = relay(query="contrat=aboli")
    publish("Régie")
    assert lost.spoken_filters().startswith("rien")
    assert send_digests(NOW) == 0


def test_unconfirmed_nothing_is_sent(publish):
    alert(confirmed_at=None)
    publish("Régie")
    assert send_digests(NOW) == 0


def test_a_weekly_alert_waits_seven_days(publish):
    alert(frequency=7)
    publish("Une")
    assert send_digests(NOW) == 1
    publish("Deux", at=NOW + DAY)
    assert [send_digests(NOW + number * DAY) for number in range(1, 9)] == [0] * 6 + [1, 0]


def test_daily_is_a_day_of_the_calendar_even_when_the_clock_changes(publish):
    """On the morning after the 25 hours of that Sunday, and of the 23 in spring."""
    alert(confirmed_at=datetime(2026, 10, 1, tzinfo=UTC))
    for number, moment in enumerate(
        (
            datetime(2026, 10, 24, 5, tzinfo=UTC),  # 7:00 in Paris
            datetime(2026, 10, 25, 6, tzinfo=UTC),
            datetime(2027, 3, 27, 6, tzinfo=UTC),
            datetime(2027, 3, 28, 5, tzinfo=UTC),
        )
    ):
        publish(f"Offre {number}", at=moment, deadline_on=date(2027, 6, 1))
        assert send_digests(moment) == 1


def test_an_interrupted_run_goes_on_where_it_stopped(publish, monkeypatch):
    for name in ("a", "b", "c"):
        alert(f"{name}@example.org")
    publish("Régie")
    whole = digests.queue_message

    def stops(**values):
        if values["recipient"] == "b@example.org":
            raise OSError("the machine was stopped")
        return whole(**values)

    with monkeypatch.context() as patch:
        patch.setattr(digests, "queue_message", stops)
        with pytest.raises(OSError, match="stopped"):
            send_digests(NOW)
    assert [recipient for recipient, _subject in sent()] == ["a@example.org"]
    assert send_digests(NOW) == 2
    assert [recipient for recipient, _subject in sent()] == [f"{n}@example.org" for n in "abc"]


def test_a_message_has_a_way_out_that_mail_programs_know(
    publish, django_capture_on_commit_callbacks
):
    one = alert()
    offer = publish("Régie & accueil", contracts=("cdd",))
    with django_capture_on_commit_callbacks(execute=True):
        send_digests(NOW)
    (email,) = mail.outbox
    read = BytesParser(policy=policy.default).parsebytes(email.message().as_bytes())
    end = f"http://testserver/-/offres/{one.key}/fin/"
    assert read["List-Unsubscribe"].strip() == f"<{end}>"
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    text = read.get_body(("plain",)).get_content()
    html = read.get_body(("html",)).get_content()
    assert f"http://testserver{offer.url}" in text
    assert "Régie & accueil" in text
    assert end in text
    links = [a.get("href") for a in html5lib.parse(html, namespaceHTMLElements=False).iter("a")]
    assert links == [
        f"http://testserver{offer.url}",
        "http://testserver/emploi/",
        f"http://testserver/-/offres/{one.key}/",
        end,
    ]
    assert "CDD · Musée de la Dentelle · Caen (Calvados)" in html


def test_a_message_speaks_english_to_who_asked_in_english(publish):
    one = alert(language="en")
    publish("Régie")
    send_digests(NOW)
    (message,) = OutgoingMessage.objects.all()
    assert message.subject.startswith("1 new job offer – ")
    assert f"http://testserver/en/-/offres/{one.key}/fin/" in message.text


def test_a_long_list_is_cut_and_nothing_comes_back(publish):
    alert()
    for number in range(MOST_IN_A_MESSAGE + 2):
        publish(f"Offre {number}")
    assert send_digests(NOW) == 1
    assert "2 autres sur la liste" in OutgoingMessage.objects.get().text
    assert send_digests(NOW + DAY) == 0


def test_relays_get_what_is_new_each_day_and_museums_see_it(publish, editor_of, museum, client):
    one = relay(query="dep=14")
    offer = publish("Régie")
    client.force_login(editor_of(museum))
    form = f"/admin/pages/{offer.pk}/edit/"
    assert "France Travail Caen" not in client.get(form).content.decode()
    assert [send_digests(NOW), send_digests(NOW)] == [1, 0]
    assert sent()[0][0] == "caen@travail.example"
    assert "comme relais du réseau" in OutgoingMessage.objects.get().text
    shown = client.get(form).content.decode()
    assert "France Travail Caen" in shown
    assert "caen@travail.example" not in shown
    one.end(NOW)
    publish("Accueil", at=NOW + DAY)
    assert send_digests(NOW + DAY) == 0


def test_many_who_ask_the_same_cost_one_reading(publish, django_assert_max_num_queries):
    for number in range(20):
        alert(f"{number}@example.org", query="contrat=cdd")
    publish("Régie", contracts=("cdd",))
    with django_assert_max_num_queries(20 * 10 + 30):
        assert send_digests(NOW) == 20


def test_the_command_says_what_it_did(publish):
    alert()
    alert("jamais@example.org", confirmed_at=None, asked_at=NOW - 4 * DAY)
    publish("Régie")
    out = StringIO()
    with time_machine.travel(NOW, tick=False):
        call_command("send_job_alerts", stdout=out)
        call_command("send_job_alerts", stdout=out)
    assert out.getvalue().splitlines() == [
        "1 messages queued, 1 unconfirmed alerts forgotten",
        "0 messages queued, 0 unconfirmed alerts forgotten",
    ]
