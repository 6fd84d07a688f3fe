"""What a visitor asks for, read from the address."""

from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.french import words
from search.kinds import KINDS

LONGEST_QUESTION = 100


class SearchForm(forms.Form):
    """A question, and the one kind of results to show."""

    q = forms.CharField(
        label=_("What are you looking for?"),
        required=False,
        max_length=LONGEST_QUESTION,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    type = forms.ChoiceField(
        required=False,
        choices=[(kind.slug, kind.label) for kind in KINDS],
        widget=forms.HiddenInput,
    )

    def clean_q(self) -> str:
        question = self.cleaned_data["q"]
        if question and not any(len(word) > 1 or word.isdigit() for word in words(question)):
            raise ValidationError(_("Write a word of two letters at least."))
        return question

    @property
    def question(self) -> str:
        """The question as it was written; empty where there is none, or none that one can ask."""
        return self._value("q")

    @property
    def kind(self) -> str:
        """The kind of results to show; empty for all of them."""
        return self._value("type")

    def query(self) -> str:
        """The question and its kind, encoded for an address."""
        values = {"q": self.question, "type": self.kind}
        return urlencode({name: value for name, value in values.items() if value})

    def _value(self, name: str) -> str:
        self.is_valid()
        return self.cleaned_data.get(name, "")
