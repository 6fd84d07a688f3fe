"""When a member is open, as its staff type it: museums/opening_hours.py does the arithmetic."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from museums.choices import OpeningPeriod, Space
from museums.fields import EVERY_DAY, WeekdaysField
from museums.opening_hours import Change, Period, Precedence, Rule, Slot

PRECEDENCES = {
    OpeningPeriod.ALL_YEAR: Precedence.ALL_YEAR,
    OpeningPeriod.EACH_YEAR: Precedence.EACH_YEAR,
    OpeningPeriod.SCHOOL_HOLIDAYS: Precedence.SCHOOL_HOLIDAYS,
    OpeningPeriod.DATED: Precedence.DATED,
    OpeningPeriod.PUBLIC_HOLIDAYS: Precedence.PUBLIC_HOLIDAYS,
}
NEEDS_DAYS = (OpeningPeriod.EACH_YEAR, OpeningPeriod.DATED)


class TimesOfDay(models.Model):
    """From when to when, in one stay or in two: the doors are often closed at noon."""

    opens = models.TimeField(_("opens at"), null=True)
    closes = models.TimeField(_("closes at"), null=True)
    opens_again = models.TimeField(_("opens again at"), null=True, blank=True)
    closes_again = models.TimeField(_("closes again at"), null=True, blank=True)

    class Meta:
        abstract = True

    def slots(self) -> tuple[Slot, ...]:
        """The stays that are whole: both times known."""
        pairs = ((self.opens, self.closes), (self.opens_again, self.closes_again))
        return tuple(Slot(opens, closes) for opens, closes in pairs if opens and closes)


def both_or_neither(prefix: str) -> models.CheckConstraint:
    """A rule of every table of times: a stay that begins ends."""
    both = models.Q(opens_again__isnull=False, closes_again__isnull=False)
    neither = models.Q(opens_again=None, closes_again=None)
    return models.CheckConstraint(
        condition=both | neither,
        name=f"{prefix}_second_stay_is_whole",
        violation_error_message=_("Give both times of the afternoon, or neither."),
    )


class OpeningSlot(TimesOfDay, Orderable):
    """The hours of some weekdays, all year or in a season."""

    museum = ParentalKey(
        "museums.MuseumPage", on_delete=models.CASCADE, related_name="opening_slots"
    )
    space = models.CharField(
        _("hours of"), max_length=6, choices=Space.choices, default=Space.MUSEUM
    )
    period = models.CharField(
        _("period"), max_length=6, choices=OpeningPeriod.choices, default=OpeningPeriod.ALL_YEAR
    )
    first_on = models.DateField(_("first day"), null=True, blank=True)
    last_on = models.DateField(_("last day"), null=True, blank=True)
    weekdays = WeekdaysField(_("days"), default=EVERY_DAY)
    last_admission = models.TimeField(_("last admission"), null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("period"), FieldPanel("space")]),
        FieldRowPanel([FieldPanel("first_on"), FieldPanel("last_on")]),
        FieldPanel("weekdays"),
        FieldRowPanel([FieldPanel("opens"), FieldPanel("closes")]),
        FieldRowPanel([FieldPanel("opens_again"), FieldPanel("closes_again")]),
        FieldPanel("last_admission"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        constraints = [
            both_or_neither("slot"),
            models.CheckConstraint(
                condition=~models.Q(period__in=NEEDS_DAYS)
                | models.Q(first_on__isnull=False, last_on__isnull=False),
                name="slot_of_a_season_has_days",
                violation_error_message=_("Give the first and the last day of this season."),
            ),
            models.CheckConstraint(
                condition=~models.Q(period=OpeningPeriod.DATED)
                | models.Q(last_on__gte=models.F("first_on")),
                name="slot_ends_after_start",
                violation_error_message=_("The last day comes before the first one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_period_display()} {self.weekdays}"

    def rule(self) -> Rule:
        """The row as arithmetic takes it."""
        # A public holiday falls on any day of the week.
        is_on_feasts = self.period == OpeningPeriod.PUBLIC_HOLIDAYS
        weekdays = EVERY_DAY if is_on_feasts else self.weekdays
        *earlier, last = self.slots() or [None]
        slots = tuple(earlier)
        if last:
            slots += (Slot(last.opens, last.closes, self.last_admission),)
        return Rule(self.days(), frozenset(map(int, weekdays)), slots)

    def days(self) -> Period:
        """The days of the year on which it holds."""
        if self.period == OpeningPeriod.EACH_YEAR:
            return Period.each_year(self.first_on, self.last_on)
        precedence = PRECEDENCES[OpeningPeriod(self.period)]
        has_days = self.period in NEEDS_DAYS
        return Period(precedence, self.first_on, self.last_on) if has_days else Period(precedence)


class ExceptionalTimes(TimesOfDay):
    """What holds on some days instead of the usual hours; closed where no time is given."""

    first_on = models.DateField(_("first day"))
    last_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Empty where it is one day only.")
    )
    opens = models.TimeField(
        _("opens at"),
        null=True,
        blank=True,
        help_text=_("Leave all the times empty where it is closed."),
    )
    closes = models.TimeField(_("closes at"), null=True, blank=True)
    reason = models.CharField(
        _("reason"), max_length=120, blank=True, help_text=_("Inventory, works, open day…")
    )

    panels = [
        FieldRowPanel([FieldPanel("first_on"), FieldPanel("last_on")]),
        FieldRowPanel([FieldPanel("opens"), FieldPanel("closes")]),
        FieldRowPanel([FieldPanel("opens_again"), FieldPanel("closes_again")]),
        FieldPanel("reason"),
    ]

    class Meta:
        abstract = True

    def change(self) -> Change:
        """The row as arithmetic takes it."""
        return Change(self.first_on, self.last_on or self.first_on, self.slots(), self.reason)


def exception_rules(prefix: str) -> list[models.CheckConstraint]:
    """The rules of both tables of exceptions."""
    both = models.Q(opens__isnull=False, closes__isnull=False)
    neither = models.Q(opens=None, closes=None, opens_again=None)
    return [
        both_or_neither(prefix),
        models.CheckConstraint(
            condition=both | neither,
            name=f"{prefix}_first_stay_is_whole",
            violation_error_message=_(
                "Give the time it opens and the time it closes; or no time at all where it is "
                "closed."
            ),
        ),
        models.CheckConstraint(
            condition=models.Q(last_on=None) | models.Q(last_on__gte=models.F("first_on")),
            name=f"{prefix}_ends_after_start",
            violation_error_message=_("The last day comes before the first one."),
        ),
    ]


class OpeningException(ExceptionalTimes, Orderable):
    """Days on which a museum has other hours, or is closed."""

    museum = ParentalKey(
        "museums.MuseumPage", on_delete=models.CASCADE, related_name="opening_exceptions"
    )
    space = models.CharField(
        _("hours of"),
        max_length=6,
        blank=True,
        choices=[("", _("the whole place")), *Space.choices],
        default="",
    )

    panels = [FieldPanel("space"), *ExceptionalTimes.panels]

    class Meta(Orderable.Meta):
        verbose_name = _("exceptional day")
        verbose_name_plural = _("exceptional days")
        constraints = exception_rules("opening_exception")

    def __str__(self) -> str:
        return f"{self.first_on} {self.reason}"


class NetworkOpeningException(ExceptionalTimes):
    """Days on which every museum of the network has other hours, unless it says otherwise."""

    class Meta:
        verbose_name = _("exceptional day of the network")
        verbose_name_plural = _("exceptional days of the network")
        ordering = ["first_on"]
        constraints = exception_rules("network_exception")

    def __str__(self) -> str:
        return f"{self.first_on} {self.reason}"


class KeepsHours(models.Model):
    """The hours of a member: rows of slots and exceptions, holidays, when they were confirmed."""

    closed_holidays = models.JSONField(_("closed on public holidays"), default=list, blank=True)
    is_by_appointment = models.BooleanField(_("visits by appointment only"), default=False)
    reopens_on = models.DateField(
        _("closed until, reopens on"),
        null=True,
        blank=True,
        help_text=_("For works or the winter: until that day the museum is shown as closed."),
    )
    hours_note = models.CharField(
        _("note on the hours"),
        max_length=200,
        blank=True,
        help_text=_("One sentence that the lines above cannot say."),
    )
    hours_confirmed_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def with_content_json(self, content: dict[str, Any]) -> "KeepsHours":
        """A draft from before a confirmation does not undo it."""
        page = super().with_content_json(content)
        page.hours_confirmed_on = self.hours_confirmed_on
        return page

    def confirm_hours(self, today: date) -> None:
        """Somebody looked at the hours and found them right."""
        type(self).objects.filter(pk=self.pk).update(hours_confirmed_on=today)
        self.hours_confirmed_on = today


HOURS_PANELS = [
    MultiFieldPanel(
        [
            HelpPanel(template="museums/admin/hours_help.html"),
            InlinePanel("opening_slots", label=_("Hours")),
            FieldPanel("closed_holidays"),
            FieldPanel("is_by_appointment"),
            FieldPanel("hours_note"),
        ],
        heading=_("Opening hours"),
    ),
    MultiFieldPanel(
        [
            InlinePanel("opening_exceptions", label=_("Exceptional day")),
            FieldPanel("reopens_on"),
        ],
        heading=_("Exceptional hours and closures"),
    ),
    HelpPanel(
        template="museums/admin/compiled_hours.html",
        heading=_("What these hours amount to"),
    ),
]
