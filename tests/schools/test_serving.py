"""A file over HTTP: whole, in parts, resumed, or known already (RFC 9110)."""

import hashlib
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from schools.serving import FilePart, ServedFile, UnsatisfiableRangeError, serve, single_range

CONTENT = bytes(range(256)) * 4  # 1024 bytes, none like its neighbour
BUILT = "Sun, 22 Nov 2026 09:30:00 GMT"


def served(content=CONTENT, opened=None):
    def open_file():
        file = BytesIO(content)
        if opened is not None:
            opened.append(file)
        return file

    return ServedFile(
        stored_name="kits/abc/é v1.zip",
        download_name="kit-essai-v1.zip",
        content_type="application/zip",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        built_at=datetime(2026, 11, 22, 9, 30, 0, 123456, tzinfo=UTC),
        open=open_file,
    )


def ask(file=None, method="GET", **headers):
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    request = RequestFactory().generic(method, "/kit.zip", headers=headers)
    return serve(request, file or served())


def body(response):
    return response.getvalue() if response.streaming else response.content


ETAG = served().etag


# The whole file


def test_a_file_is_sent_whole_with_all_that_resuming_needs():
    response = ask()
    assert (response.status_code, body(response)) == (200, CONTENT)
    assert dict(response.headers) == {
        "Accept-Ranges": "bytes",
        "Cache-Control": "public, max-age=86400, immutable",
        "Content-Disposition": 'attachment; filename="kit-essai-v1.zip"',
        "Content-Length": "1024",
        "Content-Type": "application/zip",
        "ETag": ETAG,
        "Last-Modified": BUILT,
    }


def test_head_gives_the_headers_of_get_and_opens_nothing():
    opened = []
    response = ask(served(opened=opened), "HEAD")
    assert dict(response.headers) == dict(ask().headers)
    assert (response.status_code, body(response), opened) == (200, b"", [])


def test_head_has_no_part():
    response = ask(method="HEAD", Range="bytes=0-9")
    assert (response.status_code, response["Content-Length"]) == (200, "1024")


def test_a_file_is_closed_when_its_reader_leaves():
    file = BytesIO(CONTENT)
    part = FilePart(file, range(1024))
    next(iter(part))
    part.close()
    assert file.closed


# Parts


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-0", range(1)),
        ("bytes=0-99", range(100)),
        ("bytes=1000-", range(1000, 1024)),
        ("bytes=1000-9999", range(1000, 1024)),
        ("bytes=-24", range(1000, 1024)),
        ("bytes=-9999", range(1024)),
        ("Bytes= 5-6 ", range(5, 7)),
    ],
)
def test_a_part_is_sent(header, expected):
    response = ask(Range=header)
    assert (response.status_code, body(response)) == (206, CONTENT[expected[0] : expected[-1] + 1])
    assert response["Content-Range"] == f"bytes {expected[0]}-{expected[-1]}/1024"
    assert response["Content-Length"] == str(len(expected))
    assert response["ETag"] == ETAG


@pytest.mark.parametrize(
    "header",
    [
        "bytes=-",
        "bytes=",
        "bytes=9-5",
        "bytes=a-b",
        "bytes=0-1,5-6",
        "lines=0-5",
        "0-5",
        "bytes=1-2-3",
        f"bytes={'9' * 5000}-",
    ],
)
def test_what_is_no_single_range_is_not_heard(header):
    response = ask(Range=header)
    assert (response.status_code, body(response)) == (200, CONTENT)
    assert "Content-Range" not in response


@pytest.mark.parametrize("header", ["bytes=1024-", "bytes=5000-6000", "bytes=-0"])
def test_a_part_beyond_the_end_is_refused(header):
    response = ask(Range=header)
    assert (response.status_code, body(response)) == (416, b"")
    assert response["Content-Range"] == "bytes */1024"
    assert "Cache-Control" not in response


def test_nothing_of_an_empty_file_can_be_asked_for():
    assert ask(served(b"")).status_code == 200
    assert ask(served(b""), Range="bytes=0-").status_code == 416


@given(st.binary(max_size=300), st.integers(0, 400), st.none() | st.integers(0, 400))
def test_any_range_is_the_slice(content, first, last):
    header = f"bytes={first}-{'' if last is None else last}"
    response = ask(served(content), Range=header)
    if last is not None and last < first:
        assert (response.status_code, body(response)) == (200, content)
    elif first >= len(content):
        assert response.status_code == 416
    else:
        stop = len(content) if last is None else last + 1
        assert (response.status_code, body(response)) == (206, content[first:stop])


@given(st.binary(min_size=1, max_size=300), st.integers(1, 400))
def test_any_suffix_is_the_end(content, length):
    response = ask(served(content), Range=f"bytes=-{length}")
    assert (response.status_code, body(response)) == (206, content[-length:])


@given(st.text(max_size=40), st.integers(0, 1000))
def test_no_header_breaks_the_server(header, size):
    try:
        part = single_range(header, size)
    except UnsatisfiableRangeError:
        return
    assert part is None or (part and part[-1] < size)


@given(st.binary(max_size=400_000), st.data())
def test_a_large_part_is_read_in_blocks(content, data):
    start = data.draw(st.integers(0, len(content)))
    stop = data.draw(st.integers(start, len(content)))
    blocks = list(FilePart(BytesIO(content), range(start, stop)))
    assert b"".join(blocks) == content[start:stop]
    assert all(0 < len(block) <= 64 * 1024 for block in blocks)


@given(st.binary(min_size=10, max_size=5000), st.floats(0.05, 0.95))
def test_a_download_that_was_cut_is_resumed(content, share):
    file = served(content)
    begun = body(ask(file))[: int(len(content) * share)]
    rest = ask(file, Range=f"bytes={len(begun)}-", If_Range=file.etag)
    assert rest.status_code == 206
    assert hashlib.sha256(begun + body(rest)).hexdigest() == file.sha256


# Conditions


@pytest.mark.parametrize("begun", [ETAG, BUILT])
def test_a_part_of_the_file_that_was_begun(begun):
    assert ask(Range="bytes=9-", If_Range=begun).status_code == 206


@pytest.mark.parametrize("begun", ['"other"', f"W/{ETAG}", "Sat, 21 Nov 2026 09:30:00 GMT"])
def test_the_whole_file_where_another_was_begun(begun):
    response = ask(Range="bytes=9-", If_Range=begun)
    assert (response.status_code, body(response)) == (200, CONTENT)


@pytest.mark.parametrize("known", [ETAG, f"W/{ETAG}", "*", f'"other", {ETAG}'])
def test_what_is_known_is_not_sent_again(known):
    response = ask(If_None_Match=known)
    assert (response.status_code, body(response)) == (304, b"")
    assert response["ETag"] == ETAG
    assert response["Cache-Control"] == "public, max-age=86400, immutable"


def test_what_is_known_comes_before_its_parts():
    assert ask(If_None_Match=ETAG, Range="bytes=0-9").status_code == 304


def test_what_is_not_known_is_sent():
    assert ask(If_None_Match='"other"').status_code == 200


def test_a_file_that_is_not_the_one_meant_is_refused():
    assert ask(If_Match=ETAG, Range="bytes=0-9").status_code == 206
    response = ask(If_Match='"other"', Range="bytes=0-9")
    assert response.status_code == 412
    assert "Cache-Control" not in response


# Through nginx


@pytest.mark.parametrize("location", ["/-/files/", "/-/files"])
def test_nginx_is_handed_the_file(settings, location):
    settings.X_ACCEL_LOCATION = location
    opened = []
    response = ask(served(opened=opened), Range="bytes=0-9", If_None_Match=ETAG)
    assert (response.status_code, body(response), opened) == (200, b"", [])
    assert response["X-Accel-Redirect"] == "/-/files/kits/abc/%C3%A9%20v1.zip"
    assert response["Content-Type"] == "application/zip"
    assert "Content-Range" not in response
