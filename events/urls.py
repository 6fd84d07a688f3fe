"""Addresses of the feeds: plain, outside the page tree and the languages."""

from django.urls import path

from events import views

urlpatterns = [
    path("agenda.ics", views.network_feed, name="network_feed"),
    path("agenda/m/<slug:slug>.ics", views.museum_feed, name="museum_feed"),
    path("agenda/saison/<slug:slug>.ics", views.season_feed, name="season_feed"),
    path("agenda/e/<uuid:event_key>.ics", views.event_feed, name="event_feed"),
]
