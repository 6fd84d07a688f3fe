"""Where an academy reads and answers, and where a museum asks and reads the answer."""

from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Length, Substr
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from museums.models import MuseumPage
from museums.network import is_network
from schools.academy.forms import DecisionForm, QueueFilterSet, function_of
from schools.academy.reading import FIRST_PAGE, page_of
from schools.academy.states import State, refusal_to_move
from schools.academy.validating import (
    NotAllowedError,
    agreements_for,
    ask,
    decide,
    give_back,
    reason_not_to_ask,
    situation_of,
    take,
    withdraw,
)
from schools.models import ClassKitPage, KitValidation, PartnershipAgreement
from schools.models.validation import academies_of

DONE: dict[str, Promise] = {
    State.READING: gettext_lazy("The kit “%(title)s” is being read: your academy answers it."),
    State.REQUESTED: gettext_lazy("The kit “%(title)s” waits for somebody to read it again."),
    State.VALIDATED: gettext_lazy("The kit “%(title)s” is validated."),
    State.REFUSED: gettext_lazy("The kit “%(title)s” is refused."),
    State.TO_CORRECT: gettext_lazy("The kit “%(title)s” is to be corrected by its museum."),
}


def readable_by(request: HttpRequest) -> QuerySet[KitValidation]:
    """What somebody may read of what academies were asked: a partner theirs, the network all."""
    validations = KitValidation.objects.with_kit()
    return validations if is_network(request.user) else validations.for_partner(request.user)


def state_of(validation: KitValidation) -> str:
    """Its state, and who reads it."""
    reader = validation.validator if validation.state == State.READING else None
    state = validation.get_state_display()
    return f"{state} ({reader.get_full_name() or reader.email})" if reader else state


class QueueView(IndexView):
    """What awaits an academy's answer, the longest waiting first."""

    model = KitValidation
    page_title = gettext_lazy("Kits to be read")
    header_icon = "clipboard-list"
    index_url_name = "kit_reviews:index"
    index_results_url_name = "kit_reviews:index_results"
    results_template_name = "schools/admin/queue_results.html"
    filterset_class = QueueFilterSet
    default_ordering = "requested_at"
    paginate_by = 25
    is_searchable = False
    columns = (
        TitleColumn(
            "kit",
            label=gettext_lazy("Kit"),
            get_url=lambda row: reverse("kit_reviews:review", args=[row.pk]),
        ),
        Column("release.number", label=gettext_lazy("Version")),
        Column("museum_title", label=gettext_lazy("Museum")),
        Column("academy", label=gettext_lazy("Academy")),
        DateColumn("requested_at", label=gettext_lazy("Asked"), sort_key="requested_at"),
        Column("state", label=gettext_lazy("State"), accessor=state_of),
    )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm("schools.view_kitvalidation"):
            raise Http404
        readable = readable_by(request)
        request.museum_paths = [
            path[: -Page.steplen]
            for path in readable.order_by().values_list("release__kit__path", flat=True).distinct()
        ]
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[KitValidation]:
        path = "release__kit__path"
        above = Substr(OuterRef(path), 1, Length(OuterRef(path)) - Page.steplen)
        museums = MuseumPage.objects.filter(path=above).order_by()
        return readable_by(self.request).annotate(museum_title=Subquery(museums.values("title")))


class ReviewMixin:
    """What is about one request; for whoever may not read it, it does not exist."""

    def dispatch(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponseBase:
        self.validation = get_object_or_404(readable_by(request), pk=pk)
        return super().dispatch(request, **kwargs)


class ReleasePageView(ReviewMixin, View):
    """The version itself, page by page."""

    def get(self, request: HttpRequest, path: str = FIRST_PAGE) -> HttpResponseBase:
        return page_of(self.validation.release, path)


class ReleasePackView(ReviewMixin, View):
    """The version as one ZIP, whatever became of its page; not counted as a download."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        file = self.validation.release.file
        name = file.name.rpartition("/")[2]
        return FileResponse(file.open("rb"), as_attachment=True, filename=name)


class ReviewView(ReviewMixin, WagtailAdminTemplateMixin, View):
    """One version of a kit: read it, then say what the academy thinks of it."""

    template_name = "schools/admin/review.html"
    page_title = gettext_lazy("Reading of a kit")
    header_icon = "clipboard-list"

    def get(self, request: HttpRequest) -> HttpResponse:
        initial = {"function": function_of(request.user.pk, self.validation)}
        return self._page(DecisionForm(self.validation, initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        act, form = request.POST.get("act"), DecisionForm(self.validation, request.POST)
        if act == "decide" and not form.is_valid():
            return self._page(form)
        try:
            self._do(act, form)
        except NotAllowedError as refusal:
            messages.error(request, str(refusal))
            return redirect("kit_reviews:review", self.validation.pk)
        messages.success(
            request, DONE[self.validation.state] % {"title": self.validation.kit.title}
        )
        if self.validation.is_open:
            return redirect("kit_reviews:review", self.validation.pk)
        return redirect("kit_reviews:index")

    def _do(self, act: str | None, form: DecisionForm) -> None:
        by, now = self.request.user, timezone.now()
        if act == "take":
            take(self.validation, by, now)
        elif act == "give-back":
            give_back(self.validation, by, now)
        elif act == "decide":
            decide(self.validation, form.decision, by, now)
        else:
            raise BadRequest(act)

    def _page(self, form: DecisionForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        validation = self.validation
        situation = situation_of(validation, self.request.user, localdate())
        wanted = State.VALIDATED if validation.state == State.READING else State.READING
        return super().get_context_data(**kwargs) | {
            "validation": validation,
            "kit": validation.kit,
            "release": validation.release,
            "museum": validation.kit.museum,
            "state": state_of(validation),
            "may_take": not refusal_to_move(situation, State.READING),
            "may_decide": not refusal_to_move(situation, State.VALIDATED),
            "may_give_back": not refusal_to_move(situation, State.REQUESTED),
            "refusal": refusal_to_move(situation, wanted) if validation.is_open else "",
            "before": KitValidation.objects.with_kit()
            .filter(release__kit=validation.kit, agreement__academy=validation.academy)
            .exclude(pk=validation.pk)
            .order_by("-requested_at"),
        }

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        queue = {"url": reverse("kit_reviews:index"), "label": QueueView.page_title}
        return [*super().get_breadcrumbs_items(), queue, {"url": "", "label": self.page_title}]


class KitValidationsView(WagtailAdminTemplateMixin, View):
    """What academies say of the versions of a kit, for its museum, which asks here."""

    template_name = "schools/admin/kit_validations.html"
    page_title = gettext_lazy("Validation by the academy")
    header_icon = "clipboard-list"

    def dispatch(self, request: HttpRequest, kit_id: int) -> HttpResponseBase:
        self.kit = get_object_or_404(ClassKitPage, pk=kit_id).source
        if not self.kit.permissions_for_user(request.user).can_edit():
            raise Http404
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            said = self._do(request.POST.get("act"), request.POST.get("pk", ""))
        except NotAllowedError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, said)
        return redirect("kit_validations", self.kit.pk)

    def _do(self, act: str | None, pk: str) -> str:
        number = int(pk) if pk.isdecimal() and len(pk) < 10 else 0
        if act == "ask":
            agreement = self.agreements.filter(pk=number).first()
            if reason := reason_not_to_ask(self.kit.current_release, agreement):
                raise NotAllowedError(reason)
            ask(self.kit.current_release, agreement, self.request.user, timezone.now())
            return _("The academy is asked: it was written to.")
        validation = get_object_or_404(self.validations, pk=number)
        withdraw(validation, self.request.user, timezone.now())
        return _("The request is withdrawn.")

    @cached_property
    def agreements(self) -> QuerySet[PartnershipAgreement]:
        return agreements_for(self.kit, localdate())

    @property
    def validations(self) -> QuerySet[KitValidation]:
        found = KitValidation.objects.with_kit().filter(release__kit=self.kit)
        return found.order_by("-requested_at", "-pk")

    def may_withdraw(self, validation: KitValidation) -> bool:
        situation = situation_of(validation, self.request.user, localdate())
        return not refusal_to_move(situation, State.WITHDRAWN)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        release, agreements = self.kit.current_release, list(self.agreements)
        reasons = {one: reason_not_to_ask(release, one) for one in agreements or [None]}
        return super().get_context_data(**kwargs) | {
            "kit": self.kit,
            "release": release,
            "validations": [(v, state_of(v), self.may_withdraw(v)) for v in self.validations],
            "askable": [one for one, reason in reasons.items() if not reason],
            "reason": next((reason for reason in reasons.values() if reason), ""),
        }

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.kit.pk])
        kit = {"url": edit, "label": self.kit.get_admin_display_title()}
        return [*super().get_breadcrumbs_items(), kit, {"url": "", "label": self.page_title}]


def agreement_file(request: HttpRequest, pk: int) -> FileResponse:
    """The signed agreement, for the network's team and the academy's partners."""
    agreement = get_object_or_404(PartnershipAgreement.objects.exclude(signed_file=""), pk=pk)
    mine = academies_of(request.user).filter(pk=agreement.academy_id).exists()
    if not (mine or is_network(request.user)):
        raise Http404
    name = f"{agreement.number}.pdf".replace("/", "-")
    response = FileResponse(agreement.signed_file.open("rb"), as_attachment=True, filename=name)
    response["Cache-Control"] = "private, no-store"
    return response
