"""The fixed lists of the agenda."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WEEKDAY_CODES = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")
"""The days of the week as addresses write them, Monday first."""


class OccurrenceStatus(models.TextChoices):
    """What became of one dated sitting."""

    SCHEDULED = "scheduled", _("Scheduled")
    CANCELLED = "cancelled", _("Cancelled")
    MOVED = "moved", _("Moved")
    FULL = "full", _("Full")


class ExceptionKind(models.TextChoices):
    """What an editor may say of one date of an event."""

    CANCELLED = "cancelled", _("is cancelled")
    MOVED = "moved", _("is moved to another date, time or place")
    FULL = "full", _("is full")


class SchoolHolidayPolicy(models.TextChoices):
    """Whether a rule holds during school holidays."""

    ANY = "any", _("in term time and during school holidays")
    ONLY = "only", _("only during school holidays")
    NEVER = "never", _("never during school holidays")


class SchemaType(models.TextChoices):
    """schema.org's types of events."""

    EVENT = "Event", _("Event")
    CHILDRENS = "ChildrensEvent", _("Children’s event")
    EDUCATION = "EducationEvent", _("Education event")
    EXHIBITION = "ExhibitionEvent", _("Exhibition")
    FESTIVAL = "Festival", _("Festival")
    LITERARY = "LiteraryEvent", _("Literary event")
    MUSIC = "MusicEvent", _("Concert")
    SCREENING = "ScreeningEvent", _("Screening")
    SOCIAL = "SocialEvent", _("Social event")
    THEATER = "TheaterEvent", _("Theatre")
    VISUAL_ARTS = "VisualArtsEvent", _("Visual arts event")


class ImportMode(models.TextChoices):
    """What an import makes of the events of a calendar."""

    DRAFTS = "drafts", _("Drafts: you read them and publish them")
    PUBLISH = "publish", _("Published at once, where nothing is missing")


class LineKind(models.TextChoices):
    """What became of an event of a calendar, or what was wrong with a line."""

    CREATED = "created", pgettext_lazy("of an import", "New")
    UPDATED = "updated", pgettext_lazy("of an import", "Updated")
    KEPT = "kept", pgettext_lazy("of an import", "Your text kept")
    VANISHED = "vanished", pgettext_lazy("of an import", "No longer announced")
    SKIPPED = "skipped", pgettext_lazy("of an import", "Left out")
    DEFECT = "defect", pgettext_lazy("of an import", "Mistake in the calendar")
    OVER = "over", pgettext_lazy("of an import", "Already over")
    UNCHANGED = "unchanged", pgettext_lazy("of an import", "Unchanged")
