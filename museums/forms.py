"""Forms of the directory: what a visitor filters by, what a museum fills in."""

from datetime import date, time
from typing import Any

from django import forms
from django.apps import apps
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cms.country import AREA_LABEL
from cms.forms import BasePageForm
from cms.holidays import public_holiday_name, public_holidays_between
from cms.selections import FilterForm

LATEST_CLOSING = time(6)  # of a night; a closing time after it is of the same day


class MuseumFilterForm(FilterForm):
    """The filters of the directory."""

    q = forms.CharField(label=_("Name or town"), required=False, max_length=100)
    dep = forms.MultipleChoiceField(
        label=AREA_LABEL, required=False, widget=forms.CheckboxSelectMultiple
    )
    theme = forms.MultipleChoiceField(
        label=_("Theme"), required=False, widget=forms.CheckboxSelectMultiple
    )

    FILTERS = {"q": "words", "dep": "departments", "theme": "themes"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        departments = apps.get_model("museums", "Department").objects.filter(museums__live=True)
        self.fields["dep"].choices = [(d.code, str(d)) for d in departments.distinct()]
        themes = apps.get_model("museums", "Theme").objects.all()
        self.fields["theme"].choices = [(theme.slug, str(theme)) for theme in themes]


class MuseumPageForm(BasePageForm):
    """What a museum says of itself."""

    closed_holidays = forms.MultipleChoiceField(
        label=_("Closed on these public holidays"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "department" in self.fields:
            self.fields["department"].label = AREA_LABEL
        if "closed_holidays" in self.fields:
            self.fields["closed_holidays"].choices = holiday_choices(timezone.localdate())

    def clean_for_publication(self, cleaned: dict[str, Any]) -> None:
        super().clean_for_publication(cleaned)
        for form in self.formsets.get("opening_slots", ()):
            if form.is_valid() and not form.cleaned_data.get("DELETE"):
                check_times(form)
        for form in self.formsets.get("opening_exceptions", ()):
            if form.is_valid() and not form.cleaned_data.get("DELETE"):
                check_times(form)


def holiday_choices(today: date) -> list[tuple[str, str]]:
    """(name of a public holiday in its own country, what it is called here) in a year's order."""
    days = public_holidays_between(today.replace(month=1, day=1), today.replace(month=12, day=31))
    return [(name, capfirst(public_holiday_name(day))) for day, name in days.items()]


def check_times(form: forms.ModelForm) -> None:
    """Say what is wrong in a line of times: nobody closes before they open.

    A closing time in the small hours is that of the night that follows.
    """
    times = form.cleaned_data
    for opens, closes in (("opens", "closes"), ("opens_again", "closes_again")):
        first, last = times.get(opens), times.get(closes)
        if first and last and LATEST_CLOSING < last <= first:
            form.add_error(closes, _("It closes before it opens: check both times."))
    noon, afternoon = times.get("closes"), times.get("opens_again")
    if noon and afternoon and afternoon < noon:
        form.add_error("opens_again", _("It opens again before it has closed: check both times."))
    admission, closes = times.get("last_admission"), times.get("closes_again") or noon
    if admission and closes and LATEST_CLOSING < closes < admission:
        form.add_error("last_admission", _("The last admission comes after the closing time."))
