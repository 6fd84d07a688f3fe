"""Offers that end, or ended: whoever answers for them is asked what is to become of them.

Five days before the end: prolong it, close it, or leave it. Fourteen days after: was somebody
hired? Each question is asked once, for each end that an offer was given.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.template.defaultfilters import truncatechars
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.models import NetworkSettings, User
from cms.outbox import queue_message
from cms.templatetags.components import calendar_day
from jobs.models import JobPage
from museums.recipients import recipients_of

BEFORE = timedelta(days=5)
AFTER = timedelta(days=14)
NO_LONGER = timedelta(days=30)
"""Nobody is asked about what ended longer ago: the first run would ask about all that ever did."""
LINK_LASTS = timedelta(days=60)
LONGEST_TITLE = 120  # in a subject
SIGNER = TimestampSigner(salt=__name__)


def ask_about_offers(now: datetime) -> int:
    """Write to those who answer for offers that end soon, or ended lately; how many messages."""
    soon = sum(_ask(offer, "ends") for offer in about_to_close(now))
    return soon + sum(_ask(offer, "outcome") for offer in closed_lately(now))


def about_to_close(now: datetime) -> list[JobPage]:
    """Offers that close within five days, but those whose end somebody chose since then."""
    offers = JobPage.objects.visible().closing_before(now + BEFORE, now)
    chosen = offers.prefetch_related("deadline_changes")
    return [o for o in chosen if end_chosen_on(o) < localdate(o.closes_at - BEFORE)]


def end_chosen_on(offer: JobPage) -> date:
    """The day on which somebody last said how long it is open: put on line, or prolonged."""
    first = offer.first_published_at
    put_on_line = localdate(first) if first else offer.posted_on
    return max([put_on_line, *(change.changed_on for change in offer.deadline_changes.all())])


def closed_lately(now: datetime) -> list[JobPage]:
    """Offers that closed a fortnight ago and of which nobody said what became of them."""
    offers = JobPage.objects.visible().closed(now - AFTER).filter(close_reason="")
    return list(offers.filter(closes_at__gt=now - NO_LONGER).order_by("closes_at", "pk"))


@transaction.atomic
def _ask(offer: JobPage, question: str) -> int:
    """Queue one message to each person who answers for the offer; how many of them there are."""
    network = NetworkSettings.for_site(Site.objects.get(is_default_site=True))
    recipients = recipients_of(offer.museum, network)
    for number, (address, language) in enumerate(recipients):
        with translation.override(language):
            queue_message(
                key=f"offer-{offer.pk}-{question}-{offer.closes_at:%Y%m%d%H%M}-{number}",
                recipient=address,
                subject=_subject(offer, question),
                text=render_to_string(
                    f"jobs/mail/offer_{question}.txt",
                    {
                        "offer": offer,
                        "network": network,
                        "link": settings.BASE_URL + link_for(offer, address),
                        "last_day": calendar_day(offer.last_day, "year"),
                    },
                ),
                reply_to=network.contact_email,
            )
    return len(recipients)


def _subject(offer: JobPage, question: str) -> str:
    words = {"title": truncatechars(" ".join(offer.title.split()), LONGEST_TITLE)}
    if question == "ends":
        words["day"] = calendar_day(offer.last_day)
        return _("“%(title)s” ends on %(day)s") % words
    return _("“%(title)s”: was somebody hired?") % words


# The link in the message


@dataclass(frozen=True)
class Bearer:
    """Who follows a link: somebody with an account, or the network by its own address."""

    user: User | None


def link_for(offer: JobPage, address: str) -> str:
    """The address of the page where whoever has the message answers, without a password."""
    user = User.objects.filter(email=address, is_active=True).first()
    return reverse("offer_end", args=[SIGNER.sign(f"{offer.pk}-{user.pk if user else 0}")])


def read_link(token: str) -> tuple[JobPage, Bearer] | None:
    """The offer that a link is about, and whose link it is.

    None where it is not ours or too old, or where the offer or the person is no longer here.
    """
    try:
        offer_pk, user_pk = SIGNER.unsign(token, max_age=LINK_LASTS).split("-")
    except (BadSignature, ValueError):
        return None
    offer = JobPage.objects.visible().filter(pk=offer_pk).first()
    user = User.objects.filter(pk=user_pk, is_active=True).first()
    is_whole = offer and (user or user_pk == "0")
    return (offer, Bearer(user)) if is_whole else None
