"""The agenda: its public list, the events, the dates derived from them, its vocabularies."""

from events.models.agenda import AgendaPage
from events.models.ending import EndWarning
from events.models.entry import CalendarEntry
from events.models.event import EventPage, EventSchedule
from events.models.exception import OccurrenceException
from events.models.feed_fetch import FeedFetch
from events.models.feed_link import FeedLink
from events.models.occurrence import EventFragment, EventSeries, FeedVersion, Occurrence
from events.models.record import EventRecord
from events.models.season import FormerSeasonSlug, PartnerVenue, SeasonPage
from events.models.sources import CalendarSource, ImportedEvent, ImportLine, ImportReport
from events.models.vocabulary import AccessFeature, Audience, EventType

__all__ = [
    "AccessFeature",
    "AgendaPage",
    "Audience",
    "CalendarEntry",
    "CalendarSource",
    "EndWarning",
    "EventFragment",
    "EventPage",
    "EventRecord",
    "EventSchedule",
    "EventSeries",
    "EventType",
    "FeedFetch",
    "FeedLink",
    "FeedVersion",
    "FormerSeasonSlug",
    "ImportLine",
    "ImportReport",
    "ImportedEvent",
    "Occurrence",
    "OccurrenceException",
    "PartnerVenue",
    "SeasonPage",
]
