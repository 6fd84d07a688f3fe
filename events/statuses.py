"""What became of a date, in words."""

from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.templatetags.components import hour, long_day
from events.choices import OccurrenceStatus

if TYPE_CHECKING:
    from events.models import Occurrence


def planned_on(occurrence: "Occurrence") -> str:
    """« prévu le mercredi 9 décembre à 14 h », of a date that was moved and takes place."""
    before = occurrence.previous_local_start
    if before is None or occurrence.is_cancelled:
        return ""
    if "T" not in occurrence.slot:  # it was announced for the whole day
        return _("planned on %(day)s") % {"day": long_day(before.date())}
    return _("planned on %(day)s at %(time)s") % {
        "day": long_day(before.date()),
        "time": hour(before.time()),
    }


def status_in_words(occurrence: "Occurrence") -> str:
    """« Reporté, prévu le mercredi 9 décembre à 14 h »; empty where all is as announced."""
    if occurrence.status == OccurrenceStatus.SCHEDULED:
        return ""
    words = [occurrence.get_status_display(), planned_on(occurrence)]
    return ", ".join(filter(None, words))


def told_first(occurrence: "Occurrence") -> str:
    """What calendars say of a date before anything else: when it was planned, and why."""
    return "\n".join(filter(None, [capfirst(planned_on(occurrence)), occurrence.note]))
