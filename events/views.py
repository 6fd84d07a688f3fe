"""The feeds over HTTP: outside the page tree, so that their addresses never change."""

from uuid import UUID

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseGone, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from events.clients import client_of
from events.feeds import (
    FORMATS,
    EventFeed,
    Feed,
    FeedOptionsForm,
    FeedQuery,
    MuseumFeed,
    NetworkFeed,
    OccurrenceFeed,
    SeasonFeed,
)
from events.fetches import tally
from events.models import FeedLink, FormerSeasonSlug
from events.models.feed_fetch import LINK_SCOPE, Fetch
from museums.models import FormerSlug

CACHE_SECONDS = 86_400


@require_safe
def network_feed(request: HttpRequest, form: str = "ics") -> HttpResponse:
    """What is on in all the museums, or what passes the filters of the agenda."""
    feed = NetworkFeed(**_options(request.GET), form=form, query=FeedQuery(request.GET))
    _count(request, feed, feed.fetch_scope)
    return _answer(request, feed, f"agenda.{form}")


@require_safe
def short_feed(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """A selection by its short link: the feed itself, whatever else the address says."""
    query = known_query(code)
    if query is None:
        raise Http404
    data = QueryDict(query)
    feed = NetworkFeed(**_options(data), form=form, query=FeedQuery(data))
    _count(request, feed, LINK_SCOPE)
    return _answer(request, feed, f"agenda-{code}.{form}")


def known_query(code: str) -> str | None:
    """What a short link stands for, read once: it never changes."""
    key = f"feed-link:{code}"
    query = cache.get(key)
    if query is None:
        query = FeedLink.objects.filter(code=code).values_list("query", flat=True).first()
        if query is not None:
            cache.set(key, query, CACHE_SECONDS)
    return query


@require_safe
def museum_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """What is on in one museum; a former address redirects, a museum that left is gone."""
    feed = MuseumFeed(**_options(request.GET), slug=slug)
    if feed.version is None:  # a museum that never had an event, or none of that address
        if feed.museum is None:
            former = FormerSlug.objects.filter(slug=slug)
            return _redirect(request, "museum_feed", former.values_list("museum__slug").first())
        if not feed.museum.live:
            return HttpResponseGone(content_type="text/plain")
    _count(request, feed, feed.fetch_scope)
    return _answer(request, feed, f"agenda-{slug}.ics")


@require_safe
def season_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """What a season gathers; a former address redirects, a season that left is gone."""
    feed = SeasonFeed(**_options(request.GET), slug=slug)
    if feed.version is None:  # a season that is not on line, or none of that address
        if feed.season is None:
            former = FormerSeasonSlug.objects.filter(slug=slug)
            return _redirect(request, "season_feed", former.values_list("season__slug").first())
        if not feed.season.live:
            return HttpResponseGone(content_type="text/plain")
    _count(request, feed, feed.fetch_scope)
    return _answer(request, feed, f"agenda-{slug}.ics")


@require_safe
def event_feed(request: HttpRequest, event_key: UUID) -> HttpResponse:
    """One event, as a file to add to a calendar."""
    return _file(request, EventFeed(**_options(request.GET), event_key=event_key))


@require_safe
def occurrence_feed(
    request: HttpRequest, event_key: UUID, schedule_uid: str, slot: str
) -> HttpResponse:
    """One date of an event, as a file to add to a calendar."""
    names = {"event_key": event_key, "schedule_uid": schedule_uid, "slot": slot}
    feed = OccurrenceFeed(**_options(request.GET), **names)
    if feed.occurrence is None:
        raise Http404
    return _file(request, feed)


def _options(data: QueryDict) -> dict[str, object]:
    """What the address asks for; what it gets wrong is left out, a feed always answers."""
    return {"today": timezone.localdate()} | FeedOptionsForm.arguments_of(data)


def _file(request: HttpRequest, feed: EventFeed) -> HttpResponse:
    """One event, or one of its dates; gone where it was withdrawn."""
    if feed.version is None:
        raise Http404
    response = _not_modified(request, feed)
    if response is None and feed.is_gone:
        return HttpResponseGone(content_type="text/plain")
    _count(request, feed, feed.fetch_scope)
    return response or _whole(feed, f'attachment; filename="{feed.file_name}"')


def _count(request: HttpRequest, feed: Feed, scope: str) -> None:
    """One more reading, answered by 200 or 304, by a family of applications; never by whom."""
    client = client_of(request.headers.get("User-Agent", ""))
    if client and scope and request.method == "GET":
        tally.add(Fetch(feed.today, scope, client))


def _redirect(request: HttpRequest, route: str, slugs: tuple[str, ...] | None) -> HttpResponse:
    """To the feed's address of today, for subscribers who have a former one."""
    if slugs is None:
        raise Http404
    response = redirect(route, *slugs, permanent=True)
    if request.GET:
        response["Location"] += f"?{request.GET.urlencode()}"
    return response


def _answer(request: HttpRequest, feed: Feed, filename: str) -> HttpResponse:
    """The feed as subscribers fetch it."""
    disposition = f'{FORMATS[feed.form].disposition}; filename="{filename}"'
    return _not_modified(request, feed) or _whole(feed, disposition)


def _not_modified(request: HttpRequest, feed: Feed) -> HttpResponse | None:
    """304 for a subscriber who has these bytes: nothing was read but the feed's version."""
    response = get_conditional_response(request, etag=feed.etag)
    return _with_headers(response, feed) if response else None


def _whole(feed: Feed, disposition: str) -> HttpResponse:
    """The feed itself."""
    response = HttpResponse(_written(feed), content_type=FORMATS[feed.form].content_type)
    response["Content-Disposition"] = disposition
    return _with_headers(response, feed)


def _written(feed: Feed) -> bytes:
    """What many ask for is written once, until it changes.

    The new bytes take the place of the old ones: a feed weighs up to a megabyte, and a day of
    publications would fill the memory with versions that nobody asks for again.
    """
    etag, body = cache.get(feed.cache_key, ("", b""))
    if etag == feed.etag:
        return body
    body = FORMATS[feed.form].write(feed).encode()
    if feed.is_kept:
        cache.set(feed.cache_key, (feed.etag, body), CACHE_SECONDS)
    return body


def _with_headers(response: HttpResponse, feed: Feed) -> HttpResponse:
    response["ETag"] = feed.etag
    response["Last-Modified"] = http_date(feed.updated_at().timestamp())
    response["Cache-Control"] = "public, max-age=900, stale-while-revalidate=900"
    response["Content-Language"] = feed.language
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Robots-Tag"] = "noindex"
    return response
