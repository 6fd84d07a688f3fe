"""No line of an offer is lost: each is kept by a field and told on the page."""

import re
from datetime import UTC, datetime

import pytest
import time_machine

from jobs.models import JobPage
from jobs.warnings import warnings_of
from tests.factories.jobs import JobPageFactory
from tests.jobs.notices import (
    HERE,
    Notice,
    civic_service,
    communication,
    two_mills,
    volunteer,
)
from tests.reading import parsed

pytestmark = pytest.mark.django_db

NOTICES = {
    "deux-moulins.txt": (two_mills, datetime(2027, 2, 10, 9, tzinfo=UTC)),
    "volontaire.txt": (volunteer, datetime(2027, 2, 10, 9, tzinfo=UTC)),
}
REAL_NOTICES = {
    "offer-charge-de-communication.txt": (communication, datetime(2024, 10, 20, 9, tzinfo=UTC)),
    "offer-service-civique.txt": (civic_service, datetime(2021, 9, 25, 9, tzinfo=UTC)),
}


def one_line(text: str) -> str:
    """Text as it is compared: one kind of space, one kind of apostrophe."""
    return re.sub(r"\s+", " ", text).replace("'", "’").strip()


def page_text(response) -> str:
    """All that the page says, the addresses of its links included."""
    tree = parsed(response)
    body = tree.find("body")
    addresses = [link.get("href", "") for link in body.iter("a")]
    return one_line(" ".join([*body.itertext(), *addresses]))


def published(network, reading, text, now):
    """The offer that the text becomes, and the text with what was taken of it."""
    notice = Notice(text)
    with time_machine.travel(now, tick=False):
        offer = JobPageFactory(parent=network.jobs, **reading(notice))
    return JobPage.objects.get(pk=offer.pk), notice


def check_that_no_line_is_lost(network, client, reading, text, now):
    offer, notice = published(network, reading, text, now)
    assert notice.leftovers() == {}
    with time_machine.travel(now, tick=False):
        said = page_text(client.get(offer.url))
    lost = {
        number: words
        for number, (_field, shown) in notice.kept.items()
        for words in shown
        if one_line(words) not in said
    }
    assert lost == {}


@pytest.mark.parametrize("name", NOTICES)
def test_no_line_is_lost(network, client, name):
    reading, now = NOTICES[name]
    check_that_no_line_is_lost(network, client, reading, (HERE / name).read_text(), now)


@pytest.mark.parametrize("name", REAL_NOTICES)
def test_no_line_of_a_real_offer_is_lost(network, client, shared_data, name):
    reading, now = REAL_NOTICES[name]
    text = (shared_data / f"jobs/{name}").read_text()
    check_that_no_line_is_lost(network, client, reading, text, now)


def test_a_line_that_nobody_keeps_stands_out(network):
    reading, now = NOTICES["volontaire.txt"]
    text = (HERE / "volontaire.txt").read_text() + "\nVélo de service fourni.\n"
    _offer, notice = published(network, reading, text, now)
    assert notice.leftovers() == {13: "Vélo de service fourni."}


def test_what_a_text_says_against_itself_is_said_to_its_editor(network):
    reading, now = NOTICES["deux-moulins.txt"]
    offer, _notice = published(network, reading, (HERE / "deux-moulins.txt").read_text(), now)
    assert warnings_of(offer, now) == [
        "Le texte de la date limite dit «\u202fsamedi 22 février 2027\u202f», mais le 22 février "
        "2027 est un lundi.",
        "La prise de poste est le 1er avril 2027, et le texte dit «\u202fdès que possible\u202f»"
        "\xa0: on se demandera ce qui est juste.",
        "Rien n’est dit de la rémunération\xa0: c’est ce que l’on cherche en premier.",
    ]


def test_what_a_text_does_not_say_is_said_to_its_editor(network):
    reading, now = NOTICES["volontaire.txt"]
    offer, _notice = published(network, reading, (HERE / "volontaire.txt").read_text(), now)
    assert warnings_of(offer, now) == [
        "Cette offre n’a pas de date limite\xa0: elle reste dans la liste jusqu’au 28 février "
        "2027. Donnez-en une, ou clôturez l’offre quand quelqu’un est recruté.",
        "On ne sait pas qui recrute\xa0: ajoutez un employeur.",
        "On ne sait pas où c’est\xa0: ajoutez un lieu de travail.",
        "Rien n’est dit de la rémunération\xa0: c’est ce que l’on cherche en premier.",
        "Rien ne dit comment candidater\xa0: ajoutez une adresse, ou la page de l’annonce "
        "d’origine.",
    ]
