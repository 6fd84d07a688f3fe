"""Asking for a validation, reading, deciding: each step checked, once, whoever else is at it."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cms.models import SiteVersion
from museums.models import MuseumPage
from museums.network import is_network
from schools.academy.mail import tell_museum, tell_readers
from schools.academy.states import OPEN, Situation, ValidationState, refusal_to_move
from schools.models import KitMuseum, KitRelease, KitValidation, PartnershipAgreement
from schools.models.validation import academies_of
from schools.tasks import refresh_record_of

if TYPE_CHECKING:
    from cms.models import User
    from schools.models import ClassKitPage


class NotAllowedError(ValueError):
    """What cannot be done with a validation; its text says why, to whoever tried."""


@dataclass(frozen=True)
class Decision:
    """What somebody signs in an academy's name."""

    state: ValidationState
    comment: str = ""
    function: str = ""
    valid_until: date | None = None


# Of the museum


def agreements_for(kit: "ClassKitPage", day: date) -> QuerySet[PartnershipAgreement]:
    """In whose name a kit may be validated: the academies of its museum's department.

    A kit of the network itself is for all of them.
    """
    running = PartnershipAgreement.objects.running(day).select_related("academy")
    if kit.museum is None:
        return running
    return running.filter(academy__departments=kit.museum.department_id).distinct()


def reason_not_to_ask(release: KitRelease | None, agreement: PartnershipAgreement | None) -> str:
    """Why a museum cannot ask an academy to validate a version; empty where it can."""
    if release is None:
        return _("Publish the kit first: a version of it is what is validated.")
    if agreement is None:
        return _("No agreement with the academy of your department runs today.")
    asked = release.validations.exclude(state=ValidationState.WITHDRAWN)
    if asked.filter(agreement__academy=agreement.academy_id).exists():
        return _("The academy was asked about this version already.")
    return ""


@transaction.atomic
def ask(
    release: KitRelease, agreement: PartnershipAgreement, by: "User", now: datetime
) -> KitValidation:
    """Ask an academy to validate a version; what it was asked of those before is withdrawn."""
    KitRelease.objects.select_for_update().get(pk=release.pk)  # one request at a time
    if reason := reason_not_to_ask(release, agreement):
        raise NotAllowedError(reason)
    before = KitValidation.objects.open().filter(
        release__kit=release.kit_id, agreement__academy=agreement.academy_id
    )
    before.update(state=ValidationState.WITHDRAWN)
    validation = KitValidation.objects.create(
        release=release, agreement=agreement, requested_by=by, requested_at=now
    )
    tell_readers(validation)
    return validation


def withdraw(validation: KitValidation, by: "User", now: datetime) -> None:
    """The museum takes its request back."""
    _move(validation, ValidationState.WITHDRAWN, by, now)


# Of the academy


def take(validation: KitValidation, by: "User", now: datetime) -> None:
    """Somebody begins to read: the museum and the others see who."""
    _move(validation, ValidationState.READING, by, now, validator=by)


def give_back(validation: KitValidation, by: "User", now: datetime) -> None:
    """Somebody else is to read it."""
    _move(validation, ValidationState.REQUESTED, by, now, validator=None)


@transaction.atomic
def decide(validation: KitValidation, decision: Decision, by: "User", now: datetime) -> None:
    """Sign what the academy says of the version; raises NotAllowedError where one may not."""
    day, agreement = localdate(now), validation.agreement
    valid_until = None
    if decision.state == ValidationState.VALIDATED:
        valid_until = decision.valid_until or agreement.ends_on
        if not day <= valid_until <= agreement.ends_on:
            raise NotAllowedError(_("A validation ends with its agreement at the latest."))
    elif not decision.comment.strip():
        raise NotAllowedError(_("Say why, or what has to be corrected."))
    _move(
        validation,
        decision.state,
        by,
        now,
        validator=by,
        validator_name=by.get_full_name() or by.email,
        validator_function=decision.function,
        comment=decision.comment.strip(),
        decided_on=day,
        valid_until=valid_until,
    )
    tell_museum(validation)
    SiteVersion.objects.bump()
    transaction.on_commit(partial(refresh_record_of.enqueue, validation.kit.pk))


def situation_of(validation: KitValidation, by: "User", day: date) -> Situation:
    """All that says whether somebody may change its state on a day."""
    agreement = validation.agreement
    return Situation(
        state=validation.state,
        day=day,
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        is_partner=academies_of(by).filter(pk=agreement.academy_id).exists(),
        is_of_museum=writes_for(by, validation.kit),
        is_network=is_network(by),
        is_release_withdrawn=validation.release.is_withdrawn,
    )


def writes_for(user: "User", kit: "ClassKitPage") -> bool:
    """Whether somebody is of the team of a museum that made the kit."""
    made = Q(pk__in=KitMuseum.objects.filter(kit=kit).values("museum"))
    if kit.museum:
        made |= Q(pk=kit.museum.pk)
    groups = list(user.groups.values_list("pk", flat=True))
    teams = Q(editors__in=groups) | Q(leads__in=groups)
    return MuseumPage.objects.filter(made, teams).exists()


def _move(
    validation: KitValidation,
    state: ValidationState,
    by: "User",
    now: datetime,
    **values: object,
) -> None:
    """Change its state, unless somebody else did meanwhile; raises NotAllowedError."""
    if reason := refusal_to_move(situation_of(validation, by, localdate(now)), state):
        raise NotAllowedError(reason)
    same = KitValidation.objects.filter(pk=validation.pk, state=validation.state)
    if validation.state in OPEN and validation.validator_id:
        same = same.filter(validator=validation.validator_id)
    if not same.update(state=state, **values):
        raise NotAllowedError(_("Somebody else has just done something with this request."))
    validation.refresh_from_db()
