"""Addresses beside the page tree, in each language."""

from django.urls import path
from django.utils.functional import lazy
from django.utils.translation import get_language

from museums import views
from museums.reporting import report_error
from museums.teams.accepting import answer_invitation

ADDRESSES = {"fr": "signaler-une-erreur", "en": "report-an-error"}  # part of the design, like slugs


def address() -> str:
    return f"{ADDRESSES.get(get_language(), ADDRESSES['fr'])}/<int:page_id>/"


urlpatterns = [
    path("-/horaires/<str:token>/", views.confirm_hours, name="confirm_hours"),
    path("-/invitation/<str:token>/", answer_invitation, name="invitation"),
    path(lazy(address, str)(), report_error, name="report_error"),
]
