"""Offers that seem to be on the site twice: said to who may see both, never merged."""

from cms.models import User
from jobs.models import JobPage
from jobs.verbatim import bare_title


def probable_duplicates(offer: JobPage) -> list[JobPage]:
    """Other offers of the same title and employer, posted within sixty days."""
    title, employers = bare_title(offer.title), employer_names(offer)
    return [
        other
        for other in JobPage.objects.posted_around(offer)
        if bare_title(other.title) == title and employer_names(other) & employers
    ]


def employer_names(offer: JobPage) -> set[str]:
    """Who employs, whether named as a museum of the network or by hand, in comparable words."""
    return {bare_title(str(line)) for line in offer.named_employers}


def seen_by(offers: list[JobPage], user: User) -> list[JobPage]:
    """Those that any visitor sees, or that somebody may edit: a draft is nobody else's business."""
    keys = [offer.pk for offer in offers]
    public = set(JobPage.objects.visible().filter(pk__in=keys).values_list("pk", flat=True))
    return [
        offer
        for offer in offers
        if offer.pk in public or offer.permissions_for_user(user).can_edit()
    ]
