"""Addresses of the downloads: plain, outside the page tree and the languages."""

from django.urls import path

from schools import catalogue_views, views

urlpatterns = [
    path("ecoles/kits/<slug:reference>/", views.kit_permalink, name="kit_permalink"),
    path("ecoles/kits/<slug:reference>/v<int:number>/complet.zip", views.kit_pack, name="kit_pack"),
    path(
        "ecoles/kits/<slug:reference>/latest/complet.zip",
        views.latest_kit_pack,
        name="latest_kit_pack",
    ),
    path(
        "ecoles/kits/<slug:reference>/v<int:number>/scolomfr.xml",
        catalogue_views.kit_record,
        name="kit_record",
    ),
    path("ecoles/oai", catalogue_views.oai, name="oai"),
]
