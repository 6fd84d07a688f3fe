"""The forms in which a feed is told: a calendar, announcements for feed readers, a table."""

from collections.abc import Callable
from typing import NamedTuple

from events.feeds.announcements import announcements_of
from events.feeds.base import Feed
from events.feeds.spreadsheets import spreadsheet_of


class FeedFormat(NamedTuple):
    """How a feed is written, and how browsers are to take it."""

    write: Callable[[Feed], str]
    content_type: str
    disposition: str = "inline"


FORMATS = {
    "ics": FeedFormat(lambda feed: feed.text(), "text/calendar; charset=utf-8"),
    "atom": FeedFormat(
        lambda feed: announcements_of(feed).atom(), "application/atom+xml; charset=utf-8"
    ),
    "rss": FeedFormat(
        lambda feed: announcements_of(feed).rss(), "application/rss+xml; charset=utf-8"
    ),
    "json": FeedFormat(
        lambda feed: announcements_of(feed).json(), "application/feed+json; charset=utf-8"
    ),
    "csv": FeedFormat(spreadsheet_of, "text/csv; charset=utf-8", "attachment"),
}
