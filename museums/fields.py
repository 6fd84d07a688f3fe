"""How weekdays are stored and ticked."""

from typing import Any

from django import forms
from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst

EVERY_DAY = "0123456"


class WeekdaysField(models.CharField):
    """Some days of the week as their numbers in order, Monday first: "0156"."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 7)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:
        ignored = ("widget", "max_length", "choices_form_class", "form_class")
        options = {name: value for name, value in kwargs.items() if name not in ignored}
        return WeekdaysFormField(
            required=not self.blank, label=capfirst(self.verbose_name), **options
        )


class WeekdaysFormField(forms.MultipleChoiceField):
    """Seven boxes to tick."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        choices = [(str(number), capfirst(name)) for number, name in WEEKDAYS.items()]
        super().__init__(choices=choices, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return list(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        return "".join(sorted(super().clean(value)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(list(initial or ""), data)
