"""A museum's own calendar as a source of its events, what came of it, and what was said."""

from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.choices import ImportMode, LineKind
from events.imports.wording import sentence
from events.models.event import EventPage
from events.models.vocabulary import EventType
from museums.models import MuseumPage

if TYPE_CHECKING:
    from cms.models import User

KEPT_REPORTS = 20


class CalendarSourceQuerySet(models.QuerySet):
    """Questions about the calendars that museums gave."""

    def active(self) -> Self:
        return self.filter(is_active=True)

    def of_museums(self, museums: models.QuerySet[MuseumPage]) -> Self:
        return self.filter(museum__in=museums)


class CalendarSource(models.Model):
    """The address of a museum's own calendar, which its events are taken from.

    `run_as` is who saved it last: pages are written in their name and with their rights.
    """

    museum = models.ForeignKey(
        MuseumPage,
        verbose_name=_("museum"),
        on_delete=models.CASCADE,
        related_name="calendar_sources",
    )
    url = models.CharField(
        _("address of the calendar"),
        max_length=500,
        help_text=_(
            "The address of an iCalendar file (.ics) or of an OpenAgenda export (JSON). In Google "
            "Calendar: Settings, “Public address in iCal format”."
        ),
    )
    mode = models.CharField(
        _("what becomes of its events"),
        max_length=7,
        choices=ImportMode.choices,
        default=ImportMode.DRAFTS,
    )
    event_type = models.ForeignKey(
        EventType,
        verbose_name=_("usual type"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "For the events whose keywords name no type of the network; without one they stay "
            "drafts."
        ),
    )
    price = models.CharField(
        _("usual price"),
        max_length=200,
        blank=True,
        help_text=_(
            "For the events that do not say theirs, for example “Included in the admission”."
        ),
    )
    is_active = models.BooleanField(
        _("read every hour"), default=True, help_text=_("Untick it to pause the import.")
    )
    run_as = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    etag = models.CharField(max_length=200, blank=True, editable=False)
    last_modified = models.CharField(max_length=60, blank=True, editable=False)
    last_run_at = models.DateTimeField(_("last read"), null=True, editable=False)
    failure = models.CharField(max_length=30, blank=True, editable=False)
    failure_details = models.JSONField(default=dict, editable=False)

    objects = CalendarSourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar source")
        verbose_name_plural = _("calendar sources")
        ordering = ["museum", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["museum", "url"],
                name="calendar_source_once_a_museum",
                violation_error_message=_("This calendar is imported already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.museum.title} – {self.host}"

    def clean(self) -> None:
        """Take what calendar applications give: webcal:// is https:// by another name."""
        super().clean()
        self.url = self.url.strip()
        scheme, _separator, rest = self.url.partition("://")
        if scheme.lower() in ("webcal", "webcals"):
            self.url = f"https://{rest}"
        elif scheme.lower() != "https":
            raise ValidationError({"url": _("The address must begin with https://.")})
        try:
            URLValidator(schemes=["https"])(self.url)
        except ValidationError as error:
            raise ValidationError({"url": error.messages}) from error

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or self.url

    @property
    def problem(self) -> str:
        """Why the last reading failed, in words; empty where it did not."""
        return sentence(self.failure, self.failure_details) if self.failure else ""

    def may_publish(self) -> bool:
        """Whether its events go on line by themselves: while its person may publish here."""
        return self.mode == ImportMode.PUBLISH and may_publish_for(self.museum, self.run_as)


def may_publish_for(museum: MuseumPage, user: "User | None") -> bool:
    """Whether somebody may put events of this museum on line."""
    return bool(user and user.is_active and museum.permissions_for_user(user).can_publish_subpage())


class ImportedEvent(models.Model):
    """What a calendar calls an event, and the page that was made of it.

    It outlives its source, so that a calendar given again makes nothing twice; a page that its
    museum deleted leaves it without a page, and is not made again.
    """

    museum = models.ForeignKey(MuseumPage, on_delete=models.CASCADE, related_name="+")
    source = models.ForeignKey(
        CalendarSource, null=True, on_delete=models.SET_NULL, related_name="imported"
    )
    uid = models.CharField(max_length=255)
    page = models.ForeignKey(
        EventPage, null=True, on_delete=models.SET_NULL, related_name="imported"
    )
    values = models.JSONField(default=dict)
    revision_id = models.BigIntegerField(null=True)
    vanished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("imported event")
        verbose_name_plural = _("imported events")
        constraints = [
            models.UniqueConstraint(fields=["museum", "uid"], name="imported_once_a_museum")
        ]

    def __str__(self) -> str:
        return self.uid


class ImportReport(models.Model):
    """What one reading of a calendar changed, or why there was none."""

    source = models.ForeignKey(CalendarSource, on_delete=models.CASCADE, related_name="reports")
    created_at = models.DateTimeField(_("date"))
    failure = models.CharField(max_length=30, blank=True)
    failure_details = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    counts_lines = models.BooleanField(default=True)  # otherwise its numbers count events

    class Meta:
        verbose_name = _("import report")
        verbose_name_plural = _("import reports")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.source} {self.created_at:%Y-%m-%d %H:%M}"

    @property
    def problem(self) -> str:
        """Why nothing could be read, in words; empty where something was."""
        return sentence(self.failure, self.failure_details) if self.failure else ""

    @property
    def counted(self) -> list[tuple[str, int]]:
        """How many events of each kind, in words, in the order of a reader."""
        return [
            (LineKind(kind).label, self.counts[kind])
            for kind in LineKind.values
            if self.counts.get(kind)
        ]


class ImportLine(models.Model):
    """One thing that a report says: of an event, or of a line of the file."""

    report = models.ForeignKey(ImportReport, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=9, choices=LineKind.choices)
    number = models.PositiveIntegerField(default=0)
    uid = models.CharField(max_length=255, blank=True)
    title = models.CharField(max_length=255, blank=True)
    reason = models.CharField(max_length=30)
    details = models.JSONField(default=dict)
    page = models.ForeignKey(EventPage, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def sentence(self) -> str:
        """What it says, in words."""
        return sentence(self.reason, self.details)

    def said(self) -> tuple[Any, ...]:
        """What makes two lines say the same."""
        return self.kind, self.number, self.uid, self.title, self.reason, self.details
