"""An alert by mail: asked for on the list, confirmed from the mailbox, forgotten when it ends."""

from datetime import datetime, timedelta

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.models import NetworkSettings
from cms.outbox import queue_message
from jobs.models import JobAlert

CONFIRMED_WITHIN = timedelta(days=3)
"""How long somebody has to say yes; then the address is forgotten."""
ASKED_WITHIN = timedelta(days=1)
MOST_ASKED = 3
"""Messages to one address in that time, whoever asks for them and for which filters."""


@transaction.atomic
def ask_for_alert(
    email: str, query: str, frequency: int, language: str, now: datetime
) -> JobAlert | None:
    """Ask the owner of an address whether they want an alert; None where enough was asked.

    Who has that alert already is told so, in their mailbox alone. The language is the active one.
    """
    email = email.lower()
    if JobAlert.objects.filter(email=email, asked_at__gt=now - ASKED_WITHIN).count() >= MOST_ASKED:
        return None
    alert, _is_new = JobAlert.objects.get_or_create(
        email=email, query=query, defaults={"asked_at": now, "created_at": now}
    )
    alert.asked_at = now
    if not alert.confirmed_at:  # nobody changes what another one confirmed
        alert.frequency, alert.language = frequency, language
    alert.save()
    _queue_question(alert, now)
    return alert


def confirm(alert: JobAlert, now: datetime) -> None:
    """From now on new offers are sent; confirmed twice, it began the first time."""
    if not alert.confirmed_at:
        alert.confirmed_at = now
        alert.save(update_fields=["confirmed_at"])


def forget_unconfirmed(now: datetime) -> int:
    """Forget the addresses whose owner did not answer; how many."""
    return JobAlert.objects.left_unconfirmed(now - CONFIRMED_WITHIN).delete()[0]


def _queue_question(alert: JobAlert, now: datetime) -> None:
    """One message a day at most for one alert."""
    network = NetworkSettings.for_site(Site.objects.get(is_default_site=True))
    context = {
        "alert": alert,
        "words": alert.words(),
        "network": network,
        "url": alert.url("job_mailing"),
        "days": CONFIRMED_WITHIN.days,
    }
    subject = _("Your alert is at work") if alert.confirmed_at else _("Confirm your job alert")
    queue_message(
        key=f"job-alert-{alert.key}-asked-{localdate(now)}",
        recipient=alert.email,
        subject=f"{subject} – {network.name}",
        text=render_to_string("jobs/mail/confirm_alert.txt", context),
        html=render_to_string("jobs/mail/confirm_alert.html", context),
        reply_to=network.contact_email,
        headers={"Auto-Submitted": "auto-generated"},
    )
