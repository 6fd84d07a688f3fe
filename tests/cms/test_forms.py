"""Lists to choose from, as filters show them."""

from django import forms
from django.test import SimpleTestCase

from cms.forms import OneOfMany

same_html = SimpleTestCase().assertHTMLEqual


class Filters(forms.Form):
    museum = forms.MultipleChoiceField(
        required=False, widget=OneOfMany, choices=[("caen", "Caen"), ("a&b", "A & B")]
    )
    level = forms.MultipleChoiceField(
        required=False,
        widget=OneOfMany,
        choices=[("", "Toutes"), ("Cycle 3", [("cm2", "CM2"), ("6e", "6e")])],
    )


def test_one_of_many_is_shown_as_django_would_show_it():
    form = Filters({"museum": ["a&b"], "level": ["6e"]})
    for name in form.fields:
        ours = str(form[name])
        django = forms.Select(choices=form.fields[name].choices).render(
            name, form[name].value()[0], {"id": f"id_{name}"}
        )
        same_html(ours, django)
