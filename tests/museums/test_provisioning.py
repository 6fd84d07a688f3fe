"""A museum gets what it needs to publish for itself, and nothing of its neighbours."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from cms.models import User
from museums.choices import Moderation
from museums.models import MuseumPage
from museums.network import is_network
from museums.provisioning import provision_museum
from tests.factories.museums import MuseumPageFactory

pytestmark = pytest.mark.django_db


def test_a_new_museum_has_two_groups_and_a_collection(museum):
    museum = MuseumPage.objects.get(pk=museum.pk)
    assert museum.editors.name == "Musée de la Dentelle : rédaction"
    assert museum.leads.name == "Musée de la Dentelle : référents"
    assert museum.collection.name == "Musée de la Dentelle"


def test_rights_hold_on_its_own_branch_and_collection_only(museum, other_museum):
    page_rights = GroupPagePermission.objects.filter(group=museum.editors)
    assert {(p.page_id, p.permission.codename) for p in page_rights} == {
        (museum.pk, "add_page"),
        (museum.pk, "change_page"),
        (museum.pk, "publish_page"),
    }
    collections = GroupCollectionPermission.objects.filter(group=museum.editors)
    assert {p.collection for p in collections} == {museum.collection}
    assert collections.count() == 6


def test_provisioning_again_changes_nothing(museum):
    def everything():
        return [
            list(model.objects.order_by("pk").values())
            for model in (Group, Collection, GroupPagePermission, GroupCollectionPermission)
        ]

    before = everything()
    provision_museum(MuseumPage.objects.get(pk=museum.pk))
    assert everything() == before


def test_provisioning_mends_rights_that_went(museum):
    GroupPagePermission.objects.filter(group=museum.editors).delete()
    provision_museum(museum)
    assert GroupPagePermission.objects.filter(group=museum.editors).count() == 3


def test_a_museum_that_is_renamed_keeps_its_groups(museum):
    museum.title = "Musée de la Dentelle et du Fil"
    museum.save()
    renamed = MuseumPage.objects.get(pk=museum.pk)
    assert renamed.editors == museum.editors
    assert renamed.editors.name == "Musée de la Dentelle et du Fil : rédaction"
    assert renamed.collection.name == "Musée de la Dentelle et du Fil"


def test_two_museums_of_one_name_have_groups_of_their_own(network):
    one, two = (
        MuseumPageFactory(parent=network.museums, title="Musée municipal") for _index in range(2)
    )
    assert one.editors != two.editors
    assert two.editors.name == "Musée municipal : rédaction (2)"


def test_a_translation_gets_rights_for_the_same_people(museum, locale_en):
    english = museum.copy_for_translation(locale_en, copy_parents=True)
    pages = GroupPagePermission.objects.filter(group=museum.editors).values_list("page", flat=True)
    assert set(pages) == {museum.pk, english.pk}
    with pytest.raises(ValueError, match="main language"):
        provision_museum(english)


def page_rights(group):
    rows = GroupPagePermission.objects.filter(group=group)
    return {(row.page_id, row.permission.codename.removesuffix("_page")) for row in rows}


WRITES = ("add", "change")
PUBLISHES = (*WRITES, "publish")


@pytest.mark.parametrize(
    ("moderation", "of_editors", "of_leads"),
    [
        (Moderation.LEAD, WRITES, PUBLISHES),
        (Moderation.NETWORK, WRITES, WRITES),
        (Moderation.FREELY, PUBLISHES, PUBLISHES),
    ],
)
def test_the_way_it_publishes_says_who_may(museum, locale_en, moderation, of_editors, of_leads):
    english = museum.copy_for_translation(locale_en, copy_parents=True)
    pages = (museum.pk, english.pk)
    for before in Moderation:
        museum.moderation = before
        provision_museum(museum)
    museum.moderation = moderation
    provision_museum(museum)
    assert page_rights(museum.editors) == {(pk, right) for pk in pages for right in of_editors}
    assert page_rights(museum.leads) == {(pk, right) for pk in pages for right in of_leads}
    english.refresh_from_db()
    assert english.moderation == moderation


def test_rights_that_nobody_gave_are_taken_back(museum, other_museum):
    publish = Permission.objects.get(codename="publish_page")
    GroupPagePermission.objects.create(group=museum.editors, page=other_museum, permission=publish)
    GroupCollectionPermission.objects.create(
        group=museum.editors,
        collection=other_museum.collection,
        permission=Permission.objects.get(codename="add_image"),
    )
    provision_museum(museum)
    assert page_rights(museum.editors) == {(museum.pk, right) for right in PUBLISHES}
    collections = GroupCollectionPermission.objects.filter(group=museum.editors)
    assert {row.collection for row in collections} == {museum.collection}


def test_the_networks_team_is_its_group_and_the_administrators(museum, editor_of, network_member):
    administrator = User.objects.create_superuser("admin@musees.example", "secret")
    people = [network_member, administrator, editor_of(museum), AnonymousUser()]
    assert [is_network(person) for person in people] == [True, True, False, False]
    network_member.is_active = administrator.is_active = False
    assert not any(is_network(person) for person in people)
