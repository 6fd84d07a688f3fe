"""What search engines are told of: every public page, in each language."""

from django.db.models import Q
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page, PageQuerySet

from cms.visibility import unrestricted


class SiteMap(Sitemap):
    """The pages of the site and their translations; an alias only repeats another page."""

    def items(self) -> PageQuerySet:
        homes = self.get_wagtail_site().root_page.get_translations(inclusive=True)
        below = Q()
        for path in homes.values_list("path", flat=True):
            below |= Q(path__startswith=path)
        pages = Page.objects.live().filter(below, alias_of=None)
        return unrestricted(pages).order_by("path").defer_streamfields().specific()
