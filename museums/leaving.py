"""A museum leaves the network: what it wrote goes off line, and comes back with it if it does.

Nothing is deleted: who comes back finds all as it was. Rooms that do something by themselves for a
museum stop it through the hook `museum_left`: functions of the member.
"""

from datetime import datetime

from django.db import transaction
from wagtail import hooks
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from cms.models import User
from museums.approvals import requests_below
from museums.models import Departure, Invitation, MuseumPage
from museums.network import is_network
from museums.redirecting import lead_to

HOOK = "museum_left"
LEFT, CAME_BACK = "museums.leave", "museums.come_back"
"""The names of both in the history of a museum's page."""


@transaction.atomic
def leave(museum: MuseumPage, by: User, now: datetime) -> Departure:
    """Take a member off line with all that it published, and its people out of its groups.

    Visitors are led to the list of members; feeds say that they are gone (410). People who are of
    no other group cannot log in any more.
    """
    departure = Departure.objects.create(
        museum=museum, left_at=now, pages=_live_pages(museum), people=_people_of(museum)
    )
    for state in requests_below(museum):
        state.cancel(user=by)
    for branch in museum.get_translations(inclusive=True):
        directory = branch.get_parent()
        below = branch.get_descendants(inclusive=True).live()
        departure.redirects += [lead_to(directory, page).pk for page in below]
    for branch in museum.get_translations(inclusive=True):
        for page in branch.get_descendants(inclusive=True).order_by("-depth", "path").specific():
            if page.live:
                UnpublishPageAction(page, user=by).execute(skip_permission_checks=True)
    for stop in hooks.get_hooks(HOOK):
        stop(museum)
    Invitation.objects.waiting().filter(museum=museum).delete()
    people = list(User.objects.filter(pk__in=[pk for pk, _group in departure.people]))
    for group in (museum.editors, museum.leads):
        group.user_set.clear()
    for person in people:
        if not is_network(person) and not person.groups.exists():
            person.is_active = False
            person.save(update_fields=["is_active"])
            departure.deactivated.append(person.pk)
    departure.save()
    log(museum, LEFT, user=by)
    return departure


@transaction.atomic
def come_back(departure: Departure, by: User) -> None:
    """Put a member back on line with what was on line when it left, and its people with it."""
    museum = departure.museum
    for pk, revision_pk in departure.pages:
        page = Page.objects.filter(pk=pk, live=False).specific().first()
        if page:
            revision = Revision.page_revisions.filter(pk=revision_pk).first()
            revision = revision or page.save_revision(user=by)
            revision.publish(user=by, skip_permission_checks=True)
    Redirect.objects.filter(pk__in=departure.redirects).delete()
    User.objects.filter(pk__in=departure.deactivated).update(is_active=True)
    for pk, name in departure.people:
        group = museum.leads if name == Departure.LEADS else museum.editors
        group.user_set.add(*User.objects.filter(pk=pk))
    log(museum, CAME_BACK, user=by)
    departure.delete()


def _live_pages(museum: MuseumPage) -> list[tuple[int, int | None]]:
    """(page, its version on line) of all that visitors see, in every language, from the top down.

    What is only repeated in another language follows by itself.
    """
    return [
        (page.pk, page.live_revision_id)
        for branch in museum.get_translations(inclusive=True)
        for page in branch.get_descendants(inclusive=True).live().filter(alias_of=None)
    ]


def _people_of(museum: MuseumPage) -> list[tuple[int, str]]:
    groups = ((museum.editors, Departure.EDITORS), (museum.leads, Departure.LEADS))
    return [
        (pk, name) for group, name in groups for pk in group.user_set.values_list("pk", flat=True)
    ]
