"""Forms of the directory: what a visitor filters by, what a museum fills in."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django import forms
from django.apps import apps
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.country import AREA_LABEL
from cms.distances import Place
from cms.forms import BasePageForm
from cms.french import question_words
from cms.holidays import public_holiday_name, public_holidays_between
from cms.nearby import NearbyFilterForm
from cms.selections import TickField
from museums.opening_hours import Rule, overlap

OPEN_TODAY, OPEN_NOW = "jour", "maintenant"
# What an address calls the questions of accessibility that one may filter by.
ACCESS = {
    "plain-pied": "has_level_entrance",
    "salles": "has_level_rooms",
    "parking": "has_disabled_parking",
    "toilettes": "has_adapted_toilets",
    "boucle": "has_hearing_loop",
    "lsf": "has_sign_language",
    "audiodescription": "has_audio_description",
    "tactile": "has_touch_exhibits",
    "falc": "has_easy_text",
}
LATEST_CLOSING = time(6)  # of a night; a closing time after it is of the same day


class MuseumFilterForm(NearbyFilterForm):
    """The filters of the directory."""

    q = forms.CharField(label=_("Name or town"), required=False, max_length=100)
    ouvert = forms.ChoiceField(
        label=pgettext_lazy("of a museum", "Open"),
        required=False,
        choices=[("", _("Any day")), (OPEN_TODAY, _("Open today")), (OPEN_NOW, _("Open now"))],
    )
    gratuit = TickField(label=_("Always free of charge"))
    dep = forms.MultipleChoiceField(
        label=AREA_LABEL, required=False, widget=forms.CheckboxSelectMultiple
    )
    theme = forms.MultipleChoiceField(
        label=_("Theme"), required=False, widget=forms.CheckboxSelectMultiple
    )
    label = forms.MultipleChoiceField(
        label=pgettext_lazy("of a museum", "Label"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    acces = forms.MultipleChoiceField(
        label=_("Accessibility"), required=False, widget=forms.CheckboxSelectMultiple
    )

    field_order = ["q"]
    FILTERS = {
        "q": "words",
        "dep": "departments",
        "theme": "themes",
        "label": "labels",
        "gratuit": "is_free",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        museum = apps.get_model("museums", "MuseumPage")
        departments = apps.get_model("museums", "Department").objects.filter(museums__live=True)
        themes = apps.get_model("museums", "Theme").objects.all()
        labels = apps.get_model("museums", "Label").objects.filter(museumpage__live=True)
        self.fields["dep"].choices = [(d.code, str(d)) for d in departments.distinct()]
        self.fields["theme"].choices = [(theme.slug, str(theme)) for theme in themes]
        self.fields["label"].choices = [(one.slug, str(one)) for one in labels.distinct()]
        self.fields["acces"].choices = [
            (slug, capfirst(museum._meta.get_field(name).verbose_name))
            for slug, name in ACCESS.items()
        ]

    def clean_q(self) -> str:
        words = self.cleaned_data["q"]
        if words and not question_words(words):
            raise forms.ValidationError(_("Write a word."))
        return words

    def places(self) -> dict[int, Place]:
        members = apps.get_model("museums", "MuseumPage").objects.members().order_by()
        rows = members.values_list("pk", "latitude", "longitude", named=True)
        return {row.pk: row for row in rows}

    def filters(self) -> dict[str, Any]:
        access = [ACCESS[slug] for slug in self.valid_values.get("acces", [])]
        return super().filters() | ({"access": access} if access else {})


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

    def clean(self) -> dict[str, Any]:
        """A code that another museum bears is refused in a draft too: rows are stored at once."""
        cleaned = super().clean()
        for form in kept_forms(self.formsets.get("identifiers")):
            self._check_identifier(form)
        return cleaned

    def clean_for_publication(self, cleaned: dict[str, Any]) -> None:
        super().clean_for_publication(cleaned)
        prices = kept_forms(self.formsets.get("prices"))
        if cleaned.get("is_free") and any(form.cleaned_data.get("amount") for form in prices):
            self.add_error(
                "is_free",
                _("It is ticked as always free, and has a price: correct one of the two."),
            )
        lines = kept_forms(self.formsets.get("opening_slots"))
        for form in (*lines, *kept_forms(self.formsets.get("opening_exceptions"))):
            check_times(form)
        check_overlaps(form for form in lines if not form.errors)

    def _check_identifier(self, form: forms.ModelForm) -> None:
        form.instance.museum = self.instance
        holder = form.instance.holders().select_related("museum").first()
        if holder:
            form.add_error(
                "value",
                _("This is the code of “%(museum)s”: check it, or ask the network’s team.")
                % {"museum": holder.museum.title},
            )


def kept_forms(formset: forms.BaseFormSet | None) -> list[forms.ModelForm]:
    """The lines that were understood and that nobody struck out."""
    found = formset.forms if formset else []
    return [form for form in found if form.is_valid() and not form.cleaned_data.get("DELETE")]


def check_overlaps(lines: Iterable[forms.ModelForm]) -> None:
    """Say which line opens what another line of the same period has open already."""
    by_space: dict[str, list[tuple[forms.ModelForm, Rule]]] = defaultdict(list)
    for form in lines:
        by_space[form.instance.space].append((form, form.instance.rule()))
    for pairs in by_space.values():
        again = overlap(rule for _form, rule in pairs)
        for form, rule in pairs:
            if rule is again:
                form.add_error(
                    "opens", _("It is already open at these times: see the lines above.")
                )


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
