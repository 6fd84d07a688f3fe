"""What is in the bin: pages as they were when somebody deleted them."""

from datetime import datetime, timedelta
from operator import attrgetter

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from cms.querysets import DeletedPageQuerySet

KEPT_FOR = timedelta(days=30)
"""How long a deleted page can be restored."""


class DeletedPage(models.Model):
    """One page as it was when somebody deleted it: enough to put it back where it was.

    What was deleted at one stroke (a branch, a page and its translation) bears one `deletion`.
    """

    deletion = models.UUIDField(db_index=True)
    page_id = models.PositiveBigIntegerField()
    parent_id = models.PositiveBigIntegerField(db_index=True)
    path = models.CharField(max_length=255)
    translation_key = models.UUIDField()
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    page_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("title"), max_length=255)
    place = models.CharField(_("where it was"), max_length=255)
    is_live = models.BooleanField(_("on line"))
    content = models.JSONField(encoder=DjangoJSONEncoder)
    draft = models.JSONField(encoder=DjangoJSONEncoder, null=True)  # what was not published yet
    rows = models.JSONField(encoder=DjangoJSONEncoder, default=list)  # of other models, see cms.bin
    aliases = models.JSONField(default=list)  # ids of the pages that repeated it
    deleted_at = models.DateTimeField(_("deleted on"))
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = DeletedPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("deleted page")
        verbose_name_plural = _("deleted pages")
        ordering = ["-deleted_at", "-pk"]
        default_permissions = ("view", "delete")
        indexes = [models.Index(fields=["-deleted_at"], name="deleted_page_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["deletion", "page_id"], name="deleted_page_once_a_deletion"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind(self) -> str:
        """What it was: an event, a job offer."""
        model = self.page_type.model_class()
        return capfirst(model._meta.verbose_name) if model else self.page_type.model

    @property
    def kept_until(self) -> datetime:
        """When it is thrown away."""
        return self.deleted_at + KEPT_FOR

    def gone_together(self) -> "list[DeletedPage]":
        """All that was deleted with it and belongs to it, in the order in which it comes back.

        Itself first; its translations; then what was below them, from the top. An alias comes
        after the pages of its height, since it repeats one of them.
        """
        mates = DeletedPage.objects.filter(deletion=self.deletion)
        branches = Q()
        for path in mates.filter(translation_key=self.translation_key).values_list("path"):
            branches |= Q(path__startswith=path[0])
        found = sorted(mates.filter(branches).select_related("page_type"), key=attrgetter("path"))
        return sorted(
            found,
            key=lambda page: (page.pk != self.pk, len(page.path), bool(page.content["alias_of"])),
        )
