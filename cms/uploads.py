"""The form that pictures come in by."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm

from cms.tasks import make_renditions


class CreditedImageForm(BaseImageForm):
    """Asks for the description in the words of who will hear it."""

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
