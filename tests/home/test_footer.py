"""The network's pages at the foot of every page."""

from datetime import date

import pytest
from django.core.cache import cache
from wagtail.models import PageViewRestriction

from cms.navigation import FooterLink
from home.footer import footer_links
from tests.factories.home import (
    AccessibilityStatementPageFactory,
    ContactPageFactory,
    SiteMapPageFactory,
    StandardPageFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def statement(network):
    """The statement, below the pages that stand at the foot with it."""
    ContactPageFactory(parent=network.home)
    SiteMapPageFactory(parent=network.home)
    StandardPageFactory(
        parent=network.home, title="Mentions légales", slug="mentions-legales", is_in_footer=True
    )
    StandardPageFactory(parent=network.home, title="Le réseau", slug="le-reseau")
    return AccessibilityStatementPageFactory(parent=network.home)


def titles():
    return [link.title for link in footer_links()]


def test_the_pages_that_have_their_place_there_and_those_that_ask(statement):
    assert footer_links() == [
        FooterLink("Le réseau", "Contact", "/contact/"),
        FooterLink("Le réseau", "Plan du site", "/plan-du-site/"),
        FooterLink("Le réseau", "Mentions légales", "/mentions-legales/"),
        FooterLink("Le réseau", "Accessibilité\xa0: non conforme", "/accessibilite/"),
    ]


def test_no_page_asks_for_them_twice(statement, network, client, django_assert_num_queries):
    text = client.get(network.agenda.url).content.decode()
    assert '<a href="/accessibilite/">Accessibilité\xa0: non conforme</a>' in text
    with django_assert_num_queries(0):
        footer_links()


def test_publishing_an_audit_changes_the_mention_at_once(statement):
    assert titles()[-1] == "Accessibilité\xa0: non conforme"
    statement.audited_on, statement.auditor, statement.rate = date(2026, 6, 1), "Hermine", 72
    statement.save_revision()
    assert titles()[-1] == "Accessibilité\xa0: non conforme"
    statement.save_revision().publish()
    assert titles()[-1] == "Accessibilité\xa0: partiellement conforme"


def test_what_is_off_line_deleted_or_private_leaves_at_once(statement, network):
    children = {page.slug: page for page in network.home.get_children()}
    assert len(titles()) == 4
    children["contact"].unpublish()
    assert len(titles()) == 3
    children["plan-du-site"].delete()
    assert len(titles()) == 2
    restriction = PageViewRestriction.objects.create(
        page=children["mentions-legales"], restriction_type="login"
    )
    assert len(titles()) == 1
    restriction.delete()
    assert len(titles()) == 2


def test_each_language_has_its_own(statement, network, locale_en, client):
    home = network.home.copy_for_translation(locale_en)
    home.save_revision().publish()
    contact = network.home.get_children().get(slug="contact").specific
    english = contact.copy_for_translation(locale_en)
    english.title = "Write to us"
    english.save_revision().publish()
    cache.clear()
    text = client.get("/en/").content.decode()
    assert '<a href="/en/contact/">Write to us</a>' in text
    assert 'href="/contact/"' not in text
    assert '<a href="/contact/">Contact</a>' in client.get("/").content.decode()
