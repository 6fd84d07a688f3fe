"""What a visitor asks of a list, as its address holds it: the same list, a filter more or less."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, NamedTuple
from urllib.parse import urlencode

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

MOST_INDEXED_FILTERS = 2


class Choice(NamedTuple):
    """A link to another selection; `is_current` where that is the one on show."""

    label: str
    url: str
    is_current: bool = False


class FilterAtWork(NamedTuple):
    """A filter by its name, and the list without it."""

    label: str
    url: str


class TickInput(forms.CheckboxInput):
    """A box whose value an address may spell in several ways, or get wrong."""

    SPELLINGS: ClassVar[Mapping[str, bool]] = {
        **dict.fromkeys(("1", "on", "oui", "true", "yes"), True),
        **dict.fromkeys(("", "0", "off", "non", "false", "no"), False),
    }

    def __init__(self) -> None:
        super().__init__(check_test=lambda value: value is True)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> bool | str:
        text = str(data.get(name, ""))
        return self.SPELLINGS.get(text.lower(), text)


class TickField(forms.BooleanField):
    """A filter that is at work or is not."""

    widget = TickInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs, required=False)

    def to_python(self, value: bool | str) -> bool:
        if not isinstance(value, bool):
            raise forms.ValidationError(_("Write 1, or leave it out."))
        return value


class FilterForm(forms.Form):
    """The filters of a list, read from the address.

    A key may be repeated. A wrong value is reported at its field and left out of the answer.
    """

    FILTERS: ClassVar[Mapping[str, str]] = {}  # the argument of `filtered()` for each key

    @cached_property
    def valid_values(self) -> dict[str, Any]:
        """The values that hold, by key, whatever else is wrong in the address."""
        self.is_valid()
        partly = {name: self._known(name) for name in self.errors}
        return {name: value for name, value in (self.cleaned_data | partly).items() if value}

    def filters(self) -> dict[str, Any]:
        """The arguments of a queryset's `filtered()`."""
        values = self.valid_values
        return {argument: values[key] for key, argument in self.FILTERS.items() if key in values}

    def label(self, name: str, value: str) -> str:
        """What a filter at work is called."""
        is_ticked = isinstance(self.fields[name], forms.BooleanField)
        return str(self.fields[name].label if is_ticked else self._labels(name).get(value, value))

    def _known(self, name: str) -> list[str]:
        """The values of a field that may have several, without those that are wrong."""
        if not isinstance(self.fields[name], forms.MultipleChoiceField):
            return []
        labels = self._labels(name)
        return [value for value in self[name].value() if value in labels]

    def _labels(self, name: str) -> dict[str, str]:
        """What each value of a filter is called, whatever group of choices it stands in."""
        labels = {}
        for value, label in getattr(self.fields[name], "choices", []):
            labels |= dict(label if isinstance(label, list) else [(value, label)])
        return labels


@dataclass(frozen=True)
class Selection:
    """What an address of a list asks for: the list's own address, and valid values."""

    url: str
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def query(self) -> str:
        """The selection, encoded for an address: one order, nothing that does not hold."""
        return urlencode(pairs(self.values))

    @property
    def is_indexed(self) -> bool:
        """Whether search engines may list it: few filters, or there would be no end of them."""
        return len(pairs(self.values)) <= MOST_INDEXED_FILTERS

    def address(self, **changes: Any) -> str:
        """The selection with other values; None takes a filter away."""
        kept = {name: value for name, value in (self.values | changes).items() if value}
        return f"{self.url}?{urlencode(pairs(kept))}" if kept else self.url

    def without_each(self, form: FilterForm) -> list[FilterAtWork]:
        """Each value of each filter."""
        return [one for name in self.values for one in self.without(name, form)]

    def without(self, name: str, form: FilterForm) -> list[FilterAtWork]:
        """Each value of one filter."""
        chosen = self.values[name]
        several = chosen if isinstance(chosen, list) else []
        return [
            FilterAtWork(
                form.label(name, value),
                self.address(**{name: [other for other in several if other != value]}),
            )
            for _name, value in pairs({name: chosen})
        ]


def pairs(values: dict[str, Any]) -> list[tuple[str, str]]:
    """Values as an address has them: (key, value), a key as often as it has values."""
    return [
        (name, "1" if one is True else str(one))
        for name, value in values.items()
        for one in (value if isinstance(value, list) else [value])
    ]
