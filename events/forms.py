"""The filters of the agenda, read from the address; what an event needs to be published."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.apps import apps
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cms.forms import BasePageForm, DayInput, OneOfMany
from events.choices import ExceptionKind, SchoolHolidayPolicy
from events.occurrences import (
    MOST_FUTURE_DATES,
    match_exception,
    network_school_zone,
    sittings_of,
)
from events.recurrences import Sitting

if TYPE_CHECKING:
    from django.forms.models import BaseModelFormSet, ModelForm

    from events.models import EventSchedule


class AgendaFilterForm(forms.Form):
    """The filters of the agenda.

    Each key may be repeated. A wrong value is reported at its field and left out of the answer.
    """

    du = forms.DateField(label=_("From"), required=False, widget=DayInput)
    au = forms.DateField(label=_("To"), required=False, widget=DayInput)
    musee = forms.MultipleChoiceField(label=_("Museum"), required=False, widget=OneOfMany)
    dep = forms.MultipleChoiceField(
        label=_("Department"), required=False, widget=forms.CheckboxSelectMultiple
    )
    type = forms.MultipleChoiceField(
        label=_("Type"), required=False, widget=forms.CheckboxSelectMultiple
    )
    public = forms.MultipleChoiceField(
        label=_("Audience"), required=False, widget=forms.CheckboxSelectMultiple
    )
    gratuit = forms.BooleanField(label=_("Free of charge"), required=False)

    FILTERS = {
        "musee": "museums",
        "dep": "departments",
        "type": "types",
        "public": "audiences",
        "gratuit": "is_free",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        museums = apps.get_model("museums", "MuseumPage").objects.members()
        self.fields["musee"].choices = list(museums.values_list("slug", "title"))
        self.fields["musee"].widget.choices = [
            ("", _("All museums")),
            *self.fields["musee"].choices,
        ]
        self.fields["dep"].choices = _choices("museums", "Department", "code")
        self.fields["type"].choices = _choices("events", "EventType", "slug")
        self.fields["public"].choices = _choices("events", "Audience", "slug")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("du"), cleaned.get("au")
        if first and last and last < first:
            self.add_error("au", _("The last day comes before the first one."))
        return cleaned

    @property
    def valid_values(self) -> dict[str, Any]:
        """The values that hold, whatever else is wrong in the address."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def filters(self) -> dict[str, Any]:
        """The arguments of OccurrenceQuerySet.filtered()."""
        values = self.valid_values
        return {argument: values[key] for key, argument in self.FILTERS.items() if key in values}

    def period(self) -> tuple[date | None, date | None]:
        """The first and the last day asked for."""
        return self.valid_values.get("du"), self.valid_values.get("au")


def _choices(app: str, model: str, key: str) -> list[tuple[str, str]]:
    return [(getattr(term, key), str(term)) for term in apps.get_model(app, model).objects.all()]


class EventPageForm(BasePageForm):
    """An event as a museum writes it; dates are checked when it is published."""

    def clean_for_publication(self, cleaned: dict[str, Any]) -> None:
        super().clean_for_publication(cleaned)
        if not cleaned.get("is_free") and not cleaned.get("price"):
            self.add_error("price", _("Say what it costs, or tick “free of charge”."))
        if cleaned.get("is_free") and cleaned.get("price"):
            self.add_error("price", _("It is ticked as free of charge: leave the price empty."))
        if not cleaned.get("event_type"):
            self.add_error("event_type", _("Choose what kind of event it is."))
        schedules, exceptions = self.formsets["schedules"], self.formsets["exceptions"]
        if schedules.is_valid() and exceptions.is_valid():
            today = timezone.localdate()
            sittings = [
                sitting for form in _kept(schedules) for sitting in check_schedule(form, today)
            ]
            for form in _kept(exceptions):
                check_exception(form, sittings)


def _kept(formset: "BaseModelFormSet") -> "list[ModelForm]":
    """The filled-in lines of a formset that are not deleted."""
    return [
        form
        for form in formset.forms
        if form.has_changed() or form.instance.pk
        if not form.cleaned_data.get("DELETE")
    ]


def check_schedule(form: "ModelForm", today: date) -> list[Sitting]:
    """The sittings of one schedule; an error at the field that keeps it from having any."""
    schedule = form.instance
    for field, message in _schedule_errors(schedule):
        form.add_error(field, message)
    if form.errors:
        return []
    sittings = sittings_of(schedule, today)
    future = [sitting for sitting in sittings if sitting.day >= today]
    if not sittings:
        form.add_error(
            "recurrence",
            _("These dates never come: check the first day, the last one and what is left out."),
        )
    if len(future) > MOST_FUTURE_DATES:
        form.add_error(
            "until_date" if "until_date" in form.fields else None,
            _(
                "This makes %(count)s dates, more than calendars can take. Choose an earlier last "
                "day, or fewer days of the week."
            )
            % {"count": len(future)},
        )
    return sittings


def _schedule_errors(schedule: "EventSchedule") -> Iterator[tuple[str, str]]:
    if schedule.end_date and schedule.end_date < schedule.start_date:
        yield (
            "end_date",
            _("The last day, %(last)s, comes before the first one, %(first)s.")
            % {"last": date_format(schedule.end_date), "first": date_format(schedule.start_date)},
        )
    if schedule.end_time and not schedule.start_time:
        yield "start_time", _("Say when it begins, or empty the time at which it ends.")
    if schedule.end_time and schedule.end_time == schedule.start_time and not schedule.end_date:
        yield "end_time", _("It ends when it begins: correct one of the two, or empty this one.")
    if schedule.until_date and schedule.until_date < schedule.start_date:
        yield "until_date", _("This day comes before the first one: there would be no date.")
    if schedule.school_holidays != SchoolHolidayPolicy.ANY and not network_school_zone():
        yield (
            "school_holidays",
            _("The network has not chosen its school holiday zone yet: ask its team."),
        )


def check_exception(form: "ModelForm", sittings: list[Sitting]) -> None:
    """An error where an exception does not mean exactly one date, or moves it nowhere."""
    exception = form.instance
    matches = match_exception(exception, sittings)
    if not matches:
        form.add_error("date", _("The event does not take place on that date."))
    elif len(matches) > 1:
        form.add_error("time", _("It takes place several times that day: say at what time."))
    is_moved = exception.kind == ExceptionKind.MOVED
    if is_moved and not (exception.new_date or exception.new_start_time):
        form.add_error("new_date", _("Give the new date or the new time."))
