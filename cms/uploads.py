"""The forms that pictures and files come in by."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from cms.advice import HOW_TO_TAG
from cms.picture_places import PlaceStaysError, without_place
from cms.tasks import make_renditions


class CreditedImageForm(BaseImageForm):
    """Asks for the description in the words of who will hear it."""

    def clean_file(self) -> Any:
        """Ask for another copy where the place cannot be taken out of this one."""
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            file.seek(0)
            try:
                without_place(file.read())
            except PlaceStaysError as error:
                raise ValidationError(
                    _(
                        "This picture says where it was taken, which may be somebody's home. Save "
                        "it again as JPEG, then add it."
                    )
                ) from error
            finally:
                file.seek(0)
        return file

    def save(self, commit: bool = True) -> Any:
        image = super().save(commit)
        if commit and "file" in self.changed_data:
            make_renditions.enqueue(image.pk)  # a replaced file has just lost its renditions
        return image

    class Meta(BaseImageForm.Meta):
        help_texts = {
            "description": _(
                "What one sees, in one sentence, for those who cannot see it. "
                "Pages propose it as the alternative text."
            )
        }


class LicensedDocumentForm(BaseDocumentForm):
    """Says of a PDF how long it is, and what keeps some people from reading it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.page_count:
            # Several files added at once are described without the field that they came by.
            self.fields["file" if "file" in self.fields else "title"].help_text = self._told()

    def _told(self) -> str:
        count, lacking = self.instance.page_count, self.instance.lacks
        pages = ngettext("PDF, %(count)s page.", "PDF, %(count)s pages.", count) % {"count": count}
        told = [pages, _("It can be read with a screen reader.")]
        if lacking:
            missing = _("For screen readers it lacks: %(list)s.") % {"list": ", ".join(lacking)}
            told = [pages, missing, HOW_TO_TAG]
        return " ".join(map(str, told))
