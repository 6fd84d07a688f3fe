"""Answers that belong to no room."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils import translation
from django.views.decorators.http import require_safe

ROBOTS = """User-agent: *
Disallow: /admin/
Sitemap: {base_url}/sitemap.xml
"""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: everything but the admin."""
    return HttpResponse(ROBOTS.format(base_url=settings.BASE_URL), content_type="text/plain")


def server_error(request: HttpRequest) -> HttpResponse:
    """The page of an unexpected error: no context, no query, so that it cannot fail too."""
    language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
    with translation.override(language):
        return HttpResponse(loader.get_template("500.html").render(), status=500)
