"""The filters of the agenda, read from the address: of its pages, its feeds, all that reuses it."""

from datetime import date
from typing import Any
from unicodedata import normalize

from django import forms
from django.apps import apps
from django.db.models import F, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Concat, NullIf
from django.utils.dates import WEEKDAYS
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cms.country import AREA_LABEL
from cms.forms import DayInput, OneOfMany
from cms.french import question_words
from cms.nearby import NearbyFilterForm
from cms.selections import TickField
from events.choices import WEEKDAY_CODES
from events.nearby import Host, HostKey, every_host

OLDEST = 120


class AgendaFilterForm(NearbyFilterForm):
    """The filters of the agenda.

    What an address does not ask for costs nothing: hosts are read where a place is named.
    `choices` are those of `filter_choices()`, for who has them already.
    """

    du = forms.DateField(label=gettext_lazy("From"), required=False, widget=DayInput)
    au = forms.DateField(label=gettext_lazy("To"), required=False, widget=DayInput)
    type = forms.MultipleChoiceField(
        label=gettext_lazy("Type"), required=False, widget=forms.CheckboxSelectMultiple
    )
    public = forms.MultipleChoiceField(
        label=gettext_lazy("Audience"), required=False, widget=forms.CheckboxSelectMultiple
    )
    age = forms.IntegerField(
        label=gettext_lazy("Age"), required=False, min_value=1, max_value=OLDEST
    )
    gratuit = TickField(label=gettext_lazy("Free of charge"))
    scolaire = TickField(label=gettext_lazy("For school groups"))
    expos = TickField(label=gettext_lazy("Exhibitions only"))
    acces = forms.MultipleChoiceField(
        label=gettext_lazy("Accessibility"), required=False, widget=forms.CheckboxSelectMultiple
    )
    q = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=100)
    jours = forms.MultipleChoiceField(
        label=gettext_lazy("Days of the week"),
        required=False,
        choices=[(code, capfirst(WEEKDAYS[day])) for day, code in enumerate(WEEKDAY_CODES)],
        widget=forms.CheckboxSelectMultiple,
    )
    dep = forms.MultipleChoiceField(
        label=AREA_LABEL, required=False, widget=forms.CheckboxSelectMultiple
    )
    ville = forms.MultipleChoiceField(label=gettext_lazy("Town"), required=False)
    saison = forms.MultipleChoiceField(
        label=gettext_lazy("Season"), required=False, widget=forms.CheckboxSelectMultiple
    )
    musee = forms.MultipleChoiceField(
        label=gettext_lazy("Museum"), required=False, widget=OneOfMany
    )

    field_order = ["du", "au"]  # days first, then the place
    FILTERS = {
        "musee": "museums",
        "dep": "departments",
        "type": "types",
        "public": "audiences",
        "age": "age",
        "acces": "access",
        "gratuit": "is_free",
        "scolaire": "is_for_schools",
        "q": "words",
        "jours": "weekdays",
        "saison": "seasons",
    }

    def __init__(
        self, *args: Any, choices: dict[str, list[tuple[str, str]]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in (choices or filter_choices()).items():
            self.fields[name].choices = offered
        museums = self.fields["musee"]
        museums.widget.choices = [("", _("All museums")), *museums.choices]
        if "ville" in self.data:
            self.fields["ville"].choices = self.towns()

    def clean_q(self) -> str:
        words = self.cleaned_data["q"]
        if words and not question_words(words):
            raise forms.ValidationError(_("Write a word."))
        return words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("du"), cleaned.get("au")
        if first and last and last < first:
            self.add_error("au", _("The last day comes before the first one."))
        return cleaned

    @cached_property
    def hosts(self) -> list[Host]:
        """All who receive the public."""
        return every_host()

    def towns(self) -> list[tuple[str, str]]:
        """Where there are hosts, (value, name) in the order of a reader."""
        towns = {host.town_slug: host.town for host in self.hosts}
        return sorted(towns.items(), key=lambda town: alphabetical(town[1]))

    def places(self) -> dict[HostKey, Host]:
        return {host.key: host for host in self.hosts}

    def filters(self) -> dict[str, Any]:
        arguments = super().filters()
        towns = self.valid_values.get("ville")
        if self.nearby or towns:
            arguments["hosts"] = self._hosts_in(towns)
        return arguments

    def filters_without_each(self) -> dict[str, dict[str, Any]]:
        """The arguments of `filtered()` without each filter at work, by its key.

        A place is one filter with its radius, and with the towns that may be named beside it.
        """
        filters = self.filters()
        arguments = dict.fromkeys(("ville", "pres"), "hosts") | self.FILTERS
        at_work = [key for key in arguments if key in self.valid_values]
        return {
            key: {name: value for name, value in filters.items() if name != arguments[key]}
            for key in at_work
        }

    def label(self, name: str, value: str) -> str:
        if name == "age":
            return _("%(age)s years old") % {"age": value}
        return super().label(name, value)

    def period(self) -> tuple[date | None, date | None]:
        """The first and the last day asked for."""
        return self.valid_values.get("du"), self.valid_values.get("au")

    def _hosts_in(self, towns: list[str] | None) -> set[HostKey]:
        """The hosts of these towns that are near the one asked for, if one is."""
        keys = {host.key for host in self.hosts if not towns or host.town_slug in towns}
        return keys & set(self.nearby.distances) if self.nearby else keys


def filter_choices() -> dict[str, list[tuple[str, str]]]:
    """What each filter offers, (value, label) in the order of a reader, in one query."""
    label = Coalesce(NullIf("name_en", Value("")), "name") if get_language() == "en" else F("name")
    department = Concat("name", Value(" ("), "code", Value(")"))
    offered = [
        _rows("musee", "museums.MuseumPage", "slug", F("title")),
        _rows("dep", "museums.Department", "code", department),
        _rows("type", "events.EventType", "slug", label, F("sort_order")),
        _rows("public", "events.Audience", "slug", label, F("sort_order")),
        _rows("acces", "events.AccessFeature", "slug", label, F("sort_order")),
        _rows("saison", "events.SeasonPage", "slug", F("title")),
    ]
    names = ("musee", "dep", "type", "public", "acces", "saison")
    choices: dict[str, list[tuple[str, str]]] = {name: [] for name in names}
    rows = offered[0].union(*offered[1:], all=True)
    for name, value, label, _rank in sorted(rows, key=lambda row: (row[3], alphabetical(row[2]))):
        choices[name].append((value, label))
    return choices


def _rows(
    name: str, model: str, value: str, label: Combinable, rank: Combinable | None = None
) -> QuerySet:
    """(filter, value, label, rank) of all that one filter offers."""
    manager = apps.get_model(model).objects
    pages = {"musee": "members", "saison": "visible"}
    rows = getattr(manager, pages.get(name, "all"))()
    return rows.order_by().values_list(
        Value(name), F(value), label, Value(0) if rank is None else rank
    )


def alphabetical(text: str) -> str:
    """A key that sorts É with E."""
    return normalize("NFKD", text).casefold()
