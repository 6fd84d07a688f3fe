"""Of which ends museums were told."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EndWarning(models.Model):
    """A museum was told, once, that the dates of an event run out on that day."""

    event_key = models.UUIDField()
    last_on = models.DateField()
    warned_at = models.DateTimeField()

    class Meta:
        verbose_name = _("warning of an end")
        verbose_name_plural = _("warnings of ends")
        constraints = [
            models.UniqueConstraint(fields=["event_key", "last_on"], name="end_warned_of_once")
        ]

    def __str__(self) -> str:
        return f"{self.event_key} {self.last_on}"
