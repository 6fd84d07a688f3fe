"""The filters of the agenda, read from the address; what an event needs to be published."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from django import forms
from django.apps import apps
from django.db.models import F, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Concat, NullIf
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.forms import DayInput, OneOfMany
from cms.selections import FilterForm
from cms.templatetags.components import calendar_day
from events.choices import ExceptionKind, SchoolHolidayPolicy
from events.hosts import HostForm
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


class AgendaFilterForm(FilterForm):
    """The filters of the agenda."""

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
    saison = forms.MultipleChoiceField(
        label=_("Season"), required=False, widget=forms.CheckboxSelectMultiple
    )
    gratuit = forms.BooleanField(label=_("Free of charge"), required=False)
    expos = forms.BooleanField(label=_("Exhibitions only"), required=False)

    FILTERS = {
        "musee": "museums",
        "dep": "departments",
        "type": "types",
        "public": "audiences",
        "saison": "seasons",
        "gratuit": "is_free",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in filter_choices().items():
            self.fields[name].choices = choices
        museums = self.fields["musee"]
        museums.widget.choices = [("", _("All museums")), *museums.choices]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("du"), cleaned.get("au")
        if first and last and last < first:
            self.add_error("au", _("The last day comes before the first one."))
        return cleaned

    def period(self) -> tuple[date | None, date | None]:
        """The first and the last day asked for."""
        return self.valid_values.get("du"), self.valid_values.get("au")


def filter_choices() -> dict[str, list[tuple[str, str]]]:
    """What each filter offers, (value, label) in the order of a reader, in one query."""
    label = Coalesce(NullIf("name_en", Value("")), "name") if get_language() == "en" else F("name")
    department = Concat("name", Value(" ("), "code", Value(")"))
    offered = [
        _rows("musee", "museums.MuseumPage", "slug", F("title")),
        _rows("dep", "museums.Department", "code", department),
        _rows("type", "events.EventType", "slug", label, F("sort_order")),
        _rows("public", "events.Audience", "slug", label, F("sort_order")),
        _rows("saison", "events.SeasonPage", "slug", F("title")),
    ]
    choices: dict[str, list[tuple[str, str]]] = {
        name: [] for name in ("musee", "dep", "type", "public", "saison")
    }
    rows = offered[0].union(*offered[1:], all=True)
    for name, value, label, _rank in sorted(rows, key=lambda row: (row[3], alphabetical(row[2]))):
        choices[name].append((value, label))
    return choices


def _rows(
    name: str, model: str, value: str, label: Combinable, rank: Combinable | None = None
) -> QuerySet:
    """(filter, value, label, rank) of all that one filter offers."""
    manager = apps.get_model(model).objects
    pages = {"musee": "members", "saison": "visible"}
    rows = getattr(manager, pages.get(name, "all"))()
    return rows.order_by().values_list(
        Value(name), F(value), label, Value(0) if rank is None else rank
    )


def alphabetical(text: str) -> str:
    """A key that sorts É with E."""
    return normalize("NFKD", text).casefold()


class EventPageForm(HostForm):
    """An event as a museum writes it; dates are checked when it is published."""

    def defer_required_fields(self) -> None:
        """A draft may have no date yet: a schedule left as it came is no error, and not kept."""
        super().defer_required_fields()
        for form in self.formsets["schedules"]:
            if not form.instance.pk and set(form.changed_data) <= {"ORDER"}:
                form.changed_data.clear()  # its place in the list is the admin's doing
                form.fields["start_date"].required = False
                form.deferred_required_fields.append("start_date")

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
            sittings: list[Sitting] = []
            for form in _kept(schedules):
                sittings += check_schedule(form, today)
                check_number(form, sum(sitting.day >= today for sitting in sittings))
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
    if not sittings:
        form.add_error(
            "recurrence",
            _("These dates never come: check the first day, the last one and what is left out."),
        )
    return sittings


def check_number(form: "ModelForm", future: int) -> None:
    """An error at the schedule with which an event gets more dates than calendars take."""
    if future > MOST_FUTURE_DATES:
        form.add_error(
            "until_date",
            _(
                "This makes %(count)s dates, more than calendars can take. Choose an earlier last "
                "day, or fewer days of the week."
            )
            % {"count": number_format(future, force_grouping=True)},
        )


def _schedule_errors(schedule: "EventSchedule") -> Iterator[tuple[str, str]]:
    if schedule.end_date and schedule.end_date < schedule.start_date:
        yield (
            "end_date",
            _("The last day, %(last)s, comes before the first one, %(first)s.")
            % {
                "last": calendar_day(schedule.end_date, "year"),
                "first": calendar_day(schedule.start_date, "year"),
            },
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
