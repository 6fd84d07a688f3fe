"""Answers that belong to no room."""

import json
import os
import subprocess
import sys

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse
from django.template.loader import get_template
from django.test import Client
from django.urls import path, reverse

from cms.gallery import gallery
from cms.templatetags import components, public_forms
from cms.urls import urlpatterns as site_urlpatterns
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish

pytestmark = pytest.mark.django_db

HEAD_TAGS = {"breadcrumb_json_ld", "description_tags", "json_ld", "og_image", "title_tags"}
OF_A_PAGE = {"credit", "story"}  # they show what only a page has: its picture, its blocks


def test_robots_may_read_everything_but_the_admin(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_the_site_map_has_each_page_on_line(museum, client):
    event = publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
    draft = EventPageFactory(parent=museum, live=False)
    content = client.get("/sitemap.xml").content.decode()
    assert f"{event.url}</loc>" in content
    assert draft.url_path.removeprefix("/accueil") not in content


def test_an_english_address_that_leads_nowhere_is_answered_in_english(network, client):
    response = client.get("/en/nowhere/")
    assert response.status_code == 404
    assert '<html lang="en">' in response.content.decode()
    assert "<h1>This page is not on display</h1>" in response.content.decode()


def test_an_address_that_leads_nowhere_is_a_404_in_the_sites_own_words(network, client):
    response = client.get("/nulle-part/")
    assert response.status_code == 404
    assert 'lang="fr"' in response.content.decode()
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert f'href="{network.agenda.url}"' in response.content.decode()
    assert not response.cookies


WITHOUT_DATABASE = """
import json, django
django.setup()
from django.test import Client
visitor = Client(raise_request_exception=False)
answers = [visitor.get(path) for path in ("/", "/en/")]
print(json.dumps([[answer.status_code, answer.content.decode()] for answer in answers]))
"""


def test_without_its_database_the_site_still_answers_in_the_visitors_language():
    environment = os.environ | {
        "DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3",
        "DEBUG": "false",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    said = subprocess.run(  # noqa: S603 -- our own words
        [sys.executable, "-c", WITHOUT_DATABASE],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "unable to open database file" in said.stderr
    (french_status, french), (english_status, english) = json.loads(said.stdout)
    assert french_status == english_status == 500
    assert '<html lang="fr">' in french
    assert "<h1>Une erreur est survenue</h1>" in french
    assert '<html lang="en">' in english
    assert "<h1>Something went wrong</h1>" in english
    for page in (french, english):
        assert '<meta name="robots" content="noindex">' in page


def bad_request(request):
    raise BadRequest


def forbidden(request):
    raise PermissionDenied


def form(request):
    return HttpResponse()


urlpatterns = [
    path("bad", bad_request),
    path("forbidden", forbidden),
    path("form", form),
    *site_urlpatterns,
]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("method", "address", "status", "title"),
    [
        ("get", "/bad", 400, "Cette demande n’a pas été comprise"),
        ("get", "/forbidden", 403, "Cette page n’est pas ouverte à tout le monde"),
        ("post", "/form", 403, "Ce formulaire n’a pas pu être vérifié"),
    ],
)
def test_a_refusal_is_in_the_sites_own_words(
    method, address, status, title, django_assert_num_queries
):
    visitor = Client(enforce_csrf_checks=True)
    with django_assert_num_queries(0):
        response = getattr(visitor, method)(address)
    assert response.status_code == status
    assert f"<h1>{title}</h1>" in response.content.decode()
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_the_gallery_shows_every_component(network, rf):
    response = gallery(rf.get("/-/components/"))
    content = response.content.decode()
    tags = {*components.register.tags, *public_forms.register.tags}
    source = get_template("components/gallery.html").template.source
    assert response.status_code == 200
    assert "<h1" in content
    assert {tag for tag in tags if f"{{% {tag} " not in source} - HEAD_TAGS - OF_A_PAGE == set()


def test_visitors_are_given_no_admin(client):
    response = client.get(reverse("wagtailadmin_home"))
    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")
