"""The visits that classes asked a museum for, in the admin: read, and marked as answered."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.models import User
from museums.explorers import editable_by
from schools.models import VisitOfferPage, VisitRequest
from schools.models.request import REQUESTS_ARE_KEPT
from schools.querysets import VisitRequestQuerySet

REQUESTS_A_PAGE = 25


def requests_for(user: User) -> VisitRequestQuerySet:
    """What was asked of the museums that somebody publishes for; nobody else's."""
    return VisitRequest.objects.for_offers(editable_by(user, VisitOfferPage.objects.all()))


class VisitRequestsView(WagtailAdminTemplateMixin, TemplateView):
    """All of them, those that nobody answered first; a button says that one is answered."""

    template_name = "schools/admin/visit_requests.html"
    header_icon = "group"
    page_title = gettext_lazy("Visit requests")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not editable_by(request.user, VisitOfferPage.objects.all()).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        requests = requests_for(self.request.user).unanswered_first()
        page = Paginator(requests, REQUESTS_A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "requests": page,
            "days_kept": REQUESTS_ARE_KEPT.days,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Mark one as answered, or as not answered after all."""
        pk = request.POST.get("request", "")
        number = int(pk) if pk.isdecimal() and len(pk) < 10 else 0
        asked = get_object_or_404(requests_for(request.user), pk=number)
        if "again" in request.POST:
            asked.mark_unanswered()
            messages.success(request, _("The request is to be answered again."))
        else:
            asked.mark_answered(timezone.now(), request.user)
            messages.success(request, _("The request is marked as answered."))
        return redirect("visit_requests:index")
