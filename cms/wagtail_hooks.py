"""What the network's team keeps for every room, the mail that it watches over, the bin."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail.users.models import UserProfile

from cms import admin_api  # noqa: F401 -- its hook registers itself
from cms.address_change import AddressPanel
from cms.advice import AdviceItem
from cms.bin import RESTORED, ROWS_HOOK, own_rows
from cms.bin_views import BinPermissionPolicy, BinViewSet
from cms.columns import YesNoColumn
from cms.country import is_in_france
from cms.guards import nameable
from cms.menus import VOCABULARIES
from cms.models import (
    BasePage,
    DeletedPage,
    Licence,
    OutgoingMessage,
    SchoolHoliday,
    SiteVersion,
    User,
)
from cms.second_factor import menu as second_factor_menu  # noqa: F401 -- its hooks register themselves
from cms.viewsets import MessagePermissionPolicy, MessageViewSet

register_permission_policy(OutgoingMessage, MessagePermissionPolicy(OutgoingMessage))
register_permission_policy(DeletedPage, BinPermissionPolicy(DeletedPage))

hooks.register(ROWS_HOOK, own_rows)


class LicenceViewSet(SnippetViewSet):
    """What one may do with a work."""

    model = Licence
    icon = "doc-full"
    menu_hook = VOCABULARIES
    menu_order = 500
    list_display = [
        "label",
        "code",
        YesNoColumn("allows_redistribution", label=_("Passing on")),
        YesNoColumn("allows_edit", label=_("Changing")),
        YesNoColumn("allows_commercial", label=_("Selling")),
    ]


class SchoolHolidayViewSet(SnippetViewSet):
    """The school calendar, which schedules follow."""

    model = SchoolHoliday
    icon = "date"
    menu_hook = VOCABULARIES
    menu_order = 510
    list_display = ["name", "zone", "starts_on", "ends_on"]
    list_filter = ["zone"]


register_snippet(LicenceViewSet)
if is_in_france():
    register_snippet(SchoolHolidayViewSet)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
@hooks.register("after_delete_snippet")
@hooks.register("after_edit_setting")
def make_pages_anew(request: HttpRequest, changed: Any) -> None:
    """A word of a vocabulary, or what the network says of itself, shows at once."""
    SiteVersion.objects.bump()


@hooks.register("register_account_settings_panel")
def address_panel(request: HttpRequest, user: User, profile: UserProfile) -> AddressPanel:
    """One's own address, which confirms before it changes."""
    return AddressPanel(request, user, profile)


@hooks.register("register_admin_viewset")
def message_viewset() -> MessageViewSet:
    """The mail that the site sends."""
    return MessageViewSet("outgoing_messages")


class MailPanel(Component):
    """How many messages only a person can decide about; nothing where all is well."""

    order = 5
    template_name = "cms/admin/mail_panel.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {
            "count": OutgoingMessage.objects.in_trouble().count(),
            "url": reverse("outgoing_messages:index") + "?state=failed&state=doubtful",
        }


@hooks.register("construct_homepage_panels")
def add_mail_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Trouble with the mail comes first, for those who can see it."""
    if request.user.has_perm("cms.send_again_outgoingmessage"):
        panels.append(MailPanel())


@hooks.register("register_admin_viewset")
def bin_viewset() -> BinViewSet:
    """The pages that were deleted."""
    return BinViewSet("bin")


@hooks.register("register_log_actions")
def name_restoration(actions: LogActionRegistry) -> None:
    """The history of a page tells that it came back."""
    actions.register_action(RESTORED, _("Restore"), _("Restored from the bin"))


@hooks.register("before_delete_page")
def say_it_can_be_restored(request: HttpRequest, page: Page) -> None:
    """Whoever hesitates before deleting knows that it is not for good yet."""
    if request.method == "GET":
        messages.info(
            request,
            _("What you delete goes into the bin. It can be restored from there for 30 days."),
        )


@hooks.register("after_delete_page")
def link_to_bin(request: HttpRequest, page: Page) -> None:
    """A page deleted by mistake is two clicks away."""
    messages.info(
        request,
        _("It can be restored for 30 days."),
        buttons=[messages.button(reverse("bin:index"), _("Open the bin"))],
    )


@hooks.register("after_bulk_action")
def link_to_bin_after_several(
    request: HttpRequest, action_type: str, objects: Iterable[Model], action: BulkAction
) -> None:
    """The same for several pages deleted at once."""
    if action_type == "delete" and issubclass(action.model, Page):
        link_to_bin(request, action.model())


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    """What the foundation's pages of the admin need beyond Wagtail's own styles."""
    return format_html('<link rel="stylesheet" href="{}">', static("cms/css/admin.css"))


@hooks.register("construct_page_chooser_queryset")
def offer_what_one_may_link_to(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Links lead to what visitors see, or to what one works on; drafts of others stay unseen."""
    return nameable(pages, request.user)


@hooks.register("construct_wagtail_userbar")
def give_advice(request: HttpRequest, items: list[Component], page: Page | None) -> None:
    """Beside the preview: what could be better."""
    for place, item in enumerate(items):
        if isinstance(item, ContentCheckerItem) and isinstance(page, BasePage) and page.pk:
            items[place] = AdviceItem(page, in_editor=item.in_editor)
