"""The list of the members."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from cms.models import BasePage
from museums.cards import cards_of
from museums.forms import OPEN_NOW, OPEN_TODAY, MuseumFilterForm
from museums.map_tiles import allow_map_tiles
from museums.models.member import MuseumPage
from museums.openings import open_at, open_on, openings_of
from museums.querysets import MuseumQuerySet
from museums.selections import MuseumSelection
from museums.structured_data import museum_feature

MUSEUMS_A_PAGE = 24


class MuseumIndexPage(RoutablePageMixin, BasePage):
    """All the members of the network."""

    summary = models.CharField(_("summary"), max_length=300, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("summary")]

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["museums.MuseumPage"]
    page_description = _("The list of the members, each with its own branch.")

    class Meta:
        verbose_name = _("list of museums")
        verbose_name_plural = _("lists of museums")

    @path("")
    def list_of_museums(self, request: HttpRequest) -> HttpResponse:
        """The museums, page by page, with a map on demand."""
        response = self.render(request)
        allow_map_tiles(response)
        return response

    @path("carte/")
    def map_of_museums(self, request: HttpRequest) -> JsonResponse:
        """The same museums as GeoJSON, all of them: what the map shows."""
        form = MuseumFilterForm(request.GET)
        found = museums_asked(form, timezone.localtime()).exclude(latitude=None)
        features = [museum_feature(museum) for museum in found.in_spoken_words()]
        return JsonResponse(
            {"type": "FeatureCollection", "features": features},
            content_type="application/geo+json",
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        now = timezone.localtime()
        form = MuseumFilterForm(request.GET)
        selection = MuseumSelection(self.get_url(request), form.valid_values)
        found = museums_asked(form, now)
        page = Paginator(found.for_cards(), MUSEUMS_A_PAGE).get_page(request.GET.get("p"))
        distances = form.nearby.distances if form.nearby else {}
        places = MuseumPage.objects.members().order_by()
        return super().get_context(request, *args, **kwargs) | {
            "form": form,
            "selection": selection,
            "museums": page,
            "cards": cards_of(page, openings_of(page, now), distances),
            "filters": selection.without_each_by(form),
            "proposals": selection.proposals(form.proposed_towns()),
            "shortcuts": selection.shortcuts(),
            "nearby": form.nearby,
            "places": places.with_place(is_lit=models.Q(pk__in=found.order_by().values("pk"))),
            "tiles_url": settings.MAP_TILES_URL,
            "tiles_host": urlsplit(settings.MAP_TILES_URL).netloc,
            "tiles_credit": settings.MAP_TILES_CREDIT,
        }


def museums_asked(form: MuseumFilterForm, now: datetime) -> MuseumQuerySet:
    """The members that pass the filters, the nearest first where a town is named."""
    members = MuseumPage.objects.members()
    found = members.filtered(**form.filters())
    when = form.valid_values.get("ouvert")
    if when == OPEN_TODAY:
        found = found.filter(pk__in=open_on(members, now.date()))
    elif when == OPEN_NOW:
        found = found.filter(pk__in=open_at(members, now))
    return found.nearest_first(form.nearby.distances) if form.nearby else found
