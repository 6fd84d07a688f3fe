"""What other catalogues harvest of kits."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class OaiRecordQuerySet(models.QuerySet):
    """Questions about records."""

    def in_set(self, name: str) -> Self:
        """Those of a set of the repository; all of them where none is named."""
        return self.filter(is_validated=True) if name == OaiRecord.VALIDATED else self


class OaiRecord(models.Model):
    """A kit as harvesters know it: when it last changed for them, and whether it is gone.

    It stays when its kit goes, so that every harvester learns of that, however late it comes.
    """

    ALL, VALIDATED = "all", "validated"

    key = models.CharField(_("key"), max_length=10, unique=True)  # of the kit, for ever
    kit = models.ForeignKey(
        "schools.ClassKitPage", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    digest = models.CharField(max_length=64)  # of all that is told of it
    changed_at = models.DateTimeField(_("changed at"), db_index=True)  # without fractions
    is_validated = models.BooleanField(_("validated"), default=False)
    is_deleted = models.BooleanField(_("gone"), default=False)

    objects = OaiRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("record of a kit")
        verbose_name_plural = _("records of kits")
        ordering = ["changed_at", "pk"]

    def __str__(self) -> str:
        return self.key

    @property
    def sets(self) -> list[str]:
        """The sets that it belongs to."""
        return [self.ALL, self.VALIDATED] if self.is_validated else [self.ALL]
