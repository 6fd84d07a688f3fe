"""All that the site has, on one page."""

from itertools import groupby
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.models import BasePage
from cms.visibility import unrestricted
from museums.models import Department, MuseumPage


class SiteMapPage(BasePage):
    """A second way to every part of the site, for those whom the menu does not help."""

    summary = models.CharField(_("summary"), max_length=300, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("summary")]

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    page_description = _("The plan of the site: its main pages and its museums.")

    class Meta:
        verbose_name = _("site map")
        verbose_name_plural = _("site maps")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "pages": self.main_pages(),
            "departments": self.museums_by_department(),
        }

    def main_pages(self) -> list[tuple[Page, list[Page]]]:
        """Each page right below the home page, with the pages of text below it.

        What museums publish is found from their pages: it changes every day.
        """
        home = self.get_parent()
        is_main = models.Q(depth=self.depth) | models.Q(standardpage__isnull=False)
        pages = unrestricted(Page.objects.live().descendant_of(home).filter(is_main))
        pages = pages.exclude(pk=self.pk)
        tops: dict[str, tuple[Page, list[Page]]] = {}
        for page in pages.order_by("path"):
            if page.depth == self.depth:
                tops[page.path] = (page, [])
            elif section := tops.get(page.path[: len(self.path)]):
                section[1].append(page)
        return list(tops.values())

    def museums_by_department(self) -> list[tuple[Department, list[MuseumPage]]]:
        """The members, by town within each department; É stands with E, whatever the database."""
        museums = MuseumPage.objects.members().select_related("department")
        rows = sorted(museums, key=lambda m: (m.department.code, slugify(m.town), slugify(m.title)))
        return [(place, list(found)) for place, found in groupby(rows, lambda m: m.department)]
