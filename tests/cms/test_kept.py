"""What many pages show alike is kept until something is published, and never longer."""

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import PageViewRestriction, Site
from wagtail_factories import ImageFactory

from cms.kept import each_kept, kept, site_version
from cms.models import NetworkSettings, SiteVersion

pytestmark = pytest.mark.django_db


def request():
    return RequestFactory().get("/")


def counted():
    """Something to make that tells how often it was made."""
    made = []

    def make():
        made.append(len(made) + 1)
        return made[-1]

    return make


def test_what_is_kept_is_made_once_for_all_requests(keeping):
    make = counted()
    assert [kept(request(), "menu", make) for _time in range(3)] == [1, 1, 1]


def test_each_name_subject_and_language_is_kept_apart(keeping):
    make = counted()
    found = [
        kept(request(), "menu", make),
        kept(request(), "choices", make),
        kept(request(), "menu", make, "a day"),
        kept(request(), "menu", make),
    ]
    with translation.override("en"):
        found.append(kept(request(), "menu", make))
    assert found == [1, 2, 3, 1, 4]


def test_a_change_of_the_site_forgets_it_from_the_next_request_on(keeping):
    make, before = counted(), request()
    kept(before, "menu", make)
    SiteVersion.objects.bump()
    assert (kept(request(), "menu", make), kept(before, "menu", make)) == (2, 1)


def test_nothing_at_all_may_be_kept_too(keeping):
    make = counted()
    assert [kept(request(), "seasons", lambda: make() and None) for _time in range(2)] == [None] * 2
    assert make() == 2


def test_only_what_is_missing_is_made(keeping):
    asked = []

    def make(keys):
        asked.append(keys)
        return {key: f"row {key}" for key in keys if key != 9}

    assert each_kept(request(), "row", [1, 2], make) == {1: "row 1", 2: "row 2"}
    found = each_kept(request(), "row", [2, 3, 9], make)
    assert found == {2: "row 2", 3: "row 3"}
    assert asked == [[1, 2], [3, 9]]


def test_nothing_is_kept_while_one_develops():
    make = counted()
    assert [kept(request(), "menu", make) for _time in range(2)] == [1, 2]
    assert not cache._cache


def test_a_request_asks_once_how_often_the_site_changed(keeping, django_assert_num_queries):
    one = request()
    with django_assert_num_queries(1):
        assert site_version(one) == site_version(one)


def test_the_menu_shows_a_new_entry_at_once(keeping, network, client):
    page = network.museums
    assert ">Nos musées<" not in client.get("/agenda/").content.decode()
    page.title, page.show_in_menus = "Nos musées", True
    page.save_revision().publish()
    assert ">Nos musées<" in client.get("/agenda/").content.decode()


def test_the_menu_names_no_page_that_was_closed_to_visitors(keeping, network, client):
    network.museums.show_in_menus = True
    network.museums.save_revision().publish()
    link = f'href="{network.museums.url}"'
    assert link in client.get("/agenda/").content.decode()
    PageViewRestriction.objects.create(
        page=network.museums, restriction_type=PageViewRestriction.LOGIN
    )
    assert link not in client.get("/agenda/").content.decode()


def test_a_picture_or_setting_that_changed_is_a_change_of_the_site(network):
    number = SiteVersion.objects.number()
    picture = ImageFactory()
    assert SiteVersion.objects.number() == number
    picture.title = "Autre"
    picture.save()
    NetworkSettings.objects.get_or_create(site=Site.objects.get())[0].save()
    picture.delete()
    assert SiteVersion.objects.number() >= number + 3
