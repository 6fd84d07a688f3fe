"""The public list of all that is on."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.models import BasePage
from events.forms import AgendaFilterForm
from events.models.occurrence import Occurrence
from events.models.season import SeasonPage
from events.querysets import OccurrenceQuerySet
from events.selections import AgendaSelection

OCCURRENCES_A_PAGE = 40
BESIDE = 3  # exhibitions shown with the dates; all of them have a list of their own
STRIP_DAYS = 14
INSTEAD = 5  # events shown where nothing was found


class AgendaPage(BasePage):
    """What is on in all the museums of the network."""

    summary = models.CharField(_("summary"), max_length=300, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("summary")]

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    page_description = _("What is on in all the museums.")

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        now = timezone.localtime()
        form = AgendaFilterForm(request.GET)
        selection = AgendaSelection(self.get_url(request), form.valid_values)
        found = Occurrence.objects.visible().filtered(**form.filters())
        return super().get_context(request, *args, **kwargs) | {
            "form": form,
            "selection": selection,
            "filters": selection.without_each_by(form, now.date()),
            "shortcuts": selection.shortcuts(now.date()),
            "today": now.date(),
            "seasons": SeasonPage.objects.announced(now.date()).for_lines(),
            "days": selection.days(found.dated().counts_by_day(now.date(), days=STRIP_DAYS)),
            **self.lists(found, selection, now, request.GET.get("p")),
        }

    def lists(
        self, found: OccurrenceQuerySet, selection: AgendaSelection, now: datetime, page: str | None
    ) -> dict[str, Any]:
        """The dates, page by page, and the exhibitions beside them; or the exhibitions alone.

        Where there is nothing, what comes next without any filter.
        """
        running = found.spans().running(*selection.period, now=now)
        dated = found.dated().between(*selection.period, now=now)
        has_only_exhibitions = "expos" in selection.values
        listed = running if has_only_exhibitions else dated
        occurrences = Paginator(listed.for_list(), OCCURRENCES_A_PAGE).get_page(page)
        beside = [] if has_only_exhibitions else list(running.with_total().for_lines()[:BESIDE])
        following = Occurrence.objects.visible().next_of_each_event(now).for_list()
        return {
            "occurrences": occurrences,
            "has_only_exhibitions": has_only_exhibitions,
            "exhibitions": beside,
            "exhibition_count": beside[0].total if beside else 0,
            "instead": [] if occurrences or beside else following[:INSTEAD],
        }
