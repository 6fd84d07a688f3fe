"""What a museum that left the network had, so that it may come back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from museums.models.member import MuseumPage


class Departure(models.Model):
    """A member that left: what was on line, and who wrote for it."""

    EDITORS, LEADS = "editors", "leads"

    museum = models.OneToOneField(MuseumPage, on_delete=models.CASCADE, related_name="departure")
    left_at = models.DateTimeField(_("left on"))
    pages = models.JSONField(default=list)  # [page, its version on line], from the top down
    people = models.JSONField(default=list)  # [person, EDITORS or LEADS]
    deactivated = models.JSONField(default=list)  # those of them who cannot log in any more
    redirects = models.JSONField(default=list)  # that lead visitors to the list of members

    class Meta:
        verbose_name = _("departure")
        verbose_name_plural = _("departures")

    def __str__(self) -> str:
        return str(self.museum)
