"""Addresses of the feeds, the API and the frame: plain, outside the page tree and the languages."""

from django.urls import path

from events import embed, oembed, views
from events.api import api

urlpatterns = [
    path("agenda.ics", views.network_feed, name="network_feed"),
    path("agenda/m/<slug:slug>.ics", views.museum_feed, name="museum_feed"),
    path("agenda/e/<uuid:event_key>.ics", views.event_feed, name="event_feed"),
    path("api/agenda/v1/", api.urls),
    path("embed/agenda/", embed.embedded_agenda, name="embedded_agenda"),
    path("embed/agenda.js", embed.embed_script, name="embed_script"),
    path("oembed", oembed.oembed, name="oembed"),
]
