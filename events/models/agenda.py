"""The public list of all that is on."""

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
from events.selections import Selection

OCCURRENCES_A_PAGE = 40
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
        selection = Selection(self.get_url(request), form.valid_values)
        visible = Occurrence.objects.visible()
        found = visible.filtered(**form.filters())
        dated = found.dated().between(*form.period(), now=now).for_list()
        occurrences = Paginator(dated, OCCURRENCES_A_PAGE).get_page(request.GET.get("p"))
        exhibitions = list(found.spans().running(*form.period(), now=now).for_lines())
        is_empty = not occurrences and not exhibitions
        return super().get_context(request, *args, **kwargs) | {
            "form": form,
            "selection": selection,
            "filters": selection.without_each(form, now.date()),
            "shortcuts": selection.shortcuts(now.date()),
            "today": now.date(),
            "occurrences": occurrences,
            "exhibitions": exhibitions,
            "instead": visible.next_of_each_event(now).for_list()[:INSTEAD] if is_empty else [],
            "days": selection.days(found.dated().counts_by_day(now.date(), days=STRIP_DAYS)),
        }
