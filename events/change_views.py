"""The dates of an event in the admin: what becomes of each, of several, of all of them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page

from cms.at_once import Change, change_at_once
from events import changes
from events.change_forms import ClosureForm, DateChangeForm, PeriodForm, ReasonForm
from events.choices import OccurrenceStatus
from events.dates import EventDates
from events.models import EventPage, Occurrence
from events.occurrences import exceptions_left, planned_occurrences
from events.plans import identity
from events.templatetags.agenda import when
from museums.models import MuseumPage

DATES_A_PAGE = 30
PAST_SHOWN = 30


class EventDatesView(WagtailAdminTemplateMixin, View):
    """The list of an event's dates, and what its other views share.

    An event that somebody may not even edit does not exist for them.
    """

    template_name = "events/admin/event_dates.html"
    page_title = gettext_lazy("The dates")
    header_icon = "date"
    status = 200

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.now = timezone.now()
        self.event = get_object_or_404(EventPage.objects.sources(), pk=kwargs.pop("event_id"))
        if not self.event.permissions_for_user(request.user).can_edit():
            raise Http404
        self.refusal = changes.refusal(self.event, request.user)
        if request.method == "POST" and self.refusal:
            self.status, self.template_name = 403, EventDatesView.template_name
            return EventDatesView.get(self, request)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **forms: Form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**forms), status=self.status)

    @cached_property
    def version(self) -> EventPage:
        """What its dates are read from: what is on line, or else the draft."""
        return self.event if self.event.live else self.event.get_latest_revision_as_object()

    @cached_property
    def rows(self) -> list[Occurrence]:
        if self.event.live:
            return list(Occurrence.objects.of_event(self.event.event_key))
        return planned_occurrences(self.version, self.now)

    def row(self, schedule_uid: str, slot: str) -> Occurrence:
        """The date of that address."""
        for row in self.rows:
            if identity(row) == (schedule_uid, slot[:8]):
                return row
        raise Http404

    def make(self, change: Change) -> None:
        change_at_once(self.event, change, self.request.user, self.now)

    def back(self, message: str, anchor: str = "") -> HttpResponse:
        """To the list, where one was, with what was done."""
        if not self.event.live:
            message += " " + _("Visitors see it once the event is published.")
        messages.success(self.request, message)
        page = self.request.POST.get("p", "")
        query = f"?p={page}" if page.isdigit() else ""
        return redirect(reverse("event_dates", args=[self.event.pk]) + query + anchor)

    def get_page_subtitle(self) -> str:
        return self.event.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        above = get_breadcrumbs_items_for_page(self.event, self.request.user)
        return [*above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        dates = EventDates(self.rows, self.now)
        coming = Paginator(dates.upcoming, DATES_A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            event=self.event,
            version=self.version,
            refusal=self.refusal,
            today=timezone.localdate(self.now),
            coming=coming,
            past=dates.past[: -PAST_SHOWN - 1 : -1],
            left=exceptions_left(self.version, self.now),
            **{"closure_form": ClosureForm(), "reason_form": ReasonForm(), **kwargs},
        )


class EventDateView(EventDatesView):
    """One date: in one click from the list, or with its new moment and the reason."""

    template_name = "events/admin/event_date.html"
    page_title = gettext_lazy("One date")

    def get(self, request: HttpRequest, schedule_uid: str = "", slot: str = "") -> HttpResponse:
        if self.refusal:
            raise Http404
        row = self.row(schedule_uid, slot)
        form = DateChangeForm(initial=self.said(row), earliest=self.earliest(row))
        return self.render_to_response(self.get_context_data(row=row, form=form))

    def post(self, request: HttpRequest, schedule_uid: str, slot: str) -> HttpResponse:
        row = self.row(schedule_uid, slot)
        is_one_click = "reason" not in request.POST
        form = DateChangeForm(request.POST, earliest=self.earliest(row))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(row=row, form=form))
        values = form.cleaned_data
        kind, name = values.pop("kind"), changes.DateName.of(row, self.rows)
        if kind == OccurrenceStatus.SCHEDULED:
            changes.restore(self.event, row, name, request.user, self.now)
        else:
            self.make(changes.marked([name], kind, **({} if is_one_click else values)))
        said = OccurrenceStatus(kind).label if kind != "scheduled" else _("as announced")
        today = timezone.localdate(self.now)
        words = {"date": capfirst(when(row, today)), "status": said.lower()}
        message = _("%(date)s: %(status)s.") % words
        if kind == OccurrenceStatus.MOVED:
            del self.rows  # it is told anew
            words["new_date"] = when(self.row(schedule_uid, slot), today)
            message = _("%(date)s: %(status)s, now %(new_date)s.") % words
        return self.back(message, f"#date-{schedule_uid}-{slot}")

    def earliest(self, row: Occurrence) -> date:
        """The first day to which a date may be moved: what is to come stays so."""
        return date.min if row.ends_at < self.now else timezone.localdate(self.now)

    def said(self, row: Occurrence) -> dict[str, Any]:
        """What is said of the date today."""
        name = changes.DateName.of(row, self.rows)
        for exception in self.version.exceptions.all():
            if name.is_meant_by(exception):
                fields = ("kind", "reason", *changes.MOVED)
                return {field: getattr(exception, field) for field in fields}
        return {"kind": OccurrenceStatus.SCHEDULED}


class EventClosureView(EventDatesView):
    """Cancels every date of a period."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ClosureForm(request.POST)
        if form.is_valid():
            values = form.cleaned_data
            rows = [
                row
                for row in EventDates(self.rows, self.now).upcoming
                if values["du"] <= row.starts_on <= values["au"]
                and not (row.is_span or row.is_cancelled)
            ]
            if rows:
                names = [changes.DateName.of(row, self.rows) for row in rows]
                self.make(changes.marked(names, OccurrenceStatus.CANCELLED, values["reason"]))
                return self.back(cancelled_message(len(rows)))
            form.add_error(None, _("There is no date to cancel from the one day to the other."))
        return self.get(request, closure_form=form)


class EventCancellationView(EventDatesView):
    """Cancels the whole event, or takes that back."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        if "restore" in request.POST:
            self.make(changes.not_cancelled)
            return self.back(_("The event takes place again, as its dates say."))
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self.get(request, reason_form=form)
        self.make(changes.wholly_cancelled(form.cleaned_data["reason"]))
        return self.back(_("The event is cancelled: so is each of its dates to come."))


class EventExceptionView(EventDatesView):
    """Takes away an exception that means no date any more."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, number: int) -> HttpResponse:
        left = exceptions_left(self.version, self.now)
        if number >= len(left):
            raise Http404
        self.make(changes.without(left[number]))
        return self.back(_("It is removed."))


class MuseumClosureView(WagtailAdminTemplateMixin, View):
    """« Closed from … to … »: the dates of a museum in a period, cancelled in one go.

    An exhibition that goes on before and after is not cancelled by some closed days: it is listed,
    and left alone unless it is ticked.
    """

    template_name = "events/admin/museum_closure.html"
    page_title = gettext_lazy("Closed from … to …")
    header_icon = "calendar"

    def dispatch(self, request: HttpRequest, museum_id: int) -> HttpResponse:
        self.now = timezone.now()
        self.museum = get_object_or_404(MuseumPage.objects.sources(), pk=museum_id)
        if not self.museum.permissions_for_user(request.user).can_change_at_once():
            raise Http404
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        form = PeriodForm(request.GET or None)
        return self.render_to_response(
            self.get_context_data(form=form, rows=self.rows(form), reason_form=ReasonForm())
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """The period is in the address, what is ticked in the form."""
        form, reason_form = PeriodForm(request.GET), ReasonForm(request.POST)
        rows = self.rows(form)
        ticked = [row for row in rows if str(row.pk) in request.POST.getlist("date")]
        ticked = [row for row in ticked if row.may_be_cancelled]
        if not ticked or not reason_form.is_valid():
            if not ticked:
                reason_form.add_error(None, _("Tick the dates that are cancelled."))
            context = self.get_context_data(form=form, rows=rows, reason_form=reason_form)
            return self.render_to_response(context)
        changes.close(ticked, reason_form.cleaned_data["reason"], request.user, self.now)
        messages.success(request, cancelled_message(len(ticked)))
        return redirect(request.get_full_path())

    def rows(self, form: PeriodForm) -> list[Occurrence]:
        """The dates of the period that are not over, each with whether one may cancel it."""
        if not form.is_bound or not form.is_valid():
            return []
        first, last = form.cleaned_data["du"], form.cleaned_data["au"]
        found = Occurrence.objects.standing().at_museum(self.museum).coming(self.now)
        found = found.filter(starts_on__lte=last, ends_on__gte=first).select_related("page")
        return list(self.with_rights(found))

    def with_rights(self, rows: Iterable[Occurrence]) -> Iterable[Occurrence]:
        refusals: dict[int, str] = {}
        for row in rows:
            if row.page_id not in refusals:
                refusals[row.page_id] = changes.refusal(row.page, self.request.user)
            row.may_be_cancelled = not row.is_cancelled and not refusals[row.page_id]
            yield row

    def get_page_subtitle(self) -> str:
        return self.museum.title

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        above = get_breadcrumbs_items_for_page(self.museum, self.request.user)
        return [*above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ticked = self.request.POST.getlist("date") if self.request.method == "POST" else None
        for row in kwargs["rows"]:
            row.is_ticked = not row.is_span if ticked is None else str(row.pk) in ticked
        today = timezone.localdate(self.now)
        return super().get_context_data(museum=self.museum, today=today, **kwargs)


def cancelled_message(number: int) -> str:
    """How many dates were cancelled."""
    text = ngettext("%(count)s date is cancelled.", "%(count)s dates are cancelled.", number)
    return text % {"count": number}
