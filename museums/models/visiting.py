"""What one needs to know to come: prices, services, the way; pictures, links, registers."""

import re
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Locale, Orderable

from cms.country import FrenchPanel
from cms.models import CreditedImage
from museums.choices import IdentifierScheme, PriceKind

SOCIAL_NETWORKS = {
    "bsky.app": "Bluesky",
    "facebook.com": "Facebook",
    "flickr.com": "Flickr",
    "instagram.com": "Instagram",
    "linkedin.com": "LinkedIn",
    "pinterest.com": "Pinterest",
    "threads.net": "Threads",
    "tiktok.com": "TikTok",
    "twitter.com": "X",
    "vimeo.com": "Vimeo",
    "x.com": "X",
    "youtube.com": "YouTube",
}
IDENTIFIERS = {
    IdentifierScheme.WIKIDATA: (r"Q[1-9]\d*", _("A code such as Q3330158.")),
    IdentifierScheme.OSM: (r"(node|way|relation)/[1-9]\d*", _("A code such as way/123456.")),
    IdentifierScheme.ISIL: (r"[A-Z]{2}-[A-Za-z0-9:/-]{1,11}", _("A code such as FR-141181101.")),
    IdentifierScheme.ACCESLIBRE: (r"[a-z0-9-]+", _("The last part of its address there.")),
}
REGISTERS = {
    IdentifierScheme.WIKIDATA: "https://www.wikidata.org/wiki/",
    IdentifierScheme.OSM: "https://www.openstreetmap.org/",
    IdentifierScheme.ACCESLIBRE: "https://acceslibre.beta.gouv.fr/app/",
}


class MuseumPrice(Orderable):
    """What somebody pays to come in."""

    museum = ParentalKey("museums.MuseumPage", on_delete=models.CASCADE, related_name="prices")
    kind = models.CharField(
        _("for whom"), max_length=8, choices=PriceKind.choices, default=PriceKind.FULL
    )
    amount = models.DecimalField(
        _("price"),
        max_digits=6,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0))],
        help_text=_("In euros; 0 where it is free of charge."),
    )
    note = models.CharField(
        _("note"),
        max_length=120,
        blank=True,
        help_text=_("Such as “under 26, on production of a card”."),
    )

    panels = [FieldRowPanel([FieldPanel("kind"), FieldPanel("amount"), FieldPanel("note")])]

    class Meta(Orderable.Meta):
        verbose_name = _("price")
        verbose_name_plural = _("prices")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gte=0),
                name="museum_price_not_below_zero",
                violation_error_message=_("A price is never below zero."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"


class MuseumPicture(Orderable):
    """One more picture of a museum, besides the one that stands for it."""

    museum = ParentalKey("museums.MuseumPage", on_delete=models.CASCADE, related_name="gallery")
    image = models.ForeignKey(
        CreditedImage, verbose_name=_("picture"), on_delete=models.CASCADE, related_name="+"
    )
    alt = models.CharField(
        _("alternative text"),
        max_length=250,
        help_text=_("What one sees in the picture, for those who cannot see it."),
    )
    caption = models.CharField(_("caption"), max_length=250, blank=True)

    panels = [FieldPanel("image"), FieldPanel("alt"), FieldPanel("caption")]

    class Meta(Orderable.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        return self.caption or self.alt


class SocialLink(Orderable):
    """A museum's page on a social network."""

    museum = ParentalKey(
        "museums.MuseumPage", on_delete=models.CASCADE, related_name="social_links"
    )
    url = models.URLField(_("address"), help_text=_("Copied from the top of your browser."))

    panels = [FieldPanel("url")]

    class Meta(Orderable.Meta):
        verbose_name = _("social network")
        verbose_name_plural = _("social networks")

    def __str__(self) -> str:
        return self.network

    @property
    def network(self) -> str:
        """What the network is called; its domain where nobody knows (Mastodon has thousands)."""
        host = urlsplit(self.url).netloc.lower().removeprefix("www.")
        domain = ".".join(host.split(".")[-2:])
        return SOCIAL_NETWORKS.get(host) or SOCIAL_NETWORKS.get(domain) or host


class ExternalIdentifier(Orderable):
    """What a museum is called in a register: one museum a code."""

    museum = ParentalKey("museums.MuseumPage", on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("register"), max_length=10, choices=IdentifierScheme.choices)
    value = models.CharField(_("code"), max_length=100)
    # A translation repeats the rows of its source: one museum a code, in each language.
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, editable=False, related_name="+")

    panels = [FieldRowPanel([FieldPanel("scheme"), FieldPanel("value")])]

    class Meta(Orderable.Meta):
        verbose_name = _("code in a register")
        verbose_name_plural = _("codes in registers")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value", "locale"], name="one_museum_an_identifier"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.locale_id = self.museum.locale_id
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """A code as its register writes them."""
        pattern, example = IDENTIFIERS.get(self.scheme, (r".+", ""))
        if not re.fullmatch(pattern, self.value):
            raise ValidationError({"value": example})

    @property
    def url(self) -> str:
        """Its page in the register; empty where there is none."""
        register = REGISTERS.get(self.scheme, "")
        return f"{register}{self.value}" if register else ""

    def holders(self) -> models.QuerySet:
        """The other museums that bear the same code."""
        same = ExternalIdentifier.objects.filter(scheme=self.scheme, value=self.value)
        others = same.exclude(museum__translation_key=self.museum.translation_key)
        return others.order_by("pk")


VISITING_PANELS = [
    MultiFieldPanel(
        [
            FieldPanel("is_free"),
            InlinePanel("prices", label=_("Price")),
            FieldPanel("free_days"),
        ],
        heading=_("Prices"),
        classname="collapsed",
    ),
    MultiFieldPanel(
        [FieldPanel("by_transport"), FieldPanel("by_car"), FieldPanel("by_bike")],
        heading=_("How to come"),
        classname="collapsed",
    ),
    FieldPanel("services", classname="collapsed"),
]
MORE_PANELS = [
    InlinePanel(
        "gallery", heading=_("More pictures"), label=_("Picture"), max_num=8, classname="collapsed"
    ),
    MultiFieldPanel(
        [
            FieldPanel("collections_url"),
            InlinePanel("social_links", heading=_("Social networks"), label=_("Address")),
        ],
        heading=_("Elsewhere on the Internet"),
        classname="collapsed",
    ),
    MultiFieldPanel(
        [
            FieldPanel("labels"),
            FrenchPanel("museofile_code"),
            InlinePanel("identifiers", heading=_("Codes in registers"), label=_("Code")),
        ],
        heading=_("Labels and registers"),
        classname="collapsed",
    ),
]
