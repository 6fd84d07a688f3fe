"""New offers by mail, to those who asked for them and to the network's relays: each offer once.

Whoever was written to is noted in the same transaction as the message: a run that is cut short goes
on where it stopped, and two runs at once send once.
"""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import ngettext
from wagtail.models import Site

from cms.models import NetworkSettings
from cms.outbox import queue_message
from jobs.feeds import JobFeed
from jobs.models import JobAlert, JobPage, JobRelay
from jobs.models.alert import OfferMailing

MOST_IN_A_MESSAGE = 40


def send_digests(now: datetime) -> int:
    """Write to everybody whose turn it is and for whom there is something new; how many."""
    today = localdate(now)
    offers = OpenOffers(now)
    numbers = [
        (model, pk)
        for model in (JobAlert, JobRelay)
        for pk in model.objects.due(today).order_by("query", "pk").values_list("pk", flat=True)
    ]
    return sum(_send(model, pk, offers, today) for model, pk in numbers)


class OpenOffers:
    """What is open at the moment of a run: many ask for the same, and it is read once for all."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._feeds: dict[tuple[str, str], JobFeed] = {}
        self._found: dict[str, list[JobPage]] = {}

    def feed(self, mailing: OfferMailing) -> JobFeed:
        """What a mailing asks for, in its own language."""
        asked = mailing.query, mailing.language
        if asked not in self._feeds:
            with translation.override(mailing.language):
                self._feeds[asked] = JobFeed(mailing.form, self.now, mailing.language)
        return self._feeds[asked]

    def passing(self, mailing: OfferMailing) -> list[JobPage]:
        """The open offers that pass the filters of a mailing, the newest first."""
        if mailing.query not in self._found:
            offers = self.feed(mailing).offers().newest_first().for_list()
            self._found[mailing.query] = list(offers)
        return self._found[mailing.query]

    def new_to(self, mailing: OfferMailing) -> list[JobPage]:
        """Those of them that went on line since, and that it was not told yet."""
        told = set(mailing.told.values_list("pk", flat=True))
        return [
            offer
            for offer in self.passing(mailing)
            if offer.pk not in told
            if offer.first_published_at and offer.first_published_at >= mailing.since
        ]

    @cached_property
    def network(self) -> NetworkSettings:
        return NetworkSettings.for_site(Site.objects.get(is_default_site=True))


@transaction.atomic
def _send(model: type[JobAlert | JobRelay], pk: int, offers: OpenOffers, today: date) -> int:
    """Queue one message; none where there is nothing new, or another run came first."""
    mailing = model.objects.select_for_update().due(today).filter(pk=pk).first()
    new = offers.new_to(mailing) if mailing else []
    if not new:
        return 0
    with translation.override(mailing.language):
        queue_digest(mailing, new, offers, today)
    mailing.told.add(*new)
    mailing.last_sent_on = today
    mailing.save(update_fields=["last_sent_on"])
    return 1


def queue_digest(
    mailing: OfferMailing, new: list[JobPage], offers: OpenOffers, today: date
) -> None:
    """The message, in the language being spoken, with a way out that mail programs know."""
    subject = ngettext("%(count)s new job offer", "%(count)s new job offers", len(new))
    unsubscribe_url = mailing.url("end_job_mailing")
    feed = offers.feed(mailing)
    context = {
        "mailing": mailing,
        "offers": new[:MOST_IN_A_MESSAGE],
        "others": len(new[MOST_IN_A_MESSAGE:]),
        "words": feed.words(),
        "network": offers.network,
        "base_url": settings.BASE_URL,
        "list_url": feed.page_url(),
        "manage_url": mailing.url("job_mailing"),
        "unsubscribe_url": unsubscribe_url,
    }
    queue_message(
        key=f"{mailing._meta.model_name}-{mailing.key}-{today}",
        recipient=mailing.email,
        subject=f"{subject % {'count': len(new)}} – {offers.network.name}",
        text=render_to_string("jobs/mail/digest.txt", context),
        html=render_to_string("jobs/mail/digest.html", context),
        reply_to=offers.network.contact_email,
        headers={
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{unsubscribe_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
