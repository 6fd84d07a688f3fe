"""The group of those who read kits for an academy: it enters the admin, and has no page."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import DEFAULT_DB_ALIAS

from museums.network import PARTNERS_GROUP
from museums.provisioning import provision_partners

if TYPE_CHECKING:
    from django.apps import AppConfig
    from django.contrib.auth.models import AnonymousUser

    from cms.models import User


def provision_academy_group() -> Group:
    """The group with its rights; running it again mends it."""
    group = provision_partners()
    group.permissions.add(*Permission.objects.filter(codename="view_kitvalidation"))
    return group


def provision_after_migration(sender: "AppConfig", using: str, **kwargs: Any) -> None:
    """Every network has the group, as soon as its database is there."""
    if using == DEFAULT_DB_ALIAS:
        create_permissions(sender, using=using, verbosity=0)  # Django makes them a little later
        provision_academy_group()


def is_partner(user: "User | AnonymousUser") -> bool:
    """Whether somebody may read for an academy, if one names them."""
    return user.is_active and user.groups.filter(name=PARTNERS_GROUP).exists()
