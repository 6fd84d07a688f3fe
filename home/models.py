"""The home page, which shows what the rooms offer, and the network's own news."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PageManager, PageQuerySet

from cms.blocks import StoryBlock
from cms.fields import LeanStreamField
from cms.forms import BasePageForm
from cms.holidays import next_school_holiday
from cms.models import BasePage, CreditedImage
from cms.visibility import unrestricted
from events.models import AgendaPage, Audience, Occurrence
from events.selections import Selection
from museums.models import MuseumIndexPage, MuseumPage

PICKS = 5
EXHIBITIONS = 4
NEWS = 3
NEWS_A_PAGE = 12
STRIP_DAYS = 14
FAMILY = "famille"  # the audience that has a shortcut, where the network has it


class HomePage(BasePage):
    """The front door: what is on today and in the coming days, near and far."""

    summary = models.CharField(_("summary"), max_length=300, blank=True)
    alert = models.CharField(
        _("alert"),
        max_length=200,
        blank=True,
        help_text=_("Shown above everything on this page, for example an unexpected closure."),
    )

    content_panels = [*BasePage.content_panels, FieldPanel("summary"), FieldPanel("alert")]

    parent_page_types = ["wagtailcore.Page"]
    page_description = _("The front page of the network.")

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        now = timezone.localtime()
        visible = Occurrence.objects.visible()
        today = visible.on(now.date())
        day_counts = visible.dated().counts_by_day(now.date(), days=STRIP_DAYS)
        agenda = Selection(self.addresses.get(AgendaPage, ""))
        museums = MuseumPage.objects.members()
        return super().get_context(request, *args, **kwargs) | {
            "today": now.date(),
            "day_counts": day_counts,
            "days": agenda.days(day_counts),
            "shortcuts": agenda.shortcuts(
                now.date(),
                next_school_holiday(request, now.date()),
                Audience.objects.filter(slug=FAMILY).first(),
            ),
            "agenda_url": agenda.url,
            "exhibitions_url": agenda.exhibitions_url,
            "museums_url": self.addresses.get(MuseumIndexPage, ""),
            "news_url": self.addresses.get(NewsIndexPage, ""),
            "picks": visible.picks(now, PICKS),
            "exhibitions": visible.exhibition_picks(now, EXHIBITIONS),
            "places": museums.with_place(is_lit=Exists(today.filter(museum=OuterRef("pk")))),
            "news": NewsPage.objects.latest_first()[:NEWS],
        }

    @cached_property
    def addresses(self) -> dict[type[models.Model], str]:
        """The address of the page of each kind right below this one."""
        children = self.get_children().live()
        return {page.cached_content_type.model_class(): page.url for page in children}


class NewsQuerySet(PageQuerySet):
    """Questions about news."""

    def latest_first(self) -> "NewsQuerySet":
        """What visitors may read."""
        return unrestricted(self.live()).order_by("-published_on", "-pk")

    def for_cards(self) -> "NewsQuerySet":
        """With all that a card shows, so that a list asks no query an item."""
        return self.select_related("image").prefetch_related("image__renditions")


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
        news = NewsPage.objects.child_of(self).latest_first().for_cards()
        return super().get_context(request, *args, **kwargs) | {
            "news": Paginator(news, NEWS_A_PAGE).get_page(request.GET.get("p")),
        }


class NewsPage(BasePage):
    """Something that the network has to say."""

    published_on = models.DateField(_("date"), default=timezone.localdate)
    summary = models.CharField(_("summary"), max_length=300)
    body = LeanStreamField(StoryBlock(), verbose_name=_("text"), blank=True)
    image = models.ForeignKey(
        CreditedImage,
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_alt = models.CharField(
        _("alternative text"),
        max_length=250,
        blank=True,
        help_text=_("What one sees in the picture, for those who cannot see it."),
    )

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
        return [
            {
                "@context": "https://schema.org",
                "@type": "NewsArticle",
                "headline": self.title,
                "description": self.summary,
                "datePublished": self.published_on.isoformat(),
                "inLanguage": get_language(),
            }
        ]
