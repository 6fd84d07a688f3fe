"""What is different on one date of an event."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from events.choices import ExceptionKind
from events.fields import check_year
from events.models.event import EventPage
from events.models.occurrence import PLACE_LENGTH


class OccurrenceException(Orderable):
    """What is different on one date: cancelled, moved, full."""

    event = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="exceptions")
    date = models.DateField(_("date"), help_text=_("The date as it was first announced."))
    time = models.TimeField(
        _("time"),
        null=True,
        blank=True,
        help_text=_("Only if the event takes place several times that day."),
    )
    schedule_uid = models.CharField(max_length=8, blank=True, editable=False)  # if one was clicked
    kind = models.CharField(_("what happens"), max_length=9, choices=ExceptionKind.choices)
    new_date = models.DateField(_("new date"), null=True, blank=True, validators=[check_year])
    new_start_time = models.TimeField(_("new start"), null=True, blank=True)
    new_end_time = models.TimeField(
        _("new end"), null=True, blank=True, help_text=_("Earlier than the start: the next day.")
    )
    new_place = models.CharField(
        _("new place"),
        max_length=PLACE_LENGTH,
        blank=True,
        help_text=_("If it takes place elsewhere that day: name and address, on one line."),
    )
    reason = models.CharField(
        _("reason"), max_length=200, blank=True, help_text=_("Shown to visitors and calendars.")
    )

    panels = [
        FieldRowPanel([FieldPanel("date"), FieldPanel("time"), FieldPanel("kind")]),
        FieldRowPanel(
            [FieldPanel("new_date"), FieldPanel("new_start_time"), FieldPanel("new_end_time")]
        ),
        FieldPanel("new_place"),
        FieldPanel("reason"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("exception")
        verbose_name_plural = _("exceptions")

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y} {self.get_kind_display()}"
