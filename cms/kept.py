"""What many pages show alike, kept until something is published: the menu, choices, counts, rows.

Only what any visitor may see is kept, so that who is logged in may be shown it as well. Its name
holds the version of the site that the request found: whatever is published, withdrawn or closed to
visitors makes another version, after which nothing that was kept is found. What the clock changes
is no reason for a version: the day, where it matters, is part of `about`.
"""

from collections.abc import Callable, Hashable, Iterable
from hashlib import sha256
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.models.version import SiteVersion

Value = TypeVar("Value")
Key = TypeVar("Key", bound=Hashable)
NOTHING = object()


def site_version(request: HttpRequest) -> int:
    """How often the site had changed when this request came, asked before what is kept is read."""
    if not hasattr(request, "site_version"):
        request.site_version = SiteVersion.objects.number()
    return request.site_version


def kept(request: HttpRequest, name: str, make: Callable[[], Value], *about: Any) -> Value:
    """What `make` returns, made once for all who ask for `name` and `about` in this language."""
    if not settings.KEPT_SECONDS:
        return make()
    key = _key(request, name, about)
    value = cache.get(key, NOTHING)
    if value is NOTHING:
        value = make()
        cache.set(key, value, settings.KEPT_SECONDS)
    return value


def each_kept(
    request: HttpRequest,
    name: str,
    keys: Iterable[Key],
    make: Callable[[list[Key]], dict[Key, Value]],
) -> dict[Key, Value]:
    """A value for each key; `make` is asked at once for all those that nobody has made yet."""
    if not settings.KEPT_SECONDS:
        return make(list(keys))
    names = {key: _key(request, name, (key,)) for key in keys}
    found = cache.get_many(names.values())
    values = {key: found[names[key]] for key in names if names[key] in found}
    if missing := [key for key in names if key not in values]:
        made = make(missing)
        cache.set_many({names[key]: value for key, value in made.items()}, settings.KEPT_SECONDS)
        values |= made
    return values


def drawn_items(
    request: HttpRequest,
    found: QuerySet,
    read: Callable[[list[int]], dict[int, Any]],
    template: str,
    **context: Any,
) -> list[SafeString]:
    """The rows of a list, each as `template` draws it under the name `item`.

    `read` is asked for all that the template shows of those that nobody has been shown yet.
    """

    def draw(missing: list[tuple[int, str]]) -> dict[tuple[int, str], SafeString]:
        rows, drawing = read([pk for pk, _context in missing]), get_template(template)
        return {
            key: drawing.render({"item": rows[key[0]], **context})
            for key in missing
            if key[0] in rows
        }

    keys = [(pk, repr(context)) for pk in found.values_list("pk", flat=True)]
    html = each_kept(request, template, keys, draw)
    return [html[key] for key in keys if key in html]


def _key(request: HttpRequest, name: str, about: tuple[Any, ...]) -> str:
    asked = sha256(repr(about).encode()).hexdigest()[:32]
    return f"kept:{site_version(request)}:{get_language()}:{name}:{asked}"
