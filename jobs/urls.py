"""Addresses of the feeds and the frame: plain, outside the page tree and the languages."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from cms.embedding import embed_script
from jobs import embed, views
from jobs.feeds import FORMATS


class JobFeedConverter(StringConverter):
    """The end of an address, which says in what form the offers are told."""

    regex = "|".join(FORMATS)


register_converter(JobFeedConverter, "job_feed")

urlpatterns = [
    path("emploi.<job_feed:kind>", views.job_feed, name="job_feed"),
    path("embed/emploi/", embed.embedded_offers, name="embedded_offers"),
    path("embed/emploi.js", embed_script, name="job_embed_script"),
]
