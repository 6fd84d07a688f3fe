"""A photograph no longer says where it was taken, and is the same to the last pixel."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from cms.models import CreditedImage
from cms.picture_places import PlaceStaysError, says_place, without_place

CAEN = {1: "N", 2: (49.0, 11.0, 6.0), 3: "W", 4: (0.0, 22.0, 11.0)}
XMP = b"""<x:xmpmeta><rdf:Description exif:GPSLatitude="49,11N" dc:rights="Studio du Port">
<exif:GPSLongitude>0,22W</exif:GPSLongitude></rdf:Description></x:xmpmeta>"""


def photograph(kind, **more):
    exif = Image.Exif()
    exif[0x0112] = 6  # turned
    exif[0x8298] = "Studio du Port"
    exif.get_ifd(0x8825).update(CAEN)
    file = BytesIO()
    picture = Image.effect_noise((120, 80), 60).convert("RGB")
    picture.save(file, kind, exif=exif, **more)
    return file.getvalue()


def pixels(content):
    return Image.open(BytesIO(content)).tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_place_goes_and_the_rest_stays(kind):
    taken = photograph(kind)
    assert says_place(taken)
    clean = without_place(taken)
    assert not says_place(clean)
    assert pixels(clean) == pixels(taken)
    exif = Image.open(BytesIO(clean)).getexif()
    assert (exif[0x0112], exif[0x8298]) == (6, "Studio du Port")
    assert without_place(clean) == clean


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_the_place_in_xmp_goes_too(kind):
    clean = without_place(photograph(kind, xmp=XMP))
    assert b"GPSL" not in clean
    assert b"Studio du Port" in clean
    assert pixels(clean)


def test_a_picture_without_a_place_stays_byte_for_byte():
    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, "JPEG", icc_profile=b"profile" * 9, quality=70)
    assert without_place(file.getvalue()) == file.getvalue()


def test_what_cannot_be_cleaned_is_said():
    with pytest.raises(PlaceStaysError):
        without_place(photograph("AVIF"))


@pytest.mark.django_db
def test_no_original_says_where_it_was_taken(client, editor_of, museum):
    client.force_login(editor_of(museum))
    file = SimpleUploadedFile("photo.jpg", photograph("JPEG"), "image/jpeg")
    data = {"title": "Vue", "collection": museum.collection.pk, "file": file}
    assert client.post(reverse("wagtailimages:add"), data).status_code == 302
    picture = CreditedImage.objects.get()
    stored = picture.file.open("rb").read()
    assert not says_place(stored)
    assert picture.file_size == len(stored)
    assert not any(says_place(row.file.open("rb").read()) for row in picture.renditions.all())
