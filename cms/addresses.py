"""Where the page of a kind is that a site has once: the agenda, the list of kits, of offers."""

from urllib.parse import urlencode

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import get_language

from cms.visibility import unrestricted

# Another web process with a cache of its own sees a change after these seconds at the latest.
CACHE_SECONDS = 300


def address_of(page_type: str, **query: str) -> str:
    """The address of the only public page of a type ("events.AgendaPage"); empty without one.

    In the language being spoken, or else in the main one. Read once for all who pass, until a
    page of the type is published, moved or withdrawn. `query` is what to ask it for.
    """
    language = get_language()
    address = cache.get_or_set(
        _key(page_type, language), lambda: _read_address(page_type, language), CACHE_SECONDS
    )
    return f"{address}?{urlencode(query)}" if address and query else address


def forget_address(page_type: str) -> None:
    """To be called when a page of this type has changed."""
    cache.delete_many([_key(page_type, language) for language, _name in settings.LANGUAGES])


def _key(page_type: str, language: str) -> str:
    return f"address:{page_type}:{language}"


def _read_address(page_type: str, language: str) -> str:
    pages = (
        unrestricted(apps.get_model(page_type).objects.live())
        .filter(alias_of=None)
        .select_related("locale")
    )
    urls = {page.locale.language_code: page.url for page in pages}
    return urls.get(language) or urls.get(settings.LANGUAGE_CODE, "")
