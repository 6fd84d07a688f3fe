"""All that a member needs to publish for itself: two groups, a collection, their rights."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail import hooks
from wagtail.log_actions import log
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
)

from cms.models import User
from museums.approval_mail import ask_approvers
from museums.approvals import provision_approval, requests_below
from museums.choices import Moderation
from museums.models import MuseumPage
from museums.network import NETWORK_GROUP, PARTNERS_GROUP

MODERATION_CHANGED = "museums.moderation"
"""The name of a change of mode in the history of a museum's page."""
NETWORK_MODELS_HOOK = "network_models"
"""Functions of no argument: the models whose rows the network's team keeps for everybody."""

WRITERS_PAGE_RIGHTS = ("add_page", "change_page")
MUSEUM_PAGE_RIGHTS = (*WRITERS_PAGE_RIGHTS, "publish_page")
EDITORS_PAGE_RIGHTS = {
    Moderation.FREELY: MUSEUM_PAGE_RIGHTS,
    Moderation.LEAD: WRITERS_PAGE_RIGHTS,
    Moderation.NETWORK: WRITERS_PAGE_RIGHTS,
}
LEADS_PAGE_RIGHTS = EDITORS_PAGE_RIGHTS | {Moderation.LEAD: MUSEUM_PAGE_RIGHTS}
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

    How it publishes says which of the two groups holds the right to; what is too much is taken
    back. Rights hold on the museum's branch in every language. Raises ValueError for a translation:
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
    branches.exclude(moderation=museum.moderation).update(moderation=museum.moderation)
    moderation = Moderation(museum.moderation)
    _grant(museum.editors, EDITORS_PAGE_RIGHTS[moderation], branches, museum.collection)
    _grant(museum.leads, LEADS_PAGE_RIGHTS[moderation], branches, museum.collection)


@transaction.atomic
def choose_moderation(museum: MuseumPage, moderation: Moderation, by: User) -> None:
    """Have a member publish in another way, in every language, from now on.

    What awaits approval is asked of whoever approves now; where nobody need, it is a draft again.
    """
    before, museum.moderation = museum.moderation, moderation
    MuseumPage.objects.filter(pk=museum.pk).update(moderation=moderation)
    provision_approval()
    provision_museum(museum)
    for state in requests_below(museum):
        if moderation == Moderation.FREELY:
            state.cancel(user=by)
        elif state.status == state.STATUS_IN_PROGRESS:
            ask_approvers(state.current_task_state)
    log(museum, MODERATION_CHANGED, user=by, data={"before": before, "after": moderation})


@transaction.atomic
def provision_network() -> Group:
    """The network's team: every page of the site in every language, every file.

    What museums ask approval for has one workflow.
    """
    provision_approval()
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
    provision_partners()
    return group


def provision_partners() -> Group:
    """The academies' people: they reach the admin; the rooms give them what they validate."""
    group, _created = Group.objects.get_or_create(name=PARTNERS_GROUP)
    group.permissions.add(*Permission.objects.filter(codename="access_admin"))
    return group


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
    """Give a group the admin, these rights on these branches, the files of this collection.

    Neither more nor less: whoever is to have more rights is put into another group too.
    """
    names = ("access_admin", *page_rights, *FILE_RIGHTS)
    permissions = {p.codename: p for p in Permission.objects.filter(codename__in=names)}
    group.permissions.add(permissions["access_admin"])
    pages, paged = list(pages), [permissions[codename] for codename in page_rights]
    GroupPagePermission.objects.bulk_create(
        (
            GroupPagePermission(group=group, page=page, permission=permission)
            for page in pages
            for permission in paged
        ),
        ignore_conflicts=True,
    )
    granted = GroupPagePermission.objects.filter(page__in=pages, permission__in=paged)
    GroupPagePermission.objects.filter(group=group).exclude(pk__in=granted.values("pk")).delete()
    filed = [permissions[codename] for codename in FILE_RIGHTS]
    GroupCollectionPermission.objects.bulk_create(
        (
            GroupCollectionPermission(group=group, collection=collection, permission=permission)
            for permission in filed
        ),
        ignore_conflicts=True,
    )
    granted = GroupCollectionPermission.objects.filter(collection=collection, permission__in=filed)
    GroupCollectionPermission.objects.filter(group=group).exclude(
        pk__in=granted.values("pk")
    ).delete()
