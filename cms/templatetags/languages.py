"""In which language words are, for who has a page read aloud."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def lang_of(page: Any) -> SafeString:
    """The language of a page's words, where it is not the one being read."""
    language = page.locale.language_code
    return SafeString("") if language == get_language() else format_html('lang="{}"', language)


@register.simple_tag
def lang_of_source() -> SafeString:
    """The same for words that are only ever written in the main language."""
    language = settings.LANGUAGE_CODE
    return SafeString("") if language == get_language() else format_html('lang="{}"', language)
