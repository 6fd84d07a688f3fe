"""What visitors are told of a version that an academy validated."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.templatetags.components import calendar_day
from schools.models.validation import KitValidation

if TYPE_CHECKING:
    from schools.models import KitRelease


@dataclass(frozen=True)
class Badge:
    """An academy's mention on one version; `standing` says why it is no longer in force."""

    academy: str
    decided_on: date
    standing: str

    @property
    def is_in_force(self) -> bool:
        return not self.standing

    @property
    def sentence(self) -> str:
        """« Validé par l’académie de Normandie le 12 octobre 2026 »."""
        if self.is_in_force:
            return _("Validated by the %(academy)s on %(day)s") % {
                "academy": self.academy,
                "day": calendar_day(self.decided_on, "year"),
            }
        return _("Validated in %(year)s by the %(academy)s (%(standing)s)") % {
            "year": self.decided_on.year,
            "academy": self.academy,
            "standing": self.standing,
        }


def badges_of(releases: "Iterable[KitRelease]", day: date) -> dict[int, list[Badge]]:
    """The mentions of each of these versions, by its number in the database, in one query."""
    keys = [release.pk for release in releases]
    found: dict[int, list[Badge]] = {}
    validations = KitValidation.objects.validated().filter(release__in=keys)
    for validation in validations.select_related("agreement__academy").order_by("decided_on", "pk"):
        badge = Badge(str(validation.academy), validation.decided_on, str(validation.standing(day)))
        found.setdefault(validation.release_id, []).append(badge)
    return found
