"""All who publish, as the network's team looks after them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.models import User
from museums.choices import Role
from museums.models import MuseumPage
from museums.querysets import MuseumQuerySet
from museums.teams.roles import GLOBAL_GROUPS

QUIET = timedelta(days=365)


class Show(StrEnum):
    """Whom the list shows."""

    ALL = ""
    NEVER = "never"
    QUIET = "quiet"
    ALONE = "alone"
    CLOSED = "closed"


LABELS: dict[Show, str | Promise] = {
    Show.ALL: _("Everybody"),
    Show.NEVER: _("Never logged in"),
    Show.QUIET: _("Not seen for a year"),
    Show.ALONE: _("Of no team"),
    Show.CLOSED: _("Closed accounts"),
}


@dataclass(frozen=True)
class Part:
    """One role that somebody plays; `museum` is none for those that belong to no museum."""

    role: Role
    museum: MuseumPage | None = None


def people(show: Show, words: str, now: datetime) -> QuerySet[User]:
    """The accounts to show, by name; `words` are looked for in names and addresses."""
    found = User.objects.filter(is_active=show != Show.CLOSED)
    if show == Show.NEVER:
        found = found.filter(last_login=None)
    elif show == Show.QUIET:
        found = found.filter(last_login__lte=now - QUIET)
    elif show == Show.ALONE:
        found = found.filter(groups=None, is_superuser=False)
    for word in words.split():
        found = found.filter(
            Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word)
        )
    return found.order_by("last_name", "first_name", "email")


def parts_of(persons: Iterable[User]) -> dict[int, list[Part]]:
    """What each of these people does, by their key; two queries for all of them."""
    keys = [person.pk for person in persons]
    played: dict[int, list[Part]] = {key: [] for key in keys}
    known = _parts_by_group()
    rows = User.groups.through.objects.filter(user_id__in=keys).order_by("pk")
    for key, group in rows.values_list("user_id", "group_id"):
        if group in known:
            played[key].append(known[group])
    return played


def _parts_by_group() -> dict[int, Part]:
    parts = {}
    for museum in MuseumPage.objects.sources().only("title", "editors", "leads"):
        parts[museum.leads_id] = Part(Role.LEAD, museum)
        parts[museum.editors_id] = Part(Role.EDITOR, museum)
    roles = {name: role for role, name in GLOBAL_GROUPS.items()}
    for group in Group.objects.filter(name__in=roles):
        parts[group.pk] = Part(roles[group.name])
    return parts


def museums_without_lead() -> MuseumQuerySet:
    """The members that nobody answers for, whether or not somebody is invited to."""
    leads = User.groups.through.objects.filter(group=OuterRef("leads"), user__is_active=True)
    return MuseumPage.objects.sources().filter(~Exists(leads)).order_by("title", "pk")
