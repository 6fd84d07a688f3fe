"""Forms of the directory: what a visitor filters by, what a museum fills in."""

from typing import Any

from django import forms
from django.apps import apps
from django.utils.translation import gettext_lazy as _

from cms.forms import BasePageForm


class MuseumFilterForm(forms.Form):
    """The filters of the directory, read from the address."""

    q = forms.CharField(label=_("Name or town"), required=False, max_length=100)
    dep = forms.MultipleChoiceField(
        label=_("Department"), required=False, widget=forms.CheckboxSelectMultiple
    )
    theme = forms.MultipleChoiceField(
        label=_("Theme"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        departments = apps.get_model("museums", "Department").objects.filter(museums__live=True)
        self.fields["dep"].choices = [(d.code, str(d)) for d in departments.distinct()]
        themes = apps.get_model("museums", "Theme").objects.all()
        self.fields["theme"].choices = [(theme.slug, str(theme)) for theme in themes]

    def filters(self) -> dict[str, Any]:
        """The valid values; a wrong one is reported by the form and left out of the answer."""
        self.is_valid()
        cleaned = getattr(self, "cleaned_data", {})
        return {
            "words": cleaned.get("q", ""),
            "departments": cleaned.get("dep", []),
            "themes": cleaned.get("theme", []),
        }


class MuseumPageForm(BasePageForm):
    """What a museum says of itself."""
