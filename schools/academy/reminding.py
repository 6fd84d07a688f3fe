"""Who is told, ninety days before, that an agreement, a validation or a right ends."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from cms.models import NetworkSettings
from museums.recipients import recipients_of
from schools.academy.mail import readers_of, write
from schools.models import KitDocument, KitValidation, PartnershipAgreement

AHEAD = timedelta(days=90)


def remind(now: datetime) -> int:
    """Write to those whom a near end concerns, once for each end; how many messages.

    The day is in the name of the message: an agreement that is prolonged is told again in its time.
    """
    day = localdate(now)
    network = NetworkSettings.for_site(Site.objects.get(is_default_site=True))
    return sum(
        [
            *(_remind_of_agreement(one, network) for one in ending_agreements(day)),
            *(_remind_of_validation(one, network) for one in ending_validations(day)),
            *(_remind_of_right(one, network, day) for one in ending_rights(day)),
        ]
    )


def ending_agreements(day: date) -> Iterator[PartnershipAgreement]:
    """Those that end within ninety days, and that no other one follows."""
    yield from PartnershipAgreement.objects.ending(day, day + AHEAD)


def ending_validations(day: date) -> Iterator[KitValidation]:
    """Badges that a kit's current version loses within ninety days, before its agreement ends."""
    near = KitValidation.objects.in_force(day).filter(valid_until__lte=day + AHEAD)
    for validation in near.with_kit().order_by("valid_until", "pk"):
        is_shown = validation.kit.live and validation.kit.current_release == validation.release
        if is_shown and validation.valid_until < validation.agreement.ends_on:
            yield validation


def ending_rights(day: date) -> Iterator[KitDocument]:
    """Documents of kits on line that may be shown for ninety days at most, or no longer."""
    yield from KitDocument.objects.ending(day + AHEAD).filter(kit__live=True)


def _remind_of_agreement(agreement: PartnershipAgreement, network: NetworkSettings) -> int:
    return write(
        f"agreement-{agreement.pk}-ends-{agreement.ends_on}",
        [*recipients_of(None, network), *readers_of(agreement.academy)],
        _("The agreement %(title)s ends soon"),
        "schools/mail/agreement_ends.txt",
        {"agreement": agreement, "title": agreement.number},
    )


def _remind_of_validation(validation: KitValidation, network: NetworkSettings) -> int:
    return write(
        f"validation-{validation.pk}-ends-{validation.valid_until}",
        recipients_of(validation.kit.museum, network),
        _("The validation of “%(title)s” ends soon"),
        "schools/mail/validation_ends.txt",
        {"validation": validation, "title": validation.kit.title},
    )


def _remind_of_right(document: KitDocument, network: NetworkSettings, day: date) -> int:
    """Once ahead, and once when it has ended."""
    kit, has_ended = document.kit, document.has_ended(day)
    return write(
        f"right-{kit.pk}-{document.uid}-{document.valid_until}-{has_ended}",
        recipients_of(kit.museum, network),
        _("The authorisation of a document of “%(title)s” ends"),
        "schools/mail/right_ends.txt",
        {"kit": kit, "document": document, "title": kit.title, "has_ended": has_ended},
    )
