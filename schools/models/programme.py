"""What the programmes of the schools ask for, and which of it a kit works on."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable
from wagtail.search import index

from schools.panels import WhereAnyPanel

MOST_STEPS = 8  # from a point of the programme up to its discipline


class ProgrammeItem(index.Indexed, models.Model):
    """A point of the school programmes, as ScoLOMFR lists them (vocabulary 015).

    They come from the official file (`import_programmes`) and are not part of Mosaïque.
    """

    uri = models.URLField(_("ScoLOMFR address"), unique=True)
    label = models.CharField(_("name"), max_length=255)
    other_names = models.TextField(_("other names"), blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="parts",
    )
    is_current = models.BooleanField(
        _("in use"), default=True, help_text=_("No longer offered once it is not ticked.")
    )

    panels = [
        FieldPanel("label"),
        FieldPanel("other_names"),
        FieldPanel("uri"),
        FieldPanel("is_current"),
    ]

    search_fields = [
        index.SearchField("label", boost=2),
        index.AutocompleteField("label"),
        index.SearchField("other_names"),
        index.AutocompleteField("other_names"),
        index.FilterField("is_current"),
    ]

    class Meta:
        verbose_name = _("point of the programme")
        verbose_name_plural = _("points of the programme")
        ordering = ["label", "pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def line(self) -> "list[ProgrammeItem]":
        """From what it is part of down to itself; a circle in the file ends somewhere."""
        line = [self]
        while line[0].parent and len(line) < MOST_STEPS:
            line.insert(0, line[0].parent)
        return line


class KitProgrammeItem(Orderable):
    """A point of the programme that a kit works on: one of the list, or written with its source."""

    kit = ParentalKey(
        "schools.ClassKitPage", on_delete=models.CASCADE, related_name="programme_items"
    )
    item = models.ForeignKey(
        ProgrammeItem,
        verbose_name=_("from the official list"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    text = models.CharField(
        _("in words"),
        max_length=250,
        blank=True,
        help_text=_("As the programme says it; empty where the official list has it."),
    )
    reference = models.CharField(
        _("where it is written"),
        max_length=150,
        blank=True,
        help_text=_("Such as “BO no. 31 of 30 July 2020”."),
    )
    year = models.PositiveSmallIntegerField(
        _("programme of the year"),
        null=True,
        blank=True,
        help_text=_("Programmes change: teachers see whether this one still holds."),
    )

    panels = [
        WhereAnyPanel("item"),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("reference"), FieldPanel("year")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("point of the programme of a kit")
        verbose_name_plural = _("points of the programme of kits")

    def __str__(self) -> str:
        return " – ".join(filter(None, [str(self.item) if self.item else "", self.text]))

    @property
    def source(self) -> str:
        """Where it is written; of which year, where that does not say it."""
        year = str(self.year or "")
        if not year or year in self.reference:
            return self.reference
        programme = gettext("programme of %(year)s") % {"year": year}
        return ", ".join(filter(None, [self.reference, programme]))
