"""What the network's team keeps for every room, and the mail that it watches over."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.models import Licence, OutgoingMessage, SchoolHoliday
from cms.viewsets import MessagePermissionPolicy, MessageViewSet

register_permission_policy(OutgoingMessage, MessagePermissionPolicy(OutgoingMessage))


class LicenceViewSet(SnippetViewSet):
    """What one may do with a work."""

    model = Licence
    icon = "doc-full"
    list_display = ["label", "code", "allows_redistribution", "allows_edit", "allows_commercial"]


class SchoolHolidayViewSet(SnippetViewSet):
    """The school calendar, which schedules follow."""

    model = SchoolHoliday
    icon = "date"
    list_display = ["name", "zone", "starts_on", "ends_on"]
    list_filter = ["zone"]


class SharedVocabularies(SnippetViewSetGroup):
    """What all the rooms share."""

    menu_label = _("Shared vocabulary")
    menu_icon = "list-ul"
    items = (LicenceViewSet, SchoolHolidayViewSet)


register_snippet(SharedVocabularies)


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
