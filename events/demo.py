"""The demo's programme: plausible events over the coming year, of every shape of schedule."""

import json
import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from dateutil.relativedelta import relativedelta
from django.utils.text import slugify

from cms.models import CreditedImage
from events.choices import ExceptionKind, SchoolHolidayPolicy
from events.models import (
    AccessFeature,
    Audience,
    EventPage,
    EventSchedule,
    EventType,
    OccurrenceException,
)
from events.occurrences import sittings_of
from events.recurrences import WEEKDAYS
from museums.models import MuseumPage

DATA = Path(__file__).parent / "demo_data" / "programme.json"
ENGLISH_TEXTS = DATA.with_name("english.json")
"""The same texts in English, by their French title."""
OWN_SHARE = 8  # one event in so many goes to the first museum, whose editor the demo logs in
REASONS = {
    ExceptionKind.CANCELLED: "La médiatrice est souffrante.",
    ExceptionKind.MOVED: "La salle est en travaux ce jour-là.",
    ExceptionKind.FULL: "Toutes les places sont réservées.",
}


def load_programme(
    museums: list[MuseumPage],
    number: int,
    seed: int,
    now: datetime,
    pictures: list[CreditedImage],
) -> list[EventPage]:
    """`number` events of these museums, published at `now`, their dates not built yet.

    The texts are gone through again and again, each time in other museums and on other dates.
    """
    programme = json.loads(DATA.read_text())["programme"]
    random.Random(f"texts {seed}").shuffle(programme)
    types = {term.slug: term for term in EventType.objects.all()}
    audiences = {term.slug: term for term in Audience.objects.all()}
    features = {term.slug: term for term in AccessFeature.objects.all()}
    rng = random.Random(f"programme {seed}")
    today = now.date()
    events = []
    for index in range(number):
        repetition, place = divmod(index, len(programme))
        text = programme[place]
        museum = _museum_for(text, museums[:1] if index % OWN_SHARE == 0 else [], museums, rng)
        picture = rng.choice(pictures)
        event = EventPage(
            title=text["title"],
            slug=f"{slugify(text['title'])}-{index + 1}",
            translation_key=uuid5(NAMESPACE_URL, f"demo event {index} {seed}"),
            summary=text["summary"],
            body=[("paragraph", f"<p>{paragraph}</p>") for paragraph in text["body"]],
            image=picture,
            image_alt=picture.description,
            event_type=types[text["type"]],
            is_free=text["is_free"],
            price=text["price"],
            min_age=text["min_age"],
            booking=text["booking"],
            first_published_at=now,
            last_published_at=now,
        )
        event.audiences = [audiences[slug] for slug in text["audiences"]]
        event.accessibility = [features[slug] for slug in text["accessibility"]]
        event.schedules = [_schedule(text, today, repetition, rng)]
        event.exceptions = _exceptions(event.schedules.first(), index, today)
        events.append(museum.add_child(instance=event))
    return events


def _museum_for(
    text: dict[str, Any], first: list[MuseumPage], museums: list[MuseumPage], rng: random.Random
) -> MuseumPage:
    """A museum whose collections fit the text, if one is found quickly; `first` is tried first."""
    themes = set(text["themes"])
    for museum in [*first, *(rng.choice(museums) for _attempt in range(20))]:
        if not themes or themes & {theme.slug for theme in museum.themes.all()}:
            return museum
    return museum


def _schedule(
    text: dict[str, Any], today: date, repetition: int, rng: random.Random
) -> EventSchedule:
    """The dates of one text, by its pattern, in the year that follows.

    Each repetition of a text begins half an hour later, so that two museums seldom announce the
    same thing for the same time.
    """
    later = timedelta(minutes=30 * (repetition % 4))
    schedule = EventSchedule(
        uid=f"{rng.getrandbits(32):08x}",
        start_time=_time(text["start_time"], later),
        end_time=_time(text["end_time"], later),
    )
    PATTERNS[text["pattern"]](schedule, text["weekday"], today, rng)
    return schedule


def _time(text: str | None, later: timedelta) -> time | None:
    if text is None:
        return None
    return (datetime.combine(date.min, time.fromisoformat(text)) + later).time()


def _next(weekday: int | None, day: date) -> date:
    """The first such weekday from `day` on; `day` itself where any will do."""
    return day if weekday is None else day + timedelta(days=(weekday - day.weekday()) % 7)


Pattern = Callable[[EventSchedule, int | None, date, random.Random], None]


def _exhibition(
    schedule: EventSchedule, weekday: int | None, today: date, rng: random.Random
) -> None:
    schedule.start_date = today + timedelta(days=rng.randrange(-80, 250))
    schedule.end_date = schedule.start_date + timedelta(days=rng.randrange(35, 190))


def _single(schedule: EventSchedule, weekday: int | None, today: date, rng: random.Random) -> None:
    # More in the coming weeks than at the end of the year, as in a real agenda.
    schedule.start_date = _next(weekday, today + timedelta(days=int(350 * rng.random() ** 2)))


def _several_days(
    schedule: EventSchedule, weekday: int | None, today: date, rng: random.Random
) -> None:
    schedule.start_date = _next(weekday, today + timedelta(days=rng.randrange(5, 240)))
    schedule.recurrence = "RRULE:FREQ=DAILY"
    schedule.until_date = schedule.start_date + timedelta(days=rng.choice((1, 2)))


def _weekly(
    schedule: EventSchedule, weekday: int | None, today: date, rng: random.Random, interval: int = 1
) -> None:
    schedule.start_date = _next(weekday, today + timedelta(days=rng.randrange(-60, 30)))
    day = WEEKDAYS[schedule.start_date.weekday()]
    schedule.recurrence = f"RRULE:FREQ=WEEKLY;INTERVAL={interval};BYDAY={day}"
    schedule.until_date = schedule.start_date + timedelta(days=rng.randrange(150, 330))
    schedule.school_holidays = rng.choice(
        (SchoolHolidayPolicy.ANY, SchoolHolidayPolicy.NEVER, SchoolHolidayPolicy.ANY)
    )


def _biweekly(
    schedule: EventSchedule, weekday: int | None, today: date, rng: random.Random
) -> None:
    _weekly(schedule, weekday, today, rng, interval=2)


def _monthly_nth(
    schedule: EventSchedule, weekday: int | None, today: date, rng: random.Random
) -> None:
    first = today.replace(day=1) - relativedelta(months=1)
    day = WEEKDAYS[6 if weekday is None else weekday]
    schedule.start_date = _next(6 if weekday is None else weekday, first)
    schedule.recurrence = f"RRULE:FREQ=MONTHLY;BYDAY={rng.choice((1, 1, 2, 3, -1))}{day}"


def _monthly_day(
    schedule: EventSchedule, weekday: int | None, today: date, rng: random.Random
) -> None:
    schedule.start_date = today.replace(day=rng.randrange(2, 28))
    schedule.recurrence = f"RRULE:FREQ=MONTHLY;BYMONTHDAY={schedule.start_date.day}"
    schedule.skip_public_holidays = True


def _yearly(schedule: EventSchedule, weekday: int | None, today: date, rng: random.Random) -> None:
    schedule.start_date = today + timedelta(days=rng.randrange(10, 340))
    schedule.recurrence = "RRULE:FREQ=YEARLY"


PATTERNS: dict[str, Pattern] = {
    "biweekly": _biweekly,
    "exhibition": _exhibition,
    "late": _single,
    "monthly_day": _monthly_day,
    "monthly_nth": _monthly_nth,
    "several_days": _several_days,
    "single": _single,
    "weekly": _weekly,
    "yearly": _yearly,
}


def _exceptions(schedule: EventSchedule, index: int, today: date) -> list[OccurrenceException]:
    """Now and then a date that is cancelled, full or moved: visitors must see each of them."""
    if index % 9:
        return []
    ahead = [s.day for s in sittings_of(schedule, today, at_most=200) if s.day > today]
    if not ahead or schedule.end_date:
        return []
    kind = tuple(REASONS)[index // 9 % len(REASONS)]
    day = ahead[min(1, len(ahead) - 1)]
    return [
        OccurrenceException(
            date=day,
            kind=kind,
            reason=REASONS[kind],
            new_date=day + timedelta(days=1) if kind == ExceptionKind.MOVED else None,
        )
    ]
