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


PHASE_FIELDS = {
    Phase.BEFORE: "is_before_visit",
    Phase.DURING: "is_during_visit",
    Phase.AFTER: "is_after_visit",
    Phase.WITHOUT: "is_without_visit",
}
"""The field of a kit that says so."""


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


SOUNDS_AND_FILMS = frozenset({"mp3", "m4a", "ogg", "mp4", "webm"})
"""The extensions of what one listens to or watches."""

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


class SpecialNeed(models.TextChoices):
    """Whom a kit is also made for; the values stand in addresses."""

    DYSLEXIA = "dys", _("laid out for dyslexic pupils")
    LARGE_PRINT = "gros-caracteres", _("large print")
    EASY_READ = "falc", _("easy to read (FALC)")
    SIGN_LANGUAGE = "lsf", _("sign language (LSF)")
    AUDIO_DESCRIPTION = "audiodescription", _("audio description")


NEED_FIELDS = {
    SpecialNeed.DYSLEXIA: "has_dyslexia_layout",
    SpecialNeed.LARGE_PRINT: "has_large_print",
    SpecialNeed.EASY_READ: "has_easy_read",
    SpecialNeed.SIGN_LANGUAGE: "has_sign_language",
    SpecialNeed.AUDIO_DESCRIPTION: "has_audio_description",
}
"""The field of a kit that says so."""


class Language(models.TextChoices):
    """The languages that documents for a class are in."""

    FRENCH = "fr", _("French")
    ENGLISH = "en", _("English")
    GERMAN = "de", _("German")
    SPANISH = "es", _("Spanish")
    ITALIAN = "it", _("Italian")
    LATIN = "la", _("Latin")


class VisitFormat(models.TextChoices):
    """What a class is offered, under pass Culture's own names."""

    GUIDED_TOUR = "VISITE_GUIDEE", _("guided tour")
    FREE_TOUR = "VISITE_LIBRE", _("visit on one’s own")
    WORKSHOP = "ATELIER_DE_PRATIQUE", _("workshop")
    TALK = "CONFERENCE_RENCONTRE", _("talk or meeting")
    SHOW = "REPRESENTATION", pgettext_lazy("of a visit", "show")
    CONCERT = "CONCERT", _("concert")
    SCREENING = "PROJECTION_AUDIOVISUELLE", _("screening")
    FESTIVAL = "FESTIVAL_SALON_CONGRES", _("festival or fair")


class VisitVenue(models.TextChoices):
    """Where the class is received, under pass Culture's own names."""

    MUSEUM = "OFFERER_VENUE", _("at the museum")
    SCHOOL = "SCHOOL", _("at school")
    ELSEWHERE = "OTHER", _("elsewhere")


WHEELCHAIR = "fauteuil"
"""What no kit can promise, and a visit can; the value stands in addresses."""

VISITORS_FIELDS = {
    SpecialNeed.DYSLEXIA: "is_mental_disability_compliant",
    SpecialNeed.LARGE_PRINT: "is_visual_disability_compliant",
    SpecialNeed.EASY_READ: "is_mental_disability_compliant",
    SpecialNeed.SIGN_LANGUAGE: "is_audio_disability_compliant",
    SpecialNeed.AUDIO_DESCRIPTION: "is_visual_disability_compliant",
    WHEELCHAIR: "is_motor_disability_compliant",
}
"""The field of an offer that says whether it can receive whom a need is of."""


class Pack(models.TextChoices):
    """What a version is downloaded as; the values stand in addresses."""

    COMPLETE = "complet", _("the whole kit")
    LIGHT = "leger", _("the light version")
    PUPILS = "eleves", _("what pupils get")
    CHOICE = "choix", _("documents chosen one by one")


NOTHING_CHOSEN = "aucun-document"
"""The key of a kit's address that says that nothing was ticked."""

LESSER_PACKS = (Pack.LIGHT, Pack.PUPILS)
"""What is built besides the whole kit."""
