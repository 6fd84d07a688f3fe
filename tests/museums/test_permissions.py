"""What a museum's editor sees and may do in the admin."""

import pytest
from django.urls import reverse

from tests.factories.events import EventPageFactory, EventScheduleFactory, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(museum, editor_of, client):
    person = editor_of(museum)
    client.force_login(person)
    return person


@pytest.fixture
def foreign_event(other_museum):
    event = publish(
        EventPageFactory(parent=other_museum, title="Secret du cidre"), EventScheduleFactory.build()
    )
    event.title = "Secret encore plus secret"
    event.save_revision()
    return event


def test_an_editor_writes_in_their_own_branch_only(editor, museum, other_museum, foreign_event):
    own = museum.permissions_for_user(editor)
    foreign = other_museum.permissions_for_user(editor)
    assert (own.can_edit(), own.can_add_subpage(), own.can_publish()) == (True, True, True)
    assert (foreign.can_edit(), foreign.can_add_subpage(), foreign.can_publish()) == (
        False,
        False,
        False,
    )
    assert not foreign_event.permissions_for_user(editor).can_edit()


def test_a_museum_may_not_take_its_own_page_away(editor, museum, network_member):
    own = museum.permissions_for_user(editor)
    assert (
        own.can_unpublish(),
        own.can_move(),
        own.can_delete(),
        own.can_set_view_restrictions(),
    ) == (False, False, False, False)
    network = museum.permissions_for_user(network_member)
    assert (
        network.can_unpublish(),
        network.can_move(),
        network.can_delete(),
        network.can_set_view_restrictions(),
    ) == (True, True, True, True)


@pytest.mark.parametrize(
    "view", ["edit", "view_draft", "history", "delete", "unpublish", "move", "copy"]
)
def test_a_foreign_event_is_refused(editor, client, foreign_event, view):
    response = client.get(reverse(f"wagtailadmin_pages:{view}", args=[foreign_event.pk]))
    assert response.status_code in (302, 403)
    assert b"Secret" not in response.content


def test_an_event_cannot_be_added_to_a_foreign_museum(editor, client, other_museum):
    url = reverse("wagtailadmin_pages:add", args=["events", "eventpage", other_museum.pk])
    assert client.get(url).status_code in (302, 403)
    assert client.post(url, {"title": "Intrus"}).status_code in (302, 403)
    assert not other_museum.get_children().exists()


def test_the_explorer_shows_ones_own_branch(editor, client, museum, foreign_event):
    response = client.get(reverse("wagtailadmin_explore_root"), follow=True)
    assert response.status_code == 200
    assert "Secret" not in response.content.decode()
    assert museum.title in response.content.decode()


def test_the_dashboard_is_one_click_from_a_new_event(editor, client, museum):
    content = client.get(reverse("wagtailadmin_home")).content.decode()
    url = reverse("wagtailadmin_pages:add", args=["events", "eventpage", museum.pk])
    assert f'href="{url}"' in content
    assert client.get(url).status_code == 200
