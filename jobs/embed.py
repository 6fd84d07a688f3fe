"""Open offers in a frame on other sites, and where one composes it in the admin."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.addresses import address_of
from cms.embedding import EmbedComposer, FrameForm, embeddable, framed
from cms.page_cache import seconds_until
from cms.selections import Selection
from jobs.feeds import JobFeed
from jobs.filters import JobFilterForm
from jobs.models import JobPage
from museums.models import MuseumPage

LONGEST_KEPT = 300  # seconds


class JobEmbedForm(FrameForm, JobFilterForm):
    """What a frame shows of the open offers."""

    NUMBER_LABEL = gettext_lazy("Number of offers")
    NOT_FILTERS = ("tri", *FrameForm.OWN)

    @property
    def address(self) -> str:
        return reverse("embedded_offers")

    def title(self) -> str:
        """« Offres d’emploi – Musée de la Dentelle »."""
        return _("Job offers – %(name)s") % {"name": self.museum_or_network()}


@embeddable
def embedded_offers(request: HttpRequest) -> HttpResponse:
    """A selection of the open offers, for other sites to show; kept until the next one closes."""
    form, now = JobEmbedForm(request.GET), timezone.now()
    offers = JobFeed(form, now).offers().for_list()
    offers = offers.soonest_first() if form.is_soonest_first else offers.newest_first()
    with translation.override(form.language):
        listing = address_of("jobs.JobIndexPage")
        context: dict[str, Any] = {
            "today": timezone.localdate(now),
            "offers": offers[: form.number],
            "list_url": listing and Selection(listing, form.filters_only).address(),
        }
        response = framed(request, "jobs/embed.html", form, context)
    seconds = seconds_until(JobPage.objects.visible().next_closing(now), LONGEST_KEPT)
    response["Cache-Control"] = f"public, max-age={seconds}"
    return response


class JobComposer(EmbedComposer):
    """The open offers; an editor's own museum first, if it is one of the choices."""

    page_title = gettext_lazy("Show job offers on your site")
    form_class = JobEmbedForm
    first_fields = ("musee", "nombre", "lang", "couleur")
    intro = gettext_lazy(
        "Choose what visitors of your site are to see, and paste what is below into a page of it. "
        "An offer that closes is gone from there by itself, without a cookie."
    )

    def script_path(self) -> str:
        return reverse("job_embed_script")

    def first_choice(self) -> dict[str, list[str]]:
        museum = MuseumPage.objects.published_by(self.request.user).members().first()
        return {"musee": [museum.slug]} if museum else {}
