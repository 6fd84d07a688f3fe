"""How a validation goes from one state to the next, and who may take it there; no database."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy


class ValidationState(models.TextChoices):
    """How far an academy has come with a version of a kit."""

    REQUESTED = "requested", pgettext_lazy("of a validation", "requested")
    READING = "reading", pgettext_lazy("of a validation", "being read")
    VALIDATED = "validated", pgettext_lazy("of a validation", "validated")
    REFUSED = "refused", pgettext_lazy("of a validation", "refused")
    TO_CORRECT = "to-correct", pgettext_lazy("of a validation", "to be corrected")
    WITHDRAWN = "withdrawn", pgettext_lazy("of a validation", "withdrawn by the museum")


State = ValidationState
ENDED = "ended"  # of a validation: its time is over, or its agreement's; no state, as it may resume
OPEN = frozenset({State.REQUESTED, State.READING})
DECIDED = frozenset({State.VALIDATED, State.REFUSED, State.TO_CORRECT})
# A version never changes: what is to be corrected is corrected in the next one, asked for anew.
NEXT: dict[str, frozenset[ValidationState]] = {
    State.REQUESTED: frozenset({State.READING, State.WITHDRAWN}),
    State.READING: frozenset({State.REQUESTED, State.WITHDRAWN, *DECIDED}),
    State.VALIDATED: frozenset(),
    State.REFUSED: frozenset(),
    State.TO_CORRECT: frozenset(),
    State.WITHDRAWN: frozenset(),
}


@dataclass(frozen=True)
class Situation:
    """All that says whether a validation may change its state."""

    state: str
    day: date
    starts_on: date  # the days of the agreement, both included
    ends_on: date
    is_partner: bool  # of the academy that was asked
    is_of_museum: bool  # writes for a museum that made the kit
    is_network: bool = False
    is_release_withdrawn: bool = False

    @property
    def is_covered(self) -> bool:
        """Whether the agreement runs on that day."""
        return self.starts_on <= self.day <= self.ends_on


def refusal_to_move(situation: Situation, state: ValidationState) -> str:
    """Why the validation may not come to that state now, in one sentence; empty where it may."""
    if state not in NEXT[situation.state]:
        return _("This request is “%(state)s”: nothing more can be done with it.") % {
            "state": State(situation.state).label
        }
    if state == State.WITHDRAWN:
        may = situation.is_of_museum or situation.is_network
        return "" if may else _("Only the museum withdraws its request.")
    if not situation.is_partner:
        return _("Only a partner of the academy that was asked may read this kit.")
    if situation.is_of_museum:
        return _("You write for a museum that made this kit: somebody else has to read it.")
    if situation.is_release_withdrawn:
        return _("The museum withdrew this version: it can no longer be validated.")
    if state in DECIDED and not situation.is_covered:
        return _("The agreement does not run today: nothing can be signed in its name.")
    return ""


def badge_standing(day: date, valid_until: date, ends_on: date) -> str:
    """What a validation is worth on a day: "" in force, else which of the two has ended."""
    if day > ends_on:
        return gettext_lazy("agreement ended")
    return gettext_lazy("validation ended") if day > valid_until else ""
