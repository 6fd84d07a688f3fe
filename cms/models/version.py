"""How often what visitors see has changed."""

from django.db import models
from django.db.models import F


class SiteVersionManager(models.Manager):
    """The one row there is."""

    def number(self) -> int:
        """How often the site changed; 0 where it never did."""
        return next(iter(self.values_list("number", flat=True)[:1]), 0)

    def bump(self) -> None:
        """Something that visitors may see has changed: no page is shown as it was kept."""
        if not self.update(number=F("number") + 1):
            self.get_or_create(pk=1, defaults={"number": 1})


class SiteVersion(models.Model):
    """One row: the number that the names of kept pages begin with."""

    number = models.PositiveBigIntegerField(default=0)

    objects = SiteVersionManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="site_version_is_one_row")
        ]

    def __str__(self) -> str:
        return str(self.number)
