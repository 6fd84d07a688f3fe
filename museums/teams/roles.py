"""Which part somebody plays, and what changes with it."""

from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.log_actions import log

from cms.models import User
from museums.choices import Role
from museums.models import Invitation, MuseumPage
from museums.network import NETWORK_GROUP, PARTNERS_GROUP, is_network
from museums.provisioning import provision_partners

JOINED = "museums.joined"
CHANGED = "museums.role"
REMOVED = "museums.removed"
DIGITS = 18  # of the largest key that a database takes
GLOBAL_GROUPS = {Role.NETWORK: NETWORK_GROUP, Role.PARTNER: PARTNERS_GROUP}


class LastLeadError(ValueError):
    """A museum keeps somebody who answers for it."""


@dataclass(frozen=True)
class Member:
    """Somebody of a museum's team, and what they do there."""

    person: User
    role: Role


def team_of(museum: MuseumPage) -> list[Member]:
    """The people of a museum, its leads first, by name."""
    leads = list(_by_name(museum.leads))
    editors = [person for person in _by_name(museum.editors) if person not in leads]
    return [Member(person, Role.LEAD) for person in leads] + [
        Member(person, Role.EDITOR) for person in editors
    ]


def _by_name(group: Group) -> list[User]:
    return list(group.user_set.order_by("last_name", "first_name", "email"))


def leads(person: User, museum: MuseumPage) -> bool:
    """Whether somebody answers for a museum and looks after its team."""
    return person.groups.filter(pk=museum.leads_id).exists()


def group_of(role: Role, museum: MuseumPage | None) -> Group:
    """The group that gives the rights of a role."""
    if role == Role.NETWORK:
        return Group.objects.get(name=NETWORK_GROUP)
    if role == Role.PARTNER:
        return provision_partners()
    return museum.leads if role == Role.LEAD else museum.editors


@transaction.atomic
def give_role(person: User, museum: MuseumPage | None, role: Role, by: User) -> None:
    """Have somebody play a role; of the two that a museum has, one at a time.

    Raises LastLeadError where a museum would be left without a lead by somebody of its own.
    """
    group = group_of(role, museum)
    if museum is None:
        person.groups.add(group)
        return
    was_there = person.groups.filter(pk__in=[museum.leads_id, museum.editors_id]).exists()
    if was_there and role != Role.LEAD:
        _keep_a_lead(person, museum, by)
    person.groups.remove(museum.leads if role == Role.EDITOR else museum.editors)
    person.groups.add(group)
    action = CHANGED if was_there else JOINED
    log(museum, action, user=by, data={"person": person.pk, "role": role})


@transaction.atomic
def remove(person: User, museum: MuseumPage, by: User) -> None:
    """Take somebody out of a museum's team; who works for nobody any more cannot log in.

    Whom they invited, and who has not answered, is not invited any more.

    Raises LastLeadError where the museum would be left without a lead by somebody of its own.
    """
    _keep_a_lead(person, museum, by)
    person.groups.remove(museum.leads, museum.editors)
    Invitation.objects.waiting().filter(museum=museum, invited_by=person).delete()
    log(museum, REMOVED, user=by, data={"person": person.pk})
    if not (person.is_superuser or person.groups.exists()):
        close(person)


def _keep_a_lead(person: User, museum: MuseumPage, by: User) -> None:
    """The network may leave a museum without a lead, and sees that it is; the museum may not."""
    if is_network(by):
        return
    others = museum.leads.user_set.filter(is_active=True).exclude(pk=person.pk)
    if leads(person, museum) and not others.exists():
        raise LastLeadError


def close(person: User) -> None:
    """Somebody left: they cannot log in any more; what they wrote stays, with their name."""
    person.is_active = False
    person.save(update_fields=["is_active"])


def may_change(person: User, by: User) -> bool:
    """Whether `by` may close somebody's account or change its address.

    The network looks after the museums' people; those who have more rights than they only obey
    an administrator.
    """
    if by.is_superuser:
        return True
    return is_network(by) and not (person.is_superuser or is_network(person))


def number(text: str) -> int:
    """The key that a form names; what is no number names nobody."""
    return int(text) if text.isdecimal() and len(text) <= DIGITS else 0
