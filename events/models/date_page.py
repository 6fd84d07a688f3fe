"""One date of an event in front: its own page, below the event's."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path

from cms.templatetags.components import long_day
from events.dates import EventDates, slot_in_address, stored_slot
from events.models.occurrence import Occurrence
from events.structured_data import event_structured_data

SLOT_IN_ADDRESS = r"\d{4}-\d\d-\d\d(?:-\d\dh\d\d)?"


class DatePages(RoutablePageMixin):
    """What gives each date of an event a page: the event's own, with that date in front.

    The page that uses it has `event_key` and `dates(request)`.
    """

    slot_in_front = ""  # as the address writes it

    @path("")
    def whole(self, request: HttpRequest) -> TemplateResponse:
        """The event with all its dates."""
        return self.render(request)

    @re_path(rf"^({SLOT_IN_ADDRESS})/$")
    def one_date(self, request: HttpRequest, slot: str) -> TemplateResponse:
        """One of its dates; one that was announced and withdrawn is gone for good."""
        self.slot_in_front = slot
        if self.in_front(request):
            return self.render(request)
        announced = Occurrence.objects.filter(event_key=self.event_key, slot=stored_slot(slot))
        if not announced.exists():
            raise Http404
        response = self.render(request)
        response.status_code = HTTPStatus.GONE
        return response

    def in_front(self, request: HttpRequest) -> Occurrence | None:
        """The date that the address names, if it is still announced."""
        return self.dates(request).at(self.slot_in_front)

    def date_context(self, request: HttpRequest) -> dict[str, Any]:
        """What its template shows of the date in front, or else of the next one."""
        dates, occurrence = self.dates(request), self.in_front(request)
        shown = {
            "dates": dates,
            "occurrence": occurrence,
            "is_gone": bool(self.slot_in_front) and not occurrence,
            "front": EventDates([occurrence], dates.now) if occurrence else dates,
            "beside": dates.beside(occurrence) if occurrence else [],
        }
        if not self.slot_in_front:
            return shown
        if not occurrence or len(dates.all) == 1:  # the event's page says it all
            return shown | {"canonical_url": settings.BASE_URL + self.url, "alternates": []}
        return shown | self.date_addresses(occurrence)

    def date_addresses(self, occurrence: Occurrence) -> dict[str, Any]:
        """Where the page of a date is, in each language and from home."""
        end = f"{slot_in_address(occurrence.slot)}/"
        versions = [(code, f"{url}{end}") for code, url in self.alternates()]
        paths = {code: urlsplit(url).path for code, url in versions}
        *above, (title, _nowhere) = self.breadcrumbs()
        day = capfirst(long_day(occurrence.starts_on, "year"))
        return {
            "canonical_url": settings.BASE_URL + self.path_of(occurrence),
            "alternates": versions,
            "languages": [(code, paths.get(code, url)) for code, url in self.languages()],
            "breadcrumbs": [*above, (title, self.url), (day, None)],
        }

    def path_of(self, occurrence: Occurrence) -> str:
        """The page of one of its dates, in the language of this one."""
        return f"{self.url}{slot_in_address(occurrence.slot)}/"

    def date_structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """The date in front as an event of its own, or else all that is to come."""
        dates, occurrence = self.dates(request), self.in_front(request)
        if not occurrence:
            data = event_structured_data(self, dates)
            return [data] if data and not self.slot_in_front else []
        data = event_structured_data(self, EventDates([occurrence], dates.now))
        url = settings.BASE_URL + self.path_of(occurrence)
        return [data | {"@id": url, "url": url}]
