"""Hours that nobody looked at for a year: their museum is asked, and answers in one click."""

import json
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.models import NetworkSettings
from cms.outbox import queue_message
from museums.models import MuseumPage, OpeningSlot
from museums.opening_sentences import Season, seasons_in_words
from museums.openings import hours_of
from museums.recipients import recipients_of

AFTER = timedelta(days=350)
"""How long after the last look a museum is asked again: a little before the year is over."""
LINK_LASTS = timedelta(days=60)
OF_THE_ROW = frozenset({"pk", "museum", "sort_order"})
SIGNER = TimestampSigner(salt=__name__)


def ask_for_confirmation(now: datetime) -> int:
    """Write to each museum whose hours nobody confirmed for a year; how many messages.

    Asked once a year: the day that is to be confirmed is in the name of the message.
    """
    return sum(_ask(museum, localdate(now)) for museum in to_be_confirmed(localdate(now)))


def to_be_confirmed(today: date) -> list[MuseumPage]:
    """The museums that gave hours, and did not look at them since."""
    old = Q(hours_confirmed_on=None) | Q(hours_confirmed_on__lte=today - AFTER)
    given = Exists(OpeningSlot.objects.filter(museum=OuterRef("pk")))
    return list(MuseumPage.objects.members().filter(old, given))


@transaction.atomic
def _ask(museum: MuseumPage, today: date) -> int:
    network = NetworkSettings.for_site(Site.objects.get(is_default_site=True))
    recipients = recipients_of(museum, network)
    for number, (address, language) in enumerate(recipients):
        with translation.override(language):
            queue_message(
                key=f"hours-{museum.pk}-{museum.hours_confirmed_on or 'never'}-{number}",
                recipient=address,
                subject=_("Are the hours of %(museum)s still right?") % {"museum": museum.title},
                text=render_to_string(
                    "museums/mail/confirm_hours.txt",
                    {
                        "museum": museum,
                        "seasons": hours_in_words(museum, today),
                        "confirm_url": settings.BASE_URL + confirmation_path(museum),
                        "edit_url": settings.WAGTAILADMIN_BASE_URL
                        + reverse("wagtailadmin_pages:edit", args=[museum.pk]),
                        "network": network,
                    },
                ),
                reply_to=network.contact_email,
            )
    return len(recipients)


def hours_in_words(museum: MuseumPage, today: date) -> list[Season]:
    """What the museum is asked to confirm."""
    return seasons_in_words(hours_of([museum], today)[museum.pk], today)


def confirmation_path(museum: MuseumPage) -> str:
    """The address of the page with the one button, for whoever has the message."""
    return reverse("confirm_hours", args=[SIGNER.sign(str(museum.pk))])


def museum_of(token: str) -> MuseumPage | None:
    """The museum that a link names; None where it is not ours, too old, or the museum left."""
    try:
        key = SIGNER.unsign(token, max_age=LINK_LASTS)
    except BadSignature:
        return None
    return MuseumPage.objects.members().filter(pk=key).first()


def hours_typed(content: dict[str, Any]) -> str:
    """What a revision says of the usual hours, whichever rows say it, as the database keeps it."""
    rows = [
        {name: value for name, value in row.items() if name not in OF_THE_ROW}
        for row in content.get("opening_slots", [])
    ]
    typed = [rows, content.get("closed_holidays", [])]
    return json.dumps(typed, cls=DjangoJSONEncoder, sort_keys=True)
