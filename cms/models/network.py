"""What a network says of itself, the words it shares, the calendar it lives by."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from cms import theme
from cms.country import FrenchPanel
from cms.models.media import CreditedImage
from cms.renditions import LOGO_SPEC
from cms.social import SocialLink, check_links, social_links

COLOUR = RegexValidator(r"^#[0-9a-f]{6}$", _("A colour such as #123a4a."))
SCHOOL_ZONES = [(zone, zone) for zone in "ABC"]


def _colour_panel(name: str) -> FieldPanel:
    """A colour, chosen with what the browser has for that."""
    return FieldPanel(name, widget=forms.TextInput(attrs={"type": "color"}))


@register_setting(icon="cogs")
class NetworkSettings(BaseSiteSetting):
    """What a network says about itself on every page, and in which colours."""

    name = models.CharField(_("name"), max_length=100, default="Réseau des musées")
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    tagline_en = models.CharField(_("tagline in English"), max_length=200, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    postal_address = models.TextField(_("postal address"), max_length=300, blank=True)
    logo = models.ForeignKey(
        CreditedImage,
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown at the head of every page, on white, before the network's name."),
    )
    logo_alt = models.CharField(
        _("what the logo says"),
        max_length=100,
        blank=True,
        help_text=_("For those who cannot see it; empty if it says no more than the name."),
    )
    brand = models.CharField(
        _("band"), max_length=7, default=theme.DEFAULTS["brand"], validators=[COLOUR]
    )
    brand_dark = models.CharField(
        _("band, dark theme"),
        max_length=7,
        default=theme.DEFAULTS["brand_dark"],
        validators=[COLOUR],
    )
    accent = models.CharField(
        _("accent"), max_length=7, default=theme.DEFAULTS["accent"], validators=[COLOUR]
    )
    accent_dark = models.CharField(
        _("accent, dark theme"),
        max_length=7,
        default=theme.DEFAULTS["accent_dark"],
        validators=[COLOUR],
    )
    social_links = models.TextField(
        _("social networks"),
        blank=True,
        validators=[check_links],
        help_text=_("The full addresses of your pages there, one a line."),
    )
    school_zone = models.CharField(
        _("school holiday zone"),
        max_length=1,
        blank=True,
        choices=SCHOOL_ZONES,
        help_text=_("The zone of the network's academy, for dates that follow school holidays."),
    )

    # Read with the settings, so that a page asks nothing more for it.
    select_related = ("logo",)

    panels = [
        FieldPanel("name"),
        FieldPanel("tagline"),
        FieldPanel("tagline_en"),
        MultiFieldPanel(
            [
                FieldPanel("contact_email"),
                FieldPanel("phone"),
                FieldPanel("postal_address", widget=forms.Textarea(attrs={"rows": 3})),
                FieldPanel("social_links", widget=forms.Textarea(attrs={"rows": 3})),
            ],
            heading=_("Contact"),
        ),
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("logo_alt")], heading=_("Logo")),
        MultiFieldPanel(
            [
                FieldRowPanel([_colour_panel("brand"), _colour_panel("brand_dark")]),
                FieldRowPanel([_colour_panel("accent"), _colour_panel("accent_dark")]),
            ],
            heading=_("Colours"),
            help_text=_(
                "The band is at the head and at the foot of every page; the accent is the colour "
                "of buttons and marks. A colour on which texts could not be read is refused."
            ),
        ),
        FrenchPanel("school_zone"),
    ]

    class Meta:
        verbose_name = _("network")

    def __str__(self) -> str:
        return self.name

    @property
    def spoken_tagline(self) -> str:
        """What the network says of itself in the language being spoken."""
        return (self.tagline_en if get_language() == "en" else "") or self.tagline

    def clean(self) -> None:
        """Refuse the colours that texts could not be read on."""
        super().clean()
        colours = {name: one for name, one in self.colours.items() if COLOUR.regex.match(one)}
        complaints = {name: theme.complaint(name, one) for name, one in colours.items()}
        if found := {name: said for name, said in complaints.items() if said}:
            raise ValidationError(found)

    @property
    def colours(self) -> dict[str, str]:
        """The band and the accent, in the light and in the dark theme."""
        return {name: getattr(self, name) for name in theme.DEFAULTS}

    @cached_property
    def stylesheet(self) -> str:
        """What the network's own colours add to the site's styles; empty without any."""
        return theme.stylesheet(self.colours)

    @property
    def stylesheet_url(self) -> str:
        """Where browsers find that stylesheet, under a name of its own for each content."""
        return reverse("theme", args=[theme.digest(self.stylesheet)]) if self.stylesheet else ""

    @property
    def logo_rendition(self) -> Any:
        """The logo as pages show it; made when it was chosen, and remembered by Wagtail."""
        return self.logo.get_rendition(LOGO_SPEC) if self.logo else None

    @property
    def own_links(self) -> list[SocialLink]:
        """Where else the network may be followed."""
        return social_links(self.social_links)


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
