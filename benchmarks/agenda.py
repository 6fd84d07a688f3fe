"""What the agenda's pages and feeds cost, beside a bare view behind the same middleware.

    python -m benchmarks.agenda [EVENTS]

Prints processor time of one gunicorn worker, database included for SQLite, and its ratio to a
bare view of 10 kB (of the same bytes for feeds), measured in turn in one run. Past a thousand
events it measures a thousand first, then all of them, and says what grew.
"""

import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from benchmarks.site import Server, milliseconds, network

EVENTS = 1000
MOST_PUBLISHED = 400  # events that the demo makes; the others are copies of them


def main(events: int) -> None:
    with network(min(events, MOST_PUBLISHED)):
        import django  # noqa: PLC0415 -- the environment is ready only now

        django.setup()
        spent = [measure(number) for number in sizes(events)]
        if len(spent) > 1:
            tell_growth(*spent)
        with running(Server()) as server:
            report_warm(server)


def sizes(events: int) -> list[int]:
    """With how many events to measure: growth is told from a thousand on."""
    return [EVENTS, events] if events > EVENTS else [events]


def measure(events: int) -> dict[str, float]:
    """Bring the network to so many events, and say what its pages cost then."""
    from benchmarks.crowd import fill  # noqa: PLC0415

    if events > MOST_PUBLISHED:
        fill(events)
    print(f"140 museums, {events} events, {rows():,} dates")
    with running(Server(PAGE_CACHE_SECONDS="0")) as server:
        spent = report(server)
    return spent | {"publishing an event of 100 dates": publish()}


def tell_growth(before: dict[str, float], after: dict[str, float]) -> None:
    """How many times as much each costs with more events."""
    for name, value in before.items():
        if name in after:
            print(f"{name:40} grows {after[name] / max(value, 0.01):6.2f} x")


@contextmanager
def running(server: Server) -> Iterator[Server]:
    try:
        yield server
    finally:
        server.stop()


def rows() -> int:
    from events.models import Occurrence  # noqa: PLC0415

    return Occurrence.objects.count()


def report(server: Server) -> dict[str, float]:
    """Milliseconds a request, by what is asked for."""
    from django.db.models import F  # noqa: PLC0415

    from events.models import FeedVersion, Occurrence  # noqa: PLC0415

    shown = Occurrence.objects.visible().exclude(museum=None)
    event = shown.select_related("page", "museum").last()
    _status, feed, etag = server.get("/agenda.ics")
    days = [date.today() + timedelta(days=number) for number in range(300)]  # noqa: DTZ011

    def changed() -> tuple[str, dict[str, str]]:
        FeedVersion.objects.update(number=F("number") + 1)
        return "/agenda.ics", {}

    asks = {
        "bare view, 10 kB": lambda: ("/-/bare/10000", {}),
        f"bare view, {len(feed):,} bytes": lambda: (f"/-/bare/{len(feed)}", {}),
        "agenda": lambda: ("/agenda/", {}),
        "agenda, a day": lambda: (f"/agenda/{random.choice(days)}/", {}),
        "agenda near a town, with words": lambda: ("/agenda/?pres=Caen&q=atelier", {}),
        "event": lambda: (event.page.url, {}),
        "museum": lambda: (event.museum.url, {}),
        "network feed, warm": lambda: ("/agenda.ics", {}),
        "network feed, 304": lambda: ("/agenda.ics", {"If-None-Match": etag}),
        "filtered feed (Calvados)": lambda: ("/agenda.ics?dep=14", {}),
    }
    whole = f"bare view, {len(feed):,} bytes"
    spent = milliseconds(server, asks)
    tell(spent, whole)
    first = {whole: asks[whole], "network feed, first after a change": changed}
    spent_first = milliseconds(server, first)
    tell(spent_first, whole)
    print(f"{'memory of the worker':40} {server.memory():7} MB")
    return spent | spent_first


def report_warm(server: Server) -> None:
    """The same pages for visitors, as they are kept."""
    from events.models import Occurrence  # noqa: PLC0415

    event = Occurrence.objects.visible().exclude(museum=None).last()
    addresses = {"agenda": "/agenda/", "event": event.page.url, "museum": event.museum.url}
    asks = {"bare view, 10 kB": lambda: ("/-/bare/10000", {})} | {
        f"{name}, kept": lambda url=url: (url, {}) for name, url in addresses.items()
    }
    for ask in asks.values():
        server.get(*ask())
    tell(milliseconds(server, asks), "")


def tell(spent: dict[str, float], whole: str) -> None:
    """Each beside a bare view: of the same bytes for a whole feed, else of a page's."""
    bare = next(iter(spent))
    for name, value in spent.items():
        is_whole = name in (whole, "network feed, warm")
        ratio = value / max(spent[whole if is_whole else bare], 0.01)
        print(f"{name:40} {value:7.1f} ms  {ratio:6.1f} x", flush=True)


def publish() -> float:
    """Milliseconds that an event of a hundred dates takes, from the click on."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from events.models import EventPage, EventSchedule  # noqa: PLC0415

    event = (
        EventPage.objects.published().filter(season=None).order_by("pk").last()
    )  # nobody translated it
    start = date.today()  # noqa: DTZ011
    event.exceptions = []
    event.schedules = [
        EventSchedule(
            start_date=start,
            recurrence="RRULE:FREQ=DAILY",
            until_date=start + timedelta(days=99),
        )
    ]
    with CaptureQueriesContext(connection) as queries:
        before = time.process_time()
        event.save_revision().publish()
        spent = 1000 * (time.process_time() - before)
    print(f"{'publishing an event of 100 dates':40} {spent:7.1f} ms  {len(queries)} queries")
    return spent


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS)
