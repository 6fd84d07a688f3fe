"""The offers in a frame on other sites, and what the admin gives to paste."""

import gzip
import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils.html import escape

from jobs.models import JobEmployer
from tests.factories.jobs import JobPageFactory
from tests.reading import parsed, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

FRAME = "/embed/emploi/"


@pytest.fixture
def publish(museum):
    def make(title, parent=museum, **values):
        return JobPageFactory(
            parent=parent, title=title, **{"employers": [JobEmployer(museum=parent)]} | values
        )

    return make


def titles(response):
    assert response.status_code == 200
    return [words(a) for a in parsed(response).iterfind(".//h2/a")]


def test_it_shows_the_open_offers_that_pass_the_filters(client, publish, museum, other_museum):
    publish("Régie", deadline_on=date(2026, 11, 25))
    publish("Pressoir", parent=other_museum, contracts=("stage",))
    publish("Close", deadline_on=date(2026, 11, 21))
    assert titles(client.get(FRAME)) == ["Régie", "Pressoir"]
    assert titles(client.get(f"{FRAME}?contrat=stage")) == ["Pressoir"]
    assert titles(client.get(f"{FRAME}?nombre=1")) == ["Régie"]
    response = client.get(f"{FRAME}?musee={museum.slug}&tri=cloture")
    tree = parsed(response)
    assert words(tree.find(".//h1")) == "Offres d’emploi – Musée de la Dentelle"
    assert words(tree.find(".//li")) == (
        "CDD Régie Musée de la Dentelle · Caen (Calvados) Plus que 3 jours"
    )
    (whole,) = [a.get("href") for a in tree.iterfind(".//p[@class='all']/a")]
    assert whole == f"/emploi/?musee={museum.slug}&tri=cloture"


@pytest.mark.parametrize("query", ["musee=parti", "contrat=x", "q=%00", "pres=Nullepart"])
def test_a_selection_that_means_nothing_shows_nothing(client, publish, query):
    publish("Régie")
    response = client.get(f"{FRAME}?{query}")
    assert titles(response) == []
    assert "Aucune offre ouverte en ce moment." in response.content.decode()


@pytest.mark.parametrize("query", ["nombre=0", "nombre=9999", "lang=xx", "couleur=rose", "tri=x"])
def test_an_odd_way_of_showing_it_is_the_usual_one(client, publish, query):
    publish("Régie")
    assert titles(client.get(f"{FRAME}?{query}")) == ["Régie"]


def test_any_site_may_frame_it_and_it_alone(client, publish):
    publish("Régie")
    response = client.get(FRAME)
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    assert not response.cookies
    assert response["Cache-Control"] == "public, max-age=300"
    for path in ("/emploi/", "/alerte-emploi/", "/embed/emploi.js", "/emploi.atom"):
        other = client.get(path)
        assert "frame-ancestors 'self'" in other["Content-Security-Policy"]
        assert other["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("kept", [0, 60])
def test_a_closed_offer_is_gone_one_second_after(client, publish, settings, kept):
    settings.PAGE_CACHE_SECONDS = kept
    publish("Régie", deadline_on=date(2027, 3, 28))  # the day of 23 hours
    with time_machine.travel(datetime(2027, 3, 28, 21, 59, 40, tzinfo=UTC), tick=False):
        response = client.get(FRAME)
        assert titles(response) == ["Régie"]
        assert response["Cache-Control"] == "public, max-age=20"
    with time_machine.travel(datetime(2027, 3, 28, 22, 0, 1, tzinfo=UTC), tick=False):
        assert titles(client.get(FRAME)) == []


def test_in_english_and_in_the_dark(client, publish):
    publish("Régie")
    response = client.get(f"{FRAME}?lang=en&couleur=sombre")
    html = parsed(response)
    assert (html.get("lang"), html.get("data-scheme")) == ("en", "dark")
    assert html.find(".//h2/a").get("lang") == "fr"
    assert response["Content-Language"] == "en"


def test_it_is_light(client, publish):
    for number in range(10):
        publish(f"Une offre au titre assez long {number}")
    assert len(gzip.compress(client.get(FRAME).content)) < 6 * 1024


@pytest.mark.parametrize("number", [1, 3])
def test_the_same_queries_whatever_the_number(client, publish, number, django_assert_num_queries):
    for index in range(number):
        publish(f"Offre {index}")
    cache.clear()
    with django_assert_num_queries(16):
        client.get(FRAME)


def test_an_editor_pastes_the_offers_of_their_museum(client, museum, editor_of):
    """Before its first offer too."""
    client.force_login(editor_of(museum))
    response = client.get(reverse("compose_job_embed"))
    frame = (
        f'<iframe src="http://testserver/embed/emploi/?musee={museum.slug}"'
        ' title="Offres d’emploi – Musée de la Dentelle" width="100%"'
        ' height="600" frameborder="0" loading="lazy"></iframe>'
    )
    script = '<script src="http://testserver/embed/emploi.js" async></script>'
    pasted = re.findall(r"<textarea[^>]*>(.*?)</textarea>", response.content.decode(), re.S)
    assert pasted == [escape(f"{frame}\n{script}"), escape(frame)]
    assert client.get("/embed/emploi.js").url.startswith("/static/cms/js/embed")


def test_what_is_chosen_is_what_is_pasted(client, network_member, publish):
    client.force_login(network_member)
    publish("Régie", contracts=("cdd",))
    response = client.get(
        reverse("compose_job_embed") + "?contrat=cdd&nombre=5&tri=cloture&lang=en"
    )
    assert response.context["preview"] == f"{FRAME}?contrat=cdd&tri=cloture&nombre=5&lang=en"
    client.logout()
    assert client.get(reverse("compose_job_embed")).status_code == 302
