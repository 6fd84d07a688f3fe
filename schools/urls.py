"""Addresses of the downloads: plain, outside the page tree and the languages."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from schools import catalogue_views, views
from schools.choices import LESSER_PACKS, Pack

ROOT = "ecoles/kits/<slug:reference>/"


class LesserPackConverter(StringConverter):
    """A part of a version that is a ZIP of its own."""

    regex = "|".join(pack.value for pack in LESSER_PACKS)


register_converter(LesserPackConverter, "lesser_pack")

urlpatterns = [
    path(ROOT, views.kit_permalink, name="kit_permalink"),
    path(f"{ROOT}v<int:number>/{Pack.COMPLETE}.zip", views.kit_pack, name="kit_pack"),
    path(f"{ROOT}v<int:number>/<lesser_pack:pack>.zip", views.kit_pack, name="lesser_kit_pack"),
    path(f"{ROOT}v<int:number>/{Pack.CHOICE}.zip", views.kit_choice, name="kit_choice"),
    path(f"{ROOT}v<int:number>/scolomfr.xml", catalogue_views.kit_record, name="kit_record"),
    path(f"{ROOT}v<int:number>/<path:path>", views.kit_paper, name="kit_paper"),
    path(f"{ROOT}latest/{Pack.COMPLETE}.zip", views.latest_kit_pack, name="latest_kit_pack"),
    path(
        f"{ROOT}latest/<lesser_pack:pack>.zip",
        views.latest_kit_pack,
        name="latest_lesser_kit_pack",
    ),
    path("ecoles/oai", catalogue_views.oai, name="oai"),
]
