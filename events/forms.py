"""What an event needs to be published."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from cms.templatetags.components import calendar_day
from events.choices import ExceptionKind, SchoolHolidayPolicy
from events.hosts import HostForm
from events.occurrences import (
    MOST_FUTURE_DATES,
    horizon_of,
    network_school_zone,
    rows_of,
    sittings_of,
)
from events.plans import announced, match_exception
from events.recurrences import Sitting
from events.widgets import ON_DATES

if TYPE_CHECKING:
    from django.forms.models import BaseModelFormSet, ModelForm

    from events.models import EventSchedule


class EventScheduleForm(WagtailAdminModelForm):
    """A schedule as its editor chooses it: only once, on several dates, or by a rule."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.other_dates and not self.instance.recurrence:
            self.initial["recurrence"] = ON_DATES

    def clean(self) -> dict[str, Any]:
        """What does not go with the choice never counts: it never keeps a draft from being kept."""
        cleaned = super().clean()
        if self["recurrence"].data[0] != ON_DATES:
            self.errors.pop("other_dates", None)
            cleaned["other_dates"] = []
        return cleaned


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
            now, today = timezone.now(), timezone.localdate()
            sittings: list[Sitting] = []
            for form in _kept(schedules):
                found = check_schedule(form, today)
                check_twice(form, found, sittings)
                sittings += found
                check_number(form, sum(sitting.day >= today for sitting in sittings))
            told = announced(self.instance, sittings, rows_of(self.instance), now)
            for form in _kept(exceptions):
                check_exception(form, told)


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
        form.add_error(*_why_never(schedule, today))
    if any(before.end > after.start for before, after in pairwise(sittings)):
        form.add_error("end_date", _lasts_too_long(schedule))
    return sittings


def _why_never(schedule: "EventSchedule", today: date) -> tuple[str, str]:
    """The field that keeps a schedule from having any date, and what to do about it."""
    horizon = horizon_of(schedule, today)
    if schedule.start_date > horizon:
        return (
            "start_date",
            _("Dates are known until %(day)s for now: an event that begins later cannot be shown.")
            % {"day": calendar_day(horizon, "year")},
        )
    return (
        "recurrence",
        _("These dates never come: check the first day, the last one and what is left out."),
    )


def _lasts_too_long(schedule: "EventSchedule") -> str:
    """Each date would still last when the next one comes: the end of a series in the wrong box."""
    if not schedule.recurrence:
        return _("Each of these dates would last until after the next one: correct this day.")
    return _(
        "Each date would last until after the next one. Leave this empty, unless each lasts "
        "several days: the last date of all is written in “Until”."
    )


def check_twice(form: "ModelForm", sittings: list[Sitting], others: list[Sitting]) -> None:
    """An error at the schedule that says again what one above it says, to the minute."""
    said = {(sitting.start, sitting.end) for sitting in others}
    twice = [sitting.day for sitting in sittings if (sitting.start, sitting.end) in said]
    if twice:
        form.add_error(
            "start_date",
            _("A schedule above already has the date of %(day)s, at the same hours.")
            % {"day": calendar_day(twice[0], "year")},
        )


def check_number(form: "ModelForm", future: int) -> None:
    """An error at the schedule with which an event gets more dates than calendars take."""
    if future > MOST_FUTURE_DATES:
        form.add_error(
            "until_date" if form.instance.recurrence else "other_dates",
            too_many_dates(future),
        )


def too_many_dates(count: int) -> str:
    """What to do about more dates than calendars take."""
    return _(
        "This makes %(count)s dates, more than calendars can take. Choose an earlier day in "
        "“Until”, or fewer days of the week."
    ) % {"count": number_format(count, force_grouping=True)}


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
    if schedule.recurrence and schedule.until_date and schedule.until_date < schedule.start_date:
        yield "until_date", _("This day comes before the first one: there would be no date.")
    if schedule.school_holidays != SchoolHolidayPolicy.ANY and not network_school_zone():
        yield (
            "school_holidays",
            _("The network has not chosen its school holiday zone yet: ask its team."),
        )


def check_exception(form: "ModelForm", sittings: list[Sitting]) -> None:
    """An error where an exception does not mean exactly one date, or moves it nowhere.

    One that was kept before, and lost its date because a schedule changed, is no error: the list
    of dates shows it until somebody decides.
    """
    exception = form.instance
    matches = match_exception(exception, sittings)
    is_as_kept = exception.pk and set(form.changed_data) <= {"ORDER"}
    if is_as_kept and len(matches) != 1:
        return
    if not matches:
        form.add_error("date", _("The event does not take place on that date."))
    elif len(matches) > 1:
        form.add_error("time", _("It takes place several times that day: say at what time."))
    is_moved = exception.kind == ExceptionKind.MOVED
    if is_moved and not (exception.new_date or exception.new_start_time or exception.new_place):
        form.add_error("new_date", _("Give the new date, the new time or the new place."))
