"""A town in a form, by its name or its postcode."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.models import Town


class TownField(forms.CharField):
    """Which town somebody means. What is unclear is an error that proposes towns instead."""

    def clean(self, value: Any) -> Town | None:
        """The town; None where nothing was typed."""
        text = super().clean(value)
        if not text:
            return None
        towns = Town.objects.meant_by(text)
        if len(towns) == 1:
            return towns[0]
        if towns:
            message = _("Several towns may be meant: choose one.")
        else:
            message = _("No such town is known: check the spelling, or give a postcode.")
            towns = Town.objects.spelt_like(text)
        raise ValidationError(message, code="unclear_town", params={"towns": towns})


def proposed_towns(form: forms.Form) -> list[Town]:
    """The towns to choose from where what a form says of one is unclear."""
    errors = [error for errors in form.errors.as_data().values() for error in errors]
    unclear = [error.params["towns"] for error in errors if error.code == "unclear_town"]
    return [town for towns in unclear for town in towns]
