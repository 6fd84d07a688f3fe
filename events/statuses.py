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


def elsewhere(occurrence: "Occurrence") -> str:
    """« dans un autre lieu : salle des fêtes », of a date that takes place where others do not."""
    place = occurrence.place
    return _("in another place: %(place)s") % {"place": place} if place else ""


def status_in_words(occurrence: "Occurrence") -> str:
    """« Reporté, prévu le mercredi 9 décembre à 14 h »; empty where all is as announced."""
    is_scheduled = occurrence.status == OccurrenceStatus.SCHEDULED
    status = "" if is_scheduled else occurrence.get_status_display()
    words = [status, planned_on(occurrence), elsewhere(occurrence)]
    return capfirst(", ".join(filter(None, words)))


def told_first(occurrence: "Occurrence") -> str:
    """What calendars say of a date before anything else: when it was planned, where it is, why."""
    words = [capfirst(planned_on(occurrence)), capfirst(elsewhere(occurrence)), occurrence.note]
    return "\n".join(filter(None, words))
