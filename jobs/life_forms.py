"""What somebody says of the end of an offer, in the admin or by the link of a message."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cms.forms import DayInput
from jobs import life
from jobs.choices import CloseReason
from jobs.models import JobDeadlineChange, JobPage


class ProlongForm(forms.Form):
    """Until when the offer stays open."""

    day = forms.DateField(
        label=_("New deadline"),
        widget=DayInput,
        help_text=_("The last day on which one may apply."),
        error_messages={
            "required": _("Choose the new deadline."),
            "invalid": _("Write the day as 24/12/2026."),
        },
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=JobDeadlineChange._meta.get_field("reason").max_length,
        help_text=_("Optional. Visitors read it beside the new deadline."),
    )

    def __init__(self, *args: Any, offer: JobPage, now: datetime, **kwargs: Any) -> None:
        proposed = {"day": life.proposed_end(offer, localdate(now))}
        super().__init__(*args, initial=proposed, prefix="prolong", **kwargs)
        self.offer, self.now = offer, now

    def clean_day(self) -> date:
        day = self.cleaned_data["day"]
        life.check_new_end(self.offer, day, self.now)
        return day


class CloseForm(forms.Form):
    """Why nobody may apply any more."""

    reason = forms.ChoiceField(
        label=_("Why is it closed?"),
        choices=CloseReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say why the offer is closed.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix="close", **kwargs)


class LifeForms:
    """The two questions about an offer; which one was answered is in the name of its button."""

    def __init__(self, offer: JobPage, now: datetime, data: Any = None) -> None:
        asked = [name for name in ("prolong", "close") if data and name in data]
        self.asked = asked[0] if asked else ""
        self.offer, self.now = offer, now
        self.prolong = ProlongForm(data if self.asked == "prolong" else None, offer=offer, now=now)
        self.close = CloseForm(data if self.asked == "close" else None)

    def carry_out(self, user: Any) -> str:
        """Do what was asked; its name, empty where something is missing or wrong."""
        if self.asked == "prolong" and self.prolong.is_valid():
            said = self.prolong.cleaned_data
            life.prolong(self.offer, said["day"], said["reason"], user, self.now)
            return self.asked
        if self.asked == "close" and self.close.is_valid():
            life.close(self.offer, self.close.cleaned_data["reason"], user, self.now)
            return self.asked
        return ""
