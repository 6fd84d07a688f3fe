"""How the feeds are, in the admin: the network's and everybody's, or those of one's own museums."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from events.health.reporting import (
    museum_health,
    museum_lines,
    network_health,
    other_readings,
)
from events.health.rights import keeps_network
from events.imports.rights import managed_museums
from museums.models import MuseumPage

MUSEUMS_A_PAGE = 50


class FeedsHealthView(WagtailAdminTemplateMixin, TemplateView):
    """All the feeds that somebody looks after; who has one museum goes straight to it."""

    template_name = "events/admin/health/feeds.html"
    page_title = gettext_lazy("Health of the calendars")
    header_icon = "calendar-check"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.keeps_network:
            museums = list(self.museums.values_list("pk", flat=True)[:2])
            if not museums:
                raise PermissionDenied
            if len(museums) == 1:
                return redirect("feed_health:museum", museums[0])
        return super().get(request, *args, **kwargs)

    @cached_property
    def keeps_network(self) -> bool:
        return keeps_network(self.request.user)

    @cached_property
    def museums(self) -> Any:
        return managed_museums(self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        museums = Paginator(self.museums, MUSEUMS_A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "health": network_health(today) if self.keeps_network else None,
            "others": other_readings(today) if self.keeps_network else [],
            "museums": museums,
            "lines": museum_lines(museums, today),
        }


class MuseumFeedHealthView(WagtailAdminTemplateMixin, TemplateView):
    """The feed of one museum, for those who write there; another museum's does not exist."""

    template_name = "events/admin/health/feed.html"
    header_icon = "calendar-check"

    @cached_property
    def museum(self) -> MuseumPage:
        return get_object_or_404(managed_museums(self.request.user), pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not managed_museums(request.user).exists():
            raise PermissionDenied
        return super().get(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return self.museum.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("feed_health:index"), "label": FeedsHealthView.page_title},
            {"url": "", "label": self.museum.title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        health = museum_health(self.museum, timezone.localdate())
        return super().get_context_data(**kwargs) | {"museum": self.museum, "health": health}
