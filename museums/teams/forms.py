"""What the people who look after a team fill in."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.country import AREA_LABEL
from cms.french import normalise
from cms.models import User
from cms.town_names import plain_name
from museums.choices import OF_A_MUSEUM, Role
from museums.models import Department, MuseumPage

EXPLAINED = {
    Role.EDITOR: gettext_lazy("Editor: writes the museum’s pages, events, kits and offers"),
    Role.LEAD: gettext_lazy("Lead: writes too, and looks after this team"),
    Role.PARTNER: gettext_lazy("Academic partner: validates class kits"),
    Role.NETWORK: gettext_lazy("The network’s team: everything, for every museum"),
}


class InviteForm(forms.Form):
    """Whom to invite, and to do what."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        error_messages={
            "required": gettext_lazy("Give the address of the person to invite."),
            "invalid": gettext_lazy("An address such as prenom.nom@musee.fr."),
        },
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, roles: tuple[Role, ...] = OF_A_MUSEUM, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, EXPLAINED[role]) for role in roles]
        self.fields["role"].initial = roles[0]

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class AddressForm(forms.Form):
    """Another address for somebody."""

    email = forms.EmailField(label=gettext_lazy("New e-mail address"))

    def clean_email(self) -> str:
        """An address that nobody else logs in with."""
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError(_("Somebody logs in with this address already."))
        return email


class NewMemberForm(forms.Form):
    """A museum that joins, and who is to look after it."""

    title = forms.CharField(
        label=gettext_lazy("Name of the museum"),
        max_length=255,
        error_messages={"required": gettext_lazy("Give the name of the museum.")},
    )
    town = forms.CharField(
        label=gettext_lazy("Town"),
        max_length=100,
        error_messages={"required": gettext_lazy("Give the town: it is part of the address.")},
    )
    department = forms.ModelChoiceField(
        Department.objects.none(),
        label=AREA_LABEL,
        empty_label=gettext_lazy("Choose…"),
        error_messages={"required": gettext_lazy("Choose where the museum is.")},
    )
    lead = forms.EmailField(
        label=gettext_lazy("E-mail address of its lead"),
        required=False,
        help_text=gettext_lazy(
            "This person is invited to look after the museum. Empty: you invite somebody later."
        ),
    )
    is_published = forms.BooleanField(
        label=gettext_lazy("On line at once"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Not ticked: a draft, which the museum completes and publishes."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = Department.objects.all()

    def clean(self) -> dict[str, Any]:
        """A museum that is there already is not added a second time."""
        cleaned = super().clean()
        title, town = cleaned.get("title", ""), cleaned.get("town", "")
        if title and town and _is_known(title, town):
            self.add_error("title", _("This museum is a member already."))
        return cleaned


def _is_known(title: str, town: str) -> bool:
    known = MuseumPage.objects.sources().values_list("title", "town")
    asked = (normalise(title), plain_name(town))
    return any((normalise(one), plain_name(place)) == asked for one, place in known)
