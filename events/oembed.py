"""oEmbed: what other sites show of an address of ours that somebody pasted into a text.

Nothing is ever fetched: an address is only looked up among our own pages.
"""

from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.images.models import AbstractRendition
from wagtail.models import Page, Site

from cms.embedding import HEIGHT, frame_html, frame_of
from cms.models import NetworkSettings
from cms.renditions import FALLBACK_SPEC
from events.models import EventPage
from events.periods import days_named
from events.records import is_public
from museums.models import MuseumPage

WIDTH = 600  # pixels, where nobody says how much there is
CACHE_SECONDS = 3600

Answer = dict[str, Any]


class Room(NamedTuple):
    """How much room there is, in pixels; None where nobody says it."""

    width: int | None
    height: int | None

    def frame(self) -> dict[str, int]:
        """The size of a frame that fits."""
        return {
            "width": min(self.width or WIDTH, WIDTH),
            "height": min(self.height or HEIGHT, HEIGHT),
        }

    def holds(self, picture: AbstractRendition) -> bool:
        sizes = ((picture.width, self.width), (picture.height, self.height))
        return all(most is None or size <= most for size, most in sizes)


class OEmbedForm(forms.Form):
    """What a consumer asks; the format is answered apart, as the specification has it."""

    url = forms.CharField(max_length=2000)
    maxwidth = forms.IntegerField(required=False, min_value=1)
    maxheight = forms.IntegerField(required=False, min_value=1)


def oembed_address(path: str) -> str:
    """Where one asks how to show a page of ours."""
    url = settings.BASE_URL + path
    return f"{settings.BASE_URL}{reverse('oembed')}?{urlencode({'url': url, 'format': 'json'})}"


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """An event, a list with any filters, a museum's agenda; 404 for all that is not ours."""
    write = FORMATS.get(request.GET.get("format", "json"))
    if write is None:
        return HttpResponse(_("This format is not known."), "text/plain", status=501)
    form = OEmbedForm(request.GET)
    if not form.is_valid():
        return HttpResponse(_("This question is not understood."), "text/plain", status=400)
    room = Room(form.cleaned_data["maxwidth"], form.cleaned_data["maxheight"])
    path, query = own_address(form.cleaned_data["url"])
    with translation.override(language_of(path)):
        page = public_page(request, path)
        query = query.copy()
        for name, day in days_of(page, path).items():
            query[name] = day.isoformat()
        answer = _answer(page, query, room)
        response = write(_about_us(answer))
    response["Cache-Control"] = f"public, max-age={CACHE_SECONDS}"
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Robots-Tag"] = "noindex"
    return response


# Which page


def own_address(url: str) -> tuple[str, QueryDict]:
    """Path and query of an address of this very site."""
    try:
        parts = urlsplit(url)
        is_ours = parts.netloc.lower() == urlsplit(settings.BASE_URL).netloc.lower()
    except ValueError as error:
        raise Http404 from error
    if parts.scheme not in ("http", "https") or not is_ours:
        raise Http404
    return parts.path, QueryDict(parts.query)


def language_of(path: str) -> str:
    return translation.get_language_from_path(path) or settings.LANGUAGE_CODE


def public_page(request: HttpRequest, path: str) -> Page:
    """The page at that path, if any visitor may see it."""
    language = translation.get_language()
    prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    steps = [step for step in path.removeprefix(prefix).split("/") if step]
    home = Site.find_for_request(request).root_page.localized.specific
    page, _args, _kwargs = home.route(request, steps)
    if page.get_view_restrictions().exists():
        raise Http404
    return page


def days_of(page: Page, path: str) -> dict[str, date]:
    """The filters that the end of an agenda's address stands for; no frame has any other end."""
    rest = path.removeprefix(urlsplit(page.url).path).strip("/")
    if frame_of(page) is None or not rest:
        return {}
    try:
        first, last = days_named(rest)
    except ValueError as error:
        raise Http404 from error
    return {"du": first, "au": last}


# What it is shown as


def _answer(page: Page, query: QueryDict, room: Room) -> Answer:
    if isinstance(page, EventPage) and is_public(page.source):
        return _event(page, room)
    if isinstance(page, MuseumPage) and page.member.live:
        query = QueryDict(urlencode({"musee": page.member.slug}), mutable=True)
    query["lang"] = translation.get_language()
    form_class = frame_of(page)
    if form_class is None:
        raise Http404
    form = form_class(query)
    size = room.frame()
    return {"type": "rich", "title": form.title(), "html": frame_html(form, **size), **size}


def _event(page: EventPage, room: Room) -> Answer:
    """A link with a title and a picture: an event is a page to go to, not a thing to play."""
    host = page.host
    answer = {
        "type": "link",
        "title": page.title,
        "author_name": host.title,
        "author_url": settings.BASE_URL + host.url if page.museum else host.url,
    }
    if page.image:
        rendition = page.image.get_renditions(FALLBACK_SPEC)[FALLBACK_SPEC]
        if room.holds(rendition):
            answer |= {
                "thumbnail_url": settings.BASE_URL + rendition.url,
                "thumbnail_width": rendition.width,
                "thumbnail_height": rendition.height,
            }
    return {name: value for name, value in answer.items() if value}


def _about_us(answer: Answer) -> Answer:
    site = Site.objects.get(is_default_site=True)
    return {
        "version": "1.0",
        **answer,
        "provider_name": NetworkSettings.for_site(site).name,
        "provider_url": f"{settings.BASE_URL}/",
        "cache_age": CACHE_SECONDS,
    }


# In which form


def _json(answer: Answer) -> HttpResponse:
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def _xml(answer: Answer) -> HttpResponse:
    root = ElementTree.Element("oembed")
    for name, value in answer.items():
        ElementTree.SubElement(root, name).text = str(value)
    text = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(text, content_type="text/xml; charset=utf-8")


FORMATS = {"json": _json, "xml": _xml}
