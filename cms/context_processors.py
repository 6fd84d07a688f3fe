"""What every public page shows: the network, its main pages, its own address."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from cms.models import NetworkSettings
from cms.navigation import footer_columns, main_navigation, search_address


def network(request: HttpRequest) -> dict[str, Any]:
    """Lazy, so that a page that shows none of it (the admin, an error) asks no query."""
    return {
        "network": SimpleLazyObject(lambda: NetworkSettings.for_request(request)),
        "navigation": SimpleLazyObject(
            lambda: main_navigation(Site.find_for_request(request), request.path)
        ),
        "footer_columns": SimpleLazyObject(footer_columns),
        "site_search_url": SimpleLazyObject(search_address),
        "canonical_url": settings.BASE_URL + request.path,
        "has_session": settings.SESSION_COOKIE_NAME in request.COOKIES,
    }
