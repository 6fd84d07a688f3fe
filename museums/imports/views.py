"""Files of members in the admin: look at one, apply it, decide about what it proposes."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.spreadsheets import BYTE_ORDER_MARK
from museums.imports.columns import FIELDS, HEADINGS, template
from museums.imports.forms import MemberFileForm
from museums.imports.members import read_members, rehearse_members
from museums.imports.proposals import (
    BusyPageError,
    accept,
    by_museum,
    decided_by,
    refuse,
    waiting_for,
)
from museums.imports.reporting import Report
from museums.imports.tasks import apply_import
from museums.models import MemberImport, MuseumPage
from museums.network import is_network

LINES_A_PAGE = 100
PROPOSALS_A_PAGE = 200
Crumbs = list[dict[str, Any]]


class MemberImportsView(WagtailAdminTemplateMixin, TemplateView):
    """A page of the imports, for the network's team."""

    header_icon = "upload"
    page_title = gettext_lazy("Museums from a file")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_network(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> Crumbs:
        return [*super().get_breadcrumbs_items(), *self.crumbs()]

    def crumbs(self) -> Crumbs:
        """The way from the list of imports to this page."""
        return [{"url": reverse("member_imports:index"), "label": MemberImportsView.page_title}]


class IndexView(MemberImportsView):
    """Give a file; the imports before it."""

    template_name = "museums/admin/imports/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        columns = [(HEADINGS[field.name], field.columns, field.example) for field in FIELDS]
        return (
            {"form": MemberFileForm()}
            | super().get_context_data(**kwargs)
            | {
                "columns": columns,
                "imports": MemberImport.objects.defer("content", "lines").select_related(
                    "created_by"
                ),
                "waiting": waiting_for(self.request.user).count(),
            }
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Keep the file to be looked at; nothing is changed yet."""
        form = MemberFileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        given = MemberImport.objects.create(
            name=form.cleaned_data["file"].name[:255],
            content=form.content,
            is_publishing=form.cleaned_data["is_publishing"],
            created_at=timezone.now(),
            created_by=request.user,
        )
        return redirect("member_imports:import", given.pk)


class ImportView(MemberImportsView):
    """One file: what it would change, or what it changed."""

    template_name = "museums/admin/imports/import.html"

    @cached_property
    def given(self) -> MemberImport:
        return get_object_or_404(MemberImport, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return self.given.name

    def crumbs(self) -> Crumbs:
        return [*super().crumbs(), {"url": "", "label": self.given.name}]

    def report(self) -> Report:
        """The report that was kept, or what would come today."""
        given = self.given
        if given.applied_at:
            return Report.of_import(given)
        reading = read_members(bytes(given.content))
        return rehearse_members(reading, timezone.now(), is_publishing=given.is_publishing)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = self.report()
        lines = Paginator(report.lines, LINES_A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "given": self.given,
            "report": report,
            "lines": lines,
            "has_proposals": report.counts["proposed"] > 0,
        }

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Apply the file, or give it up."""
        if "forget" in request.POST:
            self.given.delete()
            return redirect("member_imports:index")
        apply_import.enqueue(self.given.pk, request.user.pk)
        messages.success(request, _("The file is imported; its report stands below."))
        return redirect("member_imports:import", self.given.pk)


class TemplateFileView(MemberImportsView):
    """A table to fill in, which a spreadsheet opens with its accents."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        response = HttpResponse(
            BYTE_ORDER_MARK + template(), content_type="text/csv; charset=utf-8"
        )
        response["Content-Disposition"] = 'attachment; filename="musees.csv"'
        return response


class ProposalsView(WagtailAdminTemplateMixin, TemplateView):
    """What files propose to one's museums, museum by museum, to accept or to refuse."""

    header_icon = "tasks"
    page_title = gettext_lazy("Proposals for the museums’ pages")
    template_name = "museums/admin/imports/proposals.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not decided_by(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> Crumbs:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        proposals = waiting_for(self.request.user).select_related(
            "museum__department", "museum__locale"
        )
        page = Paginator(proposals, PROPOSALS_A_PAGE).get_page(self.request.GET.get("p"))
        shown = page.object_list.prefetch_related("museum__themes")
        return super().get_context_data(**kwargs) | {"page": page, "museums": by_museum(shown)}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Decide about one proposal, or about all that a museum was proposed."""
        waiting = waiting_for(request.user).filter(museum=request.POST.get("museum") or 0)
        if "proposal" in request.POST:
            waiting = waiting.filter(pk=request.POST["proposal"])
        proposals = list(waiting)
        if not proposals:
            messages.warning(request, _("That was decided meanwhile."))
        elif "accept" in request.POST:
            self._accept(proposals)
        elif "refuse" in request.POST:
            refuse(proposals, timezone.now(), request.user)
            messages.success(request, _("Your text stays; it will not be proposed again."))
        return redirect("member_imports:proposals")

    def _accept(self, proposals: list[Any]) -> None:
        museum = MuseumPage.objects.get(pk=proposals[0].museum_id)
        try:
            is_on_line = accept(museum, proposals, timezone.now(), self.request.user)
        except BusyPageError:
            said = _("This page is locked or under review: decide once that is over.")
            messages.error(self.request, said)
            return
        if is_on_line:
            said = ngettext(
                "%(count)s field changed on line.",
                "%(count)s fields changed on line.",
                len(proposals),
            )
        else:
            said = ngettext(
                "%(count)s field changed in the draft.",
                "%(count)s fields changed in the draft.",
                len(proposals),
            )
        messages.success(self.request, said % {"count": len(proposals)})
