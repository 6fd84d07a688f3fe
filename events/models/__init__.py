"""The agenda: its public list, the events, the dates derived from them, its vocabularies."""

from events.models.agenda import AgendaPage
from events.models.event import EventPage, EventSchedule, OccurrenceException
from events.models.occurrence import EventFragment, EventSeries, FeedVersion, Occurrence
from events.models.season import FormerSeasonSlug, PartnerVenue, SeasonPage
from events.models.vocabulary import Audience, EventType

__all__ = [
    "AgendaPage",
    "Audience",
    "EventFragment",
    "EventPage",
    "EventSchedule",
    "EventSeries",
    "EventType",
    "FeedVersion",
    "FormerSeasonSlug",
    "Occurrence",
    "OccurrenceException",
    "PartnerVenue",
    "SeasonPage",
]
