"""The page on which somebody answers an invitation."""

from typing import Any

from django import forms
from django.contrib.auth import login
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cms.models import User
from cms.public_forms import same_origin_only
from museums.dashboard import CHOICE
from museums.models import Invitation
from museums.teams.inviting import accept, account_of, invitation_of

BACKEND = "django.contrib.auth.backends.ModelBackend"


class WelcomeForm(forms.Form):
    """What somebody says of themselves who has no account yet."""

    first_name = forms.CharField(
        label=gettext_lazy("First name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=gettext_lazy("Last name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["password"].help_text = " ".join(password_validators_help_texts())
        for field in self.fields.values():
            field.error_messages["required"] = _("Answer here: this answer is needed.")

    def clean(self) -> dict[str, Any]:
        """A password that is neither weak nor like one's own name."""
        cleaned = super().clean()
        if "password" in cleaned:
            person = User(
                email=self.email,
                first_name=cleaned.get("first_name", ""),
                last_name=cleaned.get("last_name", ""),
            )
            try:
                validate_password(cleaned["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned

    def make_person(self) -> User:
        """The account, or the one that nobody ever chose a password for."""
        person = User.objects.filter(email=self.email).first() or User(email=self.email)
        person.first_name = self.cleaned_data["first_name"]
        person.last_name = self.cleaned_data["last_name"]
        person.set_password(self.cleaned_data["password"])
        person.save()
        return person


@sensitive_post_parameters("password")
@same_origin_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Says who invites to what; only the button accepts, never the link."""
    invitation = invitation_of(token)
    if invitation is None or invitation.accepted_at:
        status = 200 if invitation else 404
        return render(request, "museums/invitation.html", {"invitation": invitation}, status=status)
    account = account_of(invitation)
    form = None if account else WelcomeForm(request.POST or None, email=invitation.email)
    if request.method == "POST" and (account or form.is_valid()):
        return _accepted(request, invitation, account, form)
    context = {"invitation": invitation, "form": form, "account": account}
    return render(request, "museums/invitation.html", context)


def _accepted(
    request: HttpRequest, invitation: Invitation, account: User | None, form: WelcomeForm | None
) -> HttpResponse:
    """On to the dashboard: who just chose a password need not type it again."""
    person = account or form.make_person()
    accept(invitation, person, timezone.now())
    if not account:
        login(request, person, backend=BACKEND)
    response = redirect("wagtailadmin_home")
    if invitation.museum:
        response["Location"] += f"?{CHOICE}={invitation.museum.pk}"
    return response
