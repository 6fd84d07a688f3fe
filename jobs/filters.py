"""The filters of the offers, read from the address: of the list, its feeds, alerts and frames."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.apps import apps
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.country import AREA_LABEL, is_in_france
from cms.distances import Place
from cms.forms import OneOfMany
from cms.french import question_words
from cms.models import Town
from cms.nearby import NearbyFilterForm
from cms.town_names import plain_name
from jobs.choices import Category, LocationKind

if TYPE_CHECKING:
    from jobs.querysets import JobQuerySet

SOONEST = "cloture"  # the value of `tri` that puts the first to close in front


class JobFilterForm(NearbyFilterForm):
    """The filters of the offers.

    Whatever an offer may have holds, even where none has it: an address that somebody kept stays
    understood after its last offer closed, and one may wait for the first. The list proposes less.
    """

    q = forms.CharField(label=_("Job, museum or town"), required=False, max_length=100)
    contrat = forms.MultipleChoiceField(
        label=_("Contract"), required=False, widget=forms.CheckboxSelectMultiple
    )
    dep = forms.MultipleChoiceField(
        label=AREA_LABEL, required=False, widget=forms.CheckboxSelectMultiple
    )
    metier = forms.MultipleChoiceField(
        label=_("Family of occupations"), required=False, widget=forms.CheckboxSelectMultiple
    )
    categorie = forms.MultipleChoiceField(
        label=_("Category of the civil service"),
        required=False,
        choices=Category.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    musee = forms.MultipleChoiceField(label=_("Museum"), required=False, widget=OneOfMany)
    tri = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("", _("Newest first")), (SOONEST, _("First to close first"))],
    )

    field_order = ["q", "musee", "pres", "rayon"]
    FILTERS = {
        "q": "words",
        "contrat": "contracts",
        "dep": "departments",
        "categorie": "categories",
        "musee": "museums",
    }
    NOT_FILTERS = ("tri",)

    def __init__(self, data: QueryDict, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        offers = apps.get_model("jobs.JobPage").objects.visible()
        self.families = families(offers)
        self.fields["contrat"].choices = contract_choices()
        self.fields["dep"].choices = department_choices(offers)
        self.fields["metier"].choices = [(slug, names[0]) for slug, names in self.families.items()]
        if not is_in_france():
            self.fields["categorie"].choices = []  # of a civil service that is France's own
        museums = self.fields["musee"]
        museums.choices = museum_choices()
        self.data = with_present_slugs(self.data, dict(museums.choices))
        museums.widget.choices = [("", _("All museums")), *museums.choices]

    def clean_q(self) -> str:
        words = self.cleaned_data["q"]
        if words and not question_words(words):
            raise forms.ValidationError(gettext("Write a word."))
        return words

    def filters(self) -> dict[str, Any]:
        arguments = super().filters()
        chosen = self.valid_values.get("metier", [])
        if chosen:
            arguments["families"] = [name for slug in chosen for name in self.families[slug]]
        if self.nearby:
            arguments["places"] = list(self.nearby.distances)
        return arguments

    @property
    def is_lost(self) -> bool:
        """Whether nothing that holds is left of some filter: what was meant is not "all".

        The list says so to whoever looks at it. Feeds, alerts and frames, which nobody watches,
        are empty then: never everybody's offers in the place of one museum's.
        """
        harmless = (*self.NOT_FILTERS, "rayon")
        return any(name not in self.valid_values for name in self.errors if name not in harmless)

    @property
    def is_narrow(self) -> bool:
        """Whether it asks for less than all the offers."""
        return any(name not in self.NOT_FILTERS for name in self.valid_values)

    @property
    def filters_only(self) -> dict[str, Any]:
        """What is asked of the offers, without how they are shown."""
        values = self.valid_values
        return {name: one for name, one in values.items() if name not in self.NOT_FILTERS}

    @property
    def is_soonest_first(self) -> bool:
        return self.valid_values.get("tri") == SOONEST

    def places(self) -> Mapping[int, Place]:
        """The places of work, by key; those without coordinates lie where their town does."""
        kinds = [LocationKind.WORKPLACE, LocationKind.RESIDENCE]
        lines = apps.get_model("jobs.JobLocation").objects.filter(kind__in=kinds)
        rows = list(
            lines.values_list("pk", "city", "department_code", "latitude", "longitude", named=True)
        )
        known = {row.pk: row for row in rows if row.latitude is not None}
        towns = towns_by_name(plain_name(row.city) for row in rows if row.pk not in known)
        keys = {row.pk: (plain_name(row.city), row.department_code) for row in rows}
        found = {pk: towns[key] for pk, key in keys.items() if key in towns}
        return found | known

    def show_counts(self, offers: "JobQuerySet") -> None:
        """Say at each choice how many of these offers there are, all the other filters kept."""
        for name, argument in COUNTED.items():
            others = {key: value for key, value in self.filters().items() if key != argument}
            field = self.fields[name]
            if field.choices:
                counts = offers.filtered(**others).counted(name)
                choices = self._counted_choices(name, counts)
                if name == "musee":
                    choices = [("", _("All museums")), *choices]
                field.widget.choices = choices

    def _counted_choices(self, name: str, counts: Counter[str]) -> list[tuple[str, str]]:
        """« CDD · 3 ».

        A box to tick stays even without an offer, so that none moves under the hand. Of contracts,
        those that some offer has had are proposed; of museums, which are many, those that have one.
        """
        spellings = self.families if name == "metier" else {}
        numbers = {
            value: sum(counts[one] for one in spellings.get(value, [value]))
            for value, _label in self.fields[name].choices
        }
        proposed = set(numbers)
        if name == "musee":
            proposed = {value for value, number in numbers.items() if number}
        elif name == "contrat":
            proposed = self.used_contracts
        proposed = {*proposed, *self.valid_values.get(name, [])}
        return [
            (value, f"{label}\u00a0· {numbers[value]}")
            for value, label in self.fields[name].choices
            if value in proposed
        ]

    @cached_property
    def used_contracts(self) -> set[str]:
        """The types of contract that some offer has, open or closed."""
        rows = apps.get_model("jobs.JobPage").objects.visible().order_by()
        return set(rows.values_list("contract_types__slug", flat=True).distinct())

    @cached_property
    def at_work(self) -> int:
        """How many values are asked for."""
        return sum(
            len(value) if isinstance(value, list) else 1 for value in self.filters_only.values()
        )


# The argument of `filtered()` that each counted filter gives.
COUNTED = {
    "contrat": "contracts",
    "dep": "departments",
    "metier": "families",
    "categorie": "categories",
    "musee": "museums",
}


def towns_by_name(names: Iterable[str]) -> dict[tuple[str, str], Town]:
    """The towns of these names, by name and department."""
    found = Town.objects.filter(plain_name__in=set(names))
    return {(town.plain_name, town.department_code): town for town in found}


def contract_choices() -> list[tuple[str, str]]:
    """Every type of contract."""
    terms = apps.get_model("jobs.ContractType").objects.all()
    return [(term.slug, str(term)) for term in terms]


def department_choices(offers: "JobQuerySet") -> list[tuple[str, str]]:
    """The network's departments, and those where these offers have an address."""
    own = apps.get_model("museums.Department").objects.values_list("code", "name")
    places = apps.get_model("jobs.JobLocation").objects.filter(job__in=offers)
    rows = places.exclude(department_code="").order_by("department_code", "department")
    names = dict(rows.values_list("department_code", "department").distinct()) | dict(own)
    return [(code, f"{name} ({code})" if name else code) for code, name in sorted(names.items())]


def families(offers: "JobQuerySet") -> dict[str, list[str]]:
    """The families of occupations of these offers, each with all the ways that it is written.

    The one place that knows what stands for an occupation: the words that employers typed.
    """
    typed = offers.exclude(job_family="").order_by("job_family")
    found: dict[str, list[str]] = {}
    for name in typed.values_list("job_family", flat=True).distinct():
        found.setdefault(slugify(name), []).append(name)
    found.pop("", None)  # signs alone
    return found


def with_present_slugs(data: QueryDict, known: dict[str, str]) -> QueryDict:
    """The same address, where it names a museum by a former one: who subscribed is not lost."""
    asked = data.getlist("musee")
    unknown = [slug for slug in asked if slug and slug not in known and "\0" not in slug]
    if not unknown:
        return data
    former = apps.get_model("museums.FormerSlug").objects.filter(slug__in=unknown)
    present = dict(former.values_list("slug", "museum__slug"))
    renamed = data.copy()
    renamed.setlist("musee", [present.get(slug, slug) for slug in asked])
    return renamed


def museum_choices() -> list[tuple[str, str]]:
    """Every museum of the network."""
    museums = apps.get_model("museums.MuseumPage").objects.members()
    return list(museums.order_by("title").values_list("slug", "title"))
