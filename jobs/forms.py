"""The filters of the list, read from the address; what an offer needs to be published."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from cms.country import AREA_LABEL, is_in_france
from cms.forms import BasePageForm, OneOfMany
from cms.selections import FilterForm
from jobs.choices import SOURCES_ANYWHERE, ApplicationKind, Category

if TYPE_CHECKING:
    from django.forms.models import BaseModelFormSet, ModelForm

    from jobs.querysets import JobQuerySet

OTHER_CONTRACT = "autre"


class JobFilterForm(FilterForm):
    """The filters of the list.

    What they offer is what any offer on the site has, open or closed: an address that somebody
    kept stays understood after its last offer closed.
    """

    q = forms.CharField(label=_("Job, museum or town"), required=False, max_length=100)
    contrat = forms.MultipleChoiceField(
        label=_("Contract"), required=False, widget=forms.CheckboxSelectMultiple
    )
    dep = forms.MultipleChoiceField(
        label=AREA_LABEL, required=False, widget=forms.CheckboxSelectMultiple
    )
    categorie = forms.MultipleChoiceField(
        label=_("Category of the civil service"),
        required=False,
        choices=Category.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    musee = forms.MultipleChoiceField(label=_("Museum"), required=False, widget=OneOfMany)

    FILTERS = {
        "q": "words",
        "contrat": "contracts",
        "dep": "departments",
        "categorie": "categories",
        "musee": "museums",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offers = apps.get_model("jobs.JobPage").objects.visible()
        self.fields["contrat"].choices = contract_choices(offers)
        self.fields["dep"].choices = department_choices(offers)
        if not is_in_france():
            self.fields["categorie"].choices = []  # of a civil service that is France's own
        museums = self.fields["musee"]
        museums.choices = museum_choices(offers)
        museums.widget.choices = [("", _("All museums")), *museums.choices]


def contract_choices(offers: "JobQuerySet") -> list[tuple[str, str]]:
    """The types of contract that some of these offers have."""
    terms = apps.get_model("jobs.ContractType").objects
    used = offers.order_by().filter(contract_types=OuterRef("pk"))
    return [(term.slug, str(term)) for term in terms.filter(Exists(used))]


def department_choices(offers: "JobQuerySet") -> list[tuple[str, str]]:
    """The departments in which some of these offers have an address, « Calvados (14) »."""
    places = apps.get_model("jobs.JobLocation").objects.filter(job__in=offers)
    rows = places.exclude(department_code="").order_by("department_code", "department")
    names = dict(rows.values_list("department_code", "department").distinct())
    return [(code, f"{name} ({code})" if name else code) for code, name in names.items()]


def museum_choices(offers: "JobQuerySet") -> list[tuple[str, str]]:
    """The museums that some of these offers name as an employer."""
    lines = apps.get_model("jobs.JobEmployer").objects.filter(museum=OuterRef("pk"), job__in=offers)
    museums = apps.get_model("museums.MuseumPage").objects.members().filter(Exists(lines))
    return list(museums.order_by("title").values_list("slug", "title"))


class JobPageForm(BasePageForm):
    """An offer as a museum writes it: what publication needs, each said at its field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "source" in self.fields and not is_in_france():
            self.fields["source"].choices = SOURCES_ANYWHERE

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        reference = cleaned.get("external_reference")
        namesakes = (
            type(self.instance)
            .objects.exclude(pk=self.instance.pk)
            .filter(source=cleaned.get("source"), external_reference=reference)
        )
        if reference and namesakes.exists():
            self.add_error(
                "external_reference",
                _("An offer of this source already bears this reference: change that one instead."),
            )
        return cleaned

    def clean_for_publication(self, cleaned: dict[str, Any]) -> None:
        super().clean_for_publication(cleaned)
        contracts = cleaned.get("contract_types") or []
        if not contracts:
            self.add_error("contract_types", _("Choose the type of contract."))
        is_other = OTHER_CONTRACT in [contract.slug for contract in contracts]
        if is_other and not cleaned.get("contract_text"):
            self.add_error("contract_text", _("Say what other contract it is."))
        if not cleaned.get("sections"):
            self.add_error("sections", _("Say what the work is: write one part of the text."))
        if cleaned.get("deadline_time") and not cleaned.get("deadline_on"):
            self.add_error("deadline_on", _("Give the day of the deadline, or empty its time."))
        for name, check in ROW_CHECKS.items():
            for form in _kept(self.formsets[name]):
                check(form)


def _kept(formset: "BaseModelFormSet") -> "list[ModelForm]":
    """The filled-in lines of a formset that are not deleted."""
    if not formset.is_valid():
        return []
    return [
        form
        for form in formset.forms
        if form.has_changed() or form.instance.pk
        if not form.cleaned_data.get("DELETE")
    ]


def check_employer(form: "ModelForm") -> None:
    if not form.cleaned_data.get("museum") and not form.cleaned_data.get("name"):
        form.add_error("name", _("Name the employer, or choose a museum of the network."))


def check_location(form: "ModelForm") -> None:
    if not form.cleaned_data.get("city") and not form.cleaned_data.get("venue"):
        form.add_error("city", _("Say in which town it is."))


def check_application(form: "ModelForm") -> None:
    """An error where an address is not of the kind that was chosen."""
    kind, value = form.cleaned_data.get("kind"), form.cleaned_data.get("value")
    if kind == ApplicationKind.POST:
        if not form.cleaned_data.get("postal_address"):
            form.add_error("postal_address", _("Write the postal address."))
        return
    if kind == ApplicationKind.PHONE and not value:
        form.add_error("value", _("Write the telephone number."))
    validator, message = ADDRESS_CHECKS.get(kind, (None, ""))
    try:
        if validator:
            validator(value)
    except ValidationError:
        form.add_error("value", message)


ADDRESS_CHECKS = {
    ApplicationKind.EMAIL: (
        EmailValidator(),
        _("Write an e-mail address, such as candidature@musee.fr."),
    ),
    ApplicationKind.URL: (URLValidator(), _("Write the whole address, beginning with https://.")),
    ApplicationKind.FORM: (URLValidator(), _("Write the whole address, beginning with https://.")),
}
ROW_CHECKS = {
    "employers": check_employer,
    "locations": check_location,
    "applications": check_application,
}
