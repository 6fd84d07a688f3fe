"""Somebody looks for work in a museum, finds an offer and how to apply; then it is over."""

from datetime import datetime
from zoneinfo import ZoneInfo

import html5lib
import pytest
import time_machine

from jobs.models import JobApplicationWay, JobEmployer
from tests.factories.jobs import JobPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

PARIS = ZoneInfo("Europe/Paris")


def links(response):
    """The addresses that a page leads to, by what its links say."""
    tree = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    return {" ".join("".join(link.itertext()).split()): link.get("href") for link in tree.iter("a")}


def titles(response):
    return [offer.title for offer in response.context["offers"]]


def test_a_job_seeker_finds_an_offer_and_how_to_apply(museum, other_museum, client):
    JobPageFactory(
        parent=museum,
        title="Régisseuse ou régisseur des collections",
        contracts=("cdd",),
        employers=[JobEmployer(museum=museum)],
        applications=[JobApplicationWay(value="candidature@dentelle.example")],
        deadline_on=datetime(2026, 11, 24, tzinfo=PARIS).date(),
    )
    JobPageFactory(parent=other_museum, title="Stage au pressoir", contracts=("stage",))

    home = client.get("/")
    address = links(home)["Emploi"]
    everything = client.get(address)
    assert sorted(titles(everything)) == [
        "Régisseuse ou régisseur des collections",
        "Stage au pressoir",
    ]
    assert "2 offres ouvertes" in everything.content.decode()

    filtered = client.get(address, {"contrat": "cdd", "q": "régisseur"})
    assert titles(filtered) == ["Régisseuse ou régisseur des collections"]
    shown = filtered.content.decode()
    assert "1 offre ouverte" in shown
    assert "Plus que 2 jours" in shown
    assert links(filtered)["Retirer ce filtre : CDD"] == f"{address}?q=r%C3%A9gisseur"

    page = client.get(links(filtered)["Régisseuse ou régisseur des collections"])
    assert links(page)["Comment candidater"] == "#apply"
    assert links(page)["candidature@dentelle.example"] == "mailto:candidature@dentelle.example"
    assert links(page)["Musée de la Dentelle"] == museum.url

    with time_machine.travel(datetime(2026, 11, 25, 0, 0, 1, tzinfo=PARIS), tick=False):
        assert titles(client.get(address)) == ["Stage au pressoir"]
        nothing = client.get(address, {"contrat": "cdd"})
        assert titles(nothing) == []
        assert links(nothing)["Stage au pressoir"]
        over = client.get(page.context["page"].url)
    assert over.status_code == 200
    assert "close depuis le 24 novembre 2026" in over.content.decode()
    assert "candidature@dentelle.example" not in over.content.decode()
    assert links(over)["Stage au pressoir"]
