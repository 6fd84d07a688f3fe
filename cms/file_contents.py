"""What a file is, whatever its name says."""

import zipfile

import filetype
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cms.pdfs import BrokenPdfError, LockedPdfError, facts_of

HEAD = 8192
TAIL = 65_536
MOST_ENTRIES = 10_000
# Text formats have no signature: each begins in its own way, and none as a page of HTML does.
TEXT_BEGINNINGS = {"csv": b"", "gpx": b"<", "ics": b"BEGIN:VCALENDAR", "vtt": b"WEBVTT"}
# Formats that are a ZIP: what each has inside that no other has.
OPEN_DOCUMENTS = {"odt": b"text", "ods": b"spreadsheet", "odp": b"presentation"}
OFFICE_FOLDERS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
SAME_CONTAINER = {"m4a": {"m4a", "mp4"}}
# What runs by itself on somebody's machine.
PROGRAMS = tuple(
    f".{extension}"
    for extension in "bat cmd com dll exe hta jar js lnk msi ps1 scr sh vbe vbs wsf".split()  # noqa: SIM905
)


def check_content(file: UploadedFile) -> None:
    """Raise a ValidationError where the content of `file` is not what its extension says."""
    extension = file.name.rpartition(".")[2].lower()
    file.seek(0)
    head = file.read(HEAD)
    if extension in TEXT_BEGINNINGS:
        is_right = _is_text(head, extension)
    elif extension == "zip" or extension in OPEN_DOCUMENTS or extension in OFFICE_FOLDERS:
        is_right = _is_archive(file, head, extension)
    else:
        kind = filetype.guess(head)
        found = kind.extension if kind else None
        is_right = found in SAME_CONTAINER.get(extension, {extension}) and not _is_markup(head)
    file.seek(0)
    if not is_right:
        raise ValidationError(
            _(
                "This file is named “%(name)s” but its content is not of that kind. "
                "Open it in the program that made it and save it again as %(extension)s."
            ),
            code="content",
            params={"name": file.name, "extension": extension.upper()},
        )
    if extension == "pdf":
        _check_pdf(file)


def _check_pdf(file: UploadedFile) -> None:
    """Raise a ValidationError where nobody could open a PDF, or only a part of it."""
    file.seek(max(0, file.size - TAIL))
    is_whole = b"%%EOF" in file.read()
    try:
        facts_of(file)
    except LockedPdfError as error:
        message = _(
            "“%(name)s” asks for a password: nobody could open it here. Export it again as PDF, "
            "without a password."
        )
        raise ValidationError(message, code="locked", params={"name": file.name}) from error
    except BrokenPdfError:
        is_whole = False
    if not is_whole:
        raise ValidationError(
            _(
                "“%(name)s” cannot be read: it is damaged, or was not copied whole. Open it in "
                "the program that made it and export it again as PDF."
            ),
            code="broken",
            params={"name": file.name},
        )


def _is_text(head: bytes, extension: str) -> bool:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if extension == "gpx" and b"<gpx" not in text:
        return False
    is_binary = b"\0" in head or filetype.guess(head) is not None
    return text.startswith(TEXT_BEGINNINGS[extension]) and not is_binary and not _is_markup(text)


def _is_markup(head: bytes) -> bool:
    """Whether a browser that looks at the beginning would take it for a page."""
    seen = head[:1024].lower()
    return any(tag in seen for tag in (b"<!doctype html", b"<html", b"<script", b"<svg"))


def _is_archive(file: UploadedFile, head: bytes, extension: str) -> bool:
    """Whether a ZIP begins as one, can be read, and has inside what its extension says."""
    if not head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            holds_program = any(name.lower().endswith(PROGRAMS) for name in names)
            return len(names) <= MOST_ENTRIES and not holds_program and _holds(archive, extension)
    except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError, ValueError):
        return False


def _holds(archive: zipfile.ZipFile, extension: str) -> bool:
    names = archive.namelist()
    if extension in OPEN_DOCUMENTS:
        if "mimetype" not in names:
            return False
        with archive.open("mimetype") as said:
            kind = b"application/vnd.oasis.opendocument." + OPEN_DOCUMENTS[extension]
            return said.read(HEAD).strip() == kind
    if extension in OFFICE_FOLDERS:
        folder = OFFICE_FOLDERS[extension]
        has_macros = any(name.lower().endswith("vbaproject.bin") for name in names)
        is_office = "[Content_Types].xml" in names and any(n.startswith(folder) for n in names)
        return is_office and not has_macros
    return True
