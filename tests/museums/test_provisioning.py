"""A museum gets what it needs to publish for itself, and nothing of its neighbours."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from museums.models import MuseumPage
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
