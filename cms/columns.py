"""Columns of lists in the admin."""

from typing import Any

from django.template.defaultfilters import capfirst, yesno
from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column


class YesNoColumn(Column):
    """A fact in words: Wagtail's column of icons reads “True” aloud."""

    def get_value(self, instance: Any) -> str:
        return capfirst(yesno(super().get_value(instance)))


class DayColumn(Column):
    """A day as one writes it: Wagtail's column of dates says of those to come “0 minutes ago”."""

    def get_value(self, instance: Any) -> str:
        day = super().get_value(instance)
        return date_format(day, "SHORT_DATE_FORMAT") if day else ""
