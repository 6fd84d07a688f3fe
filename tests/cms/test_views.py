"""Answers that belong to no room."""

import pytest
from django.template.loader import get_template
from django.urls import reverse

from cms.gallery import gallery
from cms.templatetags import components, public_forms
from cms.views import server_error
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


def test_an_address_that_leads_nowhere_is_a_404_in_the_sites_own_words(network, client):
    response = client.get("/nulle-part/")
    assert response.status_code == 404
    assert 'lang="fr"' in response.content.decode()
    assert f'href="{network.agenda.url}"' in response.content.decode()
    assert not response.cookies


def test_the_page_of_an_error_asks_nothing(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert b"<h1" in response.content


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
