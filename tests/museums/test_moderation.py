"""Who puts on line what a museum writes, in each way that the network chooses from."""

import re

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowState
from wagtail.users.models import UserProfile

from cms.models import OutgoingMessage, User
from events.models import EventPage
from events.models.sources import may_publish_for
from museums.approvals import awaiting, provision_approval
from museums.choices import Moderation
from museums.models import MuseumApproval, MuseumPage
from museums.provisioning import choose_moderation, provision_network
from tests.factories.events import EventPageFactory, EventScheduleFactory
from tests.factories.jobs import JobPageFactory
from tests.factories.schools import ClassKitPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def person_of(db):
    """Makes somebody of a group, by the first part of their address."""

    def make(name, group=None):
        user = User.objects.create_user(f"{name}@musee.example", "secret", first_name=name.title())
        if group:
            user.groups.add(group)
        return user

    return make


@pytest.fixture
def team(museum, other_museum, network_member, person_of):
    """The people of a museum, a lead of its neighbour, the network."""
    return {
        "editor": person_of("editrice", museum.editors),
        "lead": person_of("referente", museum.leads),
        "neighbour": person_of("voisin", other_museum.leads),
        "network": network_member,
    }


@pytest.fixture
def publishes(museum, network_member):
    """Chooses how the museum publishes."""
    return lambda moderation: choose_moderation(museum, moderation, network_member)


def draft(museum, title="Visite du grenier", by=None):
    """An event that could be published, as a draft."""
    event = EventPageFactory(parent=museum, title=title, live=False)
    event.schedules = [EventScheduleFactory.build()]
    event.save_revision(user=by)
    return EventPage.objects.get(pk=event.pk)


def again(page):
    return type(page).objects.get(pk=page.pk)


def ask(page, user):
    """Ask for approval, as the form of the page does."""
    return page.get_workflow().start(page, user).current_task_state


def buttons(client, user, page):
    """The names of what the foot of a page's form offers."""
    client.force_login(user)
    content = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    footer = content[content.index('<footer class="footer') :]
    names = re.findall(r'name="(action-[a-z-]+)"', footer)
    links = ["approve"] if "/museums/approvals/" in footer else []
    return sorted({name.removeprefix("action-") for name in names}) + links


def answer(client, user, state, **answers):
    client.force_login(user)
    return client.post(reverse("approval", args=[state.pk]), answers)


FREE = ["publish"]
ASKS = ["submit"]


@pytest.mark.parametrize(
    ("moderation", "expected"),
    [
        (Moderation.FREELY, {"editor": FREE, "lead": FREE, "network": FREE}),
        (Moderation.LEAD, {"editor": ASKS, "lead": ASKS, "network": ["publish", "submit"]}),
        (Moderation.NETWORK, {"editor": ASKS, "lead": ASKS, "network": ["publish", "submit"]}),
    ],
)
def test_the_form_offers_what_one_may_do(client, museum, team, publishes, moderation, expected):
    publishes(moderation)
    for page in (draft(museum), museum):
        for role, names in expected.items():
            assert buttons(client, team[role], page) == names, role


def test_an_empty_form_offers_the_same(client, museum, team, publishes):
    url = reverse("wagtailadmin_pages:add", args=["events", "eventpage", museum.pk])
    client.force_login(team["lead"])
    assert 'name="action-publish"' in client.get(url).content.decode()
    publishes(Moderation.LEAD)
    content = client.get(url).content.decode()
    assert 'name="action-publish"' not in content
    assert 'name="action-submit"' in content


def test_the_lead_approves_what_an_editor_wrote(client, museum, team, publishes):
    publishes(Moderation.LEAD)
    event = draft(museum, by=team["editor"])
    state = ask(event, team["editor"])
    assert buttons(client, team["editor"], event) == ["cancel-workflow"]
    assert buttons(client, team["lead"], event) == ["cancel-workflow", "approve"]
    client.force_login(team["lead"])
    shown = client.get(reverse("approval", args=[state.pk])).content.decode()
    assert "Visite du grenier" in shown
    response = answer(client, team["lead"], state, answer="approve", comment="Parfait")
    assert response.status_code == 302
    event.refresh_from_db()
    assert (event.live, event.occurrences.count()) == (True, 1)
    assert event.live_revision.user == team["editor"]


def test_nobody_else_approves(client, museum, team, publishes):
    publishes(Moderation.LEAD)
    event = draft(museum, by=team["editor"])
    state = ask(event, team["editor"])
    views = [
        reverse("approval", args=[state.pk]),
        reverse("wagtailadmin_pages:workflow_action", args=[event.pk, "approve", state.pk]),
    ]
    for role in ("editor", "neighbour"):
        client.force_login(team[role])
        for response in (method(url) for url in views for method in (client.get, client.post)):
            assert response.status_code in (302, 403, 404)
            assert "grenier" not in response.content.decode()
        for url in (reverse("wagtailadmin_home"), reverse("wagtailadmin_explore_root")):
            if role == "neighbour":
                assert "grenier" not in client.get(url, follow=True).content.decode()
    event.refresh_from_db()
    assert not event.live
    answer(client, team["network"], state, answer="approve")
    event.refresh_from_db()
    assert event.live


@pytest.mark.parametrize("path", ["written", "asked"])
def test_a_lead_does_not_approve_their_own(client, museum, team, publishes, person_of, path):
    second = person_of("second", museum.leads)
    publishes(Moderation.LEAD)
    writer, asker = (
        (team["lead"], team["editor"]) if path == "written" else (team["editor"], team["lead"])
    )
    event = draft(museum, by=writer)
    state = ask(event, asker)
    assert [bool(awaiting(user)) for user in (team["lead"], second, team["network"])] == [
        False,
        True,
        False,
    ]
    assert answer(client, team["lead"], state, answer="approve").status_code == 404
    answer(client, second, state, answer="approve")
    event.refresh_from_db()
    assert event.live


def test_what_the_only_lead_wrote_is_approved_by_the_network(museum, team, publishes):
    publishes(Moderation.LEAD)
    ask(draft(museum, by=team["lead"]), team["lead"])
    assert [bool(awaiting(user)) for user in team.values()] == [False, False, False, True]
    assert [m.recipient for m in OutgoingMessage.objects.all()] == ["reseau@musees.example"]


def test_a_lead_publishes_by_no_other_way(client, museum, team, publishes):
    publishes(Moderation.LEAD)
    event = draft(museum, by=team["lead"])
    client.force_login(team["lead"])
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{bulk}?id={event.pk}&next=/admin/")
    client.post(f"/admin/api/main/pages/{event.pk}/action/publish/")
    assert not again(event).live
    assert not museum.permissions_for_user(team["lead"]).can_publish_subpage()


def test_a_copy_waits_for_approval_too(client, museum, team, publishes):
    publishes(Moderation.LEAD)
    event = draft(museum, by=team["lead"])
    event.get_latest_revision().publish()
    client.force_login(team["lead"])
    copied = {
        "new_title": "Copie",
        "new_slug": "copie",
        "new_parent_page": museum.pk,
        "publish_copies": "on",
    }
    url = reverse("wagtailadmin_pages:copy", args=[event.pk])
    client.post(url, copied)
    assert not EventPage.objects.filter(slug="copie").exists()
    del copied["publish_copies"]
    client.post(url, copied)
    assert not EventPage.objects.get(slug="copie").live


def test_a_lead_takes_off_line_and_changes_dates_at_once(museum, team, publishes):
    publishes(Moderation.LEAD)
    event = draft(museum, by=team["editor"])
    event.get_latest_revision().publish()
    event = again(event)
    rights = {role: event.permissions_for_user(team[role]) for role in team}
    at_once = {role: one.can_change_at_once() for role, one in rights.items()}
    off_line = {role: one.can_unpublish() for role, one in rights.items()}
    assert at_once == off_line
    assert at_once == {"editor": False, "lead": True, "neighbour": False, "network": True}


def test_the_network_approves_where_it_chose_to(client, museum, team, publishes):
    publishes(Moderation.NETWORK)
    event = draft(museum, by=team["editor"])
    state = ask(event, team["editor"])
    assert [bool(awaiting(user)) for user in team.values()] == [False, False, False, True]
    assert answer(client, team["lead"], state, answer="approve").status_code == 404
    answer(client, team["network"], state, answer="approve")
    event.refresh_from_db()
    assert event.live


def test_what_awaits_approval_is_changed_by_nobody(client, museum, team, publishes):
    publishes(Moderation.LEAD)
    event = draft(museum, by=team["editor"])
    ask(event, team["editor"])
    for user in team.values():
        assert event.get_lock().for_user(user)


def test_sending_back_says_why(client, museum, team, publishes):
    publishes(Moderation.LEAD)
    event = draft(museum, by=team["editor"])
    state = ask(event, team["editor"])
    response = answer(client, team["lead"], state, answer="reject", comment=" ")
    assert "Dites ce qu’il faut changer." in response.content.decode()
    answer(client, team["lead"], state, answer="reject", comment="Il manque l’horaire.")
    event.refresh_from_db()
    assert not event.live
    message = OutgoingMessage.objects.get(recipient=team["editor"].email)
    assert message.subject == "«\u202fVisite du grenier\u202f» vous est renvoyé"
    assert message.text == (
        "Bonjour,\n\n"
        "Referente vous renvoie votre page\u202f; cette version n’est pas en ligne\u00a0:\n\n"
        "– Visite du grenier\n\n"
        "Avec ce commentaire\u00a0:\n\n"
        "Il manque l’horaire.\n\n"
        "Changez ce qui doit l’être, puis demandez de nouveau la validation\u00a0:\n"
        f"http://testserver/admin/pages/{event.pk}/edit/\n\n"
        "-- \nRéseau des musées de Normandie\n"
    )
    assert buttons(client, team["editor"], event) == ["cancel-workflow", "submit"]
    event = EventPage.objects.get(pk=event.pk)
    event.current_workflow_state.resume(team["editor"])
    assert len(awaiting(team["lead"])) == 1
    again = OutgoingMessage.objects.filter(recipient=team["lead"].email)
    assert again.count() == 2


def test_the_mail_of_a_request(museum, team, publishes, person_of):
    second = person_of("second", museum.leads)
    UserProfile.objects.create(user=second, preferred_language="en")
    silent = person_of("silence", museum.leads)
    UserProfile.objects.create(user=silent, submitted_notifications=False)
    publishes(Moderation.LEAD)
    state = ask(draft(museum, by=team["editor"]), team["editor"])
    french, english = OutgoingMessage.objects.order_by("-recipient")[::-1]
    assert (french.recipient, english.recipient) == (team["lead"].email, second.email)
    assert french.subject == "À valider\u00a0: «\u202fVisite du grenier\u202f»"
    assert french.text == (
        "Bonjour,\n\n"
        "Une page du musée «\u202fMusée de la Dentelle\u202f» attend votre validation avant "
        "d’être mise en ligne\u00a0:\n\n"
        "– Visite du grenier\n"
        "  demandé par Editrice\n\n"
        "Lisez-la, puis validez-la ou renvoyez-la\u00a0:\n"
        f"http://testserver/admin/museums/approvals/{state.pk}/\n\n"
        "-- \nRéseau des musées de Normandie\n"
    )
    assert english.subject == "To approve: “Visite du grenier”"
    assert "A page of “Musée de la Dentelle” awaits your approval" in english.text


def test_the_mail_of_an_approval(client, museum, team, publishes, mailoutbox):
    publishes(Moderation.LEAD)
    event = draft(museum, by=team["editor"])
    state = ask(event, team["editor"])
    answer(client, team["lead"], state, answer="approve")
    message = OutgoingMessage.objects.get(recipient=team["editor"].email)
    assert message.subject == "«\u202fVisite du grenier\u202f» est validé et en ligne"
    assert f"  http://testserver{event.url}\n" in message.text
    assert not mailoutbox  # Wagtail's own mail stays silent


def test_the_panel_lists_what_one_may_approve(client, museum, other_museum, team, publishes):
    publishes(Moderation.LEAD)
    choose_moderation(other_museum, Moderation.LEAD, team["network"])
    ask(draft(museum, by=team["editor"]), team["editor"])
    ask(draft(other_museum, "Cidre nouveau", by=team["network"]), team["network"])

    def panel(role):
        client.force_login(team[role])
        content = client.get(reverse("wagtailadmin_home")).content.decode()
        if "awaiting-approval" not in content:
            return []
        listed = content[content.index("awaiting-approval") :]
        return [title for title in ("Visite du grenier", "Cidre nouveau") if title in listed]

    assert {role: panel(role) for role in team} == {
        "editor": [],
        "lead": ["Visite du grenier"],
        "neighbour": ["Cidre nouveau"],
        "network": [],
    }


@pytest.mark.parametrize("number", [1, 3])
def test_the_panel_asks_as_many_queries_for_one_as_for_many(
    museum, team, publishes, number, django_assert_num_queries
):
    publishes(Moderation.LEAD)
    for index in range(number):
        ask(draft(museum, f"Visite {index}", by=team["editor"]), team["editor"])
    lead = User.objects.get(pk=team["lead"].pk)
    with django_assert_num_queries(6):
        assert len(awaiting(lead)) == number


def test_a_change_of_mode_holds_at_once(client, museum, team, publishes):
    publishes(Moderation.LEAD)
    event = draft(museum, by=team["editor"])
    ask(event, team["editor"])
    client.force_login(team["network"])
    url = reverse("museum_moderation", args=[museum.pk])
    assert client.post(url, {"moderation": "network"}).status_code == 302
    assert [bool(awaiting(user)) for user in team.values()] == [False, False, False, True]
    assert OutgoingMessage.objects.filter(recipient=team["network"].email).count() == 1
    client.post(url, {"moderation": "freely"})
    assert not WorkflowState.objects.active().exists()
    event = EventPage.objects.get(pk=event.pk)
    editor = User.objects.get(pk=team["editor"].pk)
    assert event.permissions_for_user(editor).can_publish()
    assert buttons(client, editor, event) == FREE


def test_only_the_network_chooses(client, museum, team, person_of):
    url = reverse("museum_moderation", args=[museum.pk])
    for role in ("editor", "lead", "neighbour"):
        client.force_login(team[role])
        assert client.get(url).status_code == 404
        assert client.post(url, {"moderation": "network"}).status_code == 404
    assert MuseumPage.objects.get(pk=museum.pk).moderation == Moderation.FREELY
    client.force_login(team["network"])
    assert client.post(url, {"moderation": "nobody"}).status_code == 200
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[museum.pk])).content.decode()
    assert url in edit


def test_no_version_of_the_page_brings_a_mode_back(museum, team, publishes):
    old = museum.save_revision(user=team["lead"])
    publishes(Moderation.NETWORK)
    MuseumPage.objects.get(pk=museum.pk)
    old.as_object().save_revision(user=team["lead"])
    old.publish(user=team["network"])
    assert MuseumPage.objects.get(pk=museum.pk).moderation == Moderation.NETWORK


def test_events_kits_and_offers_alike(museum, team, publishes):
    publishes(Moderation.NETWORK)
    pages = [
        draft(museum),
        ClassKitPageFactory(parent=museum, live=False),
        JobPageFactory(parent=museum, live=False),
        museum,
    ]
    for page in pages:
        page = Page.objects.get(pk=page.pk).specific
        rights = page.permissions_for_user(team["lead"])
        assert (rights.can_edit(), rights.can_publish()) == (True, False)
        assert rights.can_submit_for_moderation()
        assert page.permissions_for_user(team["network"]).can_publish()


def test_a_translation_follows_its_member(museum, team, publishes, locale_en):
    english = museum.copy_for_translation(locale_en, copy_parents=True)
    publishes(Moderation.NETWORK)
    english = MuseumPage.objects.get(pk=english.pk)
    with translation.override("en"):
        event = draft(english, "A visit", by=team["editor"])
        ask(event, team["editor"])
    assert not event.permissions_for_user(team["lead"]).can_publish()
    assert [request.museum for request in awaiting(team["network"])] == [museum]


def test_what_is_no_museums_needs_no_approval(network, network_member):
    provision_network()
    for page in (network.home, network.news, network.agenda, network.museums):
        assert not page.permissions_for_user(network_member).can_submit_for_moderation() or (
            page == network.museums
        )


def test_imported_events_stay_drafts_where_approval_is_asked(museum, team, publishes):
    assert may_publish_for(museum, team["lead"])
    publishes(Moderation.LEAD)
    lead = User.objects.get(pk=team["lead"].pk)
    assert not may_publish_for(MuseumPage.objects.get(pk=museum.pk), lead)
    assert may_publish_for(museum, team["network"])


def test_there_is_one_workflow(network, museum, locale_en):
    workflows = {provision_approval() for _time in range(3)}
    provision_network()
    museum.copy_for_translation(locale_en, copy_parents=True)
    assert len(workflows) == 1
    assert MuseumApproval.objects.count() == 1
    assert (
        Workflow.objects.filter(workflow_tasks__task__in=MuseumApproval.objects.all()).count() == 1
    )
    attached = WorkflowPage.objects.filter(workflow__in=workflows)
    assert attached.count() == 2  # the list of members, in both languages
