"""The life of a member, for the network's team: it merges into another, leaves, comes back."""

from tempfile import TemporaryFile
from typing import Any

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page

from museums.exporting import write_export
from museums.leaving import come_back, leave
from museums.merging import holdings_of, merge
from museums.models import Departure, MuseumPage
from museums.network import is_network


class MemberView(WagtailAdminTemplateMixin, View):
    """Something that only the network's team does with a member; for others it does not exist."""

    header_icon = "home"

    def dispatch(self, request: HttpRequest, museum_id: int) -> HttpResponseBase:
        if not is_network(request.user):
            raise Http404
        self.museum = get_object_or_404(MuseumPage, pk=museum_id).member
        return super().dispatch(request)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        above = get_breadcrumbs_items_for_page(self.museum, self.request.user)
        return [*above, {"url": "", "label": self.page_title}]

    def show(self, form: forms.Form, **kwargs: Any) -> HttpResponse:
        """The page, with what the museum has."""
        return self.render_to_response(
            self.get_context_data(
                form=form, museum=self.museum, holdings=holdings_of(self.museum), **kwargs
            )
        )


class MergeForm(forms.Form):
    """Which museum goes on, and that it is meant."""

    into = forms.ModelChoiceField(
        MuseumPage.objects.none(),
        label=gettext_lazy("Into which museum?"),
        empty_label=gettext_lazy("Choose…"),
        error_messages={"required": gettext_lazy("Choose the museum that goes on.")},
    )
    is_sure = forms.BooleanField(
        label=gettext_lazy("Yes, merge them"),
        error_messages={"required": gettext_lazy("Tick this box once you have read what happens.")},
    )

    def __init__(self, *args: Any, museum: MuseumPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = MuseumPage.objects.sources().exclude(pk=museum.pk)
        self.fields["into"].queryset = others.order_by("title")


class MergeView(MemberView):
    """One museum goes on as a part of another."""

    template_name = "museums/admin/merge.html"
    page_title = gettext_lazy("Merge into another museum")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(MergeForm(museum=self.museum))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = MergeForm(request.POST, museum=self.museum)
        if not form.is_valid():
            return self.show(form)
        into, title = form.cleaned_data["into"], self.museum.title
        merge(self.museum, into, request.user)
        messages.success(
            request,
            _("“%(title)s” is now a part of “%(into)s”.") % {"title": title, "into": into.title},
        )
        return redirect("wagtailadmin_explore", into.pk)


class LeaveForm(forms.Form):
    """That it is meant."""

    is_sure = forms.BooleanField(
        label=gettext_lazy("Yes, this museum leaves the network"),
        error_messages={"required": gettext_lazy("Tick this box once you have read what happens.")},
    )


class LeaveView(MemberView):
    """A museum leaves the network, or comes back to it."""

    template_name = "museums/admin/leave.html"
    page_title = gettext_lazy("Leave the network")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(LeaveForm(), departure=self.departure)

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.departure:
            come_back(self.departure, request.user)
            said = _("“%(title)s” is back in the network, as it was when it left.")
        else:
            form = LeaveForm(request.POST)
            if not form.is_valid():
                return self.show(form, departure=None)
            leave(self.museum, request.user, timezone.now())
            said = _("“%(title)s” left the network.")
        messages.success(request, said % {"title": self.museum.title})
        return redirect("museum_leave", self.museum.pk)

    @property
    def departure(self) -> Departure | None:
        return Departure.objects.filter(museum=self.museum).first()


class ExportView(MemberView):
    """All that a museum has here, as one ZIP."""

    def get(self, request: HttpRequest) -> FileResponse:
        now, file = timezone.now(), TemporaryFile()  # noqa: SIM115 -- the response closes it
        write_export(self.museum, now, file)
        file.seek(0)
        name = f"{self.museum.slug}-{timezone.localdate(now)}.zip"
        return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
