"""The groups of the admin's menu that several rooms fill.

A room registers a `wagtail.admin.menu.MenuItem` under the group's hook, or gives a viewset its
name as `menu_hook`. A group of which somebody may see nothing is not shown to them.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

VOCABULARIES = "register_vocabulary_menu_item"
"""The network's lists of words; each room's orders begin at another hundred."""
SHARING = "register_sharing_menu_item"
"""What other sites and calendars take over."""


@hooks.register("register_admin_menu_item")
def vocabularies() -> MenuItem:
    """The words that the network's team keeps."""
    return SubmenuMenuItem(
        _("Vocabularies"),
        Menu(register_hook_name=VOCABULARIES),
        name="vocabularies",
        icon_name="list-ul",
        order=8000,
    )


@hooks.register("register_admin_menu_item")
def sharing() -> MenuItem:
    """What one gives to other sites."""
    return SubmenuMenuItem(
        _("Sharing"),
        Menu(register_hook_name=SHARING),
        name="sharing",
        icon_name="link-external",
        order=900,
    )
