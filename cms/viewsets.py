"""What the network's team sees of the mail that the site sends."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.views.generic import InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from cms.models import OutgoingMessage, User


class MessagePermissionPolicy(ModelPermissionPolicy):
    """Only the site writes messages: people look, and decide about those in trouble."""

    def user_has_permission(self, user: User, action: str) -> bool:
        return action in ("view", "send_again") and super().user_has_permission(user, action)


class MessageView(InspectView):
    """One message, with a button that sends it again where somebody must decide."""

    template_name = "cms/admin/message.html"
    page_title = gettext_lazy("Message")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = self.object.may_be_sent_again and self.user_has_permission("send_again")
        return super().get_context_data(**kwargs) | {"may_send_again": may}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Queue the message again."""
        if not self.user_has_permission("send_again"):
            raise PermissionDenied
        if OutgoingMessage.objects.filter(pk=pk).send_again(timezone.now()):
            messages.success(request, _("The message leaves with the next mail."))
        return redirect(self.index_url_name)


class MessageViewSet(ModelViewSet):
    """The mail that the site sent or has still to send, to be read and not written."""

    model = OutgoingMessage
    icon = "mail"
    menu_label = gettext_lazy("Mail sent by the site")
    add_to_settings_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_class = MessageView
    inspect_view_fields = (
        "subject",
        "recipient",
        "state",
        "last_error",
        "created_at",
        "attempts",
        "next_attempt_at",
        "sent_at",
        "reply_to",
        "text",
        "key",
        "message_id",
    )
    exclude_form_fields = ()
    list_display = (
        "__str__",
        "recipient",
        "get_state_display",
        DateColumn("created_at", label=gettext_lazy("queued at")),
        DateColumn("sent_at", label=gettext_lazy("sent at")),
        "attempts",
    )
    list_filter = ("state", "created_at")
    search_fields = ("recipient", "subject", "key")
