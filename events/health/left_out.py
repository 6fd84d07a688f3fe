"""What a feed does not tell, and why: what the site knows of it, a sentence each."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.choices import OccurrenceStatus
from events.feeds import Feed
from events.feeds.budget import FeedSize
from events.models import EventPage, Occurrence
from events.page_querysets import EventQuerySet
from events.querysets import OccurrenceQuerySet

MOST_PAGES = 8


class Reason(NamedTuple):
    """Why something is not told: in words, with the first of its events where these may change."""

    sentence: str
    pages: list[EventPage]
    more: int = 0


def hidden(events: EventQuerySet, dates: OccurrenceQuerySet) -> Iterator[Reason]:
    """What visitors do not see either, most of which an editor can change."""
    standing = dates.standing()
    off_line = Q(museum__live=False) | (Q(museum=None) & ~Q(page__season__live=True))
    yield from _events(
        _having(events, standing.filter(off_line)),
        lambda number: ngettext(
            "%(count)s event is not told: its museum, or its season, is not on line.",
            "%(count)s events are not told: their museum, or their season, is not on line.",
            number,
        ),
    )
    restricted = standing.exclude(off_line).exclude(pk__in=standing.public().values("pk"))
    yield from _events(
        _having(events, restricted),
        lambda number: ngettext(
            "%(count)s event is not told: only some people may see its page.",
            "%(count)s events are not told: only some people may see their pages.",
            number,
        ),
    )
    yield from _events(
        events.not_live(),
        lambda number: ngettext(
            "%(count)s event is not told: it is a draft, or was taken off line.",
            "%(count)s events are not told: they are drafts, or were taken off line.",
            number,
        ),
    )
    yield from _events(
        events.live().filter(has_unpublished_changes=True),
        lambda number: ngettext(
            "%(count)s event has changes that are not published: it is told as it is on line.",
            "%(count)s events have changes that are not published: they are told as they are "
            "on line.",
            number,
        ),
    )
    told = Occurrence.objects.standing().filter(event_key=OuterRef("translation_key"))
    yield from _events(
        events.live().filter(~Exists(told)),
        lambda number: ngettext(
            "%(count)s event is on line without a date: its schedules give none.",
            "%(count)s events are on line without a date: their schedules give none.",
            number,
        ),
    )


def outside(feed: Feed, size: FeedSize) -> Iterator[Reason]:
    """What the feed leaves out by its own rules: nobody has to do anything."""
    start, end = feed.window()
    rows = feed.occurrences()
    if number := rows.filter(starts_at__gte=end).count():
        sentence = ngettext(
            "%(count)s date lies too far ahead; it comes in thirteen months before its day.",
            "%(count)s dates lie too far ahead; each comes in thirteen months before its day.",
            number,
        )
        yield Reason(sentence % {"count": number}, [])
    if number := rows.filter(ends_at__lt=start).count():
        sentence = ngettext(
            "%(count)s date was over more than ninety days ago.",
            "%(count)s dates were over more than ninety days ago.",
            number,
        )
        yield Reason(sentence % {"count": number}, [])
    cancelled = rows.filter(status=OccurrenceStatus.CANCELLED, ends_at__gte=start)
    if number := cancelled.filter(ends_at__lt=feed.cancelled_stay_from()).count():
        sentence = ngettext(
            "%(count)s cancelled date has been over for more than a week.",
            "%(count)s cancelled dates have been over for more than a week.",
            number,
        )
        yield Reason(sentence % {"count": number}, [])
    if size.left_out:
        yield Reason(_over_budget(size), [])


def _over_budget(size: FeedSize) -> str:
    sentence = ngettext(
        "%(count)s entry is left out because the calendar is full.",
        "%(count)s entries are left out because the calendar is full.",
        size.left_out,
    ) % {"count": size.left_out}
    if size.until:
        day = date_format(localtime(size.until))
        return f"{sentence} " + _("It tells nothing that begins after %(day)s.") % {"day": day}
    return f"{sentence} " + _("Only dates that are over are missing.")


def _having(events: EventQuerySet, dates: OccurrenceQuerySet) -> EventQuerySet:
    return events.live().filter(pk__in=dates.order_by().values("page"))


def _events(events: EventQuerySet, sentence: Callable[[int], str]) -> Iterator[Reason]:
    """One reason where there are such events; those that were written last are named."""
    pages = list(events.order_by("-latest_revision_created_at", "-pk").only("title", "draft_title"))
    if pages:
        said = sentence(len(pages)) % {"count": len(pages)}
        yield Reason(said, pages[:MOST_PAGES], max(0, len(pages) - MOST_PAGES))
