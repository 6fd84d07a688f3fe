"""All that a member needs to publish for itself: two groups, a collection, their rights."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail import hooks
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
)

from museums.models import MuseumPage

if TYPE_CHECKING:
    from cms.models import User

NETWORK_GROUP = "Réseau"
NETWORK_MODELS_HOOK = "network_models"
"""Functions of no argument: the models whose rows the network's team keeps for everybody."""

MUSEUM_PAGE_RIGHTS = ("add_page", "change_page", "publish_page")
NETWORK_PAGE_RIGHTS = (*MUSEUM_PAGE_RIGHTS, "bulk_delete_page", "lock_page", "unlock_page")
# Wagtail reads the rights of its own models, whatever model stores pictures and documents.
FILE_RIGHTS = (
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
)


@transaction.atomic
def provision_museum(museum: MuseumPage) -> None:
    """Give a museum its groups, its collection and their rights; running it again mends them.

    Rights hold on the museum's branch in every language. Raises ValueError for a translation:
    the member is its page in the main language.
    """
    if museum.locale.language_code != settings.LANGUAGE_CODE:
        raise ValueError("Provision the museum's page in the main language, not a translation.")
    museum.editors = _group(museum.editors, f"{museum.title} : rédaction")
    museum.leads = _group(museum.leads, f"{museum.title} : référents")
    museum.collection = _collection(museum)
    MuseumPage.objects.filter(pk=museum.pk).update(
        editors=museum.editors, leads=museum.leads, collection=museum.collection
    )
    branches = museum.get_translations(inclusive=True)
    for group in (museum.editors, museum.leads):
        _grant(group, MUSEUM_PAGE_RIGHTS, branches, museum.collection)


@transaction.atomic
def provision_network() -> Group:
    """The network's team: every page of the site in every language, every file."""
    group, _created = Group.objects.get_or_create(name=NETWORK_GROUP)
    root = Site.objects.get(is_default_site=True).root_page
    _grant(
        group,
        NETWORK_PAGE_RIGHTS,
        root.get_translations(inclusive=True),
        Collection.get_first_root_node(),
    )
    models = [model for offer in hooks.get_hooks(NETWORK_MODELS_HOOK) for model in offer()]
    kept = Permission.objects.filter(
        content_type__in=ContentType.objects.get_for_models(*models).values()
    )
    others = Permission.objects.filter(codename__in=("add_redirect", "submit_translation"))
    group.permissions.add(*kept, *others)
    return group


def is_network(user: "User") -> bool:
    """Whether this person is of the network's team: its group, or the administrator."""
    return user.is_superuser or user.groups.filter(name=NETWORK_GROUP).exists()


def _group(group: Group | None, name: str) -> Group:
    """The group itself, renamed with its museum, or a new one."""
    name = name[:150]
    if group is None:
        return Group.objects.create(name=_free_group_name(name))
    if group.name != name and not Group.objects.filter(name=name).exists():
        group.name = name
        group.save()
    return group


def _free_group_name(name: str) -> str:
    """Two museums may bear the same name; their groups may not."""
    taken = set(Group.objects.filter(name__startswith=name[:140]).values_list("name", flat=True))
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name[:140]} ({number})"
    return free


def _collection(museum: MuseumPage) -> Collection:
    if museum.collection is None:
        return Collection.get_first_root_node().add_child(name=museum.title)
    if museum.collection.name != museum.title:
        museum.collection.name = museum.title
        museum.collection.save()
    return museum.collection


def _grant(
    group: Group, page_rights: tuple[str, ...], pages: Iterable[Page], collection: Collection
) -> None:
    """Give a group the admin, these rights on these branches, the files of this collection."""
    names = ("access_admin", *page_rights, *FILE_RIGHTS)
    permissions = {p.codename: p for p in Permission.objects.filter(codename__in=names)}
    group.permissions.add(permissions["access_admin"])
    GroupPagePermission.objects.bulk_create(
        (
            GroupPagePermission(group=group, page=page, permission=permissions[codename])
            for page in pages
            for codename in page_rights
        ),
        ignore_conflicts=True,
    )
    GroupCollectionPermission.objects.bulk_create(
        (
            GroupCollectionPermission(
                group=group, collection=collection, permission=permissions[codename]
            )
            for codename in FILE_RIGHTS
        ),
        ignore_conflicts=True,
    )
