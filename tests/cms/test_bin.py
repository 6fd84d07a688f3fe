"""A deleted page is kept for thirty days, and comes back as it was."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext
from wagtail.models import (
    GroupPagePermission,
    Locale,
    Page,
    PageLogEntry,
    PageViewRestriction,
)
from wagtail_localize.models import StringTranslation, Translation

from cms.bin import CannotBeRestoredError, restore
from cms.models import KEPT_FOR, CreditedImage, DeletedPage, User
from cms.translations import follow_source, translate
from events.models import Audience, EventPage, EventType
from museums.models import MuseumPage
from tests.factories.events import (
    AudienceFactory,
    EventPageFactory,
    EventScheduleFactory,
    EventTypeFactory,
    publish,
)
from tests.factories.home import NewsPageFactory
from tests.factories.museums import MuseumPageFactory
from tests.schools.kits import a_picture

pytestmark = pytest.mark.django_db
INDEX = "bin:index"


@pytest.fixture
def event(museum, now) -> EventPage:
    page = EventPageFactory(parent=museum, title="Les fuseaux", slug="les-fuseaux")
    page.audiences = [AudienceFactory()]
    return publish(page, EventScheduleFactory.build(uid="aaaaaaaa"))


@pytest.fixture
def editor(museum, editor_of) -> User:
    return editor_of(museum)


@pytest.fixture
def in_english(network, museum, event, locale_en) -> EventPage:
    """The event in English, and all that is above it."""
    for page, title in ((network.home, "Home"), (network.museums, "Museums"), (museum, "Lace")):
        translate(page, locale_en, {"title": title, "slug": title.lower()})
    return translate(event, locale_en, {"title": "The bobbins", "slug": "the-bobbins"})


def the_only_top() -> DeletedPage:
    return DeletedPage.objects.tops().get()


def test_a_page_comes_back_with_all_that_it_said(event, editor):
    image = a_picture()
    event.image, event.image_alt = image, "Un moulin."
    event.save_revision().publish()
    event = EventPage.objects.get(pk=event.pk)
    before = event.serializable_data()
    event.delete()
    assert not EventPage.objects.exists()
    back = restore(the_only_top(), editor)
    assert back == event
    after = EventPage.objects.get(pk=event.pk).serializable_data()
    new = {"live_revision", "latest_revision", "last_published_at", "latest_revision_created_at"}
    assert {name for name in before if before[name] != after[name]} <= new
    assert [schedule["uid"] for schedule in after["schedules"]] == ["aaaaaaaa"]
    assert (after["live"], after["has_unpublished_changes"]) == (True, False)
    assert after["image"] == image.pk
    assert not DeletedPage.objects.exists()


def test_its_history_tells_who_deleted_it_and_who_restored_it(event, editor, client):
    client.force_login(editor)
    client.post(reverse("wagtailadmin_pages:delete", args=[event.pk]))
    deleted = the_only_top()
    assert (deleted.deleted_by, deleted.place) == (editor, "Musée de la Dentelle")
    client.post(reverse("bin:restore", args=[deleted.pk]))
    entries = PageLogEntry.objects.filter(page_id=event.pk, user=editor).order_by("pk")
    actions = list(entries.values_list("action", flat=True))
    assert actions == ["wagtail.delete", "wagtail.create", "cms.restore", "wagtail.publish"]
    history = client.get(reverse("wagtailadmin_pages:history", args=[event.pk]))
    assert _("Restored from the bin") in history.content.decode()


def test_what_was_not_published_yet_comes_back_as_such(event, editor):
    event.title = "Les fuseaux, le soir"
    event.schedules = [EventScheduleFactory.build(uid="bbbbbbbb")]
    event.save_revision()
    event.delete()
    back = EventPage.objects.get(pk=restore(the_only_top(), editor).pk)
    draft = back.get_latest_revision_as_object()
    assert (back.title, back.live, back.has_unpublished_changes) == ("Les fuseaux", True, True)
    assert draft.title == back.draft_title == "Les fuseaux, le soir"
    assert [schedule.uid for schedule in back.schedules.all()] == ["aaaaaaaa"]
    assert [schedule.uid for schedule in draft.schedules.all()] == ["bbbbbbbb"]


def test_a_draft_comes_back_as_a_draft(museum, editor):
    event = EventPageFactory(parent=museum, live=False, has_unpublished_changes=True)
    event.title = "Sans titre"
    event.save_revision()
    event.delete()
    back = EventPage.objects.get(pk=restore(the_only_top(), editor).pk)
    assert (back.live, back.has_unpublished_changes, back.draft_title) == (
        False,
        True,
        "Sans titre",
    )


def test_another_page_may_have_taken_its_address(event, museum, editor):
    event.title = "Les fuseaux, le soir"
    event.save_revision()
    event.delete()
    EventPageFactory(parent=museum, slug="les-fuseaux")
    back = EventPage.objects.get(pk=restore(the_only_top(), editor).pk)
    assert back.slug == back.get_latest_revision_as_object().slug == "les-fuseaux-1"
    assert back.url_path == f"{museum.url_path}les-fuseaux-1/"


def test_a_branch_comes_back_whole_with_its_rights(museum, event, editor, network_member):
    below = EventPageFactory(parent=museum, live=False)
    private = PageViewRestriction.objects.create(page=event, restriction_type="groups")
    private.groups.add(museum.leads)
    rights = set(GroupPagePermission.objects.filter(page=museum).values_list("group", "permission"))
    museum.delete()
    assert not MuseumPage.objects.exists()
    top = DeletedPage.objects.tops().with_number_below().get()
    assert (top.title, top.below) == ("Musée de la Dentelle", 2)
    with pytest.raises(PermissionDenied):
        restore(top, editor)
    restore(top, network_member)
    assert set(EventPage.objects.values_list("pk", "live")) == {(event.pk, True), (below.pk, False)}
    assert EventPage.objects.get(pk=event.pk).get_parent().pk == museum.pk
    assert list(event.view_restrictions.get().groups.all()) == [museum.leads]
    again = GroupPagePermission.objects.filter(page=museum).values_list("group", "permission")
    assert set(again) == rights != set()
    assert not Page.find_problems()[0]


def test_a_page_below_one_that_is_gone_waits_for_it(museum, event, network_member):
    event.delete()
    museum.delete()
    deleted = DeletedPage.objects.get(page_id=event.pk)
    with pytest.raises(CannotBeRestoredError, match="Musée de la Dentelle"):
        restore(deleted, network_member)
    restore(DeletedPage.objects.get(page_id=museum.pk), network_member)
    assert restore(deleted, network_member) == event


def test_translations_deleted_with_it_come_back_with_it(event, in_english, network_member):
    with LogContext(user=network_member):
        for page in (event, in_english):
            page.delete()
    assert the_only_top().title == "Les fuseaux"
    restore(the_only_top(), network_member)
    english = EventPage.objects.get(pk=in_english.pk)
    assert (english.live, english.title) == (True, "The bobbins")
    source = EventPage.objects.get(pk=event.pk)
    source.price, source.is_free = "7 €", False
    source.save_revision().publish()
    follow_source(source)
    english.refresh_from_db()
    assert (english.title, english.is_free) == ("The bobbins", False)


def test_a_translation_comes_back_alone(event, in_english, network_member):
    in_english.delete()
    assert not Translation.objects.filter(
        source__object_id=event.translation_key, enabled=True
    ).exists()
    restore(the_only_top(), network_member)
    assert EventPage.objects.get(pk=in_english.pk).title == "The bobbins"
    assert Translation.objects.get(source__object_id=event.translation_key).enabled


def test_what_was_written_again_is_not_doubled(event, in_english, network_member):
    in_english.delete()
    again = event.copy_for_translation(Locale.objects.get(language_code="en"))
    with pytest.raises(CannotBeRestoredError, match=again.title):
        restore(the_only_top(), network_member)


def test_an_alias_repeats_its_source_again(event, in_english, museum, network_member, locale_en):
    event = publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
    alias = event.copy_for_translation(locale_en, alias=True)
    event.delete()
    alias.refresh_from_db()
    assert (alias.alias_of_id, alias.live) == (None, False)
    restore(DeletedPage.objects.get(page_id=event.pk), network_member)
    alias.refresh_from_db()
    assert (alias.alias_of_id, alias.live) == (event.pk, True)


def test_what_it_showed_and_is_gone_is_left_out(event, editor):
    image = a_picture()
    event.image, event.image_alt = image, "Un moulin."
    event.save_revision().publish()
    event = EventPage.objects.get(pk=event.pk)
    event.delete()
    CreditedImage.objects.all().delete()
    Audience.objects.all().delete()
    EventType.objects.all().delete()
    back = EventPage.objects.get(pk=restore(the_only_top(), editor).pk)
    assert (back.image, back.event_type, list(back.audiences.all())) == (None, None, [])
    assert back.live is False  # it says no more what kind of event it is


def test_a_page_that_lacks_what_it_must_have_stays_in_the_bin(museum, network_member):
    museum.delete()
    museum.department.delete()
    with pytest.raises(CannotBeRestoredError, match="Musée de la Dentelle"):
        restore(the_only_top(), network_member)
    assert the_only_top().page_id == museum.pk


def test_somebody_who_may_not_publish_restores_a_draft(event, museum):
    writers = Group.objects.create(name="Plumes")
    GroupPagePermission.objects.create(group=writers, page=museum, permission_type="add")
    writer = User.objects.create_user("plume@musee.example", "secret")
    writer.groups.add(writers)
    event.delete()
    assert restore(the_only_top(), writer).live is False


def test_each_person_sees_what_was_deleted_where_they_may_add(
    event, museum, other_museum, editor, editor_of, network, network_member, client
):
    their_own = EventPageFactory(parent=other_museum, title="Le pressoir")
    news = NewsPageFactory(parent=network.news, title="Une nouvelle")
    for page in (event, their_own, news):
        page.delete()
    neighbour = editor_of(other_museum, "vire@musee.example")
    for person, titles in (
        (editor, ["Les fuseaux"]),
        (neighbour, ["Le pressoir"]),
        (network_member, ["Une nouvelle", "Le pressoir", "Les fuseaux"]),
    ):
        client.force_login(person)
        answer = client.get(reverse(INDEX))
        assert [one.title for one in answer.context["object_list"]] == titles


def test_nobody_restores_what_they_do_not_see(event, other_museum, editor_of, client):
    event.delete()
    address = reverse("bin:restore", args=[the_only_top().pk])
    answer = client.post(address)
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (
        302,
        reverse("wagtailadmin_login"),
    )
    client.force_login(editor_of(other_museum, "vire@musee.example"))
    assert client.post(address).status_code == 404
    assert not EventPage.objects.exists()


def test_restoring_is_a_button_and_not_a_link(event, editor, client):
    event.delete()
    client.force_login(editor)
    address = reverse("bin:restore", args=[the_only_top().pk])
    assert client.get(address).status_code == 405
    answer = client.post(address, follow=True)
    said = _("“%(title)s” is back, on line.") % {"title": "Les fuseaux"}
    assert said in answer.content.decode()
    assert answer.redirect_chain[0][0] == reverse(
        "wagtailadmin_explore", args=[event.get_parent().pk]
    )


def test_a_refusal_says_why(museum, event, network_member, client):
    event.delete()
    museum.delete()
    client.force_login(network_member)
    deleted = DeletedPage.objects.get(page_id=event.pk)
    answer = client.post(reverse("bin:restore", args=[deleted.pk]), follow=True)
    assert answer.redirect_chain == [(reverse(INDEX), 302)]
    said = _("It was below “%(place)s”, which is not there any more: restore that page first.")
    assert said % {"place": "Musée de la Dentelle"} in answer.content.decode()


def test_deleting_tells_of_the_bin(event, museum, editor, client):
    other = EventPageFactory(parent=museum)
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:delete", args=[event.pk])
    said = _("What you delete goes into the bin. It can be restored from there for 30 days.")
    assert said in client.get(address).content.decode()
    answer = client.post(address, follow=True)
    assert f'href="{reverse(INDEX)}"' in answer.content.decode().partition("messages")[2]
    several = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    several = f"{several}?id={other.pk}&next={reverse(INDEX)}"
    assert said in client.get(several).content.decode()
    answer = client.post(several, follow=True)
    assert f'href="{reverse(INDEX)}"' in answer.content.decode().partition("messages")[2]
    assert set(DeletedPage.objects.values_list("page_id", flat=True)) == {event.pk, other.pk}


def test_only_the_network_throws_away(event, editor, network_member, client):
    event.delete()
    deleted = the_only_top()
    address = reverse("bin:delete", args=[deleted.pk])
    client.force_login(editor)
    assert f'href="{address}"' not in client.get(reverse(INDEX)).content.decode()
    assert client.post(address)["Location"] == reverse("wagtailadmin_home")
    assert the_only_top() == deleted
    client.force_login(network_member)
    assert f'href="{address}"' in client.get(reverse(INDEX)).content.decode()
    assert client.get(address).status_code == 200
    client.post(address)
    assert not DeletedPage.objects.exists()


def test_after_thirty_days_a_page_is_gone(
    event, in_english, museum, time_machine_at, capsys, network_member
):
    in_english.delete()
    time_machine_at(timezone.now() + KEPT_FOR - timedelta(minutes=1))
    event.delete()
    call_command("empty_bin")
    assert capsys.readouterr().out == "0 pages thrown away\n"
    assert StringTranslation.objects.filter(context__object_id=event.translation_key).exists()
    time_machine_at(timezone.now() + timedelta(minutes=2))
    call_command("empty_bin")
    assert capsys.readouterr().out == "1 pages thrown away\n"
    assert the_only_top().page_id == event.pk
    assert not StringTranslation.objects.filter(context__object_id=event.translation_key).exists()


def test_the_listing_asks_the_same_queries_whatever_its_length(
    museum, editor, client, django_assert_num_queries, now
):
    client.force_login(editor)
    for number in range(3):
        EventPageFactory(parent=museum).delete()
        if number != 1:
            client.get(reverse(INDEX))
            with django_assert_num_queries(17):
                client.get(reverse(INDEX))


def test_a_programs_deletion_of_a_branch_is_one(museum, event):
    MuseumPageFactory(parent=museum.get_parent())
    MuseumPage.objects.all().delete()
    assert DeletedPage.objects.values("deletion").distinct().count() == 1
    assert DeletedPage.objects.tops().count() == 2


def test_event_types_are_left_alone(event):
    """Deleting what is no page writes nothing into the bin."""
    EventTypeFactory(slug="autre", name="Autre").delete()
    assert not DeletedPage.objects.exists()
