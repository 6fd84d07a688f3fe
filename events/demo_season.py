"""The demo's season: evenings in a dozen museums and at six partner venues."""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils.text import slugify
from wagtail.models import Page

from cms.models import CreditedImage
from events.models import (
    Audience,
    EventPage,
    EventSchedule,
    EventType,
    PartnerVenue,
    SeasonPage,
)
from museums.models import Department, MuseumPage

DATA = Path(__file__).parent / "demo_data" / "season.json"
MUSEUM_EVENTS = 12
A_WEEK = 7


def load_season(
    home: Page, museums: list[MuseumPage], now: datetime, pictures: list[CreditedImage]
) -> list[EventPage]:
    """The season below `home` and its events, published at `now`, their dates not built yet.

    Each text of a museum comes back in another one, a week later.
    """
    data = json.loads(DATA.read_text())
    season = _season(home, data["season"], now.date(), pictures[0])
    texts = data["museums"]
    events = []
    for index in range(MUSEUM_EVENTS):
        repetition, place = divmod(index, len(texts))
        museum = museums[index * len(museums) // MUSEUM_EVENTS]
        days_later = A_WEEK * repetition
        event = _event(texts[place], index, now, days_later, pictures)
        event.season = season
        events.append(museum.add_child(instance=event))
    for index, venue in enumerate(data["venues"], start=MUSEUM_EVENTS):
        event = _event(venue.pop("event"), index, now, 0, pictures)
        event.venue = _venue(venue)
        events.append(season.add_child(instance=event))
    return events


def english_texts() -> dict[str, dict[str, Any]]:
    """What the season and its events say in English, by their French title."""
    data = json.loads(DATA.read_text())
    events = [*data["museums"], *(venue["event"] for venue in data["venues"])]
    return {text["title"]: text["english"] for text in (data["season"], *events)}


def _season(home: Page, text: dict[str, Any], today: date, picture: CreditedImage) -> SeasonPage:
    season = SeasonPage(
        title=text["title"],
        slug=text["slug"],
        summary=text["summary"],
        body=_story(text),
        image=picture,
        image_alt=picture.description,
        starts_on=today + timedelta(days=text["from_day"]),
        ends_on=today + timedelta(days=text["to_day"]),
    )
    return home.add_child(instance=season)


def _venue(facts: dict[str, Any]) -> PartnerVenue:
    department = Department.objects.get(code=facts["department"])
    venue = PartnerVenue(**facts | {"department": department})
    venue.full_clean()  # which finds its town on the map
    venue.save()
    return venue


def _event(
    text: dict[str, Any], index: int, now: datetime, days_later: int, pictures: list[CreditedImage]
) -> EventPage:
    """An event of the season, not below any page yet."""
    picture = pictures[index % len(pictures)]
    event = EventPage(
        title=text["title"],
        slug=f"{slugify(text['title'])}-{index + 1}",
        translation_key=uuid5(NAMESPACE_URL, f"demo season event {index}"),
        summary=text["summary"],
        body=_story(text),
        image=picture,
        image_alt=picture.description,
        event_type=EventType.objects.get(slug=text["type"]),
        is_free=not text["price"],
        price=text["price"],
        booking=text["booking"],
        first_published_at=now,
        last_published_at=now,
    )
    event.audiences = list(Audience.objects.filter(slug__in=text["audiences"]))
    event.schedules = [
        _schedule(text, now.date() + timedelta(days=day + days_later), f"season{place}")
        for place, day in enumerate(text["days"])
    ]
    return event


def _schedule(text: dict[str, Any], day: date, uid: str) -> EventSchedule:
    """One evening, or all the days that an exhibition lasts."""
    start, end = text["start_time"], text["end_time"]
    return EventSchedule(
        uid=uid,
        start_date=day,
        start_time=time.fromisoformat(start) if start else None,
        end_time=time.fromisoformat(end) if end else None,
        end_date=day + timedelta(days=text["lasts"]) if "lasts" in text else None,
    )


def _story(text: dict[str, Any]) -> list[tuple[str, str]]:
    return [("paragraph", f"<p>{paragraph}</p>") for paragraph in text["body"]]
