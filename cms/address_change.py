"""Somebody gets another e-mail address, which is their log-in: the new one confirms first.

A slip of the pen shuts nobody out, and nobody takes an address that is not theirs. The old address
is told when it is over.
"""

from typing import Any

from django import forms
from django.conf import settings
from django.core.signing import BadSignature, dumps, loads
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin.views.account import BaseSettingsPanel
from wagtail.models import Site

from cms.models import NetworkSettings, OutgoingMessage, User
from cms.outbox import queue_message
from cms.public_forms import same_origin_only

SALT = __name__
LINK_LASTS_DAYS = 3
MOST_A_DAY = 5


def ask_to_confirm(person: User, email: str) -> None:
    """Write to the new address; nothing leaves where somebody logs in with it already.

    So nobody learns by asking who has an account. Five times a day, and once a day to the same
    address: nobody's letter box is filled.
    """
    email, asked = email.strip().lower(), f"address-{person.pk}-{localdate()}-"
    if User.objects.filter(email=email).exists():
        return
    if OutgoingMessage.objects.filter(key__startswith=asked).count() >= MOST_A_DAY:
        return
    token = dumps([person.pk, person.email, email], salt=SALT)
    url = settings.BASE_URL + reverse("confirm_address", args=[token])
    key = asked + salted_hmac(SALT, email).hexdigest()[:32]
    _write("ask", key, email, {"person": person, "url": url, "days": LINK_LASTS_DAYS})


def change_named_by(token: str) -> tuple[User, str] | None:
    """Whose address becomes which; None where the link is not ours, too old, or was used."""
    try:
        key, old, new = loads(token, salt=SALT, max_age=LINK_LASTS_DAYS * 24 * 3600)
    except BadSignature:
        return None
    person = User.objects.filter(pk=key, email=old, is_active=True).first()
    is_free = not User.objects.filter(email=new).exists()
    return (person, new) if person and is_free else None


@transaction.atomic
def change_address(person: User, email: str, token: str) -> None:
    """From now on they log in with the new address; the old one learns of it."""
    old, person.email = person.email, email
    person.save(update_fields=["email"])
    key = f"address-changed-{salted_hmac(SALT, token).hexdigest()[:32]}"
    _write("done", key, old, {"person": person, "email": email})


def _write(news: str, key: str, recipient: str, context: dict[str, Any]) -> None:
    network = NetworkSettings.for_site(Site.objects.get(is_default_site=True))
    subjects = {
        "ask": _("Confirm your new e-mail address"),
        "done": _("You log in with another e-mail address"),
    }
    queue_message(
        key=key,
        recipient=recipient,
        subject=subjects[news],
        text=render_to_string(f"cms/mail/address_{news}.txt", context | {"network": network}),
        reply_to=network.contact_email,
    )


@same_origin_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_address(request: HttpRequest, token: str) -> HttpResponse:
    """Only the button changes the address, never the link, which robots follow too."""
    change = change_named_by(token)
    is_done = bool(change) and request.method == "POST"
    if is_done:
        change_address(*change, token)
    context = {"email": change and change[1], "is_done": is_done}
    return render(request, "cms/confirm_address.html", context, status=200 if change else 404)


class OwnAddressForm(forms.Form):
    """One's own address; what is typed changes nothing before it is confirmed."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy(
            "You log in with it. Change it, and a message goes to the new one: the address changes "
            "once you open its link."
        ),
    )

    def __init__(self, *args: Any, instance: User, **kwargs: Any) -> None:
        super().__init__(*args, initial={"email": instance.email}, **kwargs)
        self.person = instance

    def save(self) -> None:
        if self.cleaned_data["email"].lower() != self.person.email:
            ask_to_confirm(self.person, self.cleaned_data["email"])


class AddressPanel(BaseSettingsPanel):
    """In one's account."""

    name = "address"
    title = gettext_lazy("E-mail address")
    order = 150
    form_class = OwnAddressForm
