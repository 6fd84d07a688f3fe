"""The papers of a kit: each text as a PDF, made once however many packs hold it.

Knows no Django: it is handed HTML and what it shows. What lays pages out takes 40 MB of memory, so
it is loaded with the first paper and not by every process that serves pages.
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple


class Paper(NamedTuple):
    """A PDF, and how many pages it has."""

    content: bytes
    pages: int


@cache
def is_possible() -> bool:
    """Whether PDFs can be made here; without them a kit has its pages and its ODT all the same."""
    try:
        import schools.printing  # noqa: F401, PLC0415 -- heavy
    except OSError:  # Pango is not installed on this machine
        return False
    return True


class Press:
    """Makes each sheet once, however many packs hold it."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], Paper] = {}

    def pdf(
        self, html: str, sheets: tuple[str, ...], read: Callable[[str], bytes], uid: str
    ) -> Paper:
        """The PDF of a page, as `pdf_of` makes it."""
        if (uid, html) not in self._made:
            self._made[uid, html] = pdf_of(html, sheets, read, uid)
        return self._made[uid, html]


def pdf_of(html: str, sheets: tuple[str, ...], read: Callable[[str], bytes], uid: str) -> Paper:
    """The PDF/UA of a page, laid out by these style sheets, later ones over earlier ones.

    `read` gives what stands at a path of the kit. The same page gives the same bytes: `uid` is
    all that names it, and no clock is asked.
    """
    from schools.printing import lay_out  # noqa: PLC0415 -- heavy

    return Paper(*lay_out(html, sheets, read, uid))
