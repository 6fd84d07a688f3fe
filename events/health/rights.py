"""Whose feeds somebody looks after: those of one's museums; the network's team has its own too."""

from typing import TYPE_CHECKING

from wagtail.models import Site
from wagtail.permissions import page_permission_policy

if TYPE_CHECKING:
    from cms.models import User


def keeps_network(user: "User") -> bool:
    """Whether this person may change the home page, which is the network's alone."""
    home = Site.objects.select_related("root_page").get(is_default_site=True).root_page
    return page_permission_policy.user_has_permission_for_instance(user, "change", home)
