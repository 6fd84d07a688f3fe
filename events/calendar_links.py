"""Addresses that hand a feed, or one date, over to a calendar application.

Their makers document few of them: tests hold them to a shape, nobody here can try them.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from cms.ical import webcal
from events.ical import summary_prefix

if TYPE_CHECKING:
    from events.models import EventPage, Occurrence

SUBSCRIBE_PATH = "abonnement/"  # below the agenda's own address
OUTLOOK_COM = "https://outlook.live.com/calendar/0"
MICROSOFT_365 = "https://outlook.office.com/calendar/0"
GOOGLE = "https://calendar.google.com/calendar"
LONGEST_DETAILS = 900  # characters; Google refuses addresses that are much longer


class CalendarLink(NamedTuple):
    """A way into one application."""

    label: str
    url: str


def subscribe_links(url: str, name: str) -> list[CalendarLink]:
    """The applications in which one link subscribes to a feed.

    Google takes webcal: alone, the new Outlook for Windows takes it only in front of https:.
    """
    asked = urlencode({"url": url, "name": name}, quote_via=quote)
    return [
        CalendarLink(_("Google Calendar"), f"{GOOGLE}/r?{urlencode({'cid': webcal(url)})}"),
        CalendarLink(_("Outlook.com"), f"{OUTLOOK_COM}/addfromweb?{asked}"),
        CalendarLink(_("Microsoft 365"), f"{MICROSOFT_365}/addfromweb?{asked}"),
        CalendarLink(_("Outlook for Windows"), f"webcal:{url}"),
    ]


def date_links(page: "EventPage", occurrence: "Occurrence") -> list[CalendarLink]:
    """The applications in which one link opens a new entry for a date, filled in."""
    title = summary_prefix(occurrence.status) + page.title
    details = Truncator(page.summary).chars(LONGEST_DETAILS)
    words = {
        "title": title,
        "details": f"{details}\n\n{settings.BASE_URL}{page.url}",
        "place": page.where,
    }
    return [
        CalendarLink(_("Google Calendar"), _google_date(occurrence, **words)),
        CalendarLink(_("Outlook.com"), _outlook_date(OUTLOOK_COM, occurrence, **words)),
        CalendarLink(_("Microsoft 365"), _outlook_date(MICROSOFT_365, occurrence, **words)),
    ]


def _google_date(occurrence: "Occurrence", title: str, details: str, place: str) -> str:
    start, end = _period(occurrence)
    form = "%Y%m%d" if occurrence.is_all_day else "%Y%m%dT%H%M%S"
    query = {
        "action": "TEMPLATE",
        "text": title,
        "dates": f"{start:{form}}/{end:{form}}",
        "ctz": occurrence.timezone,
        "details": details,
        "location": place,
    }
    return f"{GOOGLE}/render?{urlencode(query, quote_via=quote)}"


def _outlook_date(
    service: str, occurrence: "Occurrence", title: str, details: str, place: str
) -> str:
    start, end = _period(occurrence)
    query = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": title,
        "startdt": _iso(start, occurrence),
        "enddt": _iso(end, occurrence),
        "body": details,
        "location": place,
    }
    if occurrence.is_all_day:
        query["allday"] = "true"
    return f"{service}/deeplink/compose?{urlencode(query, quote_via=quote)}"


def _period(occurrence: "Occurrence") -> tuple[datetime, datetime]:
    """The local start and end; the day after the last one where it lasts whole days."""
    if occurrence.is_all_day:
        last = datetime.combine(occurrence.ends_on, datetime.min.time())
        return occurrence.local_start, last + timedelta(days=1)
    return occurrence.local_start, occurrence.local_end


def _iso(moment: datetime, occurrence: "Occurrence") -> str:
    return moment.date().isoformat() if occurrence.is_all_day else moment.isoformat()
