"""Forms of the directory: what a visitor filters by, what a museum fills in."""

from typing import Any

from django import forms
from django.apps import apps
from django.utils.translation import gettext_lazy as _

from cms.country import AREA_LABEL
from cms.forms import BasePageForm
from cms.selections import FilterForm


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "department" in self.fields:
            self.fields["department"].label = AREA_LABEL
