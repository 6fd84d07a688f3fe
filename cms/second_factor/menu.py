"""Where one finds the second factor in the admin."""

from django.http import HttpRequest
from django.urls import URLPattern, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.second_factor.views import CodesView, EnrolView, MineView, PeopleView, ShowView


@hooks.register("register_admin_urls")
def second_factor_urls() -> list[URLPattern]:
    """All under one address."""
    patterns = [
        path("", MineView.as_view(), name="mine"),
        path("show/", ShowView.as_view(), name="show"),
        path("enrol/", EnrolView.as_view(), name="enrol"),
        path("codes/", CodesView.as_view(), name="codes"),
        path("people/", PeopleView.as_view(), name="people"),
    ]
    return [path("second-factor/", include((patterns, "second_factor")))]


@hooks.register("register_account_menu_item")
def my_second_factor(request: HttpRequest) -> dict[str, str]:
    """In one's account, for everybody."""
    return {
        "url": reverse("second_factor:mine"),
        "label": _("Second factor"),
        "help_text": _("Log in with a code of your telephone besides your password."),
    }


class PeopleMenuItem(MenuItem):
    """For the network's team, as its mail is; the page itself asks who keeps the site."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("cms.view_outgoingmessage")


@hooks.register("register_settings_menu_item")
def second_factors_item() -> MenuItem:
    """Who has a second factor."""
    return PeopleMenuItem(
        gettext_lazy("Second factors"),
        reverse("second_factor:people"),
        name="second-factors",
        icon_name="lock",
        order=1000,
    )
