"""The words of schools: classes and cycles, disciplines, domains of arts education."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.models import Term
from schools.querysets import SchoolLevelQuerySet


class SchoolLevel(models.Model):
    """A class (CM2, 6e), or above it what classes are gathered under: a cycle, a kind of lycée.

    Kits are for classes; the cycle follows from the class.
    """

    code = models.SlugField(_("code"), max_length=30, unique=True)
    label = models.CharField(_("name"), max_length=100)
    label_en = models.CharField(_("name in English"), max_length=100, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("cycle"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="classes",
        limit_choices_to={"parent": None},
        help_text=_("Empty for a cycle itself."),
    )
    age_min = models.PositiveSmallIntegerField(_("from the age of"), null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(_("up to the age of"), null=True, blank=True)
    scolomfr_uri = models.URLField(_("ScoLOMFR address"), blank=True)
    is_current = models.BooleanField(
        _("in use"), default=True, help_text=_("No longer offered once it is not ticked.")
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = SchoolLevelQuerySet.as_manager()

    class Meta:
        verbose_name = _("class or cycle")
        verbose_name_plural = _("classes and cycles")
        ordering = ["sort_order", "label"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(age_min=None)
                | models.Q(age_max=None)
                | models.Q(age_max__gte=models.F("age_min")),
                name="level_ages_in_order",
                violation_error_message=_("The highest age is below the lowest one."),
            ),
        ]

    def __str__(self) -> str:
        return (self.label_en if get_language() == "en" else "") or self.label

    def names(self) -> list[str]:
        """What it is called in each language."""
        return [self.label, self.label_en]


class Discipline(Term):
    """A subject taught at school."""

    scolomfr_uri = models.URLField(_("ScoLOMFR address"), blank=True)

    class Meta(Term.Meta):
        verbose_name = _("discipline")
        verbose_name_plural = _("disciplines")


class EacDomain(Term):
    """A domain of arts and cultural education, as ADAGE lists them."""

    class Meta(Term.Meta):
        verbose_name = _("domain of arts education")
        verbose_name_plural = _("domains of arts education")
