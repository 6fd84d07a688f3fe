"""Who has a second factor shows it before anything of the admin."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views import View

from cms.second_factor.devices import has_second_factor, needs_second_factor

OPEN = {
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "second_factor:show",
}
ENROL = "second_factor:enrol"


class SecondFactor:
    """Stands before every view of the admin, once the password was right."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: list, kwargs: dict
    ) -> HttpResponse | None:
        name = request.resolver_match.view_name
        is_admin = request.path.startswith(reverse("wagtailadmin_home"))
        if not is_admin or name in OPEN or not request.user.is_authenticated:
            return None
        if request.user.is_verified():
            return None
        if has_second_factor(request.user):
            return ask_for(request, "second_factor:show")
        if name != ENROL and needs_second_factor(request.user):
            return ask_for(request, ENROL)
        return None


def ask_for(request: HttpRequest, name: str) -> HttpResponse:
    """To the page that asks, and from there on to where somebody wanted to go."""
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        raise PermissionDenied
    going_to = {"next": request.get_full_path()} if request.method == "GET" else {}
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode(going_to)}")
