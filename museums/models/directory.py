"""The list of the members."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.models import BasePage
from cms.selections import Selection
from museums.forms import MuseumFilterForm
from museums.models.member import MuseumPage

MUSEUMS_A_PAGE = 24


class MuseumIndexPage(BasePage):
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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        form = MuseumFilterForm(request.GET)
        selection = Selection(self.get_url(request), form.valid_values)
        members = MuseumPage.objects.members()
        museums = members.filtered(**form.filters()).for_cards()
        page_of_museums = Paginator(museums, MUSEUMS_A_PAGE).get_page(request.GET.get("p"))
        return super().get_context(request, *args, **kwargs) | {
            "form": form,
            "museums": page_of_museums,
            "query": selection.query,
            "filters": selection.without_each(form),
            "places": members.with_place(is_lit=models.Q(pk__in=museums.values("pk"))),
        }
