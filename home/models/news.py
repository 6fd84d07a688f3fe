"""The network's own news."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PageManager

from cms.blocks import StoryBlock
from cms.fields import LeanStreamField
from cms.forms import BasePageForm
from cms.models import BasePage, Illustrated
from cms.renditions import FALLBACK_SPEC
from home.querysets import NewsQuerySet

NEWS_A_PAGE = 12


class NewsIndexPage(BasePage):
    """The news of the network."""

    summary = models.CharField(_("summary"), max_length=300, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("summary")]

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        news = NewsPage.objects.latest_first().for_cards()
        return super().get_context(request, *args, **kwargs) | {
            "news": Paginator(news, NEWS_A_PAGE).get_page(request.GET.get("p")),
        }


class NewsPage(Illustrated, BasePage):
    """Something that the network has to say."""

    published_on = models.DateField(_("date"), default=timezone.localdate)
    summary = models.CharField(_("summary"), max_length=300)
    body = LeanStreamField(StoryBlock(), verbose_name=_("text"), blank=True)

    objects = PageManager.from_queryset(NewsQuerySet)()

    base_form_class = BasePageForm

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("published_on"),
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Picture")),
        FieldPanel("body"),
    ]
    shown = ("locale", "image")

    parent_page_types = ["home.NewsIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        models.prefetch_related_objects([self], "image__renditions")
        return super().get_context(request, *args, **kwargs)

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        known = {
            "headline": self.title,
            "description": self.summary,
            "datePublished": self.published_on.isoformat(),
            "inLanguage": get_language(),
        }
        if self.image:
            rendition = self.image.get_renditions(FALLBACK_SPEC)[FALLBACK_SPEC]
            known["image"] = [settings.BASE_URL + rendition.url]
        return [{"@context": "https://schema.org", "@type": "NewsArticle", **known}]
