"""Where one approves a page, and where the network chooses how a museum publishes."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page
from wagtail.models import TaskState

from museums.approvals import Request, may_approve, request_of
from museums.choices import Moderation
from museums.models import MuseumPage
from museums.network import is_network
from museums.provisioning import choose_moderation


class AnswerForm(forms.Form):
    """What somebody answers who was asked to approve a page."""

    ANSWERS = ("approve", "reject")

    comment = forms.CharField(
        label=gettext_lazy("Comment"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Sent to the person who asked. Needed to send the page back."),
    )
    answer = forms.ChoiceField(choices=[(name, name) for name in ANSWERS], widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("answer") == "reject" and not cleaned.get("comment"):
            self.add_error("comment", _("Say what has to be changed."))
        return cleaned


class ApprovalView(WagtailAdminTemplateMixin, View):
    """One page that awaits approval: read it, then approve it or send it back.

    For whoever may not approve it, it does not exist.
    """

    template_name = "museums/admin/approval.html"
    page_title = gettext_lazy("Approval")
    header_icon = "check"

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.asked = self.request_for(request, pk)
        if self.asked.task_state.status != TaskState.STATUS_IN_PROGRESS:
            messages.info(request, _("This page does not await approval any more."))
            return redirect("wagtailadmin_home")
        return super().dispatch(request)

    def request_for(self, request: HttpRequest, pk: int) -> Request:
        """The request of that number, for those who may answer it."""
        task_state = get_object_or_404(TaskState, pk=pk)
        asked = request_of(task_state)
        if asked is None or not may_approve(request.user, task_state):
            raise Http404
        return asked

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=AnswerForm()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        task_state, answer = self.asked.task_state, form.cleaned_data["answer"]
        comment = form.cleaned_data["comment"]
        task_state.task.specific.on_action(task_state, request.user, answer, comment=comment)
        said = {
            "approve": _("“%(title)s” is approved."),
            "reject": _("“%(title)s” is sent back."),
        }[answer]
        messages.success(request, said % {"title": self.asked.page.get_admin_display_title()})
        return redirect("wagtailadmin_home")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        above = get_breadcrumbs_items_for_page(self.asked.page, self.request.user)
        return [*above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        workflow_state = self.asked.task_state.workflow_state
        return super().get_context_data(**kwargs) | {
            "asked": self.asked,
            "asker": workflow_state.requested_by,
            "title": self.asked.page.get_admin_display_title(),
        }


class ModerationForm(forms.Form):
    """How a museum publishes."""

    moderation = forms.ChoiceField(
        label=gettext_lazy("Who decides that what this museum writes goes on line?"),
        choices=Moderation.choices,
        widget=forms.RadioSelect,
    )


class ModerationView(WagtailAdminTemplateMixin, View):
    """The network chooses how a museum publishes; for all others there is no such page."""

    template_name = "museums/admin/moderation.html"
    page_title = gettext_lazy("How it publishes")
    header_icon = "upload"

    def dispatch(self, request: HttpRequest, museum_id: int) -> HttpResponse:
        if not is_network(request.user):
            raise Http404
        self.museum = get_object_or_404(MuseumPage, pk=museum_id).member
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        form = ModerationForm({"moderation": self.museum.moderation})
        return self.render_to_response(self.get_context_data(form=form, museum=self.museum))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ModerationForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form, museum=self.museum))
        moderation = Moderation(form.cleaned_data["moderation"])
        choose_moderation(self.museum, moderation, request.user)
        messages.success(
            request,
            _("“%(title)s”: %(moderation)s.")
            % {"title": self.museum.title, "moderation": moderation.label},
        )
        return redirect("wagtailadmin_pages:edit", self.museum.pk)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        above = get_breadcrumbs_items_for_page(self.museum, self.request.user)
        return [*above, {"url": "", "label": self.page_title}]
