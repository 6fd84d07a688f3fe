"""What the delta API says, in OpenAgenda's words (version 2) where it has one: docs/api.md."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict
from pydantic.alias_generators import to_camel

MOST_EVENTS = 100

InEachLanguage = dict[str, str]  # {"fr": …, "en": …}; English only where somebody translated


class Words(Schema):
    """A part of an answer, its names written as OpenAgenda writes them."""

    model_config = ConfigDict(alias_generator=to_camel)


class Size(Words):
    width: int
    height: int


class Image(Words):
    """A picture, at `base` + `filename`."""

    base: str
    filename: str
    size: Size
    alt: InEachLanguage = Field({}, description="What one sees in it; not in OpenAgenda.")


class Age(Words):
    min: int | None = None
    max: int | None = None


class Registration(Words):
    """How to book; more in `conditions`."""

    type: str
    value: str


class Location(Words):
    """A museum of the network (with `uid`, `slug` and `url`), or another place."""

    uid: UUID | None = None
    slug: str | None = None
    name: str
    address: str | None = None
    city: str | None = None
    postal_code: str | None = None
    department: str | None = None
    country_code: str
    latitude: float | None = None
    longitude: float | None = None
    phone: str | None = None
    email: str | None = None
    website: str | None = None
    url: str | None = Field(None, description="The museum's page on this site.")


class Timing(Words):
    """One date. OpenAgenda has `begin` and `end` only."""

    uid: str = Field(description="The same for ever, and as in the calendar feeds.")
    begin: datetime
    end: datetime = Field(description="The same as `begin` where `hasEnd` is false.")
    is_all_day: bool
    has_end: bool
    status: int = Field(description="1 scheduled, 2 moved, 5 full, 6 cancelled.")
    previous_begin: datetime | None = None
    place: str | None = Field(None, description="Name and address, where not the event’s own.")
    note: str | None = Field(None, description="Why it is cancelled, moved or full.")


class Tombstone(Words):
    """An event that is to be forgotten: it went off line, or no longer passes your filters."""

    uid: UUID
    removed: bool
    updated_at: datetime


class Event(Words):
    """A public event. What is not known is left out."""

    uid: UUID = Field(description="The same for ever; OpenAgenda has numbers.")
    slug: str
    title: InEachLanguage
    description: InEachLanguage = {}
    long_description: InEachLanguage = Field({}, description="HTML.")
    image: Image | None = None
    image_credits: str | None = None
    type: str | None = Field(None, description="As the filter `type`; not in OpenAgenda.")
    audiences: list[str] = Field(description="As the filter `public`; not in OpenAgenda.")
    keywords: dict[str, list[str]]
    conditions: InEachLanguage = {}
    is_free: bool = Field(description="Not in OpenAgenda.")
    age: Age | None = None
    registration: list[Registration]
    attendance_mode: int = Field(description="1: on site.")
    status: int = Field(description="1 scheduled, 2 moved, 5 full, 6 cancelled.")
    timezone: str
    timings: list[Timing] = Field(description="Dates that take place; where none does, all.")
    cancelled_timings: list[Timing]
    location: Location
    canonical_url: str
    created_at: datetime | None = None
    updated_at: datetime


class Events(Words):
    """One page of changes, the oldest first."""

    events: list[Event | Tombstone]
    after: str = Field(description="Where you are: ask for what comes after it, now or later.")
    has_more: bool


class Problem(Words):
    """What is wrong with a question, or where an event is."""

    detail: str | list[dict[str, Any]]


def in_utc(moment: datetime) -> datetime:
    """The same instant; near both ends of time there is none."""
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("This instant is out of reach.") from error


class Progress(Schema):
    """From where on, and how much."""

    updated_since: Annotated[AwareDatetime, AfterValidator(in_utc)] | None = Field(
        None, description="Only what changed at that instant or later (ISO 8601, with its zone)."
    )
    after: str = Field("", description="The `after` of an earlier answer, of the last 60 days.")
    size: int = Field(20, ge=1, le=MOST_EVENTS)
    removed: bool = Field(False, description="Also tell, for 60 days, what is to be forgotten.")
