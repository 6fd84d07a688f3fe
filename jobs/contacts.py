"""Whom to write to about an offer: kept as long as its page answers, then forgotten."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from jobs.models import JobApplicationWay, JobContact, JobPage
from jobs.models.offer import KEPT_AFTER_CLOSING


@transaction.atomic
def forget_contacts(now: datetime) -> int:
    """Forget names, telephones and addresses of offers that expired; of how many offers.

    Their former versions say them too, so they go as well: the offer stays as it was published.
    """
    expired = JobPage.objects.closed(now - KEPT_AFTER_CLOSING)
    contacts = JobContact.objects.filter(job=OuterRef("pk"))
    ways = JobApplicationWay.objects.filter(job=OuterRef("pk"))
    found = list(expired.filter(Q(Exists(contacts)) | Q(Exists(ways))))
    for offer in found:
        JobContact.objects.filter(job=offer).delete()
        JobApplicationWay.objects.filter(job=offer).delete()
        offer.revisions.all().delete()
    numbers = [offer.pk for offer in found]
    JobPage.objects.filter(pk__in=numbers).update(has_unpublished_changes=False)
    return len(found)
