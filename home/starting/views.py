"""The first steps of a network in the admin: what is done, what is left, a message to try mail."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.models import NetworkSettings
from cms.outbox import queue_message
from home.starting.steps import TRIAL, steps
from museums.network import is_network


class FirstStepsView(WagtailAdminTemplateMixin, TemplateView):
    """What the network's team still has to do, each with the way there."""

    template_name = "home/admin/first_steps.html"
    page_title = gettext_lazy("First steps of the network")
    header_icon = "tasks"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_network(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        every = steps(timezone.now())
        return super().get_context_data(**kwargs) | {
            "left": [step for step in every if not step.is_done and not step.is_optional],
            "as_one_likes": [step for step in every if not step.is_done and step.is_optional],
            "done": [step for step in every if step.is_done],
            "recipient": self.request.user.email,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send a message to whoever asks, to see whether mail leaves."""
        network = NetworkSettings.for_request(request)
        now = timezone.now()
        queue_message(
            key=f"{TRIAL}{request.user.pk}-{now:%Y%m%d%H%M}",
            recipient=request.user.email,
            subject=_("Trial message – %(network)s") % {"network": network.name},
            text=_("You read this: the site %(url)s sends its mail.") % {"url": settings.BASE_URL},
        )
        messages.success(
            request,
            _("A message leaves for %(email)s: see whether it arrives.")
            % {"email": request.user.email},
        )
        return redirect("first_steps")
