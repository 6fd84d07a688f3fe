"""The one page of the directory that is not in the tree: hours confirmed in one click."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.models import SiteVersion
from cms.public_forms import same_origin_only
from museums.confirming import hours_in_words, museum_of


@same_origin_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_hours(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the hours; only the button confirms them, never the link, which robots follow too."""
    museum, today = museum_of(token), timezone.localdate()
    is_done = bool(museum) and request.method == "POST"
    if is_done:
        museum.confirm_hours(today)
        SiteVersion.objects.bump()
    seasons = hours_in_words(museum, today) if museum else []
    context = {"museum": museum, "seasons": seasons, "is_done": is_done}
    return render(request, "museums/confirm_hours.html", context, status=200 if museum else 404)
