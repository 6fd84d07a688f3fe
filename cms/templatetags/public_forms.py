"""A form that anybody may send, whole; cms/templates/components/gallery.html shows it."""

from typing import Any, NamedTuple

from django import template
from django.forms import BoundField, CheckboxInput

from cms.public_forms import PublicForm

register = template.Library()


class Row(NamedTuple):
    """One question; `is_choice` where the answer is ticked."""

    field: BoundField
    is_choice: bool


class Mistake(NamedTuple):
    """What is wrong with one answer, and where it is; neither label nor anchor for the whole."""

    label: str
    anchor: str
    messages: list[str]


@register.inclusion_tag("components/public_form.html")
def public_form(form: PublicForm, label: str) -> dict[str, Any]:
    """The form with its hidden guards, what is wrong on top, and a button that says `label`."""
    rows = [Row(bound, _is_choice(bound)) for bound in form.visible_fields()]
    hidden = [message for bound in form.hidden_fields() for message in bound.errors]
    whole = [*form.non_field_errors(), *hidden]
    mistakes = [Mistake("", "", whole)] if whole else []
    mistakes += [
        Mistake(row.field.label, _anchor(row), list(row.field.errors))
        for row in rows
        if row.field.errors
    ]
    return {"form": form, "rows": rows, "mistakes": mistakes, "label": label}


def _is_choice(bound: BoundField) -> bool:
    return bound.use_fieldset or isinstance(bound.field.widget, CheckboxInput)


def _anchor(row: Row) -> str:
    """The id of the box to go to: of a list to tick, the first one."""
    return row.field.id_for_label or row.field.subwidgets[0].id_for_label
