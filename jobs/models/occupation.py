"""What a profession is: the network's own sheets, each with the offers of that profession."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.fields import RichTextField
from wagtail.models import Orderable, PageManager
from wagtail_localize.fields import SynchronizedField

from cms.addresses import address_of
from cms.blocks import StoryBlock
from cms.country import FrenchGroup
from cms.fields import LeanStreamField
from cms.forms import BasePageForm
from cms.models import BasePage
from jobs import choices
from jobs.models.content import RICH_TEXT
from jobs.models.offer import JobPage
from jobs.querysets import OccupationQuerySet
from jobs.structured_data import occupation_data


class OccupationIndexPage(BasePage):
    """The sheets of the network, by name."""

    summary = models.CharField(_("summary"), max_length=300, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("summary")]

    max_count_per_parent = 1
    parent_page_types = ["jobs.JobIndexPage"]
    subpage_types = ["jobs.OccupationPage"]
    page_description = _("What one does in a museum, profession by profession.")

    class Meta:
        verbose_name = _("list of profession sheets")
        verbose_name_plural = _("lists of profession sheets")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        sheets = OccupationPage.objects.visible().with_open_offers(timezone.now())
        return super().get_context(request, *args, **kwargs) | {
            "sheets": sheets.order_by("title").in_spoken_words(),
        }


class OccupationPage(BasePage):
    """A profession: what one does, how one comes to it, and who is hiring today."""

    feminine = models.CharField(
        _("name for a woman"), max_length=100, blank=True, help_text=_("“Régisseuse d’œuvres”.")
    )
    masculine = models.CharField(
        _("name for a man"), max_length=100, blank=True, help_text=_("“Régisseur d’œuvres”.")
    )
    summary = models.TextField(
        _("introduction"), max_length=600, help_text=_("What it is, in two or three sentences.")
    )
    body = LeanStreamField(StoryBlock(), verbose_name=_("text"), blank=True)
    skills = models.TextField(_("skills"), blank=True, help_text=_("One a line."))
    diploma = models.CharField(_("usual qualification"), max_length=300, blank=True)
    access_text = RichTextField(_("how one comes to it"), features=RICH_TEXT, blank=True)
    civil_service = models.CharField(
        _("civil service"), max_length=4, choices=choices.CivilService.choices, blank=True
    )
    category = models.CharField(
        _("category"), max_length=2, choices=choices.Category.choices, blank=True
    )
    branch = models.CharField(
        _("branch of the civil service"), max_length=100, blank=True, help_text=_("“Culturelle”.")
    )
    frameworks = models.TextField(
        _("employment frameworks"), blank=True, help_text=_("One a line.")
    )
    rome_code = models.CharField(
        _("ROME code"),
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]\d{4}$", _("A letter and four digits: K1602."))],
    )

    objects = PageManager.from_queryset(OccupationQuerySet)()

    base_form_class = BasePageForm

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("feminine"), FieldPanel("masculine")]),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("skills"),
        MultiFieldPanel(
            [FieldPanel("diploma"), FieldPanel("access_text")], heading=_("How one comes to it")
        ),
        FrenchGroup(
            [
                FieldRowPanel(
                    [FieldPanel("civil_service"), FieldPanel("category"), FieldPanel("branch")]
                ),
                FieldPanel("frameworks"),
                FieldPanel("rome_code"),
            ],
            heading=_("Civil service, occupation"),
        ),
        InlinePanel("neighbours", heading=_("Related professions"), label=_("Profession")),
    ]
    searched = (
        "summary",
        "body",
        "feminine",
        "masculine",
        "skills",
        "diploma",
        "access_text",
        "branch",
        "frameworks",
    )
    override_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in ("neighbours", "civil_service", "category", "rome_code")
    ]

    parent_page_types = ["jobs.OccupationIndexPage"]
    subpage_types = []
    page_description = _("A profession: what one does, how one comes to it, who is hiring.")

    class Meta:
        verbose_name = _("profession sheet")
        verbose_name_plural = _("profession sheets")

    @property
    def skill_lines(self) -> list[str]:
        return lines_of(self.skills)

    @property
    def framework_lines(self) -> list[str]:
        return lines_of(self.frameworks)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        offers = JobPage.objects.visible().open(now).of_occupation(self)
        return super().get_context(request, *args, **kwargs) | {
            "today": timezone.localdate(now),
            "offers": offers.newest_first().for_list(),
            "all_offers": address_of("jobs.JobIndexPage"),
            "neighbours": OccupationPage.objects.visible().neighbours_of(self).in_spoken_words(),
        }

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        return [occupation_data(self)]


class OccupationNeighbour(Orderable):
    """Another sheet that readers of one look at next."""

    occupation = ParentalKey(OccupationPage, on_delete=models.CASCADE, related_name="neighbours")
    sheet = models.ForeignKey(
        OccupationPage, verbose_name=_("sheet"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [PageChooserPanel("sheet", "jobs.OccupationPage")]

    class Meta(Orderable.Meta):
        verbose_name = _("related profession")
        verbose_name_plural = _("related professions")

    def __str__(self) -> str:
        return self.sheet.title


def lines_of(text: str) -> list[str]:
    """What a box that takes one thing a line holds."""
    return [line.strip() for line in text.splitlines() if line.strip()]
