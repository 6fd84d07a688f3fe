"""The mail about validations: to those who read for an academy, and back to the museum."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.defaultfilters import truncatechars
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from cms.models import NetworkSettings, User
from cms.outbox import queue_message
from museums.recipients import Recipient, language_of, recipients_of
from schools.academy.group import is_partner
from schools.academy.states import ValidationState
from schools.models import Academy, KitValidation

LONGEST_TITLE = 150  # in a subject
DECISIONS: dict[str, Promise] = {
    ValidationState.VALIDATED: _("“%(title)s” is validated by: %(academy)s"),
    ValidationState.REFUSED: _("“%(title)s” is not validated by: %(academy)s"),
    ValidationState.TO_CORRECT: _("“%(title)s” is to be corrected: %(academy)s"),
}


def readers_of(academy: Academy) -> list[Recipient]:
    """Those who read for an academy."""
    people = User.objects.filter(academy_partnerships__academy=academy).order_by("pk")
    return [(person.email, language_of(person)) for person in people if is_partner(person)]


def tell_readers(validation: KitValidation) -> int:
    """A museum asks: those who read for the academy learn it; how many messages."""
    return write(
        f"validation-{validation.pk}-asked",
        readers_of(validation.academy),
        _("Kit to be read: “%(title)s”"),
        "schools/mail/validation_asked.txt",
        {"validation": validation, "title": validation.kit.title},
    )


def tell_museum(validation: KitValidation) -> int:
    """The academy decided: the museum and whoever asked learn it; how many messages."""
    network = NetworkSettings.for_site(Site.objects.get(is_default_site=True))
    recipients = recipients_of(validation.kit.museum, network)
    asked = validation.requested_by
    if asked and asked.is_active:
        recipients = list(dict.fromkeys([*recipients, (asked.email, language_of(asked))]))
    return write(
        f"validation-{validation.pk}-{validation.state}",
        recipients,
        DECISIONS[validation.state],
        "schools/mail/validation_decided.txt",
        {
            "validation": validation,
            "title": validation.kit.title,
            "academy": str(validation.academy),
            "is_validated": validation.state == ValidationState.VALIDATED,
        },
    )


@transaction.atomic
def write(
    key: str,
    recipients: Iterable[Recipient],
    subject: Promise,
    template: str,
    context: dict[str, Any],
) -> int:
    """Queue one message to each, in their language; a subject names a title and an academy."""
    network = NetworkSettings.for_site(Site.objects.get(is_default_site=True))
    base = {"network": network, "base_url": settings.WAGTAILADMIN_BASE_URL}
    number = 0
    for number, (address, language) in enumerate(recipients, start=1):
        title = truncatechars(" ".join(str(context["title"]).split()), LONGEST_TITLE)
        with translation.override(language):
            queue_message(
                key=f"{key}-{number}",
                recipient=address,
                subject=str(subject) % (context | {"title": title}),
                text=render_to_string(template, base | context),
                reply_to=network.contact_email,
            )
    return number
