"""The form that pictures come in by."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm

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
