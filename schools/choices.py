"""The fixed lists of the class kits."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Phase(models.TextChoices):
    """When a class uses something, seen from its visit; the values stand in addresses."""

    BEFORE = "avant", _("before the visit")
    DURING = "pendant", _("during the visit")
    AFTER = "apres", _("after the visit")
    WITHOUT = "sans-visite", _("without a visit")


class DocumentRole(models.TextChoices):
    """What a document of a kit is for."""

    TEACHER_SHEET = "teacher", _("Teacher’s sheet")
    PUPIL_SHEET = "pupil", _("Pupils’ sheet")
    ANSWERS = "answers", _("Answers")
    SOURCE = "source", pgettext_lazy("of a kit", "Source document")
    SLIDES = "slides", _("Slides")
    AUDIO = "audio", _("Sound")
    VIDEO = "video", _("Film")
    MAP = "map", pgettext_lazy("of a museum", "Map")
    GAME = "game", pgettext_lazy("of a kit", "Game")
    IMAGE = "image", _("High-definition picture")


TEACHERS_ROLES = frozenset({DocumentRole.TEACHER_SHEET, DocumentRole.ANSWERS})
"""What pupils never get, whatever is ticked."""


class ResourceType(models.TextChoices):
    """What kind of teaching material a kit is."""

    SEQUENCE = "sequence", _("series of lessons")
    LESSON = "lesson", _("lesson")
    ACTIVITY = "activity", _("activity")
    SHEET = "sheet", _("sheet")
    TRAIL = "trail", _("trail through the museum")
    GAME = "game", pgettext_lazy("of a kit", "game")
    TRAVELLING = "travelling", _("travelling exhibition")


class GroupMode(models.TextChoices):
    """How pupils work."""

    CLASS = "class", _("the whole class")
    HALF_CLASS = "half", _("half the class at a time")
    GROUPS = "groups", _("in groups")
    PAIRS = "pairs", _("in pairs")
    ALONE = "alone", _("each pupil alone")


class Language(models.TextChoices):
    """The languages that documents for a class are in."""

    FRENCH = "fr", _("French")
    ENGLISH = "en", _("English")
    GERMAN = "de", _("German")
    SPANISH = "es", _("Spanish")
    ITALIAN = "it", _("Italian")
    LATIN = "la", _("Latin")
