"""A teacher finds a kit, loses the line at 40 %, resumes, and keeps the address for next year."""

import hashlib
import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.schools.kits import publish_kit

pytestmark = pytest.mark.django_db


def test_a_teacher_downloads_a_kit(moulin, client):
    page = client.get(moulin.url).content.decode()
    (url, *_others) = re.findall(r'href="(/ecoles/kits/[^"]+\.zip)"', page)

    head = client.head(url)
    assert (head.status_code, head["Accept-Ranges"]) == (200, "bytes")
    length, etag = int(head["Content-Length"]), head["ETag"]

    begun = client.get(url).getvalue()[: length * 40 // 100]
    rest = client.get(url, headers={"range": f"bytes={len(begun)}-", "if-range": etag})
    assert rest.status_code == 206
    assert rest["Content-Range"] == f"bytes {len(begun)}-{length - 1}/{length}"
    kit = begun + rest.getvalue()
    assert f'"{hashlib.sha256(kit).hexdigest()}"' == etag

    with ZipFile(BytesIO(kit)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
    assert "kit-le-moulin-de-marcy-cycle-3-v1/LISEZ-MOI.html" in names

    moulin.title, moulin.slug = "L’eau et la roue", "l-eau-et-la-roue"
    moulin.changes = "Un nouveau titre."
    publish_kit(moulin)
    page = client.get(type(moulin).objects.get(pk=moulin.pk).url).content.decode()
    offered = re.findall(r'href="(/ecoles/kits/[^"]+\.zip)"', page)
    assert offered[0] == f"/ecoles/kits/{moulin.key}-l-eau-et-la-roue/v2/complet.zip"
    assert "Un nouveau titre." in page
    assert client.get(url).getvalue() == kit
    assert client.get(url, headers={"if-none-match": etag}).status_code == 304
