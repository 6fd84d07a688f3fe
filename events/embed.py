"""The agenda in a frame on other sites: what it holds."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control

from cms.addresses import address_of
from cms.embedding import FrameForm, embeddable, framed
from cms.selections import Selection
from events.filters import AgendaFilterForm
from events.models import Occurrence

BESIDE = 3  # exhibitions shown above the dates


class EmbedForm(FrameForm, AgendaFilterForm):
    """What a frame shows of the agenda."""

    NUMBER_LABEL = gettext_lazy("Number of events")

    @property
    def address(self) -> str:
        return reverse("embedded_agenda")

    def title(self) -> str:
        """« Agenda – Musée de la Dentelle »."""
        return _("Agenda – %(name)s") % {"name": self.museum_or_network()}

    def lists(self, now: datetime) -> dict[str, Any]:
        """The exhibitions and the next date of each other event; or exhibitions alone."""
        found = Occurrence.objects.visible().filtered(**self.filters())
        period, number = self.period(), self.number
        running = found.spans().running(*period, now=now).for_lines()
        if "expos" in self.valid_values:
            return {"exhibitions": running[:number], "dates": []}
        dated = found.dated().between(*period, now=now).first_of_each_event()
        return {"exhibitions": running[:BESIDE], "dates": dated.for_lines()[:number]}


@embeddable
@cache_control(public=True, max_age=300)
def embedded_agenda(request: HttpRequest) -> HttpResponse:
    """A selection of the agenda, for other sites to show."""
    form = EmbedForm(request.GET)
    with translation.override(form.language):
        now = timezone.localtime()
        agenda = address_of("events.AgendaPage")
        context = {
            "today": now.date(),
            "agenda_url": agenda and Selection(agenda, form.filters_only).address(),
            **form.lists(now),
        }
        return framed(request, "events/embed.html", form, context)
