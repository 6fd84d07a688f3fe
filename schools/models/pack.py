"""What hangs on a version of a kit: its lesser packs, and how often it was downloaded."""

from datetime import date
from typing import Self

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from schools.choices import LESSER_PACKS, Pack
from schools.models.release import KitRelease

ONE_MORE = """
    INSERT INTO schools_kitdownload (release_id, pack, day, number) VALUES (%s, %s, %s, 1)
    ON CONFLICT (release_id, pack, day)
    DO UPDATE SET number = schools_kitdownload.number + 1
"""


class KitPack(models.Model):
    """A part of a version as a ZIP of its own: the light one, the pupils' one; never changes."""

    release = models.ForeignKey(KitRelease, on_delete=models.CASCADE, related_name="packs")
    kind = models.CharField(
        max_length=7, choices=[(pack.value, pack.label) for pack in LESSER_PACKS]
    )
    file = models.FileField(upload_to="kits/")
    size = models.PositiveBigIntegerField()  # in bytes
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("pack of a kit")
        verbose_name_plural = _("packs of kits")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["release", "kind"], name="kit_pack_once_a_release")
        ]

    def __str__(self) -> str:
        return f"{self.release} {self.kind}"


class KitDownloadQuerySet(models.QuerySet):
    """Questions about downloads."""

    def add_one(self, release: KitRelease, pack: Pack, day: date) -> None:
        """One more on that day, in one query whoever else counts."""
        with connection.cursor() as cursor:
            cursor.execute(ONE_MORE, [release.pk, pack, day])

    def since(self, day: date) -> Self:
        return self.filter(day__gte=day)

    def by_release_and_pack(self) -> dict[tuple[int, str], int]:
        """How often each pack of each version was downloaded."""
        rows = self.order_by().values_list("release", "pack").annotate(models.Sum("number"))
        return {(release, pack): number for release, pack, number in rows}


class KitDownload(models.Model):
    """How often a pack of a version was downloaded on one day: no address, no cookie, no robot."""

    release = models.ForeignKey(KitRelease, on_delete=models.CASCADE, related_name="downloads")
    pack = models.CharField(max_length=7, choices=Pack.choices)
    day = models.DateField()
    number = models.PositiveIntegerField()

    objects = KitDownloadQuerySet.as_manager()

    class Meta:
        verbose_name = _("downloads of a kit")
        verbose_name_plural = _("downloads of kits")
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["release", "pack", "day"], name="kit_download_once")
        ]

    def __str__(self) -> str:
        return f"{self.release} {self.pack} {self.day} {self.number}"
