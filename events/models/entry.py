"""What calendars are told of an event, entry by entry, as feeds join it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.occurrence import EventSeries, Occurrence
from events.querysets import SeriesQuerySet
from museums.models import MuseumPage


class CalendarEntry(models.Model):
    """One VEVENT in one language, of a date or of a series; derived, written at publication.

    It repeats when that is and whose, so that a feed reads this table and no other. The title
    stands apart: feeds of several museums say which one it is, others need not.
    """

    occurrence = models.ForeignKey(
        Occurrence, null=True, db_index=False, on_delete=models.CASCADE, related_name="entries"
    )
    series = models.ForeignKey(
        EventSeries, null=True, db_index=False, on_delete=models.CASCADE, related_name="entries"
    )
    event_key = models.UUIDField()
    page = models.ForeignKey("events.EventPage", on_delete=models.CASCADE, related_name="+")
    museum = models.ForeignKey(MuseumPage, null=True, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    timezone = models.CharField(max_length=30)
    is_cancelled = models.BooleanField()
    language = models.CharField(max_length=10)
    title_line = models.TextField()
    title_line_with_museum = models.TextField()
    lines = models.TextField()  # every other property

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar entry")
        verbose_name_plural = _("calendar entries")
        constraints = [  # they are the indexes of both keys as well
            models.UniqueConstraint(fields=["occurrence", "language"], name="entry_of_date_once"),
            models.UniqueConstraint(fields=["series", "language"], name="entry_of_series_once"),
            models.CheckConstraint(
                condition=models.Q(occurrence=None) ^ models.Q(series=None), name="entry_of_one"
            ),
        ]
        indexes = [
            models.Index(fields=["language", "starts_at", "ends_at"], name="entry_start"),
            models.Index(fields=["language", "ends_at"], name="entry_end"),
            models.Index(fields=["event_key"], name="entry_event"),
        ]

    def __str__(self) -> str:
        return self.title_line
