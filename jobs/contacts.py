"""Whom to write to about an offer: kept as long as its page answers, then forgotten."""

import json
import re
from datetime import datetime

from django.db import transaction
from django.db.models import CharField, F, Q, TextField
from wagtail.fields import StreamField

from jobs.models import JobApplicationWay, JobContact, JobPage
from jobs.models.content import JobContent
from jobs.models.offer import KEPT_AFTER_CLOSING

# Where employers name people, in words of their own.
ABOUT_PEOPLE = ("supervision_text", "application_text")
CONTACT = re.compile(
    r"(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?:tel:)?(?<![\w-])(?:(?:\+|00)33\s?(?:\(0\)\s?)?|0)[1-9](?:[\s.-]?\d{2}){4}(?![\w-])"
)
HIDDEN = "…"


@transaction.atomic
def forget_contacts(now: datetime) -> int:
    """Forget names, telephones and addresses of offers that expired; of how many offers.

    Their former versions say them too, so they go as well: the offer stays as it was published.
    """
    expired = JobPage.objects.closed(now - KEPT_AFTER_CLOSING)
    found = list(expired.filter(Q(forgotten_at=None) | Q(forgotten_at__lt=F("closes_at"))))
    for offer in found:
        JobContact.objects.filter(job=offer).delete()
        JobApplicationWay.objects.filter(job=offer).delete()
        offer.revisions.all().delete()
        JobPage.objects.filter(pk=offer.pk).update(
            **texts_without_contacts(offer), forgotten_at=now, has_unpublished_changes=False
        )
    return len(found)


def texts_without_contacts(offer: JobPage) -> dict[str, object]:
    """What its texts say without e-mail addresses and telephone numbers, by field."""
    texts: dict[str, object] = {}
    for field in JobContent._meta.get_fields():
        value = getattr(offer, field.name, "")
        if isinstance(field, StreamField):
            written = json.dumps(field.get_prep_value(value), ensure_ascii=False)
            texts[field.name] = field.to_python(CONTACT.sub(HIDDEN, written))
        elif isinstance(field, CharField | TextField) and not field.choices and value:
            texts[field.name] = CONTACT.sub(HIDDEN, value)
    return texts | dict.fromkeys(ABOUT_PEOPLE, "")
