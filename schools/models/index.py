"""The public list of class kits."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.models import BasePage
from schools.forms import KitFilterForm
from schools.models.kit import ClassKitPage
from schools.selections import KitSelection

KITS_A_PAGE = 18


class ClassKitIndexPage(BasePage):
    """All the class kits of the network."""

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
        visible = ClassKitPage.objects.visible()
        found = visible.filtered(selection.values).latest_first().for_cards()
        found = found.with_badge(localdate())
        kits = Paginator(found, KITS_A_PAGE).get_page(request.GET.get("p"))
        counts = {} if kits else visible.counts_without_each(selection.values)
        return super().get_context(request, *args, **kwargs) | {
            "form": form,
            "selection": selection,
            "shortcuts": selection.cycles(form.cycles),
            "filters": selection.without_each(form),
            "kits": kits,
            "widest": selection.widest(form, counts),
        }
