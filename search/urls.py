"""The address of the search page: one word of its own in each language."""

from django.urls import path
from django.utils.functional import lazy
from django.utils.translation import get_language

from search import views

ADDRESSES = {"fr": "recherche/", "en": "search/"}  # part of the site's design, like slugs


def address() -> str:
    return ADDRESSES.get(get_language(), ADDRESSES["fr"])


urlpatterns = [path(lazy(address, str)(), views.search, name="search")]
