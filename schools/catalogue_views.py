"""Kits for other catalogues: each version's record, and all of them to be harvested."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from schools.models import ClassKitPage
from schools.oai.answers import answer, envelope, mistake
from schools.oai.arguments import OaiError, asked_for
from schools.releases import edition_of
from schools.scolomfr import record_of

UNECHOED = frozenset({"badVerb", "badArgument"})  # by the protocol: the arguments are not repeated


@require_safe
def kit_record(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One version of a kit in ScoLOMFR's words; none of a version that was withdrawn."""
    kits = ClassKitPage.objects.visible().with_key(reference.partition("-")[0])
    kit = get_object_or_404(kits.select_related("locale", "licence"))
    release = get_object_or_404(kit.releases, number=number)
    if release != kit.current_release:
        raise Http404  # the record is written from the kit as it is now
    return HttpResponse(record_of(kit, edition_of(release)), content_type="application/xml")


@csrf_exempt  # it only reads; the protocol lets harvesters post their arguments
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    """The repository of kits (OAI-PMH 2.0)."""
    data = request.POST if request.method == "POST" else request.GET
    pairs = [(name, value) for name, values in data.lists() for value in values]
    base_url, now = settings.BASE_URL + reverse("oai"), timezone.now()
    try:
        content, echoed = answer(asked_for(pairs), base_url, now), dict(pairs)
    except OaiError as error:
        content, echoed = mistake(error), {} if error.code in UNECHOED else dict(pairs)
    body = envelope(echoed, base_url, now, content)
    return HttpResponse(body, content_type="text/xml; charset=utf-8")
