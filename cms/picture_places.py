"""Where a photograph was taken, taken out of its file: the picture itself stays as it is.

Cameras write down the place to a few metres, which may be somebody's home. Author and rights, which
stand beside it, stay: the law protects them. Bytes in, bytes out; nothing is compressed again.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

from PIL import Image

GPS_DIRECTORY = 0x8825
EXIF = b"Exif\0\0"
JPEG, PNG, WEBP = b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF"
START_OF_SCAN = 0xDA
XMP_PLACE = re.compile(
    rb'\s(?:exif:GPS\w+)="[^"]*"|<(exif:GPS\w+)[^>]*>.*?</\1>|<exif:GPS\w+[^>]*/>', re.DOTALL
)


class PlaceStaysError(ValueError):
    """The file says where it was taken, in a way that nobody here knows to take out."""


def without_place(content: bytes) -> bytes:
    """The same picture, which no longer says where it was taken."""
    if content.startswith(JPEG):
        content = _jpeg(content)
    elif content.startswith(PNG):
        content = _png(content)
    elif content.startswith(WEBP):
        content = _webp(content)
    if says_place(content):
        raise PlaceStaysError
    return content


def says_place(content: bytes) -> bool:
    """Whether a picture says where it was taken."""
    with Image.open(BytesIO(content)) as picture:
        return bool(picture.getexif().get_ifd(GPS_DIRECTORY))


def _exif(block: bytes) -> bytes:
    """A block of Exif, whose first six bytes are left out, without its directory of places."""
    exif = Image.Exif()
    exif.load(EXIF + block)
    if GPS_DIRECTORY not in exif:
        return block
    del exif[GPS_DIRECTORY]
    return exif.tobytes().removeprefix(EXIF)


def _jpeg(content: bytes) -> bytes:
    """Its segments up to the picture itself, then the rest as it is."""
    parts, position = [JPEG], 2
    while position + 4 <= len(content) and content[position] == 0xFF:
        marker = content[position + 1]
        (size,) = struct.unpack(">H", content[position + 2 : position + 4])
        body = content[position + 4 : position + 2 + size]
        if marker == START_OF_SCAN:
            break
        if marker == 0xE1 and body.startswith(EXIF):
            body = EXIF + _exif(body.removeprefix(EXIF))
        elif marker == 0xE1:
            body = XMP_PLACE.sub(b"", body)
        parts.append(struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body)
        position += 2 + size
    return b"".join([*parts, content[position:]])


def _png(content: bytes) -> bytes:
    """Its chunks, each with its checksum."""
    parts, position = [PNG], len(PNG)
    while position + 12 <= len(content):
        size, kind = struct.unpack(">I4s", content[position : position + 8])
        body = content[position + 8 : position + 8 + size]
        if kind == b"eXIf":
            body = _exif(body)
        elif kind == b"iTXt":
            body = XMP_PLACE.sub(b"", body)
        check = zlib.crc32(kind + body)
        parts.append(struct.pack(">I4s", len(body), kind) + body + struct.pack(">I", check))
        position += 12 + size
    return b"".join([*parts, content[position:]])


def _webp(content: bytes) -> bytes:
    """Its chunks, each of an even length."""
    parts = []
    for kind, body in _webp_chunks(content):
        if kind == b"EXIF":
            body = _exif(body.removeprefix(EXIF))
        elif kind == b"XMP ":
            body = XMP_PLACE.sub(b"", body)
        parts.append(kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2))
    chunks = b"WEBP" + b"".join(parts)
    return WEBP + struct.pack("<I", len(chunks)) + chunks


def _webp_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = 12
    while position + 8 <= len(content):
        kind, size = struct.unpack("<4sI", content[position : position + 8])
        yield kind, content[position + 8 : position + 8 + size]
        position += 8 + size + size % 2
