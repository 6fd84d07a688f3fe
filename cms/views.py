"""Answers that belong to no room."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from cms import theme
from cms.models import NetworkSettings

FOREVER, SHORTLY = 31_536_000, 300  # seconds

ROBOTS = """User-agent: *
Disallow: /admin/
Sitemap: {base_url}/sitemap.xml
"""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: everything but the admin."""
    return HttpResponse(ROBOTS.format(base_url=settings.BASE_URL), content_type="text/plain")


@require_safe
def network_theme(request: HttpRequest, digest: str) -> HttpResponse:
    """The network's own colours, kept for ever; under a former name, those of today, briefly."""
    sheet = NetworkSettings.for_request(request).stylesheet
    is_it = digest == theme.digest(sheet)
    keep = {"max_age": FOREVER, "immutable": True} if is_it else {"max_age": SHORTLY}
    answer = HttpResponse(sheet, content_type="text/css")
    patch_cache_control(answer, public=True, **keep)
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """The page of an unexpected error: no context, no query, so that it cannot fail too."""
    language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
    with translation.override(language):
        return HttpResponse(loader.get_template("500.html").render(), status=500)
