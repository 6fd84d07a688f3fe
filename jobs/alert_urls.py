"""Addresses of alerts, and of what messages about offers lead to, in each language."""

from django.urls import path
from django.utils.functional import lazy
from django.utils.translation import get_language

from jobs import alert_views
from jobs.end_views import offer_end

ADDRESSES = {"fr": "alerte-emploi/", "en": "job-alert/"}  # part of the design, like slugs


def address() -> str:
    return ADDRESSES.get(get_language(), ADDRESSES["fr"])


urlpatterns = [
    path(lazy(address, str)(), alert_views.job_alert, name="job_alert"),
    path("-/offres/<uuid:key>/", alert_views.job_mailing, name="job_mailing"),
    path("-/offres/<uuid:key>/fin/", alert_views.end_job_mailing, name="end_job_mailing"),
    path("-/offres/<str:token>/", offer_end, name="offer_end"),
]
