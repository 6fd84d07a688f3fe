"""The group of those who read kits for an academy: it enters the admin, and has no page."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import DEFAULT_DB_ALIAS

from schools.academy import ACADEMY_GROUP

if TYPE_CHECKING:
    from django.apps import AppConfig
    from django.contrib.auth.models import AnonymousUser

    from cms.models import User

RIGHTS = ("access_admin", "view_kitvalidation")


def provision_academy_group() -> Group:
    """The group with its two rights; running it again mends it."""
    group, _created = Group.objects.get_or_create(name=ACADEMY_GROUP)
    group.permissions.add(*Permission.objects.filter(codename__in=RIGHTS))
    return group


def provision_after_migration(sender: "AppConfig", using: str, **kwargs: Any) -> None:
    """Every network has the group, as soon as its database is there."""
    if using == DEFAULT_DB_ALIAS:
        create_permissions(sender, using=using, verbosity=0)  # Django makes them a little later
        provision_academy_group()


def is_partner(user: "User | AnonymousUser") -> bool:
    """Whether somebody may read for an academy, if one names them."""
    return user.is_active and user.groups.filter(name=ACADEMY_GROUP).exists()
