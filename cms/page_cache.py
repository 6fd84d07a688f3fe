"""Pages that visitors are shown again without being made again, until something is published.

Who sends a cookie is no visitor: people who publish see what they publish. What time alone changes,
such as an offer that closes, rooms say under the hook `pages_change_at`: no page outlives it.
"""

import zlib
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail import hooks

from cms.kept import site_version

HOOK = "pages_change_at"
LONGEST_ADDRESS = 300
View = Callable[[HttpRequest], HttpResponse]


def never_keep(request: HttpRequest) -> None:
    """Have the answer to this request made anew for everybody."""
    request.is_never_kept = True


class PageCache:
    """Keeps whole pages for PAGE_CACHE_SECONDS; 0 keeps none."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_for_all(request):
            return self.get_response(request)
        key = _key(request)
        kept = cache.get(key)
        if kept:
            body, headers = kept
            return HttpResponse(zlib.decompress(body), headers=headers)
        change_at = next_change(timezone.now())  # asked before the page is made: it may pass
        response = self.get_response(request)
        seconds = seconds_until(change_at, settings.PAGE_CACHE_SECONDS)
        if seconds and _may_be_kept(request, response):
            page = zlib.compress(response.content, 1), dict(response.headers)
            cache.set(key, page, seconds)
        return response


def next_change(now: datetime) -> datetime | None:
    """When something that pages show changes by itself next, as the rooms say."""
    moments = [offer(now) for offer in hooks.get_hooks(HOOK)]
    return min(filter(None, moments), default=None)


def seconds_until(change_at: datetime | None, most: int) -> int:
    """How many whole seconds an answer holds, at most so many; 0 where it no longer does."""
    if change_at is None:
        return most
    return max(0, min(most, int((change_at - timezone.now()).total_seconds())))


def _is_for_all(request: HttpRequest) -> bool:
    return (
        settings.PAGE_CACHE_SECONDS > 0
        and request.method == "GET"
        and request.path.endswith("/")  # as pages do; feeds keep themselves
        and not request.COOKIES
        and "Authorization" not in request.headers
        and len(request.get_full_path()) <= LONGEST_ADDRESS
    )


def _key(request: HttpRequest) -> str:
    """The name of a page as it is now, whatever process asks."""
    address = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
    return f"page:{site_version(request)}:{sha256(address.encode()).hexdigest()}"


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and not response.streaming
        and response["Content-Type"].startswith("text/html")
        and not response.cookies
        and not _words(response, "Vary") & {"cookie", "*"}
        and not _words(response, "Cache-Control") & {"no-store", "no-cache", "private"}
        and not getattr(request, "is_never_kept", False)
    )


def _words(response: HttpResponse, header: str) -> set[str]:
    return {word.strip().lower() for word in response.get(header, "").split(",")}
