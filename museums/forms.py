"""Forms of the directory: what a visitor filters by, what a museum fills in."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

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
        values = self.valid_values()
        return {
            "words": values.get("q", ""),
            "departments": values.get("dep", []),
            "themes": values.get("theme", []),
        }

    def valid_values(self) -> dict[str, Any]:
        """The values that hold, by key; nothing for an empty one."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def query(self) -> str:
        """The selection, encoded for an address."""
        return urlencode(self.valid_values(), doseq=True)

    def without_each(self, url: str) -> list[tuple[str, str]]:
        """Each filter by its name, with the address of the list `url` without it."""
        pairs = parse_qsl(self.query())
        labels = {name: dict(getattr(self.fields[name], "choices", [])) for name in self.fields}
        return [
            (labels[name].get(value, value), f"{url}?{urlencode(pairs[:at] + pairs[at + 1 :])}")
            for at, (name, value) in enumerate(pairs)
        ]


class MuseumPageForm(BasePageForm):
    """What a museum says of itself."""
