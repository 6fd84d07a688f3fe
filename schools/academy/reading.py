"""A version of a kit as those who must judge it read it: the very pages of its ZIP, in a browser.

Nothing of it runs: the pages may show pictures and sound of the ZIP, and no script.
"""

from mimetypes import guess_type
from zipfile import ZipFile

from django.http import FileResponse, Http404

from schools.models import KitRelease

FIRST_PAGE = "index.html"
SHOWN = ("text/html", "text/css", "text/plain", "image/", "audio/", "video/", "application/pdf")
NOTHING_RUNS = (
    "default-src 'none'; img-src 'self'; style-src 'self'; media-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def page_of(release: KitRelease, path: str) -> FileResponse:
    """One file of the ZIP, for a browser; raises Http404 where it holds none of that name."""
    archive = ZipFile(release.file.storage.open(release.file.name, "rb"))
    root = archive.namelist()[0].partition("/")[0]
    try:
        content = archive.open(f"{root}/{path}")
    except KeyError:
        archive.close()
        raise Http404 from None
    kind = guess_type(path)[0] or "application/octet-stream"
    response = FileResponse(content, content_type=kind, as_attachment=not kind.startswith(SHOWN))
    response._resource_closers.append(archive.close)
    response["Content-Security-Policy"] = NOTHING_RUNS
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=300"
    return response
