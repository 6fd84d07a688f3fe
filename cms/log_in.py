"""Logging in: who fails too often waits, and nobody's address is kept for that.

django-axes counts failures by name and connection together, so that nobody locks a colleague out
from elsewhere. What it stores of a name is a code that only this site can make.
"""

from datetime import timedelta
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from wagtail.admin.forms.auth import LoginForm

from cms.public_forms import visitor_network


class LogInForm(LoginForm):
    """Named in words, and known to whatever keeps people's passwords."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs |= {"autocomplete": "username", "inputmode": "email"}
        self.fields["password"].label = _("Password")
        self.fields["password"].widget.attrs["autocomplete"] = "current-password"


def name_tried(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """A code for the name that somebody tries, however they write it."""
    tried = (credentials or {}).get("username") or request.POST.get("username", "")
    return salted_hmac(__name__, tried.strip().lower(), algorithm="sha256").hexdigest()


def connection_tried_from(request: HttpRequest) -> str | None:
    """The address that somebody tries from; of a network, its first."""
    return visitor_network(request).partition("/")[0] or None


def ask_to_wait(
    request: HttpRequest,
    response: HttpResponseBase | None = None,
    credentials: dict[str, Any] | None = None,
) -> HttpResponse:
    """Say when one may try again."""
    tries = AccessAttempt.objects.filter(
        username=name_tried(request, credentials), ip_address=connection_tried_from(request)
    )
    last = tries.values_list("attempt_time", flat=True).order_by("attempt_time").last()
    # The minute after, since nobody reads seconds.
    until = (last or timezone.now()) + settings.AXES_COOLOFF_TIME + timedelta(minutes=1)
    return render(request, "cms/log_in_later.html", {"until": until}, status=429)
