"""The groups that belong to no museum: the network's team, which decides, and the academies."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cms.models import User

NETWORK_GROUP = "Réseau"
PARTNERS_GROUP = "Partenaires académiques"


def is_network(user: "User | AnonymousUser") -> bool:
    """Whether somebody is of the network's team."""
    if not user.is_active:
        return False
    return user.is_superuser or user.groups.filter(name=NETWORK_GROUP).exists()
