"""What an offer needs to be published."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.translation import gettext_lazy as _

from cms.country import is_in_france
from cms.forms import BasePageForm
from jobs.choices import SOURCES_ANYWHERE, ApplicationKind

if TYPE_CHECKING:
    from django.forms.models import BaseModelFormSet, ModelForm

OTHER_CONTRACT = "autre"


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
