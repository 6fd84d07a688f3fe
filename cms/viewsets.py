"""What the network's team sees of the mail that the site sends."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from cms.models import MessageState, OutgoingMessage, User


class MessagePermissionPolicy(ModelPermissionPolicy):
    """Only the site writes messages: people look, and decide about those in trouble."""

    def user_has_permission(self, user: User, action: str) -> bool:
        return action in ("view", "send_again") and super().user_has_permission(user, action)


class MessageFilterSet(WagtailFilterSet):
    """Messages by how far they have come, several states at once."""

    state = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("State"),
        choices=MessageState.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = OutgoingMessage
        fields = ("state",)


class MessageView(InspectView):
    """One message, with a button that sends it again where somebody must decide."""

    template_name = "cms/admin/message.html"
    page_title = gettext_lazy("Message")

    def get_field_display_value(self, field_name: str, field: models.Field | None) -> Any:
        """The value as people read it; a dash where there is none."""
        value = super().get_field_display_value(field_name, field)
        return "–" if value in (None, "") else value

    def get_text_display_value(self) -> SafeString:
        """The text with its paragraphs."""
        return mark_safe(linebreaks(self.object.text, autoescape=True))  # noqa: S308

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
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        DateColumn("created_at", label=gettext_lazy("Queued"), sort_key="created_at"),
        DateColumn("sent_at", label=gettext_lazy("Sent"), sort_key="sent_at"),
        "attempts",
    )
    filterset_class = MessageFilterSet
    search_fields = ("recipient", "subject", "key")
