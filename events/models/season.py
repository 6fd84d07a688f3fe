"""What gathers events of many places for a time: a season, a festival, its partner venues."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import PageManager

from cms.blocks import StoryBlock
from cms.fields import LeanStreamField
from cms.forms import BasePageForm
from cms.models import BasePage, Illustrated, Town
from cms.town_names import plain_name
from events.models.occurrence import Occurrence
from events.page_querysets import SeasonQuerySet
from events.querysets import OccurrenceQuerySet
from events.seasons import (
    PRINTED,
    Gathering,
    SeasonFilterForm,
    SeasonSelection,
    season_structured_data,
)
from museums.models import Department

OCCURRENCES_A_PAGE = 40


class PartnerVenue(models.Model):
    """A place that is no member of the network and takes part in its seasons.

    It is called by the same names as a museum, so that lists show one or the other.
    """

    title = models.CharField(_("name"), max_length=255)
    street = models.CharField(_("street"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    town = models.CharField(_("town"), max_length=100)
    department = models.ForeignKey(
        Department, verbose_name=_("department"), on_delete=models.PROTECT, related_name="venues"
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Left empty, the place is shown in the middle of its town."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    website = models.URLField(_("web site"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    panels = [
        FieldPanel("title"),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("town")]),
                FieldPanel("department"),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading=_("Address"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]), FieldPanel("website")],
            heading=_("Contact"),
        ),
    ]

    class Meta:
        verbose_name = _("partner venue")
        verbose_name_plural = _("partner venues")
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["title", "town"], name="partner_venue_once_a_town"),
            models.CheckConstraint(
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="partner_venue_coordinates_together",
                violation_error_message=_("Give both coordinates, or none."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.town}"

    def clean(self) -> None:
        """Stand in the middle of its town where nobody said more."""
        super().clean()
        if self.latitude is None and self.longitude is None and self.department_id:
            towns = Town.objects.filter(department_code=self.department.code)
            town = towns.filter(plain_name=plain_name(self.town)).first()
            if town:
                self.latitude, self.longitude = town.latitude, town.longitude

    @property
    def url(self) -> str:
        """Its own web site: it has no page here."""
        return self.website

    @property
    def full_address(self) -> str:
        """The address on one line, as calendars show it."""
        return ", ".join(filter(None, (self.street, f"{self.postcode} {self.town}".strip())))


class SeasonPage(RoutablePageMixin, Illustrated, BasePage):
    """A season or festival of the network: events of museums and of partner venues together.

    Museums say of an event of theirs that it takes part; those of partner venues hang below it.
    The season itself is its page in the main language: events point there.
    """

    summary = models.CharField(_("summary"), max_length=300)
    body = LeanStreamField(StoryBlock(), verbose_name=_("text"), blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    objects = PageManager.from_queryset(SeasonQuerySet)()

    base_form_class = BasePageForm

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Picture")),
        FieldPanel("body"),
    ]
    shown = ("locale", "image")

    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventPage"]
    page_description = _("A season or festival that many museums take part in.")

    class Meta:
        verbose_name = _("season")
        verbose_name_plural = _("seasons")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="season_ends_after_start",
                violation_error_message=_("The last day comes before the first one."),
            ),
        ]

    @cached_property
    def source(self) -> "SeasonPage":
        """The page in the main language; this one if there is no other."""
        if self.locale.language_code == settings.LANGUAGE_CODE:
            return self
        sources = SeasonPage.objects.sources().filter(translation_key=self.translation_key)
        return sources.first() or self

    def is_over(self, today: date) -> bool:
        return self.ends_on < today

    def has_begun(self, today: date) -> bool:
        return self.starts_on <= today

    def programme(self) -> OccurrenceQuerySet:
        """All its dates that visitors may see."""
        return Occurrence.objects.visible().of_season(self.translation_key)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        now = timezone.localtime()
        form = SeasonFilterForm(request.GET, self)
        selection = SeasonSelection(self.get_url(request), form.valid_values)
        programme = self.programme()
        found = programme.filtered(**form.filters())
        models.prefetch_related_objects([self], "image__renditions")
        return super().get_context(request, *args, **kwargs) | {
            "today": now.date(),
            "is_over": self.is_over(now.date()),
            "form": form,
            "selection": selection,
            "filters": selection.without_each_by(form, now.date()),
            "nearby": form.nearby,
            "days": selection.days_of(self, found, now.date()),
            "past_url": selection.past_url(self, now.date()),
            "gathering": Gathering(programme),
            **self.lists(found, selection, now, request.GET.get("p")),
        }

    def lists(
        self,
        found: OccurrenceQuerySet,
        selection: SeasonSelection,
        now: datetime,
        page: str | None,
    ) -> dict[str, Any]:
        """The dates, page by page, and the exhibitions; of a season that is over, all of them."""
        first, last = selection.period
        if first is None and self.is_over(now.date()):
            first = self.starts_on
        exhibitions = found.spans().running(first, last, now=now).for_lines()
        has_only_exhibitions = "expos" in selection.values
        dated = found.dated().none() if has_only_exhibitions else found.dated()
        dated = dated.between(first, last, now=now).for_list()
        return {
            "occurrences": Paginator(dated, OCCURRENCES_A_PAGE).get_page(page),
            "exhibitions": list(exhibitions),
        }

    @path(PRINTED)
    def printed_programme(self, request: HttpRequest) -> TemplateResponse:
        """The whole programme on one page, by day and town, with the filters of the address."""
        now = timezone.localtime()
        form = SeasonFilterForm(request.GET, self)
        found = self.programme().filtered(**form.filters())
        first, last = form.period()
        dated = found.dated().between(first or self.starts_on, last, now=now)
        spans = found.spans().running(first or self.starts_on, last, now=now)
        context = super().get_context(request) | {
            "today": now.date(),
            "selection": SeasonSelection(self.get_url(request), form.valid_values),
            "occurrences": dated.for_lines(),
            "exhibitions": spans.for_lines(),
        }
        return TemplateResponse(request, "events/season_programme.html", context)

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        return [season_structured_data(self, self.programme(), timezone.localtime())]


class FormerSeasonSlug(models.Model):
    """An address that a season had: its calendar feed still answers there."""

    slug = models.SlugField(max_length=255, unique=True)
    season = models.ForeignKey(SeasonPage, on_delete=models.CASCADE, related_name="former_slugs")

    class Meta:
        verbose_name = _("former address of a season")
        verbose_name_plural = _("former addresses of seasons")

    def __str__(self) -> str:
        return self.slug
