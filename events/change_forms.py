"""What an editor says of one date, of several, of a whole event."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.forms import DayInput
from events.choices import ExceptionKind, OccurrenceStatus
from events.fields import check_year
from events.models import OccurrenceException

PLACE_LENGTH = OccurrenceException._meta.get_field("new_place").max_length
REASON_LENGTH = OccurrenceException._meta.get_field("reason").max_length


class HourInput(forms.TimeInput):
    """A time of day, with the browser's own box."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def reason_field() -> forms.CharField:
    """Why; nobody has to say it."""
    return forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=REASON_LENGTH,
        help_text=_("Optional. Visitors and calendars show it."),
    )


class DateChangeForm(forms.Form):
    """What becomes of one date."""

    kind = forms.ChoiceField(
        label=_("This date"),
        choices=[
            (OccurrenceStatus.SCHEDULED, _("takes place as announced")),
            *ExceptionKind.choices,
        ],
        widget=forms.RadioSelect,
    )
    new_date = forms.DateField(
        label=_("New day"),
        required=False,
        widget=DayInput,
        validators=[check_year],
        help_text=_("For a date that is moved. Leave it empty if only the time changes."),
    )
    new_start_time = forms.TimeField(label=_("New start"), required=False, widget=HourInput)
    new_end_time = forms.TimeField(
        label=_("New end"),
        required=False,
        widget=HourInput,
        help_text=_("Earlier than the start: the next day."),
    )
    new_place = forms.CharField(
        label=_("New place"),
        required=False,
        max_length=PLACE_LENGTH,
        help_text=_("If it takes place elsewhere that day: name and address, on one line."),
    )
    reason = reason_field()

    def __init__(self, *args: Any, earliest: date, **kwargs: Any) -> None:
        """`earliest` is the first day to which it may be moved."""
        super().__init__(*args, **kwargs)
        self.earliest = earliest

    def clean_new_date(self) -> date | None:
        day = self.cleaned_data["new_date"]
        if day and day < self.earliest:
            raise forms.ValidationError(_("This day is over: the date would no longer be shown."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_moved = cleaned.get("kind") == ExceptionKind.MOVED
        moved = {"new_date", "new_start_time", "new_place"}
        is_said = any(cleaned.get(name) for name in moved) or moved & set(self.errors)
        if is_moved and not is_said:
            self.add_error("new_date", _("Give the new day, the new time or the new place."))
        return cleaned


class ReasonForm(forms.Form):
    """Why the whole event is cancelled, or what is ticked."""

    reason = reason_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="id_whole_%s", **kwargs)  # two reasons on one page


class PeriodForm(forms.Form):
    """The days on which a museum, or an event, is closed."""

    du = forms.DateField(label=pgettext_lazy("of a closure", "From"), widget=DayInput)
    au = forms.DateField(label=pgettext_lazy("of a closure", "To"), widget=DayInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("du"), cleaned.get("au")
        if first and last and last < first:
            self.add_error("au", _("The last day comes before the first one."))
        return cleaned


class ClosureForm(PeriodForm):
    """The same, with the reason."""

    reason = reason_field()
