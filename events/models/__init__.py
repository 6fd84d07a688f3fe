"""The agenda: its public list, the events, the dates derived from them, its vocabularies."""

from events.models.agenda import AgendaPage
from events.models.event import EventPage, EventSchedule, OccurrenceException
from events.models.occurrence import EventFragment, EventSeries, FeedVersion, Occurrence
from events.models.season import PartnerVenue, SeasonPage
from events.models.sources import CalendarSource, ImportedEvent, ImportLine, ImportReport
from events.models.vocabulary import Audience, EventType

__all__ = [
    "AgendaPage",
    "Audience",
    "CalendarSource",
    "EventFragment",
    "EventPage",
    "EventSchedule",
    "EventSeries",
    "EventType",
    "FeedVersion",
    "ImportLine",
    "ImportReport",
    "ImportedEvent",
    "Occurrence",
    "OccurrenceException",
    "PartnerVenue",
    "SeasonPage",
]
