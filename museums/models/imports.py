"""What files said of the members: imported values, what is proposed to a museum, the reports."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from museums.models.member import MuseumPage

KEPT_IMPORTS = 20


class MemberLineKind(models.TextChoices):
    """What became of a line of a file of members."""

    CREATED = "created", pgettext_lazy("of a museum", "New")
    UPDATED = "updated", pgettext_lazy("of a museum", "Updated")
    PROPOSED = "proposed", pgettext_lazy("of a museum", "To be decided")
    SKIPPED = "skipped", pgettext_lazy("of a line", "Left out")
    DEFECT = "defect", pgettext_lazy("of a line", "To check")
    UNCHANGED = "unchanged", pgettext_lazy("of a museum", "Unchanged")


class ImportedField(models.Model):
    """What a file said last of one field of a museum, and when: nobody touched it while it stands.

    `source` is the name of the file.
    """

    museum = models.ForeignKey(MuseumPage, on_delete=models.CASCADE, related_name="imported_fields")
    field = models.CharField(max_length=30)
    value = models.JSONField()
    imported_at = models.DateTimeField()
    source = models.CharField(max_length=255, blank=True)

    class Meta:
        verbose_name = _("imported field")
        verbose_name_plural = _("imported fields")
        constraints = [
            models.UniqueConstraint(fields=["museum", "field"], name="imported_field_once_a_museum")
        ]

    def __str__(self) -> str:
        return f"{self.museum_id} {self.field}"


class ProposalQuerySet(models.QuerySet):
    """Questions about what is proposed."""

    def waiting(self) -> Self:
        """What nobody decided yet, museum by museum."""
        return self.filter(refused_at=None).order_by("museum__title", "museum_id", "pk")

    def of_museums(self, museums: models.QuerySet[MuseumPage]) -> Self:
        return self.filter(museum__in=museums)


class Proposal(models.Model):
    """A value that a file has for a field that somebody changed here; refused, it is remembered.

    What the page says is read from the page; an accepted proposal is gone.
    """

    museum = models.ForeignKey(MuseumPage, on_delete=models.CASCADE, related_name="proposals")
    field = models.CharField(max_length=30)
    value = models.JSONField()
    source = models.CharField(max_length=255, blank=True)
    proposed_at = models.DateTimeField()
    refused_at = models.DateTimeField(null=True)
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        constraints = [
            models.UniqueConstraint(
                fields=["museum", "field"],
                condition=models.Q(refused_at=None),
                name="one_waiting_proposal_a_field",
            )
        ]

    def __str__(self) -> str:
        return f"{self.museum_id} {self.field}"


class MemberImport(models.Model):
    """A file of members that somebody gave: first to be looked at, then applied, and its report.

    Its content is forgotten as soon as it is applied.
    """

    name = models.CharField(_("file"), max_length=255)
    content = models.BinaryField(default=bytes)
    is_publishing = models.BooleanField(default=False)
    created_at = models.DateTimeField(_("date"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    applied_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)
    counts_lines = models.BooleanField(default=True)  # otherwise its numbers count objects
    lines = models.JSONField(default=list)

    class Meta:
        verbose_name = _("import of museums")
        verbose_name_plural = _("imports of museums")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name
