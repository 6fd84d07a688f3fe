"""What an editor says of one date, of several, of a whole event."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.forms import DayInput
from events.choices import ExceptionKind, OccurrenceStatus
from events.models import OccurrenceException

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
        help_text=_("For a date that is moved. Leave it empty if only the time changes."),
    )
    new_start_time = forms.TimeField(label=_("New start"), required=False, widget=HourInput)
    new_end_time = forms.TimeField(label=_("New end"), required=False, widget=HourInput)
    reason = reason_field()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_moved = cleaned.get("kind") == ExceptionKind.MOVED
        has_moment = cleaned.get("new_date") or cleaned.get("new_start_time")
        if is_moved and not has_moment and not {"new_date", "new_start_time"} & set(self.errors):
            self.add_error("new_date", _("Give the new day or the new time."))
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
