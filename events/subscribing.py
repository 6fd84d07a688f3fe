"""The page that offers a selection of the agenda as calendars, feeds and a table."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.models import BasePage
from cms.public_forms import PublicForm
from cms.selections import Choice, Selection
from events.calendar_apps import CALENDAR_APPS
from events.calendar_links import SUBSCRIBE_PATH, CalendarLink, subscribe_links, webcal
from events.feeds.budget import FeedSize
from events.feeds.formats import FORMATS
from events.feeds.network import NetworkFeed
from events.feeds.queries import FeedOptionsForm, FeedQuery
from events.models.feed_link import LONGEST_QUERY, FeedLink
from events.selections import AgendaSelection

if TYPE_CHECKING:
    from cms.selections import FilterAtWork
    from events.models import AgendaPage

# Filters that make a feed narrower, with what of a date they look at.
NARROWER = {"dep": "museum__department__code", "type": "page__event_type__slug"}


class ShortLinkForm(PublicForm):
    """Asks for a short link. What it is of stands in the address, so it asks nothing."""

    QUICKEST = timedelta()  # one click, and the same link however often


class SubscribedSelection(AgendaSelection):
    """A selection on the subscribe page, whose days stand in the query alone."""

    def address(self, **changes: Any) -> str:
        return Selection.address(self, **changes)


class Subscription:
    """A selection of the agenda, with all the ways to have it in one's own applications."""

    def __init__(self, data: QueryDict, url: str, today: date) -> None:
        """`url` is the page's own address; the language spoken is that of the feed at first."""
        data = data.copy()
        data.setdefault("lang", get_language())
        self.query = FeedQuery(data)
        self.options = FeedOptionsForm(data)
        self.today = today
        self.selection = SubscribedSelection(url, self.query.form.valid_values)

    def feed(self, form: str = "ics") -> NetworkFeed:
        """The selection as a feed."""
        return NetworkFeed(
            self.today, query=self.query, form=form, **self.options.arguments() | {"misread": ()}
        )

    @property
    def url(self) -> str:
        """The address of the calendar."""
        return self.feed().url

    @cached_property
    def stored_query(self) -> str:
        """What a short link stands for: what holds of the filters and options, in one order."""
        return urlencode(self.feed().parameters())

    @property
    def can_be_shortened(self) -> bool:
        return 0 < len(self.stored_query) <= LONGEST_QUERY

    @cached_property
    def short_url(self) -> str:
        """Its short address, where somebody asked for it before; empty otherwise."""
        if not self.can_be_shortened:
            return ""
        link = FeedLink.objects.filter(query=self.stored_query).first()
        return settings.BASE_URL + reverse("short_feed", args=[link.code, "ics"]) if link else ""

    @property
    def webcal(self) -> str:
        return webcal(self.url)

    @cached_property
    def name(self) -> str:
        return self.feed().name()

    def links(self) -> list[CalendarLink]:
        """The applications that subscribe by one link."""
        return subscribe_links(self.url, self.name)

    def other_forms(self) -> list[CalendarLink]:
        """The same for feed readers, other sites and spreadsheets."""
        labels = {
            "atom": _("Atom, for feed readers"),
            "rss": _("RSS, for older feed readers"),
            "json": _("JSON Feed, for developers"),
            "csv": _("CSV, for spreadsheets"),
        }
        return [CalendarLink(label, self.feed(form).url) for form, label in labels.items()]

    def news(self) -> list[tuple[str, str]]:
        """(media type, address) of what feed readers look for in a page."""
        return [
            (FORMATS[form].content_type.partition(";")[0], self.feed(form).url)
            for form in ("atom", "json")
        ]

    def filters(self) -> "list[FilterAtWork]":
        """What is chosen, each with the same page without it."""
        return self.selection.without_each_by(self.query.form, self.today)

    @cached_property
    def size(self) -> FeedSize:
        return self.feed().size()

    def selection_url(self, url: str) -> str:
        """The list at `url` with the same filters."""
        return f"{url}?{urlencode(self.kept_pairs)}" if self.kept_pairs else url

    @property
    def kept_pairs(self) -> list[tuple[str, str]]:
        """The filters, for a form that changes the options alone."""
        return self.query.pairs()

    def narrower(self) -> list[tuple[str, list[Choice]]]:
        """Where a calendar is too long: parts of it by department and by type, and their size."""
        if not self.size.left_out:
            return []
        form = self.query.form
        missing = [name for name in NARROWER if name not in form.valid_values]
        return [(str(form.fields[name].label), self._parts(name)) for name in missing]

    def _parts(self, name: str) -> list[Choice]:
        rows = self.feed().rows().order_by().values_list(NARROWER[name])
        counts = dict(rows.annotate(Count("event_key", distinct=True)))
        return [
            Choice(f"{label} · {counts[value]}", self.selection.address(**{name: [value]}))
            for value, label in self.query.form.fields[name].choices
            if value in counts
        ]


def subscribe_page(agenda: "AgendaPage", request: HttpRequest) -> HttpResponse:
    """The ways to have a selection of the agenda in one's own applications."""
    url = agenda.get_url(request) + SUBSCRIBE_PATH
    subscription = Subscription(request.GET, url, timezone.localdate())
    form = ShortLinkForm(request.POST if request.method == "POST" else None, request=request)
    if subscription.can_be_shortened and form.is_valid():
        FeedLink.objects.shorten(subscription.stored_query, timezone.now())
        return redirect(f"{request.get_full_path()}#short-link")
    context = BasePage.get_context(agenda, request) | {
        "subscription": subscription,
        "short_link_form": form,
        "agenda_url": subscription.selection_url(agenda.get_url(request)),
        "apps": CALENDAR_APPS,
        **_surroundings(agenda, request),
    }
    return TemplateResponse(request, "events/subscribe_page.html", context)


def _surroundings(agenda: "AgendaPage", request: HttpRequest) -> dict[str, Any]:
    """The way back and the other languages of the page, below those of the agenda."""
    home = agenda.get_url(request)
    versions = [(language, url + SUBSCRIBE_PATH) for language, url in agenda.alternates()]
    return {
        "breadcrumbs": [
            *agenda.breadcrumbs()[:-1],
            (agenda.title, home),
            (_("Subscribe"), None),
        ],
        "alternates": versions,
        "languages": [
            (language, url + SUBSCRIBE_PATH if language in dict(versions) else url)
            for language, url in agenda.languages()
        ],
    }
