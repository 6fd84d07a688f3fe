"""Asking for an alert: double opt-in, no flood, nothing that tells who is known."""

from datetime import timedelta

import pytest
from django.utils import translation

from cms.models import OutgoingMessage
from jobs.alerts import CONFIRMED_WITHIN, ask_for_alert, confirm, forget_unconfirmed
from jobs.models import JobAlert
from tests.factories.jobs import JobPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]

ADDRESS = "camille@example.org"
DAY = timedelta(days=1)


def ask(now, email=ADDRESS, query="", frequency=1, language="fr"):
    return ask_for_alert(email, query, frequency, language, now)


def messages():
    return list(OutgoingMessage.objects.order_by("pk"))


def test_the_owner_of_an_address_is_asked_and_nothing_else_is_sent(now, museum):
    JobPageFactory(parent=museum, contracts=("cdd",))
    alert = ask(now, "Camille@Example.org", "contrat=cdd")
    (message,) = messages()
    assert (alert.email, alert.confirmed_at) == (ADDRESS, None)
    assert message.recipient == ADDRESS
    assert message.subject == "Confirmez votre alerte emploi – Réseau des musées de Normandie"
    url = f"http://testserver/-/offres/{alert.key}/"
    assert url in message.text
    assert "– CDD" in message.text
    assert f'href="{url}"' in message.html
    assert "<li>CDD</li>" in message.html
    assert message.headers == {"Auto-Submitted": "auto-generated"}


def test_a_message_speaks_the_language_of_who_asked(now):
    with translation.override("en"):
        alert = ask(now, language="en")
    (message,) = messages()
    assert message.subject.startswith("Confirm your job alert")
    assert f"http://testserver/en/-/offres/{alert.key}/" in message.text


def test_asking_twice_is_one_alert_and_one_message_a_day(now):
    first = ask(now)
    again = ask(now, frequency=7)
    assert again.pk == first.pk
    assert again.frequency == 7
    assert len(messages()) == 1
    ask(now + DAY)
    assert len(messages()) == 2


def test_who_has_it_already_is_told_so_and_nothing_changes(now):
    alert = ask(now)
    confirm(alert, now)
    ask(now + 2 * DAY, frequency=7, language="en")
    alert.refresh_from_db()
    assert (alert.frequency, alert.language, alert.confirmed_at) == (1, "fr", now)
    assert messages()[-1].subject.startswith("Votre alerte est active")


def test_an_address_is_not_flooded_whoever_asks(now, museum):
    queries = ["", "q=a", "q=b", "q=c"]
    assert [ask(now, query=query) is None for query in queries] == [False, False, False, True]
    assert len(messages()) == 3
    assert JobAlert.objects.count() == 3
    assert ask(now, "autre@example.org") is not None
    assert ask(now + DAY, query="q=c") is not None


def test_confirmed_twice_it_began_the_first_time(now):
    alert = ask(now)
    confirm(alert, now)
    confirm(alert, now + DAY)
    assert JobAlert.objects.get().confirmed_at == now


def test_who_does_not_answer_is_forgotten(now):
    confirm(ask(now, "oui@example.org"), now)
    ask(now)
    assert forget_unconfirmed(now + CONFIRMED_WITHIN) == 0
    assert forget_unconfirmed(now + CONFIRMED_WITHIN + timedelta(seconds=1)) == 1
    assert [alert.email for alert in JobAlert.objects.all()] == ["oui@example.org"]
