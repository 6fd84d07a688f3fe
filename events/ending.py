"""Rules that run out: a museum is told a month before the last date, and never twice."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.template.defaultfilters import truncatechars
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Site

from cms.models import NetworkSettings
from cms.outbox import queue_message
from events.models import EndWarning, EventPage
from museums.models import MuseumPage
from museums.recipients import recipients_of

AHEAD = timedelta(days=30)
"""How long before the last date a museum is told."""
ALONG = timedelta(days=14)
"""What ends so soon after is told in the same message: a museum hears of it twice a month."""
SHORTEST = timedelta(days=60)
"""A rule shorter than that, a week of workshops in the holidays, was never meant to go on."""
LONGEST_TITLE = 150  # in a subject


def warn_of_ending_rules(now: datetime) -> int:
    """Write to each museum whose events have a rule that ends soon; how many messages.

    A rule without an end does not run out, not even where the known school holidays do: more of
    them are loaded each summer. Nor does an event that has later dates by another schedule.
    """
    ending: dict[MuseumPage | None, list[EventPage]] = defaultdict(list)
    for event in ends_not_told(now):
        ending[event.museum].append(event)
    soon = localdate(now) + AHEAD
    return sum(
        _tell(museum, events, now)
        for museum, events in ending.items()
        if min(event.last_on for event in events) <= soon
    )


def ends_not_told(now: datetime) -> list[EventPage]:
    """The events that run out soon, each with its `last_on`, of which nobody was told yet."""
    today = localdate(now)
    told = set(EndWarning.objects.filter(last_on__gte=today).values_list("event_key", "last_on"))
    return [
        event
        for event in EventPage.objects.running_out(today, today + AHEAD + ALONG)
        if event.last_on - event.first_on >= SHORTEST
        if (event.event_key, event.last_on) not in told
    ]


@transaction.atomic
def _tell(museum: MuseumPage | None, events: list[EventPage], now: datetime) -> int:
    """Queue one message to each person who answers for these events; how many."""
    network = NetworkSettings.for_site(Site.objects.get(is_default_site=True))
    recipients = recipients_of(museum, network)
    for number, (address, language) in enumerate(recipients):
        with translation.override(language):
            queue_message(
                key=f"{_cause(events)}-{number}",
                recipient=address,
                subject=_subject(events),
                text=_text(museum, events, network),
                reply_to=network.contact_email,
            )
    if recipients:
        EndWarning.objects.bulk_create(
            EndWarning(event_key=event.event_key, last_on=event.last_on, warned_at=now)
            for event in events
        )
    return len(recipients)


def _cause(events: list[EventPage]) -> str:
    """What the message is for: the first of the ends that it tells of."""
    return f"event-{events[0].event_key}-ends-{events[0].last_on}"


def _subject(events: list[EventPage]) -> str:
    if len(events) == 1:
        title = truncatechars(events[0].title, LONGEST_TITLE)
        return _("“%(title)s” soon has no more dates") % {"title": title}
    subject = ngettext(
        "%(count)s event soon has no more dates",
        "%(count)s events soon have no more dates",
        len(events),
    )
    return subject % {"count": len(events)}


def _text(museum: MuseumPage | None, events: list[EventPage], network: NetworkSettings) -> str:
    return render_to_string(
        "events/mail/ending_rules.txt",
        {
            "museum": museum,
            "events": events,
            "network": network,
            "base_url": settings.WAGTAILADMIN_BASE_URL,
        },
    )
