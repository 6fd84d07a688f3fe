"""Addresses of the feeds of offers: plain, outside the page tree and the languages."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from jobs import views
from jobs.feeds import FORMATS


class JobFeedConverter(StringConverter):
    """The end of an address, which says in what form the offers are told."""

    regex = "|".join(FORMATS)


register_converter(JobFeedConverter, "job_feed")

urlpatterns = [path("emploi.<job_feed:kind>", views.job_feed, name="job_feed")]
