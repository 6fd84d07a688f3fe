"""What a network says of itself, the words it shares, the calendar it lives by."""

from datetime import date

from django import forms
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

SCHOOL_ZONES = [(zone, zone) for zone in "ABC"]


@register_setting(icon="cogs")
class NetworkSettings(BaseSiteSetting):
    """What a network says about itself on every page."""

    name = models.CharField(_("name"), max_length=100, default="Réseau des musées")
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    tagline_en = models.CharField(_("tagline in English"), max_length=200, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    postal_address = models.TextField(_("postal address"), max_length=300, blank=True)
    school_zone = models.CharField(
        _("school holiday zone"),
        max_length=1,
        blank=True,
        choices=SCHOOL_ZONES,
        help_text=_("The zone of the network's academy, for dates that follow school holidays."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("tagline"),
        FieldPanel("tagline_en"),
        FieldPanel("contact_email"),
        FieldPanel("phone"),
        FieldPanel("postal_address", widget=forms.Textarea(attrs={"rows": 3})),
        FieldPanel("school_zone"),
    ]

    class Meta:
        verbose_name = _("network")

    def __str__(self) -> str:
        return self.name

    @property
    def spoken_tagline(self) -> str:
        """What the network says of itself in the language being spoken."""
        return (self.tagline_en if get_language() == "en" else "") or self.tagline


class Term(models.Model):
    """A word of a vocabulary that the whole network shares: a type, an audience, a theme."""

    slug = models.SlugField(_("address"), max_length=50, unique=True)
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["sort_order", "name"]

    def __str__(self) -> str:
        return (self.name_en if get_language() == "en" else "") or self.name

    def names(self) -> list[str]:
        """What it is called in each language."""
        return [self.name, self.name_en]


HOLIDAY_NAMES = {
    "Vacances de la Toussaint": _("Autumn half-term"),
    "Vacances de Noël": _("Christmas holidays"),
    "Vacances d'hiver": _("Winter holidays"),
    "Vacances de printemps": _("Spring holidays"),
    "Vacances d'été": _("Summer holidays"),
    "Pont de l'Ascension": _("Ascension weekend"),
}


class SchoolHoliday(models.Model):
    """One period without school in one zone; both days are holidays."""

    zone = models.CharField(_("zone"), max_length=1, choices=SCHOOL_ZONES)
    name = models.CharField(_("name"), max_length=100)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        verbose_name = _("school holiday")
        verbose_name_plural = _("school holidays")
        ordering = ["starts_on", "zone"]
        constraints = [
            models.UniqueConstraint(fields=["zone", "starts_on"], name="school_holiday_once"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="school_holiday_ends_after_start",
                violation_error_message=_("The last day comes before the first one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.zone})"

    def holds(self, day: date) -> bool:
        """Whether `day` is one of its days."""
        return self.starts_on <= day <= self.ends_on

    @property
    def label(self) -> str:
        """Its name in the language being spoken, for the names that the ministry gives."""
        return str(HOLIDAY_NAMES.get(self.name, self.name))
