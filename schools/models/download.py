"""How often kits were downloaded."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from schools.models.release import KitRelease


class KitDownload(models.Model):
    """How often a pack of a version was downloaded on one day: no address, no cookie, no robot."""

    release = models.ForeignKey(KitRelease, on_delete=models.CASCADE, related_name="downloads")
    pack = models.CharField(max_length=7)
    day = models.DateField()
    number = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("downloads of a kit")
        verbose_name_plural = _("downloads of kits")
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["release", "pack", "day"], name="kit_download_once")
        ]

    def __str__(self) -> str:
        return f"{self.release} {self.pack} {self.day} {self.number}"
