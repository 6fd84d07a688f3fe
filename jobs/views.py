"""The feeds of offers over HTTP: outside the page tree, so that their addresses never change."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import conditional_page, require_safe

from cms.page_cache import seconds_until
from jobs.feeds import FORMATS, JobFeed, written
from jobs.filters import JobFilterForm
from jobs.models import JobPage

LONGEST_KEPT = 900  # seconds


@require_safe
@conditional_page
def job_feed(request: HttpRequest, kind: str) -> HttpResponse:
    """The open offers that pass the filters; nobody keeps an answer past the next closing."""
    now = timezone.now()
    asked = request.GET.get("lang")
    language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    feed = JobFeed(JobFilterForm(request.GET), now, language)
    content_type = f"{FORMATS[kind].content_type}; charset=utf-8"
    response = HttpResponse(written(feed, kind), content_type=content_type)
    seconds = seconds_until(JobPage.objects.visible().next_closing(now), LONGEST_KEPT)
    response["Cache-Control"] = f"public, max-age={seconds}"
    response["Content-Disposition"] = f'inline; filename="emploi.{kind}"'
    response["Content-Language"] = language
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Robots-Tag"] = "noindex"
    return response
