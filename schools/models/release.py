"""What teachers download: the published versions of a kit."""

import re
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from cms.models import SiteVersion
from cms.models.bin import KEPT_FOR
from schools.querysets import KitReleaseQuerySet

PAPER = re.compile(r"(-dys|-gros-caracteres)?\.pdf$|\.odt$")


class KitRelease(models.Model):
    """One version of a kit as a file, which never changes once it is built.

    It may be withdrawn, with the reason: its address then says so.
    """

    kit = models.ForeignKey(
        "schools.ClassKitPage", on_delete=models.CASCADE, related_name="releases"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    built_at = models.DateTimeField(_("built on"))
    built_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    changelog = models.TextField(_("what changed"), blank=True)
    file = models.FileField(upload_to="kits/")
    size = models.PositiveBigIntegerField()  # in bytes
    sha256 = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64, blank=True)  # of what its editor wrote
    manifest = models.JSONField(default=list)
    documents = models.JSONField(default=dict)  # by uid: what each can be downloaded as, alone
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True)
    withdrawal_reason = models.CharField(_("why it is withdrawn"), max_length=300, blank=True)

    objects = KitReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a kit")
        verbose_name_plural = _("versions of kits")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["kit", "number"], name="kit_release_number_once"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="kit_release_numbered_from_one"
            ),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(changelog=""),
                name="kit_release_says_what_changed",
                violation_error_message=_("Say what changed since the version before."),
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None, withdrawal_reason="")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawal_reason="")),
                name="kit_release_withdrawn_for_a_reason",
                violation_error_message=_("Say why it is withdrawn."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kit_id} v{self.number}"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def root(self) -> str:
        """The folder that everything in its ZIP is in."""
        return self.file.name.rpartition("/")[2].removesuffix(".zip")

    @property
    def may_be_restored_until(self) -> datetime | None:
        """The last moment at which a withdrawn version may be given out again."""
        return self.withdrawn_at + KEPT_FOR if self.withdrawn_at else None

    def papers(self) -> set[str]:
        """The paths of what was made from its texts: PDF and ODT, which follow from them."""
        paths = [file["path"] for file in self.manifest]
        pages = {path.removesuffix(".html") for path in paths if path.endswith(".html")}
        return {path for path in paths if PAPER.search(path) and PAPER.sub("", path) in pages}

    def withdraw(self, reason: str, now: datetime) -> None:
        """Give it out no longer: its address says why."""
        self.withdrawn_at, self.withdrawal_reason = now, reason
        self.save(update_fields=["withdrawn_at", "withdrawal_reason"])
        SiteVersion.objects.bump()

    def restore(self) -> None:
        """Give it out again, the same bytes at the same address."""
        self.withdrawn_at, self.withdrawal_reason = None, ""
        self.save(update_fields=["withdrawn_at", "withdrawal_reason"])
        SiteVersion.objects.bump()
