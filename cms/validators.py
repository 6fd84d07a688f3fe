"""What a value may hold, whoever typed it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def on_one_line(value: str) -> None:
    """Refuse a line break, with which a name or a subject would add headers to a message."""
    if "\n" in value or "\r" in value:
        raise ValidationError(_("Write it on one line."), code="line_break")
