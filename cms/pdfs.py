"""What a PDF says of itself: how long it is, and whether a screen reader can follow it.

Knows no Django.
"""

from contextlib import suppress
from typing import IO, NamedTuple

import pikepdf


class LockedPdfError(ValueError):
    """A PDF that asks for a password before it is read."""


class BrokenPdfError(ValueError):
    """A PDF that is damaged, or was not downloaded whole."""


class PdfFacts(NamedTuple):
    """What is known of a PDF; who hears it needs the tags first, then the rest."""

    pages: int
    is_tagged: bool
    has_language: bool
    has_title: bool


def facts_of(file: IO[bytes]) -> PdfFacts:
    """Read a PDF from its beginning, and leave it there; raises where nobody could read it.

    One that is only kept from being printed or changed is read like another.
    """
    file.seek(0)
    try:
        with pikepdf.open(file) as pdf:
            return PdfFacts(len(pdf.pages), _is_tagged(pdf), _says(pdf, "/Lang"), _has_title(pdf))
    except pikepdf.PasswordError as error:
        raise LockedPdfError from error
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError) as error:
        raise BrokenPdfError from error
    finally:
        file.seek(0)


def _is_tagged(pdf: pikepdf.Pdf) -> bool:
    """Whether it says that its tags hold, and has some."""
    mark = pdf.Root.get("/MarkInfo")
    is_marked = isinstance(mark, pikepdf.Dictionary) and mark.get("/Marked") is True
    return is_marked and "/StructTreeRoot" in pdf.Root


def _says(pdf: pikepdf.Pdf, name: str) -> bool:
    return bool(str(pdf.Root.get(name, "")).strip())


def _has_title(pdf: pikepdf.Pdf) -> bool:
    """In one of the two places where a PDF may say what it is called."""
    if str(pdf.docinfo.get("/Title", "")).strip():
        return True
    with suppress(Exception):  # a PDF can be read whatever is wrong in what is said about it
        return bool(pdf.open_metadata().get("dc:title", "").strip())
    return False
