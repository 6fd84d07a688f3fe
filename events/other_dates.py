"""Several dates as an editor types them: any way that people write a day, one after another.

They are typed rather than picked, so that a list pasted from a letter or a programme will do;
the list of the next dates says at once what was understood.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import TextFieldComparison, register_comparison_class
from wagtail.admin.widgets import AdminAutoHeightTextInput

from cms.french import folded
from events.fields import OtherDatesField, check_year
from events.sentences.words import WORDS

SEPARATORS = re.compile(r"[,;\n]+")
NUMERIC_FORMS = ("%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d")
WRITTEN = re.compile(r"(?:[a-z]+\.? )?(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+) (\d{4})")
MONTHS = {
    folded(name): number
    for words in WORDS.values()
    for number, name in enumerate(words.months, start=1)
}


def read_days(text: str) -> list[date]:
    """The days of a text, first to last, each once; ValidationError names what is not a day.

    >>> read_days("10/12/2026, 3 décembre 2026")
    [datetime.date(2026, 12, 3), datetime.date(2026, 12, 10)]
    """
    parts = (" ".join(part.split()) for part in SEPARATORS.split(text))
    return sorted({read_day(part) for part in parts if part})


def read_day(text: str) -> date:
    """One day, in figures or with its month in French or English."""
    day = _in_figures(text) or _in_words(text)
    if day is None:
        raise ValidationError(
            _("“%(text)s” is not a day with its year: write it as in 24/12/2026."),
            params={"text": text[:40]},
        )
    check_year(day)
    return day


def _in_figures(text: str) -> date | None:
    for form in NUMERIC_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 -- a day has no zone
        except ValueError:
            continue
    return None


def _in_words(text: str) -> date | None:
    written = WRITTEN.fullmatch(folded(text))
    if not written:
        return None
    day, month, year = written.groups()
    try:
        return date(int(year), MONTHS[month], int(day))
    except (KeyError, ValueError):
        return None


def write_days(days: Iterable[str]) -> str:
    """Stored days as the form shows them, one a line."""
    return "\n".join(f"{date.fromisoformat(day):%d/%m/%Y}" for day in days)


class OtherDatesFormField(forms.CharField):
    """Reads a list of days, and gives it as the database holds it."""

    widget = AdminAutoHeightTextInput

    def prepare_value(self, value: Any) -> str:
        return value if isinstance(value, str) else write_days(value or ())

    def clean(self, value: Any) -> list[str]:
        return [day.isoformat() for day in read_days(super().clean(value))]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the days are others, in whatever way they are written."""
        if self.disabled:
            return False
        try:
            return self.clean(data) != sorted(initial or ())
        except ValidationError:
            return True


class OtherDatesComparison(TextFieldComparison):
    """Says two versions of a set of days as the form shows them."""

    def __init__(self, field: models.Field, obj_a: models.Model, obj_b: models.Model) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a, self.val_b = (write_days(days or ()) for days in (self.val_a, self.val_b))


register_comparison_class(OtherDatesField, comparison_class=OtherDatesComparison)
