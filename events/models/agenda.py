"""The public list of all that is on."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path

from cms.kept import kept
from cms.models import BasePage
from events.calendar_links import SUBSCRIBE_PATH
from events.figures import kept_figures
from events.filters import AgendaFilterForm, filter_choices
from events.models.occurrence import Occurrence
from events.models.season import SeasonPage
from events.periods import WEEKEND_SLUGS, Period
from events.querysets import OccurrenceQuerySet
from events.recurrences import horizon_on
from events.rows import rows_of
from events.selections import AgendaSelection, Widening
from events.subscribing import subscribe_page

OCCURRENCES_A_PAGE = 40
MOST_PRINTED = 400
BESIDE = 3  # exhibitions shown with the dates; all of them have a list of their own
INSTEAD = 5  # events shown where nothing was found
PROGRAMME = "events/agenda_programme.html"
FILTERS = "events/components/agenda_filters.html"


class AgendaPage(RoutablePageMixin, BasePage):
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

    @path("")
    def everything(self, request: HttpRequest) -> TemplateResponse:
        """What is to come, from today on."""
        return self.serve_days(request, None)

    @re_path(r"^(\d{4})-(\d\d)-(\d\d)/$")
    def day(self, request: HttpRequest, *numbers: str) -> TemplateResponse:
        """What takes place on a day."""
        today = timezone.localdate()
        return self.serve_days(request, Period.of_day(day_or_404(today, *numbers), today))

    @re_path(rf"^(?:{'|'.join(WEEKEND_SLUGS.values())})/$")
    def weekend(self, request: HttpRequest) -> TemplateResponse:
        """What takes place this weekend."""
        return self.serve_days(request, Period.of_weekend(timezone.localdate()))

    @re_path(r"^(\d{4})-(\d\d)/$")
    def month(self, request: HttpRequest, *numbers: str) -> TemplateResponse:
        """What takes place in a month, with the month as a table."""
        today = timezone.localdate()
        return self.serve_days(request, Period.of_month(day_or_404(today, *numbers, "1"), today))

    def serve_days(self, request: HttpRequest, period: Period | None) -> TemplateResponse:
        """The list of these days, or of all; with "imprimer", as a programme to print."""
        if period and not period.is_known(timezone.localdate()):
            raise Http404
        template = PROGRAMME if "imprimer" in request.GET else None
        return self.render(request, template=template, period=period)

    def get_context(
        self, request: HttpRequest, *args: Any, period: Period | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        now = timezone.localtime()
        choices = kept(request, "agenda-choices", filter_choices)
        asked = period.asked(request.GET) if period else request.GET
        form = AgendaFilterForm(asked, choices=choices)
        selection = AgendaSelection(self.get_url(request), form.valid_values, period)
        read = self.printed_lists if "imprimer" in request.GET else self.lists
        lists = read(request, form, selection, now)
        is_empty = not (lists["occurrences"] or lists["exhibitions"])
        return (
            super().get_context(request, *args, **kwargs)
            | {
                "form": form,
                "selection": selection,
                "period": period,
                "filters": selection.without_each_by(form, now.date()),
                "proposals": selection.proposals(form.proposed_towns()),
                "nearby": form.nearby,
                "shortcuts": selection.shortcuts(now.date()),
                "today": now.date(),
                "canonical_url": settings.BASE_URL + selection.own_address,
                **lists,
                "widest": self.widest(form, selection, now) if is_empty else None,
            }
            | (self.addresses_of(period) if period else {})
        )

    def addresses_of(self, period: Period) -> dict[str, Any]:
        """Where days are that have an address of their own, in each language and from home."""
        versions = [(code, f"{url}{period.slugs[code]}/") for code, url in self.alternates()]
        paths = {code: urlsplit(url).path for code, url in versions}
        *above, (title, _nowhere) = self.breadcrumbs()
        return {
            "alternates": versions,
            "languages": [(code, paths.get(code, url)) for code, url in self.languages()],
            "breadcrumbs": [*above, (title, self.url), (period.title, None)],
        }

    def calendar(
        self, counts: list[tuple[date, int]], selection: AgendaSelection, today: date
    ) -> dict[str, Any]:
        """The coming days side by side, or the whole month as a table."""
        if selection.days_named and selection.days_named.is_month:
            return {"days": [], "month": selection.weeks(counts, today)}
        return {"days": selection.days(counts), "month": []}

    @path(SUBSCRIBE_PATH, name="subscribe")
    def subscribe(self, request: HttpRequest) -> HttpResponse:
        """A selection in one's own applications."""
        return subscribe_page(self, request)

    def lists(
        self,
        request: HttpRequest,
        form: AgendaFilterForm,
        selection: AgendaSelection,
        now: datetime,
    ) -> dict[str, Any]:
        """The dates, page by page, and the exhibitions beside them; or the exhibitions alone.

        Where there is nothing, what comes next without any filter.
        """
        filters, page = form.filters(), request.GET.get("p")
        found = Occurrence.objects.visible().filtered(**filters)
        running = found.spans().running(*selection.period, now=now)
        figures = kept_figures(request, filters, selection, now)
        has_only_exhibitions = "expos" in selection.values
        if has_only_exhibitions:
            beside = []
            occurrences = Paginator(running.for_list(), OCCURRENCES_A_PAGE).get_page(page)
        else:
            beside = list(running.for_lines()[:BESIDE]) if figures.exhibitions else []
            pages = Paginator(found.dated().between(*selection.period, now=now), OCCURRENCES_A_PAGE)
            pages.count = figures.number_of_dates(now)
            occurrences = pages.get_page(page)
            occurrences.object_list = rows_of(request, occurrences.object_list, form.nearby)
        return {
            "occurrences": occurrences,
            "has_only_exhibitions": has_only_exhibitions,
            "exhibitions": beside,
            "exhibition_count": figures.exhibitions,
            **self.calendar(figures.by_day, selection, now.date()),
            "instead": [] if occurrences or beside else self.following(now),
            "filter_boxes": filter_boxes(request, form, selection),
            "seasons": kept(request, "seasons", lambda: announced(now.date()), now.date()),
        }

    def following(self, now: datetime) -> OccurrenceQuerySet:
        """What comes next in all the museums."""
        return Occurrence.objects.visible().next_of_each_event(now).for_list()[:INSTEAD]

    def widest(
        self, form: AgendaFilterForm, selection: AgendaSelection, now: datetime
    ) -> Widening | None:
        """The filter to drop first where nothing is found: one query for each of them."""
        period, visible = selection.period, Occurrence.objects.visible()

        def number(first: date | None, last: date | None, filters: dict[str, Any]) -> int:
            found = visible.filtered(**filters)
            if "expos" in selection.values:
                return found.spans().running(first, last, now=now).count()
            return found.dated().between(first, last, now=now).count()

        others = form.filters_without_each().items()
        counts = {key: number(*period, filters) for key, filters in others}
        if any(period):
            counts["du"] = number(None, None, form.filters())
        return selection.widest(form, counts)

    def printed_lists(
        self,
        request: HttpRequest,
        form: AgendaFilterForm,
        selection: AgendaSelection,
        now: datetime,
    ) -> dict[str, Any]:
        """All of it whatever the page, as far as a programme on paper is of use."""
        found = Occurrence.objects.visible().filtered(**form.filters())
        dated = found.dated().between(*selection.period, now=now)
        exhibitions = list(found.spans().running(*selection.period, now=now).for_lines())
        if "expos" in selection.values:
            dated = dated.none()
        occurrences = Paginator(dated.for_lines(), MOST_PRINTED).get_page(1)
        return {
            "occurrences": occurrences,
            "exhibitions": exhibitions,
            "exhibition_count": len(exhibitions),
        }


def announced(today: date) -> list[SeasonPage]:
    """The seasons that are not over, as a line of text names them."""
    return list(SeasonPage.objects.announced(today).for_lines())


def filter_boxes(
    request: HttpRequest, form: AgendaFilterForm, selection: AgendaSelection
) -> SafeString:
    """What is in the form of the filters; while nothing is asked for, it is the same for all."""

    def draw() -> str:
        return render_to_string(FILTERS, {"form": form, "selection": selection})

    is_blank = not request.GET and not selection.days_named
    html = kept(request, "agenda-filters", draw) if is_blank else draw()
    return mark_safe(html)  # noqa: S308 -- as the template drew it


def day_or_404(today: date, *numbers: str) -> date:
    """The day of these numbers; no page where there is none, or beyond what is stored."""
    try:
        day = date(*map(int, numbers))
    except ValueError:
        raise Http404 from None
    if day > horizon_on(today):
        raise Http404
    return day
