"""What other sites are told of an event, change by change."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.querysets import RecordQuerySet
from museums.models import MuseumPage


class EventRecord(models.Model):
    """What the delta API says of an event, written when that changes and numbered in that order.

    It outlives its page: once the event is public no more, the record is its tombstone.
    """

    event_key = models.UUIDField(unique=True)
    page = models.ForeignKey(
        "events.EventPage", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    museum = models.ForeignKey(  # none at a partner venue
        MuseumPage, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    content = models.JSONField(default=dict)  # empty on a tombstone
    number = models.PositiveBigIntegerField(unique=True)
    updated_at = models.DateTimeField(db_index=True)
    removed_at = models.DateTimeField(null=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("record of an event")
        verbose_name_plural = _("records of events")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.event_key} {self.number}"
