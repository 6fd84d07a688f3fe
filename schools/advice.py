"""What could be better in a kit: said beside its preview, never in the way of publishing."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.advice import HOW_TO_TAG, Advice

if TYPE_CHECKING:
    from schools.models import KitDocument


def advice_on_files(documents: "Iterable[KitDocument]") -> Iterator[Advice]:
    """PDFs that not all pupils can read: the site tags those that it makes itself."""
    lacking = [document.title for document in documents if document.file and document.file.lacks]
    if lacking:
        yield Advice(
            "pdf",
            _("Screen readers cannot follow: %(titles)s") % {"titles": ", ".join(lacking)},
            _("%(how)s Or write the text here: the site makes a PDF that everybody can read.")
            % {"how": HOW_TO_TAG},
        )
