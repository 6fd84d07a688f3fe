"""The way to the search page, from every other page."""

from django.urls import reverse
from wagtail import hooks

from cms.navigation import SEARCH_HOOK


@hooks.register(SEARCH_HOOK)
def search_address() -> str:
    """The search page in the language of the page that asks."""
    return reverse("search")
