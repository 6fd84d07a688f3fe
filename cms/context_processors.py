"""What every public page shows: the network, its main pages, its own address."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from cms.kept import kept
from cms.models import NetworkSettings
from cms.navigation import footer_columns, main_navigation, search_address


def network_settings(request: HttpRequest) -> NetworkSettings:
    """What the network says of itself on the site asked for."""
    site = Site.find_for_request(request)
    return kept(request, "network", lambda: NetworkSettings.for_request(request), site and site.pk)


def network(request: HttpRequest) -> dict[str, Any]:
    """Lazy, so that a page that shows none of it (the admin, an error) asks no query."""
    return {
        "network": SimpleLazyObject(lambda: network_settings(request)),
        "navigation": SimpleLazyObject(lambda: main_navigation(request)),
        "footer_columns": SimpleLazyObject(footer_columns),
        "site_search_url": SimpleLazyObject(search_address),
        "canonical_url": settings.BASE_URL + request.path,
        "has_session": settings.SESSION_COOKIE_NAME in request.COOKIES,
    }
