"""A file over HTTP as a school's line needs it: named by its content, resumed where it was cut.

Django's FileResponse ignores `Range`: a download cut at 40 % would start again from nothing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

BLOCK = 64 * 1024
KEPT = {200, 206, 304}  # the answers that browsers and proxies may keep
# The bytes never change, but a version may be withdrawn: tomorrow nobody has it from a cache.
KEPT_SECONDS = 86_400
# One range only: several in one answer are optional (RFC 9110, 14.2), and no browser asks for them.
SINGLE_RANGE = re.compile(r"bytes=\s*(\d{0,18})-(\d{0,18})\s*", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class ServedFile:
    """A file whose bytes never change, whatever its address becomes."""

    stored_name: str  # below MEDIA_ROOT
    download_name: str
    content_type: str
    size: int
    sha256: str
    built_at: datetime
    open: Callable[[], IO[bytes]]

    @property
    def etag(self) -> str:
        return f'"{self.sha256}"'

    @property
    def last_modified(self) -> str:
        return http_date(self.built_at.timestamp())


class UnsatisfiableRangeError(ValueError):
    """A range that begins after the end of the file."""


def serve(request: HttpRequest, file: ServedFile) -> HttpResponseBase:
    """The file, the part of it that is asked for, or word that the reader has it already."""
    if settings.X_ACCEL_LOCATION:
        return _with_headers(_handed_over(file), file)
    response = get_conditional_response(request, file.etag, int(file.built_at.timestamp()))
    return _with_headers(response or _content(request, file), file)


def _handed_over(file: ServedFile) -> HttpResponse:
    """Word to nginx to send the file itself, ranges and conditions included."""
    response = HttpResponse(content_type=file.content_type)
    location = settings.X_ACCEL_LOCATION.rstrip("/")
    response["X-Accel-Redirect"] = f"{location}/{quote(file.stored_name)}"
    return response


def _content(request: HttpRequest, file: ServedFile) -> HttpResponseBase:
    try:
        part = _part(request, file)
    except UnsatisfiableRangeError:
        response = HttpResponse(status=416, content_type=file.content_type)
        response["Content-Range"] = f"bytes */{file.size}"
        return response
    span = range(file.size) if part is None else part
    if request.method == "HEAD":
        response = HttpResponse(content_type=file.content_type)
    else:
        response = StreamingHttpResponse(FilePart(file.open(), span))
        response["Content-Type"] = file.content_type
    response["Content-Length"] = str(len(span))
    if part is not None:
        response.status_code = 206
        response["Content-Range"] = f"bytes {part[0]}-{part[-1]}/{file.size}"
    return response


def _part(request: HttpRequest, file: ServedFile) -> range | None:
    """The bytes asked for; None for all of them, as when the file is another one than begun."""
    header = request.headers.get("Range")
    begun = request.headers.get("If-Range", file.etag).strip()
    if header is None or request.method != "GET" or begun not in (file.etag, file.last_modified):
        return None
    return single_range(header, file.size)


def single_range(header: str, size: int) -> range | None:
    """Which bytes a `Range` header names in a file of `size` bytes.

    None where the header must be ignored: another unit, several ranges, nonsense. Raises
    UnsatisfiableRangeError where it names none of the bytes.
    """
    match = SINGLE_RANGE.fullmatch(header.strip())
    first, last = match.groups() if match else ("", "")
    if not first and not last:
        return None
    if not first:
        start, stop = max(size - int(last), 0), size
    elif last and int(last) < int(first):
        return None
    else:
        start, stop = int(first), min(int(last) + 1, size) if last else size
    if start >= stop:
        raise UnsatisfiableRangeError(header)
    return range(start, stop)


class FilePart:
    """Reads a part of a file block by block, so that its size costs no memory; closes the file."""

    def __init__(self, file: IO[bytes], span: range) -> None:
        self._file, self._span = file, span

    def __iter__(self) -> Iterator[bytes]:
        self._file.seek(self._span.start)
        left = len(self._span)
        while left and (block := self._file.read(min(BLOCK, left))):
            left -= len(block)
            yield block

    def close(self) -> None:
        """Called by Django when the answer is sent, or its reader has left."""
        self._file.close()


def _with_headers(response: HttpResponseBase, file: ServedFile) -> HttpResponseBase:
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = file.etag
    response["Last-Modified"] = file.last_modified
    if response.status_code in KEPT:
        response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}, immutable"
        response["Content-Disposition"] = content_disposition_header(True, file.download_name)
    return response
