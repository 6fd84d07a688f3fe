"""Downloads over HTTP: outside the page tree, so that their addresses never change."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from schools.models import ClassKitPage, KitRelease
from schools.serving import ServedFile, serve
from schools.templatetags.kits import pack_address


@require_safe
def kit_pack(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """One version of a kit as a ZIP; a version that was withdrawn says why, and what replaces it.

    The key in the reference decides: a kit that was renamed is still found, without a redirect
    that a download being resumed might not follow.
    """
    kit = _kit(reference)
    release = get_object_or_404(kit.releases, number=number)
    if release.is_withdrawn:
        current = kit.current_release
        url = pack_address(kit, current) if current else ""
        context = {"kit": kit, "release": release, "current": current, "current_url": url}
        return render(request, "schools/withdrawn_release.html", context, status=410)
    response = serve(request, _file_of(release))
    response["Link"] = f'<{settings.BASE_URL}{pack_address(kit, release)}>; rel="canonical"'
    return response


@require_safe
def latest_kit_pack(request: HttpRequest, reference: str) -> HttpResponse:
    """The version that teachers get today."""
    kit = _kit(reference)
    if kit.current_release is None:
        raise Http404
    response = redirect(pack_address(kit, kit.current_release))
    response["Cache-Control"] = "no-cache"
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


def _file_of(release: KitRelease) -> ServedFile:
    name = release.file.name
    return ServedFile(
        stored_name=name,
        download_name=name.rpartition("/")[2],
        content_type="application/zip",
        size=release.size,
        sha256=release.sha256,
        built_at=release.built_at,
        open=lambda: release.file.storage.open(name, "rb"),
    )
