"""The feeds over HTTP: outside the page tree, so that their addresses never change."""

from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseGone
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from events.feeds import EventFeed, Feed, MuseumFeed, NetworkFeed
from events.models import FormerSeasonSlug
from events.season_feed import SeasonFeed
from museums.models import FormerSlug

CACHE_SECONDS = 86_400


@require_safe
def network_feed(request: HttpRequest) -> HttpResponse:
    """What is on in all the museums."""
    return _answer(request, NetworkFeed(**_options(request)), "agenda.ics")


@require_safe
def museum_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """What is on in one museum; a former address redirects, a museum that left is gone."""
    feed = MuseumFeed(**_options(request), slug=slug)
    if feed.version is None:  # a museum that never had an event, or none of that address
        if feed.museum is None:
            former = FormerSlug.objects.filter(slug=slug)
            return _redirect(request, "museum_feed", former.values_list("museum__slug").first())
        if not feed.museum.live:
            return HttpResponseGone(content_type="text/plain")
    return _answer(request, feed, f"agenda-{slug}.ics")


@require_safe
def season_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """What a season gathers; a former address redirects, a season that left is gone."""
    feed = SeasonFeed(**_options(request), slug=slug)
    if feed.version is None:  # a season that is not on line, or none of that address
        if feed.season is None:
            former = FormerSeasonSlug.objects.filter(slug=slug)
            return _redirect(request, "season_feed", former.values_list("season__slug").first())
        if not feed.season.live:
            return HttpResponseGone(content_type="text/plain")
    return _answer(request, feed, f"agenda-{slug}.ics")


@require_safe
def event_feed(request: HttpRequest, event_key: UUID) -> HttpResponse:
    """One event, as a file to add to a calendar."""
    feed = EventFeed(**_options(request), event_key=event_key)
    if feed.version is None:
        raise Http404
    response = _not_modified(request, feed)
    if response is None and (feed.event is None or not feed.event.live):
        return HttpResponseGone(content_type="text/plain")
    return response or _whole(feed, f'attachment; filename="{feed.event.slug}.ics"')


def _options(request: HttpRequest) -> dict[str, object]:
    """What the address asks for; what it gets wrong is left out, a feed always answers."""
    language = request.GET.get("lang", "")
    return {
        "today": timezone.localdate(),
        "language": language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE,
        "is_expanded": request.GET.get("expand") == "1",
    }


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
    return _not_modified(request, feed) or _whole(feed, f'inline; filename="{filename}"')


def _not_modified(request: HttpRequest, feed: Feed) -> HttpResponse | None:
    """304 for a subscriber who has these bytes: nothing was read but the feed's version."""
    response = get_conditional_response(request, etag=feed.etag())
    return _with_headers(response, feed) if response else None


def _whole(feed: Feed, disposition: str) -> HttpResponse:
    """The calendar itself, written once for all who ask for it before it changes."""
    body = cache.get_or_set(f"feed:{feed.etag()}", lambda: feed.text().encode(), CACHE_SECONDS)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = disposition
    return _with_headers(response, feed)


def _with_headers(response: HttpResponse, feed: Feed) -> HttpResponse:
    response["ETag"] = feed.etag()
    response["Last-Modified"] = http_date(feed.updated_at().timestamp())
    response["Cache-Control"] = "public, max-age=900, stale-while-revalidate=900"
    response["Content-Language"] = feed.language
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Robots-Tag"] = "noindex"
    return response
