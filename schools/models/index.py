"""The public list of class kits and of offers for classes."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.models import BasePage
from schools.forms import OFFERS, KitFilterForm
from schools.models.kit import ClassKitPage
from schools.models.offer import VisitOfferPage
from schools.selections import KitSelection

KITS_A_PAGE = 18


class ClassKitIndexPage(BasePage):
    """All the class kits of the network, and what its museums offer classes to come for."""

    summary = models.CharField(_("summary"), max_length=300, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("summary")]

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["schools.ClassKitPage", "schools.PartnershipPage"]
    page_description = _("The list of all the class kits.")

    class Meta:
        verbose_name = _("list of class kits")
        verbose_name_plural = _("lists of class kits")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        form = KitFilterForm(request.GET)
        selection = KitSelection(self.get_url(request), form.valid_values)
        kinds = [
            model.objects.visible().filtered(form.filters())
            for model in (ClassKitPage, VisitOfferPage)
        ]
        counts = [kind.count() for kind in kinds]
        found = kinds[selection.is_of_offers].latest_first().for_cards()
        if not selection.is_of_offers:
            found = found.with_badge(localdate())
        pages = Paginator(found, KITS_A_PAGE)
        pages.count = counts[selection.is_of_offers]  # or it would ask again
        page = pages.get_page(request.GET.get("p"))
        everything = found.model.objects.visible()
        failures = {} if page else everything.failures(form.filters())
        choices = selection.kinds(*counts, key=OFFERS)
        has_others = not page and counts[not selection.is_of_offers]
        return super().get_context(request, *args, **kwargs) | {
            "form": form,
            "selection": selection,
            "kinds": choices,
            "other_kind": choices[not selection.is_of_offers] if has_others else None,
            "shortcuts": selection.cycles(form.cycles),
            "proposals": selection.proposals(form.proposed_towns()),
            "filters": selection.without_each_by(form),
            "kits": page,
            "widest": selection.widest(form, failures),
        }
