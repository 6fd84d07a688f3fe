"""Visitors are shown kept pages; people who publish see what they publish."""

import pytest
from django.core.cache import cache
from wagtail.models import PageViewRestriction, Site

from cms.models import NetworkSettings, SiteVersion


@pytest.fixture
def kept(settings):
    settings.PAGE_CACHE_SECONDS = 60


def kept_keys():
    return [key for key in cache._cache if "page:" in key]


def test_a_kept_page_costs_one_query_and_is_the_same(
    client, kept, museum, django_assert_num_queries
):
    first = client.get(museum.url)
    with django_assert_num_queries(1):
        second = client.get(museum.url)
    assert second.content == first.content
    assert dict(second.headers) == dict(first.headers)
    assert len(kept_keys()) == 1
    assert "default-src 'none'" in second["Content-Security-Policy"]


def test_each_address_and_language_is_kept_apart(client, kept, museum):
    plain = client.get("/musees/").content
    assert client.get("/musees/?q=zzz").content != plain
    assert client.get("/musees/").content == plain


def test_what_is_published_shows_at_once(client, kept, museum):
    client.get(museum.url)
    museum.title = "Musée de la Mer"
    museum.save_revision().publish()
    assert "Musée de la Mer" in client.get(museum.url).content.decode()


def test_what_is_unpublished_shows_no_longer(client, kept, museum):
    assert client.get(museum.url).status_code == 200
    museum.unpublish()
    assert client.get(museum.url).status_code == 404


def test_what_is_closed_to_visitors_shows_no_longer(client, kept, museum):
    assert client.get(museum.url).status_code == 200
    PageViewRestriction.objects.create(page=museum, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(museum.url).status_code == 302


def test_a_setting_saved_in_the_admin_shows_at_once(client, kept, admin_client, museum):
    client.get(museum.url)
    site = Site.objects.get(is_default_site=True)
    NetworkSettings.for_site(site)
    url = f"/admin/settings/cms/networksettings/{site.pk}/"
    form = admin_client.get(url).context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {"name": "Réseau tout neuf"}
    response = admin_client.post(url, data)
    assert response.status_code == 302
    assert "Réseau tout neuf" in client.get(museum.url).content.decode()


def test_who_logged_in_is_shown_no_kept_page(client, kept, admin_client, museum):
    museum.refresh_from_db()
    client.get(museum.url)
    type(museum).objects.filter(pk=museum.pk).update(title="Autre titre")
    assert "Autre titre" not in client.get(museum.url).content.decode()
    assert "Autre titre" in admin_client.get(museum.url).content.decode()


@pytest.mark.parametrize(
    "path", ["/admin/login/", "/rien/", "/robots.txt", "/agenda.ics", "/agenda/abonnement/"]
)
def test_only_pages_that_are_the_same_for_all_are_kept(client, kept, museum, path):
    client.get(path)
    assert not kept_keys()


def test_nothing_is_kept_where_a_network_wants_none(client, kept, museum, settings):
    settings.PAGE_CACHE_SECONDS = 0
    client.get(museum.url)
    assert not kept_keys()


def test_the_version_counts_on_from_the_first_change(db):
    SiteVersion.objects.all().delete()
    assert SiteVersion.objects.number() == 0
    SiteVersion.objects.bump()
    SiteVersion.objects.bump()
    assert SiteVersion.objects.number() == 2
