"""The open offers for feed readers, and their closing dates for calendars."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.template.defaultfilters import truncatechars
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.addresses import address_of
from cms.announcements import Announcement, AnnouncementFeed
from cms.ical import Calendar, clean, webcal
from cms.models import NetworkSettings
from cms.selections import Selection
from jobs.deadlines import instant
from jobs.ical import ClosingDate, closing_vevent
from jobs.selections import JobSelection
from jobs.structured_data import whole_text
from jobs.templatetags.offers import contract_names, deadline_line, facts_line, place_names

if TYPE_CHECKING:
    from jobs.filters import JobFilterForm
    from jobs.models import JobPage
    from jobs.querysets import JobQuerySet

MOST_OFFERS = 100  # in a feed for readers, the newest
MOST_CLOSINGS = 1000  # in a calendar, the next to close
LONGEST_CHOICE = 120  # characters of the filters in the name of a feed
EPOCH = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True)
class JobFeed:
    """The offers that are open at one moment and pass the filters, in one language."""

    form: "JobFilterForm"
    now: datetime
    language: str = settings.LANGUAGE_CODE

    def offers(self) -> "JobQuerySet":
        """None where the filters say nothing that holds: never everybody's offers instead."""
        offers = apps.get_model("jobs.JobPage").objects.visible().open(self.now)
        return offers.none() if self.form.is_lost else offers.filtered(**self.form.filters())

    def url(self, kind: str) -> str:
        """Its own address in one of FORMATS, what it asks for in a fixed order."""
        lang = self.language if self.language != settings.LANGUAGE_CODE else ""
        selection = Selection(reverse("job_feed", args=[kind]), self.form.filters_only)
        return settings.BASE_URL + selection.address(lang=lang)

    def page_url(self) -> str:
        """The list for people, with the same filters."""
        return settings.BASE_URL + Selection(self._list, self.form.filters_only).address()

    def name(self) -> str:
        """« Offres d’emploi – Réseau (CDD · Calvados) »."""
        site = Site.objects.get(is_default_site=True)
        network = _("Job offers – %(name)s") % {"name": NetworkSettings.for_site(site).name}
        chosen = truncatechars(" · ".join(self.words()), LONGEST_CHOICE)
        return f"{network} ({chosen})" if chosen else network

    def words(self) -> list[str]:
        """What is chosen, filter by filter, as people say it."""
        selection = JobSelection("", self.form.valid_values)
        return [one.label for one in selection.without_each_by(self.form)]

    def announcements(self, kind: str) -> AnnouncementFeed:
        """The newest offers, each whole but for whom to write to: readers keep what they read."""
        items = [
            announcement(offer) for offer in self.offers().newest_first().for_list()[:MOST_OFFERS]
        ]
        return AnnouncementFeed(
            title=self.name(),
            description=self._description(_("Offers that one may still apply for.")),
            url=self.url(kind),
            page_url=self.page_url(),
            language=self.language,
            updated_at=max((item.updated_at for item in items), default=EPOCH),
            items=items,
        )

    def calendar(self) -> str:
        """The closing dates that employers gave."""
        offers = list(self.offers().with_deadline().soonest_first().for_list()[:MOST_CLOSINGS])
        closings = [closing_date(offer) for offer in offers]
        about = _("Closing dates of job offers; those without a deadline are not in it.")
        calendar = Calendar(
            name=clean(self.name()),
            description=self._description(about),
            url=self.url("ics"),
            page_url=self.page_url(),
            updated_at=max((closing.changed_at for closing in closings), default=EPOCH),
            timezone=settings.TIME_ZONE,
        )
        return calendar.text((closing_vevent(closing) for closing in closings), [])

    def _description(self, about: str) -> str:
        """What it is, and what of its address was not understood."""
        wrong = [str(self.form[name].label) for name in self.form.errors]
        if not wrong:
            return about
        names = ", ".join(wrong)
        return f"{about} " + _("Not understood in its address: %(names)s.") % {"names": names}

    @property
    def _list(self) -> str:
        return address_of("jobs.JobIndexPage") or "/"


def announcement(offer: "JobPage") -> Announcement:
    """An offer as news, in the language being spoken."""
    employer, facts, end = offer.employer_names, facts_line(offer), deadline_line(offer)
    return Announcement(
        key=offer.translation_key.urn,
        title=" – ".join(filter(None, (offer.title, employer))),
        summary=" · ".join(filter(None, (facts, capfirst(end)))),
        html=absolute(
            format_html("<p><strong>{}</strong><br>{}</p>", facts, capfirst(end))
            + whole_text(offer)
        ),
        url=settings.BASE_URL + offer.url,
        published_at=offer.first_published_at or posted_at(offer),
        updated_at=offer.last_published_at or posted_at(offer),
        author=employer,
        tags=[str(contract) for contract in offer.contract_types.all()],
    )


def posted_at(offer: "JobPage") -> datetime:
    """The beginning of the day on which it was posted, where a program put it on line."""
    return instant(offer.posted_on, time.min, ZoneInfo(settings.TIME_ZONE))


def absolute(html: str) -> str:
    """A text whose links to pages of this site work elsewhere too."""
    return html.replace('href="/', f'href="{settings.BASE_URL}/')


def closing_date(offer: "JobPage") -> ClosingDate:
    """The end of an offer, as calendars show it."""
    facts = (contract_names(offer), offer.employer_names, capfirst(deadline_line(offer)))
    return ClosingDate(
        uid=f"offre-{offer.translation_key}@{settings.CALENDAR_HOST}",
        changed_at=offer.last_published_at or posted_at(offer),
        title=_("Applications close: %(title)s") % {"title": offer.title},
        description="\n".join(filter(None, facts)),
        place=place_names(offer),
        url=settings.BASE_URL + offer.url,
        closes_at=offer.closes_at,
        last_day=None if offer.deadline_time else offer.last_day,
    )


class FeedFormat(NamedTuple):
    """How a feed is written, and what it is."""

    write: Callable[[JobFeed], str]
    content_type: str


FORMATS = {
    "ics": FeedFormat(lambda feed: feed.calendar(), "text/calendar"),
    "atom": FeedFormat(lambda feed: feed.announcements("atom").atom(), "application/atom+xml"),
    "rss": FeedFormat(lambda feed: feed.announcements("rss").rss(), "application/rss+xml"),
    "json": FeedFormat(lambda feed: feed.announcements("json").json(), "application/feed+json"),
}


def written(feed: JobFeed, kind: str) -> str:
    """The whole feed, in its own language."""
    with translation.override(feed.language):
        return FORMATS[kind].write(feed)


class Subscription:
    """The ways in which a visitor hears of new offers without coming back to the list."""

    def __init__(self, form: "JobFilterForm", now: datetime) -> None:
        self.feed = JobFeed(form, now, get_language())
        self.is_narrow = form.is_narrow
        self.alert_url = Selection(reverse("job_alert"), form.filters_only).address()

    @property
    def webcal(self) -> str:
        return webcal(self.feed.url("ics"))

    def alternates(self) -> list[tuple[str, str]]:
        """(media type, address) of what feed readers look for in a page."""
        kinds = ("atom", "rss", "json", "ics")
        return [(FORMATS[kind].content_type, self.feed.url(kind)) for kind in kinds]

    def links(self) -> list[tuple[str, str]]:
        """(label, address) of the same for feed readers and other sites."""
        return [
            (_("Atom, for feed readers"), self.feed.url("atom")),
            (_("RSS, for older feed readers"), self.feed.url("rss")),
            (_("JSON Feed, for developers"), self.feed.url("json")),
        ]
