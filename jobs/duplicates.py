"""Offers that seem to be on the site twice: said to who may see both, never merged."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from cms.models import User
from cms.templatetags.components import calendar_day
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


def warn_of_duplicates(request: HttpRequest, offer: JobPage) -> None:
    """Tell whoever saved an offer of the others like it, with the way to each."""
    for other in seen_by(probable_duplicates(offer), request.user):
        words = {"title": other.title, "day": calendar_day(other.posted_on, "year")}
        may_edit = other.permissions_for_user(request.user).can_edit()
        url = reverse("wagtailadmin_pages:edit", args=[other.pk]) if may_edit else other.url
        messages.warning(
            request,
            _(
                "“%(title)s”, of the same employer, was posted on %(day)s: is this offer there "
                "twice?"
            )
            % words,
            buttons=[messages.button(url, _("See the other one"))],
        )
