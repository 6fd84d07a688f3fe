"""The feeds of the agenda: what they hold, what their addresses ask for, how they are told."""

from events.feeds.base import Feed
from events.feeds.event import EventFeed, OccurrenceFeed
from events.feeds.formats import FORMATS
from events.feeds.museum import MuseumFeed
from events.feeds.network import NetworkFeed
from events.feeds.queries import FeedOptionsForm, FeedQuery
from events.feeds.season import SeasonFeed

__all__ = [
    "FORMATS",
    "EventFeed",
    "Feed",
    "FeedOptionsForm",
    "FeedQuery",
    "MuseumFeed",
    "NetworkFeed",
    "OccurrenceFeed",
    "SeasonFeed",
]
