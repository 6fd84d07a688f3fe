"""The agenda in a frame on other sites, and the page where one composes it."""

import gzip
import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils.html import escape
from wagtail.models import PageViewRestriction

from cms.embedding import MOST_ROWS
from events.models import OccurrenceException
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish
from tests.reading import parsed, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

FRAME = "/embed/agenda/"
SEVERAL_WEEKS = {"recurrence": "RRULE:FREQ=WEEKLY", "until_date": date(2027, 1, 31)}
LASTING = {"end_date": date(2027, 2, 1), "start_time": None, "end_time": None}


def announce(museum, title, exceptions=(), days=0, **schedule):
    first = EventScheduleFactory.build(
        **{"start_date": date(2026, 12, 5) + timedelta(days=days), **schedule}
    )
    return publish(EventPageFactory(parent=museum, title=title), first, exceptions=exceptions)


def titles(response):
    return [words(link) for link in parsed(response).iterfind(".//h3/a")]


class TestTheFrame:
    def test_each_event_once_exhibitions_first(self, client, museum):
        announce(museum, "Visite", **SEVERAL_WEEKS)
        announce(museum, "Concert", days=1)
        announce(museum, "Lumières", start_date=date(2026, 11, 1), **LASTING)
        response = client.get(FRAME)
        assert titles(response) == ["Lumières", "Visite", "Concert"]
        assert [words(h2) for h2 in parsed(response).iterfind(".//h2")] == [
            "Expositions",
            "Prochainement",
        ]

    def test_only_as_many_as_asked_for(self, client, museum):
        for number in range(12):
            announce(museum, f"Visite {number:02}", days=number)
        assert titles(client.get(FRAME)) == [f"Visite {number:02}" for number in range(10)]
        assert titles(client.get(f"{FRAME}?nombre=2")) == ["Visite 00", "Visite 01"]
        assert len(titles(client.get(f"{FRAME}?nombre={MOST_ROWS + 1}"))) == 10

    def test_the_filters_of_the_agenda(self, client, museum, other_museum):
        announce(museum, "Ici")
        announce(other_museum, "Là")
        response = client.get(f"{FRAME}?musee={museum.slug}&du=2026-12-05")
        assert titles(response) == ["Ici"]
        tree = parsed(response)
        assert words(tree.find(".//h1")) == "Agenda – Musée de la Dentelle"
        (whole,) = [a.get("href") for a in tree.iterfind(".//p[@class='all']/a")]
        assert whole == f"/agenda/?du=2026-12-05&musee={museum.slug}"
        assert titles(client.get(f"{FRAME}?expos=1")) == []

    def test_a_cancelled_date_says_so(self, client, museum):
        exception = OccurrenceException(date=date(2026, 12, 5), kind="cancelled", reason="Neige")
        announce(museum, "Visite", exceptions=(exception,))
        (row,) = parsed(client.get(FRAME)).iterfind(".//li")
        assert row.get("class") == "over"
        assert words(row).endswith("Annulé Neige")

    def test_private_events_are_not_shown(self, client, museum):
        announce(museum, "Visite")
        assert titles(client.get(FRAME)) == ["Visite"]
        PageViewRestriction.objects.create(page=museum, restriction_type="login")
        response = client.get(FRAME)
        assert titles(response) == []
        assert "Rien n’est annoncé" in response.content.decode()

    def test_in_english_and_in_the_dark(self, client, network):
        response = client.get(f"{FRAME}?lang=en&couleur=sombre")
        html = parsed(response)
        assert (html.get("lang"), html.get("data-scheme")) == ("en", "dark")
        assert response["Content-Language"] == "en"

    def test_any_site_may_frame_it_and_it_alone(self, client, museum):
        response = client.get(FRAME)
        assert "frame-ancestors *" in response["Content-Security-Policy"]
        assert "X-Frame-Options" not in response
        assert not response.cookies
        assert "Vary" not in response
        assert response["Cache-Control"] == "public, max-age=300"
        for path in ("/", "/agenda/", museum.url, "/embed/agenda.js", "/admin/login/"):
            other = client.get(path)
            assert "frame-ancestors 'self'" in other["Content-Security-Policy"]
            assert other["X-Frame-Options"] == "SAMEORIGIN"

    def test_it_is_light(self, client, museum):
        for number in range(10):
            announce(museum, f"Une visite au titre assez long {number}", days=number)
        assert len(gzip.compress(client.get(FRAME).content)) < 6 * 1024

    @pytest.mark.parametrize("number", [1, 3])
    def test_the_same_queries_whatever_the_number(
        self, client, museum, number, django_assert_num_queries
    ):
        for index in range(number):
            announce(museum, f"Visite {index}", days=index)
            announce(museum, f"Expo {index}", start_date=date(2026, 11, 1), **LASTING)
        cache.clear()
        with django_assert_num_queries(8):
            client.get(FRAME)

    def test_the_script_is_at_an_address_for_ever(self, client):
        response = client.get("/embed/agenda.js")
        assert response.status_code == 302
        assert response.url.startswith("/static/cms/js/embed")


class TestTheComposer:
    @pytest.fixture
    def url(self):
        return reverse("compose_embed")

    def test_ones_own_museum_comes_first(self, client, museum, other_museum, editor_of, url):
        client.force_login(editor_of(museum))
        assert other_museum.live
        response = client.get(url)
        assert response.context["form"].valid_values == {"musee": [museum.slug]}
        address = f"http://testserver/embed/agenda/?musee={museum.slug}"
        script = '<script src="http://testserver/embed/agenda.js" async></script>'
        frame = (
            f'<iframe src="{address}" title="Agenda – Musée de la Dentelle" width="100%"'
            ' height="600" frameborder="0" loading="lazy"></iframe>'
        )
        pasted = re.findall(r"<textarea[^>]*>(.*?)</textarea>", response.content.decode(), re.S)
        assert pasted == [escape(f"{frame}\n{script}"), escape(frame)]

    def test_the_whole_network_for_its_team(self, client, network_member, museum, url):
        client.force_login(network_member)
        response = client.get(url)
        assert response.context["preview"] == FRAME

    def test_what_is_chosen_is_what_is_pasted(self, client, network_member, museum, url):
        client.force_login(network_member)
        query = f"?musee={museum.slug}&gratuit=on&nombre=5&lang=en&couleur=clair"
        response = client.get(url + query)
        wanted = f"{FRAME}?gratuit=1&musee={museum.slug}&nombre=5&lang=en&couleur=clair"
        assert response.context["preview"] == wanted
        assert client.get(wanted).status_code == 200

    def test_no_draft_museum_is_named(self, client, network_member, museum, other_museum, url):
        client.force_login(network_member)
        assert other_museum.title in client.get(url).content.decode()
        other_museum.unpublish()
        assert other_museum.title not in client.get(url).content.decode()

    def test_only_in_the_admin(self, client, network, url):
        assert client.get(url).status_code == 302
