"""The calendars that a museum gave, in the admin: try, save, read now, pause, see what came."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from events.imports.forms import CalendarSourceForm
from events.imports.reporting import Notes
from events.imports.rights import managed_museums, managed_sources
from events.imports.running import rehearse
from events.imports.tasks import import_source
from events.models import CalendarSource, EventPage, ImportReport

LINES_A_PAGE = 100
Crumbs = list[dict[str, Any]]


class ImportsView(WagtailAdminTemplateMixin, TemplateView):
    """A page of the imports, for those who write for a museum."""

    header_icon = "download"
    page_title = gettext_lazy("Imported calendars")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not managed_museums(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> Crumbs:
        return [*super().get_breadcrumbs_items(), *self.crumbs()]

    def crumbs(self) -> Crumbs:
        """The way from the list of calendars to this page."""
        return [{"url": reverse("imports:index"), "label": ImportsView.page_title}]

    @cached_property
    def sources(self) -> QuerySet[CalendarSource]:
        return managed_sources(self.request.user)

    @cached_property
    def source(self) -> CalendarSource:
        """The calendar of the address; another museum's does not exist."""
        return get_object_or_404(self.sources, pk=self.kwargs["pk"])


class SourcesView(ImportsView):
    """All the calendars of one's museums."""

    template_name = "events/admin/imports/sources.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "sources": self.sources,
            "has_many_museums": managed_museums(self.request.user)[:2].count() > 1,
        }


class AddSourceView(ImportsView):
    """A new calendar: first tried, which changes nothing, then saved."""

    template_name = "events/admin/imports/source_form.html"
    page_title = gettext_lazy("Import a calendar")
    instance: CalendarSource | None = None

    def crumbs(self) -> Crumbs:
        return [*super().crumbs(), {"url": "", "label": self.page_title}]

    def form(self, data: Any = None) -> CalendarSourceForm:
        return CalendarSourceForm(data, instance=self.instance, user=self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"form": self.form()} | super().get_context_data(**kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        if "try" in request.POST:
            tried = _shown(rehearse(form.instance, timezone.now()))
            return self.render_to_response(self.get_context_data(form=form, tried=tried))
        source = form.save()
        messages.success(request, _("The calendar is saved; it is read every hour."))
        return redirect("imports:source", source.pk)


class EditSourceView(AddSourceView):
    """A calendar that was given before; a changed address or mode may be tried as well."""

    page_title = gettext_lazy("Change the import")

    @property
    def instance(self) -> CalendarSource:
        return self.source


class SourceView(ImportsView):
    """One calendar: its state, what it no longer announces, its last reports, what one may do."""

    template_name = "events/admin/imports/source.html"

    def get_page_title(self) -> str:
        return str(self.source)

    def crumbs(self) -> Crumbs:
        return [*super().crumbs(), {"url": "", "label": str(self.source)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = self.source.reports.first()
        return super().get_context_data(**kwargs) | {
            "source": self.source,
            "vanished": EventPage.objects.filter(
                imported__source=self.source, imported__vanished_at__isnull=False
            ),
            "report": report,
            "lines": report.lines.select_related("page")[:LINES_A_PAGE] if report else [],
            "reports": self.source.reports.all(),
        }

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Read it now, pause it or go on, or give it up; its events stay."""
        source = self.source
        if "run" in request.POST:
            import_source.enqueue(source.pk)
            messages.success(request, _("The calendar is read; its report stands below."))
        elif "pause" in request.POST:
            source.is_active = not source.is_active
            source.save(update_fields=["is_active"])
        elif "delete" in request.POST:
            source.delete()
            messages.success(request, _("The calendar is no longer imported; its events stay."))
            return redirect("imports:index")
        return redirect("imports:source", source.pk)


class ReportView(ImportsView):
    """One report, line by line."""

    template_name = "events/admin/imports/report.html"
    page_title = gettext_lazy("Import report")

    def crumbs(self) -> Crumbs:
        source_url = reverse("imports:source", args=[self.source.pk])
        return [
            *super().crumbs(),
            {"url": source_url, "label": str(self.source)},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = get_object_or_404(ImportReport, source=self.source, pk=self.kwargs["report"])
        lines = Paginator(report.lines.select_related("page"), LINES_A_PAGE)
        page = lines.get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {"report": report, "lines": page}


def _shown(notes: Notes) -> dict[str, Any]:
    """A rehearsal as the templates show a report."""
    return {"report": notes.report(), "lines": notes.lines[:LINES_A_PAGE], "notes": notes}
