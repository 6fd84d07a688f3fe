"""Columns of lists in the admin."""

from typing import Any

from django.template.defaultfilters import capfirst, yesno
from wagtail.admin.ui.tables import Column


class YesNoColumn(Column):
    """A fact in words: Wagtail's column of icons reads “True” aloud."""

    def get_value(self, instance: Any) -> str:
        return capfirst(yesno(super().get_value(instance)))
