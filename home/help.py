"""The help of those who publish: two screens, to read or to print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.addresses import address_of
from cms.models import NetworkSettings
from museums.actions import museum_actions
from museums.dashboard import museum_at_hand
from museums.teams.roles import leads


def help_page(request: HttpRequest) -> HttpResponse:
    """How to add an event, to change a date, to credit a picture; whom to ask."""
    museum = museum_at_hand(request)
    return render(
        request,
        "home/admin/help.html",
        {
            "page_title": _("Publish step by step"),
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": _("Dashboard")},
                {"url": "", "label": _("Publish step by step")},
            ],
            "museum": museum,
            "actions": museum_actions(museum) if museum else [],
            "is_lead": bool(museum) and leads(request.user, museum),
            "network": NetworkSettings.for_request(request),
            "contact_url": address_of("home.ContactPage"),
        },
    )
