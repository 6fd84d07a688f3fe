"""The weight of a file in words."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

register = template.Library()

MEGABYTE = 1_000_000
KILOBYTE = 1_000


@register.filter
def weight(size: int) -> str:
    """« 3,2 Mo », « 45 Ko »: as file managers and teachers count."""
    if size >= MEGABYTE:
        return _("%(size)s MB") % {"size": number_format(size / MEGABYTE, 1)}
    return _("%(size)s KB") % {"size": number_format(max(size / KILOBYTE, 1), 0)}
