"""The home page, which shows what the rooms offer."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Site
from wagtail.url_routing import RouteResult

from cms.holidays import next_school_holiday
from cms.models import BasePage
from cms.translations import speaks_main_language
from events.models import AgendaPage, Audience, Occurrence
from events.selections import AgendaSelection
from home.models.news import NewsIndexPage, NewsPage
from jobs.models import JobIndexPage, JobPage
from museums.models import MuseumIndexPage, MuseumPage
from museums.openings import open_on
from schools.models import ClassKitIndexPage, ClassKitPage

PICKS = 5
EXHIBITIONS = 4
KITS = 3
OFFERS = 3
NEWS = 3
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

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Nothing answers in a language that the network does not speak."""
        site = Site.find_for_request(request)
        if not speaks_main_language() and site and self.pk == site.root_page_id:
            raise Http404
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        now = timezone.localtime()
        visible = Occurrence.objects.visible()
        today = visible.on(now.date())
        day_counts = visible.dated().counts_by_day(now.date(), days=STRIP_DAYS)
        agenda = AgendaSelection(self.addresses.get(AgendaPage, ""))
        museums = MuseumPage.objects.members()
        kits = ClassKitPage.objects.visible().with_badge(now.date())
        return super().get_context(request, *args, **kwargs) | {
            "today": now.date(),
            "open_count": len(open_on(museums.for_hours(), now.date())),
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
            "kits": kits.latest_first().for_cards()[:KITS],
            "schools_url": self.addresses.get(ClassKitIndexPage, ""),
            "offers": JobPage.objects.newest(now, OFFERS),
            "jobs_url": self.addresses.get(JobIndexPage, ""),
            "news": NewsPage.objects.latest_first().for_lines()[:NEWS],
        }

    @cached_property
    def addresses(self) -> dict[type[models.Model], str]:
        """The address of the page of each kind right below this one."""
        children = self.get_children().live()
        return {page.cached_content_type.model_class(): page.url for page in children}
