"""What gathers events of many places for a time: a season, a festival, its partner venues."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.blocks import StoryBlock
from cms.fields import LeanStreamField
from cms.models import BasePage, CreditedImage
from museums.models import Department


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
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    website = models.URLField(_("web site"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

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

    @property
    def url(self) -> str:
        """Its own web site: it has no page here."""
        return self.website

    @property
    def full_address(self) -> str:
        """The address on one line, as calendars show it."""
        return ", ".join(filter(None, (self.street, f"{self.postcode} {self.town}".strip())))


class SeasonPage(BasePage):
    """A season or festival of the network: events of museums and of partner venues together.

    Museums say of an event of theirs that it takes part; those of partner venues hang below it.
    """

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
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

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

    def is_over(self, today: date) -> bool:
        return self.ends_on < today
