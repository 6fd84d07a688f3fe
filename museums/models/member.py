"""The members: what a museum says of itself, and the branch of the site that it publishes."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Collection, PageManager
from wagtail_localize.fields import SynchronizedField

from cms.blocks import StoryBlock
from cms.fields import LeanStreamField
from cms.models import BasePage, Illustrated
from museums.cards import cards_of
from museums.choices import Moderation
from museums.forms import MuseumPageForm
from museums.models.accessibility import ACCESSIBILITY_PANELS, Accessibility
from museums.models.hours import HOURS_PANELS, KeepsHours
from museums.models.visiting import MORE_PANELS, VISITING_PANELS
from museums.models.vocabulary import Department, Label, Service, Theme
from museums.moderation import Moderated
from museums.openings import Opening, openings_of
from museums.permissions import MuseumPermissionTester
from museums.querysets import MuseumQuerySet
from museums.sections import museum_page_sections
from museums.structured_data import hours_data, museum_data

NEIGHBOURS = 3
SHOWN_ROWS = (
    "labels",
    "themes",
    "services",
    "prices",
    "social_links",
    "identifiers",
    "gallery__image__renditions",
)


class MuseumPage(Moderated, KeepsHours, Accessibility, Illustrated, BasePage):
    """A member of the network: its public face, and the root of all it publishes.

    The member is its page in the main language: foreign keys point there, translations carry
    text only.
    """

    summary = models.CharField(
        _("summary"), max_length=300, blank=True, help_text=_("One sentence: what one sees here.")
    )
    body = LeanStreamField(StoryBlock(), verbose_name=_("presentation"), blank=True)
    museofile_code = models.CharField(
        _("Muséofile code"),
        max_length=8,
        blank=True,
        validators=[RegexValidator(r"^M\d{4,5}$", _("A code such as M0733."))],
        help_text=_("Only for a “musée de France”."),
    )
    themes = ParentalManyToManyField(Theme, verbose_name=_("themes"), blank=True)
    street = models.CharField(_("street"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    town = models.CharField(_("town"), max_length=100)
    department = models.ForeignKey(
        Department, verbose_name=_("department"), on_delete=models.PROTECT, related_name="museums"
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
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
    collections_url = models.URLField(
        _("collections on line"), blank=True, help_text=_("Where one can look at what it keeps.")
    )
    labels = ParentalManyToManyField(
        Label, verbose_name=pgettext_lazy("of a museum", "labels"), blank=True
    )
    services = ParentalManyToManyField(Service, verbose_name=_("services"), blank=True)
    is_free = models.BooleanField(_("always free of charge"), default=False)
    free_days = models.CharField(
        _("free days"),
        max_length=200,
        blank=True,
        help_text=_("When admission is free, such as “the first Sunday of the month”."),
    )
    by_transport = models.TextField(_("by public transport"), blank=True, max_length=400)
    by_car = models.TextField(_("by car"), blank=True, max_length=400)
    by_bike = models.TextField(_("by bike"), blank=True, max_length=400)
    is_fictional = models.BooleanField(_("fictional"), default=False, editable=False)
    moderation = models.CharField(
        _("how it publishes"),
        max_length=7,
        choices=Moderation.choices,
        default=Moderation.FREELY,
        editable=False,
    )
    editors = models.ForeignKey(
        Group, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    leads = models.ForeignKey(
        Group, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    collection = models.ForeignKey(
        Collection,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = PageManager.from_queryset(MuseumQuerySet)()

    base_form_class = MuseumPageForm

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Picture")),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("town")]),
                FieldPanel("department", widget=forms.Select),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading=_("Address"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]), FieldPanel("website")],
            heading=_("Contact"),
        ),
        *HOURS_PANELS,
        *VISITING_PANELS,
        *ACCESSIBILITY_PANELS,
        FieldPanel("themes"),
        FieldPanel("body"),
        *MORE_PANELS,
    ]
    shown = ("locale", "department", "image")
    override_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in ("museofile_code", "street", "postcode", "town", "phone")
    ]

    parent_page_types = ["museums.MuseumIndexPage"]
    page_description = _("A member of the network.")

    class Meta:
        verbose_name = _("museum")
        verbose_name_plural = _("museums")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="museum_both_coordinates_or_none",
                violation_error_message=_("Give both the latitude and the longitude, or neither."),
            ),
        ]

    @cached_property
    def member(self) -> "MuseumPage":
        """The page in the main language, which events, kits and offers belong to."""
        if self.locale.language_code == settings.LANGUAGE_CODE:
            return self
        return self.get_translations().sources().first() or self

    @property
    def full_address(self) -> str:
        """Street, postcode and town on one line, without what is not known."""
        town = f"{self.postcode} {self.town}".strip()
        return ", ".join(part for part in (self.street, town) if part)

    def search_words(self) -> list[str]:
        """Its place, what its collections are about and who vouches for it, in every language."""
        terms = [*self.themes.all(), *self.labels.all()]
        names = [name for term in terms for name in term.names()]
        return [self.postcode, self.town, self.department.name, *names]

    @property
    def path_of_museum(self) -> str:
        return self.path

    def permissions_for_user(self, user: Any) -> MuseumPermissionTester:
        return MuseumPermissionTester(user, self)

    def with_content_json(self, content: dict[str, Any]) -> "MuseumPage":
        """A version says what the museum writes; what the network decides is as it is today."""
        page = super().with_content_json(content)
        for name in ("moderation", "editors_id", "leads_id", "collection_id"):
            setattr(page, name, getattr(self, name))
        return page

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        now = timezone.localtime()
        models.prefetch_related_objects([self], "image__renditions")
        models.prefetch_related_objects([self.member], *SHOWN_ROWS)
        return super().get_context(request, *args, **kwargs) | {
            "today": now.date(),
            "opening": self.opening,
            "kinds": self.kinds(),
            "gallery": self.member.gallery.all(),
            "sections": museum_page_sections(self.member, now, request),
            "neighbours": cards_of(*self.around),
        }

    @cached_property
    def around(self) -> "tuple[list[MuseumPage], dict[int, Opening], dict[int, float]]":
        """The museums nearest to it, who is open as this page is shown, and how far they are."""
        members = MuseumPage.objects.members()
        distances = dict(members.beside(self.member, NEIGHBOURS))
        near = list(members.nearest_first(distances).for_lines()) if distances else []
        return near, openings_of([self.member, *near], timezone.localtime()), distances

    @property
    def opening(self) -> Opening:
        """Whether it is open as this page is shown, and when next."""
        _near, openings, _distances = self.around
        return openings[self.member.pk]

    def kinds(self) -> list[str]:
        """What kind of museum it is, in a few words."""
        return [
            str(term) for terms in (self.member.labels, self.member.themes) for term in terms.all()
        ]

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        hours = hours_data(self.opening.hours, timezone.localdate())
        return [{"@context": "https://schema.org", **museum_data(self), **hours}]


class FormerSlug(models.Model):
    """An address that a museum had: its calendar feed still answers there."""

    slug = models.SlugField(max_length=255, unique=True)
    museum = models.ForeignKey(MuseumPage, on_delete=models.CASCADE, related_name="former_slugs")

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")

    def __str__(self) -> str:
        return self.slug
