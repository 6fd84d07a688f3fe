"""The towns that people name when they say where they are."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.querysets import TownQuerySet
from cms.town_names import plain_name


class Town(models.Model):
    """A town of the country, to look up by name or postcode and to measure distances from.

    `load_towns` brings the table up to date.
    """

    code = models.CharField(_("INSEE code"), max_length=5, unique=True)
    name = models.CharField(_("name"), max_length=100)
    plain_name = models.CharField(max_length=100, db_index=True, editable=False)
    postcodes = models.CharField(
        _("postcodes"), max_length=255, help_text=_("With a space between them.")
    )
    department_code = models.CharField(_("department"), max_length=3)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5)
    population = models.PositiveIntegerField(_("inhabitants"), null=True, blank=True)

    objects = TownQuerySet.as_manager()

    class Meta:
        verbose_name = _("town")
        verbose_name_plural = _("towns")
        ordering = ["plain_name", "code"]
        constraints = [
            models.CheckConstraint(
                name="town_on_the_globe",
                condition=Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.department_code})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.plain_name = plain_name(self.name)
        super().save(*args, **kwargs)
