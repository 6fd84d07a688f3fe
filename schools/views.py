"""Downloads over HTTP: outside the page tree, so that their addresses never change."""

from typing import Any
from zipfile import ZipFile

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from schools.choices import NOTHING_CHOSEN, Pack
from schools.choosing import chosen, streamed
from schools.downloads import count_download
from schools.models import ClassKitPage, KitPack, KitRelease
from schools.serving import KEPT_SECONDS, ServedFile, serve
from schools.templatetags.kits import pack_address

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
}


@require_safe
def kit_pack(
    request: HttpRequest, reference: str, number: int, pack: str = Pack.COMPLETE
) -> HttpResponseBase:
    """One version of a kit as a ZIP; a version that was withdrawn says why, and what replaces it.

    The key in the reference decides: a kit that was renamed is still found, without a redirect
    that a download being resumed might not follow.
    """
    kit = _kit(reference)
    release = get_object_or_404(kit.releases, number=number)
    if release.is_withdrawn:
        return _withdrawn(request, kit, release)
    is_whole = pack == Pack.COMPLETE
    stored = release if is_whole else get_object_or_404(release.packs, kind=pack)
    response = serve(request, _file_of(release, stored))
    canonical = pack_address(kit, release, pack)
    response["Link"] = f'<{settings.BASE_URL}{canonical}>; rel="canonical"'
    count_download(request, response, release, Pack(pack), localdate())
    return response


@require_safe
def latest_kit_pack(
    request: HttpRequest, reference: str, pack: str = Pack.COMPLETE
) -> HttpResponse:
    """The version that teachers get today."""
    kit = _kit(reference)
    if kit.current_release is None:
        raise Http404
    response = redirect(pack_address(kit, kit.current_release, pack))
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def kit_choice(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """Some documents of a version as a ZIP that is made while it is sent.

    The documents stand in the address, so that a colleague gets the same ones.
    """
    kit = _kit(reference)
    release = get_object_or_404(kit.releases, number=number)
    if release.is_withdrawn:
        return _withdrawn(request, kit, release)
    uids = chosen(release, request.GET.getlist("d"))
    if not uids:
        return redirect(f"{kit.url}?{NOTHING_CHOSEN}#choice")
    name = f"{release.root}-choix"
    if request.method == "HEAD":
        return HttpResponse(content_type="application/zip")
    parts, size = streamed(release, uids, name)
    response = StreamingHttpResponse(parts, content_type="application/zip")
    response["Content-Length"] = str(size)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.zip")
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    count_download(request, response, release, Pack.CHOICE, localdate())
    return response


@require_safe
def kit_paper(request: HttpRequest, reference: str, number: int, path: str) -> HttpResponseBase:
    """One sheet of a version alone: the PDF or the ODT of a text."""
    kit = _kit(reference)
    release = get_object_or_404(kit.releases, number=number)
    if release.is_withdrawn:
        return _withdrawn(request, kit, release)
    described = next((file for file in release.manifest if file["path"] == path), None)
    if described is None or path not in release.papers():
        raise Http404
    etag = f'"{described["sha256"]}"'
    response = get_conditional_response(request, etag)
    if response is None:
        with release.file.open("rb") as stored, ZipFile(stored) as archive:
            content = archive.read(f"{release.root}/{path}")
        name = path.rpartition("/")[2]
        response = HttpResponse(content, CONTENT_TYPES[name.rpartition(".")[2]])
        response["Content-Disposition"] = content_disposition_header(True, name)
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def kit_permalink(request: HttpRequest, reference: str) -> HttpResponse:
    """The page of a kit, from the address that its versions carry for ever."""
    return redirect(_kit(reference).url)


def _kit(reference: str) -> ClassKitPage:
    """The kit that anybody may see by that key; what comes after the key is for people."""
    key = reference.partition("-")[0]
    kits = ClassKitPage.objects.visible().with_key(key)
    return get_object_or_404(kits.select_related("locale"))


def _withdrawn(request: HttpRequest, kit: ClassKitPage, release: KitRelease) -> HttpResponse:
    """Gone, with the reason, and where the version of today is."""
    current = kit.current_release
    url = pack_address(kit, current) if current else ""
    context: dict[str, Any] = {
        "kit": kit,
        "release": release,
        "current": current,
        "current_url": url,
    }
    return render(request, "schools/withdrawn_release.html", context, status=410)


def _file_of(release: KitRelease, stored: KitRelease | KitPack) -> ServedFile:
    name = stored.file.name
    return ServedFile(
        stored_name=name,
        download_name=name.rpartition("/")[2],
        content_type="application/zip",
        size=stored.size,
        sha256=stored.sha256,
        built_at=release.built_at,
        open=lambda: stored.file.storage.open(name, "rb"),
    )
