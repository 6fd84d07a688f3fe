"""What is derived from published events: their dated sittings, and what calendars are told."""

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.choices import OccurrenceStatus
from events.dates import slot_in_address
from events.querysets import OccurrenceQuerySet, SeriesQuerySet
from museums.models import MuseumPage

if TYPE_CHECKING:
    from events.models.season import PartnerVenue

PLACE_LENGTH = 200  # of a name and an address on one line


class Occurrence(models.Model):
    """One dated sitting of a published event. Derived from its schedules, never edited.

    A row keeps its identity (event, schedule, slot) when its event is edited or moved, so that
    subscribed calendars see a change and not a new entry. Rows in the past change only where
    somebody corrects them.
    """

    event_key = models.UUIDField()
    schedule_uid = models.CharField(max_length=8)
    slot = models.CharField(max_length=15)  # original local start: 20261025T140000 or 20261025
    page = models.ForeignKey(
        "events.EventPage", null=True, on_delete=models.SET_NULL, related_name="occurrences"
    )
    museum = models.ForeignKey(  # none at a partner venue
        MuseumPage, null=True, on_delete=models.SET_NULL, related_name="occurrences"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()  # exclusive; the start itself where the end is not known
    starts_on = models.DateField()  # the local days, the last one included
    ends_on = models.DateField()
    timezone = models.CharField(max_length=30)
    is_all_day = models.BooleanField()
    has_end = models.BooleanField()
    is_span = models.BooleanField()
    is_in_series = models.BooleanField(default=False)  # told by the rule of an EventSeries
    status = models.CharField(max_length=9, choices=OccurrenceStatus.choices)
    previous_starts_at = models.DateTimeField(null=True)
    is_off_with_event = models.BooleanField(default=False)  # cancelled because all of it was
    place = models.CharField(max_length=PLACE_LENGTH, blank=True)  # if not that of its event
    note = models.CharField(max_length=200, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = OccurrenceQuerySet.as_manager()

    is_one_of_several = False  # dates of its event; lists tell, see for_lines()

    class Meta:
        verbose_name = _("occurrence")
        verbose_name_plural = _("occurrences")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event_key", "schedule_uid", "slot"], name="occurrence_once"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gte=models.F("starts_at")),
                name="occurrence_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at"], name="occurrence_start"),
            models.Index(fields=["ends_at"], name="occurrence_end"),
            models.Index(fields=["starts_on"], name="occurrence_day"),
            models.Index(fields=["museum", "starts_at"], name="occurrence_museum_start"),
            models.Index(fields=["event_key", "starts_at"], name="occurrence_event_start"),
            # All that counting the dates of the agenda reads.
            models.Index(
                fields=["starts_on", "status", "museum", "page"],
                condition=models.Q(removed_at=None, is_span=False),
                name="occurrence_counted",
            ),
            models.Index(
                fields=["ends_at", "starts_at"],
                condition=models.Q(is_span=True),
                name="occurrence_span",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_key} {self.slot}"

    def get_absolute_url(self) -> str:
        """The path of its own page, below its event's; the same when the date is moved."""
        return f"{self.page.url}{slot_in_address(self.slot)}/"

    @property
    def best_url(self) -> str:
        """Where a list leads: the only date of an event is told by its event's page."""
        return self.get_absolute_url() if self.is_one_of_several else self.page.url

    @property
    def host(self) -> "MuseumPage | PartnerVenue":
        """Who receives the public: the member, or the partner venue."""
        return self.museum or self.page.venue or self.page.host

    @property
    def local_start(self) -> datetime:
        """When it begins, on the clock of its place."""
        return self.starts_at.astimezone(ZoneInfo(self.timezone))

    @property
    def local_end(self) -> datetime:
        """When it ends, on the clock of its place; midnight after the last day when all day."""
        return self.ends_at.astimezone(ZoneInfo(self.timezone))

    @property
    def previous_local_start(self) -> datetime | None:
        """When it was to begin before it was moved."""
        if self.previous_starts_at is None:
            return None
        return self.previous_starts_at.astimezone(ZoneInfo(self.timezone))

    @property
    def is_cancelled(self) -> bool:
        return self.status == OccurrenceStatus.CANCELLED

    @property
    def is_changed(self) -> bool:
        """Whether visitors must be told something about this date."""
        return self.status != OccurrenceStatus.SCHEDULED or bool(self.place)


class EventSeries(models.Model):
    """A schedule told to calendars by its rule: its timing lines, the same in any language."""

    event_key = models.UUIDField()
    schedule_uid = models.CharField(max_length=8)
    page = models.ForeignKey("events.EventPage", on_delete=models.CASCADE, related_name="series")
    museum = models.ForeignKey(
        MuseumPage, null=True, on_delete=models.CASCADE, related_name="series"
    )
    timezone = models.CharField(max_length=30)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    timing = models.TextField()  # DTSTART, DTEND, RRULE and EXDATE lines
    sequence = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of dates", "series")
        verbose_name_plural = pgettext_lazy("of dates", "series")
        constraints = [
            models.UniqueConstraint(fields=["event_key", "schedule_uid"], name="series_once")
        ]
        indexes = [models.Index(fields=["ends_at", "starts_at"], name="series_period")]

    def __str__(self) -> str:
        return f"{self.event_key} {self.schedule_uid}"


class EventFragment(models.Model):
    """What every entry of an event says in calendars, in one language, written at publication."""

    event_key = models.UUIDField()
    language = models.CharField(max_length=10)
    page = models.ForeignKey("events.EventPage", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=255)
    museum_title = models.CharField(max_length=255)
    description = models.TextField()  # plain text
    lines = models.TextField()  # every other property that is the same on each date
    words = models.TextField(default="")  # what the event is found by, a space around each word
    html = models.TextField(default="")  # the description with its links
    image_url = models.TextField(default="")
    sequence = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = _("calendar text")
        verbose_name_plural = _("calendar texts")
        constraints = [
            models.UniqueConstraint(fields=["event_key", "language"], name="fragment_once")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"


class FeedVersionManager(models.Manager):
    """Versions by the name of what they count."""

    def of(self, scope: str) -> "FeedVersion | None":
        """The version of a feed; None where it never had any content.

        Written out in SQL: most readings of a feed are this query and nothing else, and Django
        takes longer to write it than the database to answer.
        """
        table = self.model._meta.db_table
        rows = self.raw(f"SELECT * FROM {table} WHERE scope = %s", [scope])  # noqa: S608
        return next(iter(rows), None)


class FeedVersion(models.Model):
    """How often a feed's content changed: for the network, each museum, season, event."""

    scope = models.CharField(
        max_length=50, unique=True
    )  # "network", "museum:12", "season:9", "event:<key>"
    museum = models.ForeignKey(MuseumPage, null=True, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveBigIntegerField(default=0)
    updated_at = models.DateTimeField()

    objects = FeedVersionManager()

    class Meta:
        verbose_name = _("feed version")
        verbose_name_plural = _("feed versions")

    def __str__(self) -> str:
        return f"{self.scope} {self.number}"
