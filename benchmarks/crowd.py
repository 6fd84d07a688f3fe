"""A network with many more events than the demo has, within a minute or two, by copying its rows.

Publishing ten thousand events would take half an hour. A copy has an address, a museum and a key
of its own, and the dates, series, texts, record and feed of the event that it repeats; its texts
still name that event's museum. Three events in ten take place every week for a year.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import copy
from datetime import timedelta
from itertools import count
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, Max, Model
from django.utils import timezone
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from cms.models import SiteVersion
from events.entries import store_entries
from events.models import (
    EventFragment,
    EventPage,
    EventRecord,
    EventSchedule,
    EventSeries,
    FeedVersion,
    Occurrence,
)
from events.occurrences import event_scope, rebuild_event
from events.records import RECORDS_SCOPE
from museums.models import MuseumPage

AT_ONCE = 500  # rows a statement
WEEKLY_IN_TEN = 3
YEAR = timedelta(days=363)  # fifty-two weeks, the first day and the last one included
EVERY_WEEK = "RRULE:FREQ=WEEKLY"
OWNED = {
    EventSchedule: "event",
    EventPage.audiences.through: "eventpage",
    EventPage.accessibility.through: "eventpage",
    Occurrence: "page",
    EventSeries: "page",
    EventFragment: "page",
    EventRecord: "page",
}

Copies = dict[EventPage, list[EventPage]]


@transaction.atomic
def fill(events: int) -> None:
    """Copy events of museums until the network has so many."""
    draw = random.Random(events)
    repeat_for_a_year()
    copies = copied(originals(events, draw), draw)
    insert(copies)
    for model, owner in OWNED.items():
        copy_rows(model, owner, copies)
    for twins in copies.values():
        for page in twins:
            store_entries(page.event_key)
    tell_everybody(copies)
    copy_words(copies)


def repeat_for_a_year() -> None:
    """Have what the demo repeats by weeks take place every week, from the next time on."""
    now = timezone.now()
    today = timezone.localdate(now)
    for event in weekly().exclude(schedules__recurrence=EVERY_WEEK):
        for schedule in event.schedules.all():
            days = (schedule.start_date.weekday() - today.weekday()) % 7
            schedule.start_date = today + timedelta(days=days)
            schedule.until_date = schedule.start_date + YEAR
            schedule.recurrence = EVERY_WEEK
            schedule.save()
        rebuild_event(event, now)


def of_museums() -> "Iterable[EventPage]":
    return EventPage.objects.published().filter(season=None)


def weekly() -> "Iterable[EventPage]":
    return of_museums().filter(schedules__recurrence__contains="WEEKLY").distinct()


def originals(events: int, draw: random.Random) -> list[EventPage]:
    """What to copy, drawn by lot, so that there are so many events and three in ten are weekly."""
    repeated, others = list(weekly()), list(of_museums().filter(schedules__recurrence=""))
    missing = events - of_museums().count()
    more_weekly = max(0, min(missing, WEEKLY_IN_TEN * events // 10 - len(repeated)))
    drawn = draw.choices(repeated, k=more_weekly) + draw.choices(others, k=missing - more_weekly)
    draw.shuffle(drawn)
    return drawn


def copied(drawn: list[EventPage], draw: random.Random) -> Copies:
    """A copy of each, not saved, below a museum drawn by lot."""
    museums = list(MuseumPage.objects.live().sources())
    paths = {museum: free_paths(museum) for museum in museums}
    copies: Copies = defaultdict(list)
    for original in drawn:
        museum = draw.choice(museums)
        copies[original].append(copy_below(museum, next(paths[museum]), original))
    return copies


def free_paths(museum: MuseumPage) -> Iterator[str]:
    """The places in the tree that come after the last page of a museum."""
    last = museum.get_last_child()
    step = Page._str2int(last.path[-Page.steplen :]) if last else 0
    return (Page._get_path(museum.path, museum.depth + 1, number) for number in count(step + 1))


def copy_below(museum: MuseumPage, path: str, original: EventPage) -> EventPage:
    """An event like another one, in another place, under another key."""
    page = EventPage(
        **{field.attname: getattr(original, field.attname) for field in fields_of(EventPage)}
    )
    page.pk = page.id = None
    page.translation_key = uuid4()
    page.slug = f"{original.slug}-{page.translation_key.hex[:10]}"
    page.path, page.url_path = path, f"{museum.url_path}{page.slug}/"
    page.latest_revision_id = page.live_revision_id = None
    page.__dict__["museum"] = museum
    return page


def fields_of(model: type[Model]) -> list:
    """What is copied: all but the keys that the database gives."""
    return [field for field in model._meta.concrete_fields if not field.primary_key]


def insert(copies: Copies) -> None:
    """Write the pages: what every page has first, then what an event has besides."""
    pages = [page for twins in copies.values() for page in twins]
    names = [field.attname for field in Page._meta.concrete_fields if field.attname != "id"]
    Page.objects.bulk_create(
        [Page(**{name: getattr(page, name) for name in names}) for page in pages], AT_ONCE
    )
    saved = dict(Page.objects.values_list("path", "pk"))
    below: dict[int, int] = defaultdict(int)
    for page in pages:
        page.pk = page.id = saved[page.path]
        below[page.museum.pk] += 1
    for start in range(0, len(pages), AT_ONCE):
        EventPage._base_manager._insert(
            pages[start : start + AT_ONCE], EventPage._meta.local_concrete_fields, using="default"
        )
    for museum_id, number in below.items():
        Page.objects.filter(pk=museum_id).update(numchild=F("numchild") + number)


def copy_rows(model: type[Model], owner: str, copies: Copies) -> None:
    """What an original has in another table, once more for each of its copies."""
    twins: list[Model] = []
    numbers = count((EventRecord.objects.aggregate(last=Max("number"))["last"] or 0) + 1)
    for row in model._default_manager.filter(**{f"{owner}__in": copies}):
        for page in copies[getattr(row, owner)]:
            twin = copy(row)
            twin.pk = None
            twin._state = copy(row._state)
            setattr(twin, f"{owner}_id", page.pk)
            settle(twin, page, numbers)
            twins.append(twin)
    model._default_manager.bulk_create(twins, AT_ONCE)


def settle(row: Model, page: EventPage, numbers: Iterator[int]) -> None:
    """Put the copy's own names into a row that has some."""
    if hasattr(row, "event_key"):
        row.event_key = page.event_key
    if hasattr(row, "museum_id"):
        row.museum_id = page.museum.pk
    if isinstance(row, EventRecord):
        row.number = next(numbers)
        row.content = row.content | {"uid": str(page.event_key), "slug": page.slug}


def copy_words(copies: Copies) -> None:
    """What a page is found by, in the index of the search."""
    kind = ContentType.objects.get_for_model(EventPage)
    originals = {str(page.pk): twins for page, twins in copies.items()}
    entries = IndexEntry.objects.filter(content_type=kind, object_id__in=originals)
    names = [field.attname for field in fields_of(IndexEntry) if field.attname != "object_id"]
    IndexEntry.objects.bulk_create(
        [
            IndexEntry(object_id=page.pk, **{name: getattr(entry, name) for name in names})
            for entry in entries
            for page in originals[entry.object_id]
        ],
        AT_ONCE,
    )


def tell_everybody(copies: Copies) -> None:
    """Each copy has a feed; all other feeds have changed."""
    now = timezone.now()
    FeedVersion.objects.update(number=F("number") + 1, updated_at=now)
    FeedVersion.objects.bulk_create(
        [
            FeedVersion(scope=event_scope(page.event_key), number=1, updated_at=now)
            for twins in copies.values()
            for page in twins
        ],
        AT_ONCE,
    )
    last = EventRecord.objects.aggregate(last=Max("number"))["last"] or 0
    FeedVersion.objects.filter(scope=RECORDS_SCOPE).update(number=last)
    SiteVersion.objects.bump()
