"""Events as news: what was announced last, each with the next date at which one can see it."""

from typing import TYPE_CHECKING
from uuid import uuid5

from django.conf import settings
from django.utils import translation
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.announcements import Announcement, AnnouncementFeed
from events.models.occurrence import EventFragment, Occurrence
from events.templatetags.agenda import when

if TYPE_CHECKING:
    from events.feeds.base import Feed

MOST_ITEMS = 50


def announcements_of(feed: "Feed") -> AnnouncementFeed:
    """The latest events of a feed, the newest first, as of its day."""
    with translation.override(feed.language):
        next_dates = feed.rows().from_day_on(feed.today).next_of_latest_events(MOST_ITEMS)
        fragments = feed.fragments(next_dates)
        return AnnouncementFeed(
            title=feed.name(),
            description=feed.description(),
            url=feed.url,
            page_url=feed.page_url(),
            language=feed.language,
            updated_at=feed.updated_at(),
            items=[_announcement(feed, row, fragments[row.event_key]) for row in next_dates],
        )


def _announcement(feed: "Feed", row: Occurrence, fragment: EventFragment) -> Announcement:
    """An event with its next date. The language is the active one."""
    host = row.museum or row.page.venue
    next_date = capfirst(when(row, feed.today))
    if row.is_changed:
        next_date = f"{next_date} ({row.get_status_display()})"
    place = f"{host.title}, {host.town}"
    return Announcement(
        key=uuid5(row.event_key, feed.language).urn,
        title=f"{fragment.title} – {fragment.museum_title}",
        summary=_("%(date)s – %(summary)s") % {"date": next_date, "summary": row.page.summary},
        html=format_html("<p><strong>{}</strong><br>{}</p>", next_date, place) + fragment.html,
        url=settings.BASE_URL + row.page.url,
        published_at=row.page.first_published_at or fragment.updated_at,
        updated_at=max(fragment.updated_at, row.updated_at),
        author=fragment.museum_title,
        image_url=fragment.image_url,
        tags=[str(row.page.event_type)] if row.page.event_type else [],
    )
