"""What a file is, whatever its name says."""

import filetype
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

# Text formats have no signature; what a file must not be is then what is checked.
TEXT_EXTENSIONS = {"csv", "ics", "gpx", "vtt"}
SAME_CONTAINER = {
    "odt": {"odt", "zip"},
    "ods": {"ods", "zip"},
    "odp": {"odp", "zip"},
    "docx": {"docx", "zip"},
    "xlsx": {"xlsx", "zip"},
    "pptx": {"pptx", "zip"},
    "zip": {"zip", "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub"},
    "m4a": {"m4a", "mp4"},
}


def check_content(file: UploadedFile) -> None:
    """Raise a ValidationError where the content of `file` is not what its extension says."""
    extension = file.name.rpartition(".")[2].lower()
    file.seek(0)
    head = file.read(8192)
    file.seek(0)
    kind = filetype.guess(head)
    found = kind.extension if kind else None
    if extension in TEXT_EXTENSIONS:
        is_right = found is None and b"\0" not in head and not _is_markup(head, extension)
    else:
        is_right = found in SAME_CONTAINER.get(extension, {extension})
    if not is_right:
        raise ValidationError(
            _(
                "This file is named “%(name)s” but its content is not of that kind. "
                "Open it in the program that made it and save it again as %(extension)s."
            ),
            code="content",
            params={"name": file.name, "extension": extension.upper()},
        )


def _is_markup(head: bytes, extension: str) -> bool:
    return extension != "gpx" and head.lstrip().lower().startswith(
        (b"<!doctype", b"<html", b"<svg")
    )
