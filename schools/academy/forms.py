"""What a partner fills in to answer a museum; what narrows the queue."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import AdminDateInput

from museums.models import MuseumPage
from schools.academy.states import DECIDED, ValidationState
from schools.academy.validating import Decision
from schools.models import AcademyPartner, KitValidation

DONE, ALL = "decided", "all"


class DecisionForm(forms.Form):
    """What the academy says of a version."""

    state = forms.ChoiceField(
        label=gettext_lazy("Your decision"),
        choices=[
            (ValidationState.VALIDATED, gettext_lazy("Validate")),
            (ValidationState.TO_CORRECT, gettext_lazy("Ask for corrections")),
            (ValidationState.REFUSED, gettext_lazy("Refuse")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the three.")},
    )
    comment = forms.CharField(
        label=gettext_lazy("Comment"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Sent to the museum. Needed to refuse, or to ask for corrections."),
    )
    function = forms.CharField(
        label=gettext_lazy("Your function"),
        required=False,
        max_length=150,
        help_text=gettext_lazy("Signed with your name under what you validate."),
    )
    valid_until = forms.DateField(
        label=gettext_lazy("Valid until"), required=False, widget=AdminDateInput
    )

    def __init__(self, validation: KitValidation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.last_day = validation.agreement.ends_on
        self.fields["valid_until"].help_text = _(
            "Empty: as long as the agreement, until %(day)s."
        ) % {"day": self.last_day.strftime("%d/%m/%Y")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        state, comment = cleaned.get("state"), (cleaned.get("comment") or "").strip()
        if state and state != ValidationState.VALIDATED and not comment:
            self.add_error("comment", _("Say why, or what has to be corrected."))
        valid_until = cleaned.get("valid_until") or self.last_day
        is_validated = state == ValidationState.VALIDATED
        if is_validated and not localdate() <= valid_until <= self.last_day:
            self.add_error("valid_until", _("Choose a day from today to the agreement’s last."))
        return cleaned

    @property
    def decision(self) -> Decision:
        return Decision(
            **self.cleaned_data | {"state": ValidationState(self.cleaned_data["state"])}
        )


def function_of(partner_id: int, validation: KitValidation) -> str:
    """What somebody signs as, as their academy says."""
    partners = AcademyPartner.objects.filter(user=partner_id, academy=validation.academy)
    return next(iter(partners.values_list("function", flat=True)), "")


def museums_in_queue(request: HttpRequest | None) -> QuerySet[MuseumPage]:
    """The museums that the queue can be narrowed to: those that asked."""
    museums = MuseumPage.objects.sources().order_by("title", "pk")
    return museums.filter(path__in=request.museum_paths) if request else museums.none()


class QueueFilterSet(WagtailFilterSet):
    """Requests by how far they are and by museum; those that await an answer, unless asked."""

    show = django_filters.ChoiceFilter(
        label=gettext_lazy("Show"),
        choices=[(DONE, gettext_lazy("Decided")), (ALL, gettext_lazy("All"))],
        empty_label=gettext_lazy("To be read"),
        widget=forms.RadioSelect,
        method="by_progress",
    )
    museum = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Museum"),
        queryset=museums_in_queue,
        empty_label=gettext_lazy("All"),
        widget=forms.Select,
        method="of_museum",
    )

    class Meta:
        model = KitValidation
        fields = ()

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.form.cleaned_data.get("show"):
            queryset = queryset.open()
        return super().filter_queryset(queryset)

    def by_progress(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(state__in=DECIDED) if value == DONE else queryset

    def of_museum(self, queryset: QuerySet, name: str, museum: MuseumPage) -> QuerySet:
        return queryset.of_museum(museum)
