"""The public list of open offers."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.addresses import address_of
from cms.models import BasePage
from cms.selections import MOST_INDEXED_FILTERS
from jobs.feeds import Subscription
from jobs.filters import JobFilterForm
from jobs.models.offer import JobPage
from jobs.selections import JobSelection

OFFERS_A_PAGE = 20
INSTEAD = 3  # offers shown where nothing was found


class JobIndexPage(BasePage):
    """The offers that one may apply for today, in all the museums."""

    summary = models.CharField(_("summary"), max_length=300, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("summary")]

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["jobs.JobPage", "jobs.OccupationIndexPage"]
    page_description = _("The open job offers of all the museums.")

    class Meta:
        verbose_name = _("list of job offers")
        verbose_name_plural = _("lists of job offers")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        form = JobFilterForm(request.GET)
        selection = JobSelection(self.get_url(request), form.valid_values)
        offers = JobPage.objects.visible().open(now)
        form.show_counts(offers)
        found = offers.filtered(**form.filters()).for_list()
        found = found.soonest_first() if form.is_soonest_first else found.newest_first()
        page_of_offers = Paginator(found, OFFERS_A_PAGE).get_page(request.GET.get("p"))
        return super().get_context(request, *args, **kwargs) | {
            "today": timezone.localdate(now),
            "form": form,
            "offers": page_of_offers,
            "selection": selection,
            "subscription": Subscription(form, now),
            "filters": selection.without_each_by(form),
            "proposals": selection.proposals(form.proposed_towns()),
            "is_indexed": form.at_work <= MOST_INDEXED_FILTERS,
            "sheets_url": address_of("jobs.OccupationIndexPage"),
            "instead": [] if page_of_offers else offers.newest_first().for_list()[:INSTEAD],
        }
