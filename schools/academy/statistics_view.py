"""Where the network, and academies for their departments, read how kits are used."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from museums.models import Department
from museums.network import is_network
from schools.academy.statistics import Dimension, csv_of, table_of
from schools.models.validation import academies_of


class StatisticsView(WagtailAdminTemplateMixin, View):
    """Downloads by class, discipline, museum, department and school year."""

    template_name = "schools/admin/statistics.html"
    page_title = gettext_lazy("Downloads of kits")
    header_icon = "clipboard-list"

    def dispatch(self, request: HttpRequest) -> HttpResponseBase:
        if not request.user.has_perm("schools.view_kitvalidation"):
            raise Http404
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("by")
        dimension = Dimension(asked) if asked in Dimension.values else Dimension.LEVEL
        departments = None
        if not is_network(request.user):
            academies = academies_of(request.user)
            departments = list(Department.objects.filter(academies__in=academies).distinct())
        table = table_of(dimension, departments)
        if "csv" in request.GET:
            name = f"telechargements-{dimension}-{localdate()}.csv"
            response = HttpResponse(csv_of(table), content_type="text/csv; charset=utf-8")
            response["Content-Disposition"] = f'attachment; filename="{name}"'
            return response
        return self.render_to_response(self.get_context_data(table=table, departments=departments))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"dimensions": Dimension}

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]
