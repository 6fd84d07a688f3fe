"""A kit: what a class does with a museum, and the documents for it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
)
from wagtail.models import PageManager

from cms.addresses import address_of
from cms.advice import Advice
from cms.blocks import StoryBlock
from cms.fields import LeanStreamField
from cms.models import BasePage, Illustrated, Licence
from cms.visibility import visible_pages
from museums.models import MuseumPage
from museums.moderation import Moderated
from schools.academy.badges import badges_of
from schools.advice import advice_on_files
from schools.choices import (
    NEED_FIELDS,
    NOTHING_CHOSEN,
    PHASE_FIELDS,
    GroupMode,
    Phase,
    ResourceType,
    SpecialNeed,
)
from schools.forms import ClassKitPageForm
from schools.models.for_classes import ForClasses
from schools.models.programme import KitProgrammeItem
from schools.models.release import KitRelease
from schools.models.vocabulary import Discipline, EacDomain, SchoolLevel
from schools.querysets import KEY_LENGTH, ClassKitQuerySet
from schools.structured_data import kit_structured_data

ALSO = 4  # other kits, at the foot of the page
REVIEW_MONTHS = 24
PILLAR_FIELDS = ("has_encounter", "has_practice", "has_knowledge")


def next_review_day() -> date:
    """When a kit written today must be read again."""
    return timezone.localdate() + relativedelta(months=REVIEW_MONTHS)


class ClassKitPage(Moderated, ForClasses, Illustrated, BasePage):
    """What a class does with a museum: a text, documents, and the versions one downloads.

    Only the page in the main language has versions: its translations offer the same ones.
    """

    summary = models.CharField(
        _("summary"),
        max_length=300,
        help_text=_("Two sentences: what pupils do, and what they learn."),
    )
    body = LeanStreamField(StoryBlock(), verbose_name=_("presentation"), blank=True)
    levels = ParentalManyToManyField(
        SchoolLevel,
        verbose_name=_("classes"),
        blank=True,
        related_name="kits",
        limit_choices_to={"parent__isnull": False},
    )
    disciplines = ParentalManyToManyField(
        Discipline, verbose_name=_("disciplines"), blank=True, related_name="kits"
    )
    eac_domains = ParentalManyToManyField(
        EacDomain, verbose_name=_("domains of arts education"), blank=True, related_name="kits"
    )
    has_encounter = models.BooleanField(_("meeting works and people"), default=False)
    has_practice = models.BooleanField(_("practising"), default=False)
    has_knowledge = models.BooleanField(_("gaining knowledge"), default=False)
    objectives = models.TextField(_("what pupils learn"), blank=True)
    resource_type = models.CharField(
        _("kind of kit"), max_length=10, choices=ResourceType.choices, blank=True
    )
    is_before_visit = models.BooleanField(_("before the visit"), default=False)
    is_during_visit = models.BooleanField(_("during the visit"), default=False)
    is_after_visit = models.BooleanField(_("after the visit"), default=False)
    is_without_visit = models.BooleanField(_("without a visit"), default=False)
    total_minutes = models.PositiveSmallIntegerField(
        _("minutes in all"), null=True, blank=True, help_text=_("All the lessons together.")
    )
    sessions_count = models.PositiveSmallIntegerField(_("number of lessons"), null=True, blank=True)
    group_mode = models.CharField(
        _("how pupils work"), max_length=6, choices=GroupMode.choices, blank=True
    )
    group_size_max = models.PositiveSmallIntegerField(_("pupils at most"), null=True, blank=True)
    material = models.TextField(_("what to bring"), blank=True)
    prerequisites = models.TextField(_("what pupils know before"), blank=True)
    has_dyslexia_layout = models.BooleanField(_("laid out for dyslexic pupils"), default=False)
    has_large_print = models.BooleanField(_("large print"), default=False)
    has_easy_read = models.BooleanField(_("easy to read (FALC)"), default=False)
    has_sign_language = models.BooleanField(_("sign language (LSF)"), default=False)
    has_audio_description = models.BooleanField(_("audio description"), default=False)
    licence = models.ForeignKey(
        Licence,
        verbose_name=_("licence"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("What teachers may do with the texts written here."),
    )
    contact_email = models.EmailField(
        _("contact e-mail"), blank=True, help_text=_("Empty: the museum’s.")
    )
    review_due_on = models.DateField(_("to be read again on"), default=next_review_day)
    changes = models.TextField(
        _("what changed"),
        blank=True,
        help_text=_(
            "In one or two sentences, for teachers who have the version before. "
            "Empty: the list of the documents that changed."
        ),
    )

    objects = PageManager.from_queryset(ClassKitQuerySet)()

    base_form_class = ClassKitPageForm
    read_once = ("classes", "programme")

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("levels", widget=forms.CheckboxSelectMultiple),
        FieldPanel("disciplines", widget=forms.CheckboxSelectMultiple),
        InlinePanel("documents", heading=_("Documents"), label=_("Document")),
        InlinePanel("authors", heading=_("Authors"), label=_("Author")),
        FieldPanel("licence", widget=forms.Select),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Picture")),
        FieldPanel("changes"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel(field) for field in PHASE_FIELDS.values()]),
                FieldRowPanel([FieldPanel("total_minutes"), FieldPanel("sessions_count")]),
                FieldRowPanel([FieldPanel("group_mode"), FieldPanel("group_size_max")]),
                FieldPanel("resource_type"),
                FieldPanel("material"),
            ],
            heading=_("When, how long, how many"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldPanel("objectives"),
                FieldPanel("prerequisites"),
                FieldPanel("eac_domains", widget=forms.CheckboxSelectMultiple),
                FieldRowPanel([FieldPanel(field) for field in PILLAR_FIELDS]),
            ],
            heading=_("What pupils learn"),
            classname="collapsed",
        ),
        InlinePanel(
            "programme_items",
            heading=_("In the programmes"),
            label=_("Point of the programme"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [FieldPanel(field) for field in NEED_FIELDS.values()],
            heading=_("Special needs"),
            classname="collapsed",
        ),
        FieldPanel("body", classname="collapsed"),
        MultipleChooserPanel(
            "partners",
            heading=_("With other museums"),
            label=_("Museum"),
            chooser_field_name="museum",
            classname="collapsed",
        ),
        MultipleChooserPanel(
            "events",
            heading=_("Events that it goes with"),
            label=_("Event"),
            chooser_field_name="event",
            classname="collapsed",
        ),
        MultipleChooserPanel(
            "offers",
            heading=_("Offers for classes that it goes with"),
            label=_("Offer for classes"),
            chooser_field_name="offer",
            classname="collapsed",
        ),
        MultiFieldPanel(
            [FieldPanel("contact_email"), FieldPanel("review_due_on")],
            heading=_("Contact and review"),
            classname="collapsed",
        ),
    ]
    shown = ("locale", "image", "licence")

    parent_page_types = ["museums.MuseumPage", "schools.ClassKitIndexPage"]
    subpage_types = []
    exclude_fields_in_copy = ["changes"]
    page_description = _("What a class does with the museum, with the documents for it.")

    class Meta:
        verbose_name = _("class kit")
        verbose_name_plural = _("class kits")

    @property
    def key(self) -> str:
        """What the kit is called for ever in addresses, in every language, wherever it moves."""
        return self.translation_key.hex[:KEY_LENGTH]

    @cached_property
    def all_releases(self) -> list[KitRelease]:
        """Its versions, the latest first, those withdrawn among them."""
        return list(self.source.releases.prefetch_related("packs")) if self.source.pk else []

    @property
    def current_release(self) -> KitRelease | None:
        """The version that teachers download today."""
        standing = (release for release in self.all_releases if not release.is_withdrawn)
        return next(standing, None)

    @property
    def phases(self) -> list[Phase]:
        """When a class uses it, seen from its visit."""
        return [phase for phase, field in PHASE_FIELDS.items() if getattr(self, field)]

    @property
    def special_needs(self) -> list[SpecialNeed]:
        """Whom it is also made for."""
        return [need for need, field in NEED_FIELDS.items() if getattr(self, field)]

    @property
    def pillars(self) -> list[str]:
        """The pillars of arts education that it stands on, in words."""
        return [
            str(self._meta.get_field(name).verbose_name)
            for name in PILLAR_FIELDS
            if getattr(self, name)
        ]

    @cached_property
    def programme(self) -> list[KitProgrammeItem]:
        """The points of the programme that it works on; those that say nothing are left out."""
        points = self.programme_items.select_related("item")
        return [point for point in points if str(point)]

    def search_words(self) -> list[str]:
        items = [point.item.other_names for point in self.programme if point.item]
        return [*super().search_words(), *map(str, self.programme), *items]

    @property
    def contact(self) -> str:
        """Whom to write to about it."""
        return self.contact_email or (self.museum.email if self.museum else "")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        models.prefetch_related_objects([self], "image__renditions")
        documents = list(self.documents.all())
        models.prefetch_related_objects(
            documents, "licence", "file__licence", "picture__licence", "picture__renditions"
        )
        partners = [partner.museum_id for partner in self.partners.all()]
        linked = [link.event_id for link in self.events.all()]
        linked += [link.offer_id for link in self.offers.all()]
        others = ClassKitPage.objects.visible().exclude(translation_key=self.translation_key)
        today = timezone.localdate()
        same_classes = others.for_levels([level.code for level in self.classes])
        return super().get_context(request, *args, **kwargs) | {
            "today": today,
            "museum": self.museum,
            "documents": documents,
            "release": self.current_release,
            "badges": badges_of(self.all_releases, today),
            "authors": self.authors.all(),
            "programme": self.programme,
            "partners": MuseumPage.objects.members().filter(pk__in=partners),
            "also": same_classes.latest_first().for_cards().with_badge(today)[:ALSO],
            "kits_url": address_of("schools.ClassKitIndexPage"),
            "is_nothing_chosen": NOTHING_CHOSEN in request.GET,
            "at_museum": visible_pages(linked),
        }

    def advice(self) -> Iterator[Advice]:
        """And the files that some pupils cannot read."""
        yield from super().advice()
        yield from advice_on_files(self.documents.all())

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        return [kit_structured_data(self)]
