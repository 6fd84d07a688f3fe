"""A museum becomes a member: its page, its rights, somebody who looks after it."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from cms.models import Town, User
from cms.town_names import plain_name
from museums.choices import Role
from museums.imports.writing import Nursery
from museums.models import Department, MuseumIndexPage, MuseumPage
from museums.teams.inviting import invite


@transaction.atomic
def add_member(
    *,
    title: str,
    town: str,
    department: Department,
    lead: str,
    is_published: bool,
    by: User,
    now: datetime,
) -> MuseumPage:
    """The page of a new member, below the list of museums; its lead is invited, if there is one.

    A town that is known gives its right spelling, and its postcode where it has one alone.
    """
    index = MuseumIndexPage.objects.select_related("locale")
    nursery = Nursery(index.get(locale__language_code=settings.LANGUAGE_CODE))
    museum = MuseumPage(
        title=title,
        town=town,
        department=department,
        locale=nursery.index.locale,
        slug=nursery.slug(title, town),
        live=False,
    )
    known = Town.objects.filter(plain_name=plain_name(town), department_code=department.code)
    for place in known[:1]:
        museum.town = place.name
        museum.postcode = place.postcodes if " " not in place.postcodes else ""
    nursery.add(museum, by, is_publishing=is_published)
    if lead:
        invite(lead, museum, Role.LEAD, by, now)
    return museum
