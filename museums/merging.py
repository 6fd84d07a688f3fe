"""One museum joins another: all that it published goes on below the other, under its old address.

Rooms that keep rows about a museum have them follow through the hook `museum_merged`: functions of
the museum that goes and of the one that stays, both members, called before the first is deleted.
"""

from dataclasses import dataclass

from django.db import transaction
from wagtail import hooks
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Page

from cms.models import CreditedImage, LicensedDocument, User
from museums.models import FormerSlug, Invitation, MuseumPage
from museums.redirecting import lead_to

HOOK = "museum_merged"
MERGED = "museums.merge"
"""The name of a merger in the history of the museum that stays."""


@dataclass(frozen=True)
class Holdings:
    """What a museum has: said before it merges or leaves."""

    pages: int
    pages_on_line: int
    people: int
    images: int
    documents: int


def holdings_of(museum: MuseumPage) -> Holdings:
    """All below a member's page in every language, its people, its files."""
    pages = [
        page
        for branch in museum.get_translations(inclusive=True)
        for page in branch.get_descendants().values_list("live", flat=True)
    ]
    people = User.objects.filter(groups__in=[museum.editors_id, museum.leads_id])
    collections = museum.collection.get_descendants(inclusive=True)
    return Holdings(
        pages=len(pages),
        pages_on_line=sum(pages),
        people=people.distinct().count(),
        images=CreditedImage.objects.filter(collection__in=collections).count(),
        documents=LicensedDocument.objects.filter(collection__in=collections).count(),
    )


@transaction.atomic
def merge(museum: MuseumPage, into: MuseumPage, by: User) -> None:
    """Have a member go on as a part of another; its own page goes into the bin.

    Raises ValueError for one and the same museum, and for a translation.
    """
    if museum.pk == into.pk or museum.member != museum or into.member != into:
        raise ValueError("Merge one member into another.")
    for branch in museum.get_translations(inclusive=True).select_related("locale"):
        _move_pages(branch, _branch_of(into, branch), by)
    for follow in hooks.get_hooks(HOOK):
        follow(museum, into)
    _move_people(museum, into)
    _move_files(museum, into)
    FormerSlug.objects.filter(museum=museum).update(museum=into)
    slug, title, branches = museum.slug, museum.title, list(museum.get_translations(inclusive=True))
    for branch in branches:
        _redirect(branch, _branch_of(into, branch))
    groups, collection = (museum.editors, museum.leads), museum.collection
    for branch in branches:
        page = MuseumPage.objects.get(pk=branch.pk)
        DeletePageAction(page, user=by).execute(skip_permission_checks=True)
    for group in groups:
        group.delete()
    collection.delete()
    FormerSlug.objects.update_or_create(slug=slug, defaults={"museum": into})
    log(into, MERGED, user=by, data={"title": title})


def _branch_of(into: MuseumPage, branch: MuseumPage) -> MuseumPage:
    """The museum that stays, in the language of a branch of the one that goes."""
    page = into.get_translation_or_none(branch.locale)
    return page or into.copy_for_translation(branch.locale, copy_parents=True, alias=True)


def _move_pages(branch: MuseumPage, target: MuseumPage, by: User) -> None:
    """All below one page to below another; an address that is taken there gets a number."""
    for child in branch.get_children().specific():
        slug = find_available_slug(target, child.slug)
        if slug != child.slug:
            lead_to(child, child)  # from the address that it has today, which it loses
            _rename(child, slug)
        below = Page.objects.get(pk=target.pk)
        MovePageAction(child, below, pos="last-child", user=by).execute(skip_permission_checks=True)


def _rename(page: Page, slug: str) -> None:
    """Another address, for what is on line and for the draft alike."""
    page.slug = slug
    page.save(clean=False)
    if page.latest_revision:
        content = page.latest_revision.content | {"slug": slug}
        type(page.latest_revision).objects.filter(pk=page.latest_revision_id).update(
            content=content
        )


def _move_people(museum: MuseumPage, into: MuseumPage) -> None:
    for old, new in ((museum.editors, into.editors), (museum.leads, into.leads)):
        new.user_set.add(*old.user_set.all())
    invited = Invitation.objects.waiting().filter(museum=into).values("email")
    Invitation.objects.filter(museum=museum).exclude(email__in=invited).update(museum=into)


def _move_files(museum: MuseumPage, into: MuseumPage) -> None:
    """Pictures and documents, with the folders that they are in."""
    for folder in museum.collection.get_children():
        folder.move(into.collection, pos="sorted-child")
    into.collection.refresh_from_db()
    museum.collection.refresh_from_db()
    for model in (CreditedImage, LicensedDocument):
        model.objects.filter(collection=museum.collection).update(collection=into.collection)


def _redirect(branch: MuseumPage, target: MuseumPage) -> None:
    """What led to a museum's page, its own address and former ones, leads to the other."""
    Redirect.objects.filter(redirect_page=branch).update(redirect_page=target)
    lead_to(target, branch)
